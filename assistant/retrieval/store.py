"""The vector store: rows in Chroma, embedded on disk or on a server, by the same code.

Chroma's telemetry is off, its default embedder (which downloads a model) is never used, and its own index files are
not persisted in parts (`sync_threshold` above any corpus), because a killed writer may leave them damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from assistant.errors import ServiceError
from assistant.retrieval.chunk import Row
from assistant.retrieval.embed import Vectors

COLLECTION = "vouch"
BATCH = 1000
_FIRST_WAIT, _WAIT = 5.0, 30.0  # seconds for a server's first sign, and for each answer
_CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 10_000_000, "ef_construction": 40, "max_neighbors": 12}}


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def embedded_client(folder: Path) -> Any:
    """A Chroma client on a folder. Close it before the folder is moved or read by another process."""
    import chromadb

    return chromadb.PersistentClient(str(folder), settings=_settings())


def server_client(address: str) -> Any:
    """A client of a Chroma server.

    Raises:
        ServiceError: nothing answers at the address.
    """
    import chromadb
    import httpx

    parts = urlsplit(address)
    try:
        # Chroma's client waits for ever: ask first with a limit, and give its own session one.
        httpx.get(f"{address}/api/v2/heartbeat", timeout=_FIRST_WAIT, trust_env=False).raise_for_status()
        client = chromadb.HttpClient(
            host=parts.hostname or "localhost", port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https", settings=_settings(),
        )
        client._server._session.timeout = httpx.Timeout(_WAIT)  # type: ignore[attr-defined]
        client.heartbeat()
    except Exception as error:  # the client raises ValueError, httpx and own errors alike
        raise _unreachable(address, error) from None
    return client


def _unreachable(address: str, error: Exception) -> ServiceError:
    return ServiceError(
        f"VOUCH_CHROMA: the Chroma server at {address} does not answer ({type(error).__name__}); "
        "start it, correct the address, or unset VOUCH_CHROMA"
    )


def fill(
    client: Any, name: str, rows: Sequence[Row], vectors: Vectors, progress: Callable[[float], None] = lambda _: None
) -> None:
    """Write all rows under their fixed ids; writing twice changes nothing."""
    collection = client.get_or_create_collection(name, embedding_function=None, configuration=_CONFIGURATION)
    stored = [row for row in enumerate(rows) if row[1].kind in {"passage", "fact"}]
    asked = [row for row in enumerate(rows) if row[1].kind in {"question", "outside"}]
    for group, with_text in ((stored, True), (asked, False)):
        for start in range(0, len(group), BATCH):
            batch = group[start : start + BATCH]
            # A phrasing's text stays in the question bank: it is a way in, not something to be shown.
            texts = {"documents": [row.text for _, row in batch]} if with_text else {}
            collection.upsert(
                ids=[row.id for _, row in batch], embeddings=vectors[[number for number, _ in batch]],
                metadatas=[{"kind": row.kind, "label": row.label} for _, row in batch], **texts,
            )
            progress((start + len(batch)) / len(group))


class ServerVectors:
    """Nearest labels by a Chroma server's own search."""

    NEAREST = 100

    def __init__(self, address: str, name: str, client: Any = None) -> None:
        self._address, self._name = address, name
        self._client = client or server_client(address)

    def count(self) -> int:
        """Rows in the collection; 0 where it does not exist.

        Raises:
            ServiceError: the server does not answer.
        """
        from chromadb.errors import NotFoundError

        try:
            return cast(int, self._collection().count())
        except NotFoundError:
            return 0
        except Exception as error:
            raise _unreachable(self._address, error) from None

    def fill(self, rows: Sequence[Row], vectors: Vectors, progress: Callable[[float], None]) -> None:
        """Upload the rows.

        Raises:
            ServiceError: the server went away.
        """
        try:
            fill(self._client, self._name, rows, vectors, progress)
        except Exception as error:
            raise _unreachable(self._address, error) from None

    def nearest(self, vector: Vectors) -> list[tuple[str, float]]:
        """Label and cosine of the rows near the query, best first.

        Raises:
            ServiceError: the server does not answer.
        """
        try:
            found = self._collection().query(
                query_embeddings=[vector.tolist()], n_results=self.NEAREST, include=["metadatas", "distances"]
            )
        except Exception as error:
            raise _unreachable(self._address, error) from None
        return [
            (str(metadata["label"]), 1.0 - float(distance))
            for metadata, distance in zip(found["metadatas"][0], found["distances"][0], strict=True)
        ]

    def _collection(self) -> Any:
        return self._client.get_collection(self._name, embedding_function=None)
