"""Conversations in PostgreSQL, for many replicas behind one address."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakValueDictionary

import psycopg
from langgraph.checkpoint.postgres import PostgresSaver
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from assistant.conversations.base import Turn, strict_serializer
from assistant.errors import ServiceError

_TABLES = """
CREATE TABLE IF NOT EXISTS turns (
    number BIGSERIAL PRIMARY KEY, session TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, reply TEXT
);
CREATE INDEX IF NOT EXISTS turns_by_session ON turns (session, number);
CREATE TABLE IF NOT EXISTS cases (session TEXT PRIMARY KEY, document TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    session TEXT NOT NULL, name TEXT NOT NULL, data BYTEA NOT NULL, PRIMARY KEY (session, name)
);
"""
# Blobs are shared by checkpoints; one that the newest does not name is let go.
_PRUNE = (
    "DELETE FROM checkpoints c WHERE thread_id = %(session)s AND checkpoint_id < "
    "(SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = %(session)s)",
    "DELETE FROM checkpoint_writes w WHERE thread_id = %(session)s AND NOT EXISTS (SELECT 1 FROM checkpoints c "
    "WHERE c.thread_id = w.thread_id AND c.checkpoint_id = w.checkpoint_id)",
    "DELETE FROM checkpoint_blobs b WHERE thread_id = %(session)s AND NOT EXISTS (SELECT 1 FROM checkpoints c, "
    "jsonb_each_text(c.checkpoint->'channel_versions') v WHERE c.thread_id = b.thread_id "
    "AND v.key = b.channel AND v.value = b.version)",
)
_CONNECTIONS, _TURNS = 8, 16  # a replica's connections for reading and writing, and its turns at the same time
_WAIT = 10.0  # seconds for the server
_PAUSE = 0.05  # seconds between two looks at a lock
Pool = ConnectionPool[psycopg.Connection[dict[str, Any]]]


_OPTIONS: dict[str, Any] = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # what it would log is raised, once, by _explained


def _pool(address: str, size: int) -> Pool:
    return ConnectionPool(
        address, min_size=1, max_size=size, timeout=_WAIT, open=True, kwargs=_OPTIONS,
        check=ConnectionPool.check_connection,  # the server may have been started anew
    )  # fmt: skip


def _create_tables(address: str) -> None:
    with psycopg.connect(address, connect_timeout=int(_WAIT), **_OPTIONS) as connection:
        # Replicas that start together must not create the same tables twice; the lock goes with the connection. It is
        # asked for again and again: to wait in the server would deadlock with an index that is built concurrently.
        pause = threading.Event()
        lock = "SELECT 1 WHERE pg_try_advisory_lock(hashtext('vouch-setup'))"
        while connection.execute(lock).fetchone() is None:
            pause.wait(_PAUSE)
        PostgresSaver(connection).setup()
        connection.execute(_TABLES, prepare=False)  # several statements at once cannot be prepared


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout) as error:
        raise ServiceError(
            f"VOUCH_DATABASE: the PostgreSQL server does not answer ({type(error).__name__}); "
            "start it, correct the address, or unset VOUCH_DATABASE"
        ) from None
    except psycopg.Error as error:
        said = str(error).partition("\n")[0]
        raise ServiceError(
            f"VOUCH_DATABASE: the PostgreSQL server cannot keep conversations ({said}); "
            "give its user the right to create tables, or unset VOUCH_DATABASE"
        ) from None


class PostgresStore:
    """The store of many replicas."""

    def __init__(self, address: str) -> None:
        self._here: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._guard = threading.Lock()
        with _explained():
            _create_tables(address)
        # A turn that holds its conversation's lock needs a connection besides it: out of one pool, as many turns as
        # the pool has places would wait for each other for ever.
        self._pool, self._lock_pool = _pool(address, _CONNECTIONS), _pool(address, _TURNS)
        self._turns = threading.BoundedSemaphore(_TURNS)
        self.checkpointer = PostgresSaver(self._pool, serde=strict_serializer())

    @contextmanager
    def lock(self, session: str) -> Iterator[None]:
        """Hold the conversation's lock: among threads by a lock here, among replicas by an advisory lock."""
        with self._guard:
            here = self._here.setdefault(session, threading.Lock())
        key = "hashtextextended(%s, 0)"
        with here, self._turns, _explained(), self._lock_pool.connection() as connection:
            connection.execute(f"SELECT pg_advisory_lock({key})", (session,))
            try:
                yield
            finally:
                connection.execute(f"SELECT pg_advisory_unlock({key})", (session,))

    def append(self, session: str, turn: Turn) -> None:
        """Add a line to the record."""
        reply = None if turn.reply is None else json.dumps(turn.reply, ensure_ascii=False)
        self._run("INSERT INTO turns (session, role, text, reply) VALUES (%s, %s, %s, %s)",
                  (session, turn.role, turn.text, reply))  # fmt: skip

    def history(self, session: str) -> list[Turn]:
        """The record in order."""
        return self._lines("ORDER BY number", session)

    def last(self, session: str) -> Turn | None:
        """The last line of the record."""
        return next(iter(self._lines("ORDER BY number DESC LIMIT 1", session)), None)

    def case(self, session: str) -> dict[str, Any]:
        """The applicant's case."""
        rows = self._run("SELECT document FROM cases WHERE session = %s", (session,))
        return dict(json.loads(rows[0]["document"])) if rows else {}

    def set_case(self, session: str, case: dict[str, Any]) -> None:
        """Keep the case."""
        self._run(
            "INSERT INTO cases (session, document) VALUES (%s, %s) "
            "ON CONFLICT (session) DO UPDATE SET document = excluded.document",
            (session, json.dumps(case, ensure_ascii=False)),
        )

    def kept(self, session: str, name: str) -> bytes | None:
        """A file of the applicant's own."""
        rows = self._run("SELECT data FROM files WHERE session = %s AND name = %s", (session, name))
        return bytes(rows[0]["data"]) if rows else None

    def keep(self, session: str, name: str, data: bytes | None) -> None:
        """Keep a file, or let go of it."""
        if data is None:
            self._run("DELETE FROM files WHERE session = %s AND name = %s", (session, name))
            return
        self._run(
            "INSERT INTO files (session, name, data) VALUES (%s, %s, %s) "
            "ON CONFLICT (session, name) DO UPDATE SET data = excluded.data",
            (session, name, data),
        )

    def prune(self, session: str) -> None:
        """Keep the newest checkpoint only."""
        with _explained(), self._pool.connection() as connection:
            for statement in _PRUNE:
                connection.execute(statement, {"session": session})

    def forget(self, session: str) -> None:
        """Delete everything of a conversation."""
        for table in ("turns", "cases", "files"):
            self._run(f"DELETE FROM {table} WHERE session = %s", (session,))  # noqa: S608 - constants
        with _explained():
            self.checkpointer.delete_thread(session)

    def close(self) -> None:
        """Give the connections back."""
        self._pool.close()
        self._lock_pool.close()

    def _lines(self, which: str, session: str) -> list[Turn]:
        rows = self._run(f"SELECT role, text, reply FROM turns WHERE session = %s {which}", (session,))  # noqa: S608
        return [Turn(row["role"], row["text"], json.loads(row["reply"]) if row["reply"] else None) for row in rows]

    def _run(self, statement: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
        with _explained(), self._pool.connection() as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []
