"""Embeddings: wordllama's weights, which ship inside its wheel, or an OpenAI-compatible endpoint by configuration."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from assistant.errors import ServiceError
from assistant.retrieval.normalise import spelled_out
from assistant.settings import Settings

Vectors = npt.NDArray[np.float32]


def unit(rows: Vectors) -> Vectors:
    """The rows, each of length one; one of nothing stays nothing."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)


class Embedder(Protocol):
    """Turns texts into unit vectors, one row a text."""

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text."""


@lru_cache(maxsize=1)
def _wordllama() -> Any:
    import wordllama
    from wordllama import WordLlama

    # The package's own folder holds weights and tokenizer; without it, load() would look on the network.
    folder = Path(os.path.dirname(wordllama.__file__))  # noqa: PTH120 - Path keeps no trailing parts to strip
    return WordLlama.load(cache_dir=folder, disable_download=True)


def token_ids(text: str) -> npt.NDArray[np.int64]:
    """The text's tokens as wordllama numbers them; a full stop where there is none."""
    plain = spelled_out(text) or "."
    return np.array(_wordllama().tokenizer.encode(plain, add_special_tokens=False).ids, dtype=np.int64)


def token_vectors() -> Vectors:
    """wordllama's vector of each token."""
    return cast(Vectors, _wordllama().embedding)


class WordLlamaEmbedder:
    """256 dimensions, deterministic, no network."""

    name = "wordllama-256"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors; a text without a known word gives a zero vector."""
        cleaned = [spelled_out(text) for text in texts]
        vectors = np.nan_to_num(_wordllama().embed([text or "." for text in cleaned], norm=True)).astype(np.float32)
        vectors[[not text for text in cleaned]] = 0.0
        return np.asarray(vectors, dtype=np.float32)


class OpenAIEmbedder:
    """An OpenAI-compatible embedding endpoint."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.embeddings
        self._settings = settings

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors from the endpoint.

        Raises:
            ServiceError: the endpoint does not answer.
        """
        import openai

        key = self._settings.openai_api_key
        client = openai.OpenAI(
            api_key=key.get_secret_value() if key else "none", base_url=self._settings.openai_base_url,
            timeout=30, max_retries=1,
        )
        rows: list[list[float]] = []
        try:
            for start in range(0, len(texts), 256):
                batch = list(texts[start : start + 256])
                answer = client.embeddings.create(model=self.name.partition(":")[2], input=batch)
                rows += [item.embedding for item in answer.data]
        except openai.OpenAIError as error:
            raise ServiceError(
                f"VOUCH_EMBEDDINGS: the embedding endpoint does not answer ({type(error).__name__}); "
                "start it, correct OPENAI_BASE_URL, or set VOUCH_EMBEDDINGS=wordllama"
            ) from None
        return unit(np.array(rows, dtype=np.float32))


def make_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name."""
    return WordLlamaEmbedder() if settings.embeddings == "wordllama" else OpenAIEmbedder(settings)


def wordllama_tokenizer() -> Any:
    """The tokenizer that ships with wordllama."""
    return _wordllama().tokenizer
