"""How near two texts are in meaning, by wordllama's embeddings, which ship inside its package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
WIDTH = 256
_LEAST = 1e-12


@lru_cache(maxsize=1)
def _model() -> Any:
    import wordllama

    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def embed_all(texts: Sequence[str]) -> Vector:
    """The unit vectors of texts, a row each; zeros for a text without a known word."""
    if not texts:
        return np.zeros((0, WIDTH), dtype=np.float32)
    return np.nan_to_num(np.asarray(_model().embed(list(texts), norm=True), dtype=np.float32))


def tokens_of(texts: Sequence[str]) -> list[list[int]]:
    """The numbers of the tokens of each text."""
    found = _model().tokenize(list(texts))
    return [[one for one, real in zip(each.ids, each.attention_mask, strict=True) if real] for each in found]


def pooled(given: Sequence[npt.NDArray[np.int64]]) -> Vector:
    """What `embed_all` gives for texts of which the tokens are known."""
    table = _model().embedding
    sizes = np.array([len(one) for one in given], dtype=np.intp)
    if not sizes.all() or not len(sizes):
        return embed_all([""] * len(given)) if not sizes.any() else np.concatenate([pooled([one]) for one in given])
    found = np.add.reduceat(table[np.concatenate(given)], np.cumsum(sizes) - sizes, axis=0)
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), _LEAST), dtype=np.float32)


@lru_cache(maxsize=8192)
def embed(text: str) -> Vector:
    """The unit vector of a text."""
    return np.asarray(embed_all([text])[0], dtype=np.float32)


def similarity(one: str, other: str) -> float:
    """The cosine of two texts, -1 to 1; 0 where one of them is empty."""
    return float(embed(one) @ embed(other))
