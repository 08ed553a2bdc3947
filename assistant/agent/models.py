"""Which models may answer, where they are, and what is sent to them. Nothing heavy is loaded here."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from assistant.errors import InputError
from assistant.places import data_root
from assistant.settings import Settings
from assistant.yamlfile import Node, read_yaml

BUILTIN = "builtin"
OPENAI_ADDRESS = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at an address. `name` is the public one, such as `openai:NAME`."""

    name: str
    model: str
    address: str

    @property
    def host(self) -> str:
        """Host and port, without any password that the address may hold."""
        parts = urlsplit(self.address)
        return f"{parts.hostname or '?'}{f':{parts.port}' if parts.port else ''}"

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        host = urlsplit(self.address).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def allowed_models(settings: Settings) -> tuple[str, ...]:
    """The models that a person may choose: the built-in one, the configured one, and those of VOUCH_MODELS."""
    named = [name.strip() for name in settings.models.split(",")]
    return tuple(dict.fromkeys(filter(None, [BUILTIN, settings.model, *named])))


def find_endpoint(settings: Settings, name: str) -> Endpoint:
    """Where a model is.

    Raises:
        InputError: the provider is unknown, or neither a key nor an address is configured.
    """
    provider, _, model = name.partition(":")
    if provider != "openai" or not model.strip():
        raise InputError(f"VOUCH_MODEL: must be builtin or openai:NAME (any OpenAI-compatible endpoint), got {name!r}")
    if settings.openai_api_key is None and not settings.openai_base_url:
        raise InputError(
            f"OPENAI_API_KEY: is not set, so {name} cannot be asked; set it, or OPENAI_BASE_URL for a server of "
            "your own, or use the built-in model"
        )
    return Endpoint(name, model.strip(), (settings.openai_base_url or OPENAI_ADDRESS).rstrip("/"))


@lru_cache(maxsize=1)
def words() -> Node:
    """The short texts around a language model, of prompts/agent/words.yaml."""
    return read_yaml(data_root() / "prompts" / "agent" / "words.yaml")


def what_is_sent(settings: Settings, name: str) -> str:
    """One honest sentence on what is sent where when this model answers.

    Raises:
        InputError: the model cannot be used as configured.
    """
    if name == BUILTIN:
        return words()["sent"]["builtin"].text()
    endpoint = find_endpoint(settings, name)
    place = "local" if endpoint.is_local else "remote"
    return words()["sent"][place].text().format(model=endpoint.model, host=endpoint.host)
