"""The language models of the settings: each with its chat model, its breaker, and what was learnt of it."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import Any

from assistant.agent.breaker import Breaker
from assistant.agent.instructions import tool_schemas
from assistant.agent.models import BUILTIN, Endpoint, allowed_models, find_endpoint, words
from assistant.errors import InputError
from assistant.settings import Settings

LEAST_SILENCE = 5.0  # seconds that an endpoint is always given, unless the settings give it less


class LanguageModel:
    """One configured model: its chat model, opened on first use, its breaker, and whether it takes tools."""

    def __init__(self, settings: Settings, endpoint: Endpoint) -> None:
        self.settings = settings
        self.endpoint = endpoint
        self.breaker = Breaker()
        self.takes_tools = True
        self.slow = 0  # turns in a row that took too long
        self._opening = threading.Lock()

    @cached_property
    def chat(self) -> Any:
        """LangChain's chat model."""
        with self._opening:
            from assistant.agent.client import chat_model

            return chat_model(self.settings, self.endpoint)

    @cached_property
    def with_tools(self) -> Any:
        """The chat model with the tools of the conversation."""
        return self.chat.bind(tools=tool_schemas())

    @property
    def secret(self) -> str:
        """The key; empty where there is none."""
        key = self.settings.openai_api_key
        return key.get_secret_value() if key else ""

    @property
    def silence(self) -> float:
        """Seconds to wait for the next words: less after a turn that took too long."""
        usual = self.settings.silence_seconds
        return float(max(usual / 2 ** min(self.slow, 2), min(usual, LEAST_SILENCE)))


class LanguageModels:
    """The models of the settings, each with its own breaker. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._guard = threading.Lock()
        self._known: dict[str, LanguageModel] = {}

    def find(self, name: str) -> LanguageModel | None:
        """The model of that name; None for the built-in one.

        Raises:
            InputError: it is none of the models that may be chosen, or cannot be used as configured.
        """
        allowed = allowed_models(self._settings)
        if name not in allowed:
            raise InputError(f"model: must be one of {', '.join(allowed)}, got {name[:80]!r}")
        if name == BUILTIN:
            return None
        endpoint = find_endpoint(self._settings, name)
        with self._guard:
            return self._known.setdefault(name, LanguageModel(self._settings, endpoint))

    def warm(self, name: str) -> None:
        """Load what the first call of a model would wait for."""
        if (model := self.find(name)) is not None:
            _ = model.with_tools

    def without_key(self, text: str) -> str:
        """A text in which the configured key does not stand."""
        key = self._settings.openai_api_key
        secret = key.get_secret_value() if key else ""
        return text.replace(secret, words()["key"].text()) if secret and secret in text else text
