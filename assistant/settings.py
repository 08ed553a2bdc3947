"""Settings: the environment first, then `vouch.toml` in the working directory, then defaults."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.errors import InputError

TOML_FILE = "vouch.toml"
_PASSWORD = re.compile(r"//[^/@\s]+@")  # of an address: it must not show in an error


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("vouch", appauthor=False))


class Settings(BaseSettings):
    """All that can be configured; field `x` is the environment's `VOUCH_X` and `x` in `vouch.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="VOUCH_", extra="ignore", frozen=True, toml_file=TOML_FILE, env_ignore_empty=True
    )

    model: str = Field("builtin", description="builtin, or provider:model such as openai:NAME")
    models: str = Field("", description="models that a person may choose besides, such as openai:ONE, openai:TWO")
    turn_seconds: float = Field(45.0, ge=2.0, le=600.0, description="budget of a whole turn with a language model")
    silence_seconds: float = Field(20.0, ge=1.0, le=600.0, description="longest wait for an endpoint's next words")
    context_tokens: int = Field(8000, ge=2000, description="most tokens that are sent in one call")
    price_input: float | None = Field(None, ge=0.0, description="US dollars a million tokens sent")
    price_output: float | None = Field(None, ge=0.0, description="US dollars a million tokens received")
    home: Path = Field(default_factory=_default_home, description="folder of index and conversations")
    database: str = Field("", description="empty: SQLite in the home folder; or postgresql://...")
    chroma: str = Field("", description="empty: embedded in the home folder; or http://host:port")
    embeddings: str = Field("wordllama", description="wordllama, or openai:MODEL")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)
    openai_api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key")
    )
    openai_base_url: str | None = Field(
        None, validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url")
    )

    @field_validator("home", mode="after")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        try:
            return value.expanduser().resolve()
        except RuntimeError:  # ~nobody-of-that-name
            raise ValueError("must be a folder, such as ~/vouch") from None

    @field_validator("chroma")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must be empty or http://host:port")
        return value.rstrip("/")

    @field_validator("database")
    @classmethod
    def _postgres(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://", "sqlite:///")):
            raise ValueError("must be empty, sqlite:///FILE or postgresql://user@host/name")
        return value

    @field_validator("model")
    @classmethod
    def _model(cls, value: str) -> str:
        if value != "builtin" and (":" not in value or not value.partition(":")[2].strip()):
            raise ValueError("must be builtin or provider:model, such as openai:NAME")
        return value

    @field_validator("models")
    @classmethod
    def _models(cls, value: str) -> str:
        for name in filter(None, (part.strip() for part in value.split(","))):
            cls._model(name)
        return value

    @field_validator("openai_base_url")
    @classmethod
    def _base_url(cls, value: str | None) -> str | None:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must be http://host:port/v1 or https://host/v1")
        return value

    @field_validator("embeddings")
    @classmethod
    def _embeddings(cls, value: str) -> str:
        if value != "wordllama" and not value.startswith("openai:"):
            raise ValueError("must be wordllama or openai:MODEL")
        return value

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of precedence: arguments, environment, vouch.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def database_file(self) -> Path:
        """The SQLite file of the conversations (unused with PostgreSQL)."""
        prefix = "sqlite:///"
        return Path(self.database.removeprefix(prefix)) if self.database else self.home / "vouch.sqlite3"

    @property
    def uses_postgres(self) -> bool:
        """Whether conversations are kept in PostgreSQL."""
        return self.database.startswith(("postgresql://", "postgres://"))


def load_settings(**overrides: Any) -> Settings:
    """Settings from their sources.

    Raises:
        InputError: a value cannot be used; one line a fault with its name and the accepted forms.
    """
    try:
        return Settings(**{key: value for key, value in overrides.items() if value is not None})
    except ValidationError as error:
        raise InputError(*(_fault(item) for item in error.errors())) from None
    except ValueError as error:  # a vouch.toml that is no TOML
        raise InputError(f"{TOML_FILE}: cannot be read: {error}; correct it or move it away") from None


def _fault(item: Any) -> str:
    name = ".".join(str(part) for part in item["loc"])
    shown = name if name.isupper() else f"VOUCH_{name.upper()}"
    if "key" in name.lower():  # its value must not show, whatever is wrong with it
        return f"{shown}: must be a text"
    return f"{shown}: {item['msg'].removeprefix('Value error, ')}, got {_PASSWORD.sub('//...@', repr(item['input']))}"
