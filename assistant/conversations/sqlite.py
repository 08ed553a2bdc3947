"""Conversations in one SQLite file: one connection a process, shared with LangGraph's checkpointer."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock
from langgraph.checkpoint.sqlite import SqliteSaver

from assistant.conversations.base import Turn, strict_serializer
from assistant.errors import InputError

_TABLES = """
CREATE TABLE IF NOT EXISTS turns (
    number INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, reply TEXT
);
CREATE INDEX IF NOT EXISTS turns_by_session ON turns (session, number);
CREATE TABLE IF NOT EXISTS cases (session TEXT PRIMARY KEY, document TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    session TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (session, name)
);
"""
_NEWEST = "(SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"
_WAIT = 30.0  # seconds for another process's write


class SqliteStore:
    """The default store."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with self._explained():
            file.parent.mkdir(parents=True, exist_ok=True)
            self._locks = file.parent / "locks"
            self._locks.mkdir(exist_ok=True)
            self._connection = sqlite3.connect(file, check_same_thread=False, timeout=_WAIT)
            self._connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
            self.checkpointer = SqliteSaver(self._connection, serde=strict_serializer())
            self.checkpointer.setup()
            self._connection.execute("PRAGMA synchronous=NORMAL")
            with self.checkpointer.lock:
                self._connection.executescript(_TABLES)

    @contextmanager
    def lock(self, session: str) -> Iterator[None]:
        """Hold the conversation's lock file."""
        lock = FileLock(self._lock_file(session))
        with self._explained():
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def append(self, session: str, turn: Turn) -> None:
        """Add a line to the record."""
        reply = None if turn.reply is None else json.dumps(turn.reply, ensure_ascii=False)
        self._write("INSERT INTO turns (session, role, text, reply) VALUES (?, ?, ?, ?)",
                    (session, turn.role, turn.text, reply))  # fmt: skip

    def history(self, session: str) -> list[Turn]:
        """The record in order."""
        return self._lines("ORDER BY number", session)

    def last(self, session: str) -> Turn | None:
        """The last line of the record."""
        return next(iter(self._lines("ORDER BY number DESC LIMIT 1", session)), None)

    def case(self, session: str) -> dict[str, Any]:
        """The applicant's case."""
        rows = self._read("SELECT document FROM cases WHERE session = ?", (session,))
        return dict(json.loads(rows[0][0])) if rows else {}

    def set_case(self, session: str, case: dict[str, Any]) -> None:
        """Keep the case."""
        self._write("INSERT OR REPLACE INTO cases (session, document) VALUES (?, ?)",
                    (session, json.dumps(case, ensure_ascii=False)))  # fmt: skip

    def kept(self, session: str, name: str) -> bytes | None:
        """A file of the applicant's own."""
        rows = self._read("SELECT data FROM files WHERE session = ? AND name = ?", (session, name))
        return bytes(rows[0][0]) if rows else None

    def keep(self, session: str, name: str, data: bytes | None) -> None:
        """Keep a file, or let go of it."""
        if data is None:
            self._write("DELETE FROM files WHERE session = ? AND name = ?", (session, name))
        else:
            self._write("INSERT OR REPLACE INTO files (session, name, data) VALUES (?, ?, ?)", (session, name, data))

    def prune(self, session: str) -> None:
        """Keep the newest checkpoint only; the state in it is whole."""
        with self._explained(), self.checkpointer.cursor() as cursor:
            for table in ("checkpoints", "writes"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id < {_NEWEST}",  # noqa: S608 - constants
                    (session, session),
                )

    def forget(self, session: str) -> None:
        """Delete everything of a conversation, and empty the write-ahead log, where its pages would stay."""
        for table in ("turns", "cases", "files"):
            self._write(f"DELETE FROM {table} WHERE session = ?", (session,))  # noqa: S608 - constants
        with self._explained():
            self.checkpointer.delete_thread(session)
        with self._explained(), self.checkpointer.lock:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _lines(self, which: str, session: str) -> list[Turn]:
        rows = self._read(f"SELECT role, text, reply FROM turns WHERE session = ? {which}", (session,))  # noqa: S608
        return [Turn(role, text, json.loads(reply) if reply else None) for role, text, reply in rows]

    def _lock_file(self, session: str) -> Path:
        # Two bytes bound the number of files; sessions that share one merely wait for each other.
        return self._locks / f"{hashlib.blake2b(session.encode(), digest_size=2).hexdigest()}.lock"

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise InputError(
                f"{self._file}: the conversations cannot be kept here ({error}); "
                "free some space, or point VOUCH_HOME or VOUCH_DATABASE at a place that can be written"
            ) from None

    def _write(self, statement: str, values: tuple[Any, ...]) -> None:
        with self._explained(), self.checkpointer.lock, self._connection:
            self._connection.execute(statement, values)

    def _read(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        with self._explained(), self.checkpointer.lock:
            return self._connection.execute(statement, values).fetchall()
