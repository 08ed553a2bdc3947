"""The record of conversations: messages, cases and the agent's checkpoints, in SQLite or PostgreSQL."""

from __future__ import annotations

from assistant.conversations.base import ConversationStore, Turn
from assistant.errors import InputError
from assistant.settings import Settings

__all__ = ["ConversationStore", "Turn", "open_store"]


def open_store(settings: Settings) -> ConversationStore:
    """The store that the settings name.

    Raises:
        InputError: the SQLite file cannot be written, or the PostgreSQL extra is not installed.
        ServiceError: the PostgreSQL server does not answer.
    """
    if settings.uses_postgres:
        try:
            from assistant.conversations.postgres import PostgresStore
        except ImportError:
            raise InputError("VOUCH_DATABASE: PostgreSQL needs an extra; install vouch-lor[postgres]") from None
        return PostgresStore(settings.database)
    from assistant.conversations.sqlite import SqliteStore

    return SqliteStore(settings.database_file)
