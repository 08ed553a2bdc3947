"""What every conversation store does."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the record. `reply` is the public reply document of an assistant's line."""

    role: Literal["user", "assistant"]
    text: str
    reply: dict[str, Any] | None = None


def strict_serializer() -> JsonPlusSerializer:
    """Reads checkpoints back as plain messages only: a forged row runs no code, whatever the environment says."""
    return JsonPlusSerializer(allowed_msgpack_modules=None)


class ConversationStore(Protocol):
    """Keeps conversations apart by session; every write is durable when its call returns."""

    checkpointer: Any

    def lock(self, session: str) -> AbstractContextManager[None]:
        """Hold the one lock of a conversation, across threads and processes."""

    def append(self, session: str, turn: Turn) -> None:
        """Add a line to the record."""

    def history(self, session: str) -> list[Turn]:
        """The record in order."""

    def last(self, session: str) -> Turn | None:
        """The last line of the record."""

    def case(self, session: str) -> dict[str, Any]:
        """The applicant's case in the applicant format; empty where none was told."""

    def set_case(self, session: str, case: dict[str, Any]) -> None:
        """Keep the case."""

    def kept(self, session: str, name: str) -> bytes | None:
        """A file of the applicant's own that belongs to the conversation; None where there is none of that name."""

    def keep(self, session: str, name: str, data: bytes | None) -> None:
        """Keep a file in place of the one of that name; None lets go of it."""

    def prune(self, session: str) -> None:
        """Let go of all checkpoints of a conversation but the newest."""

    def forget(self, session: str) -> None:
        """Delete everything of a conversation, on disk as well."""

    def close(self) -> None:
        """Give connections back."""
