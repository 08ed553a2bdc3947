"""Search in a large index without comparing every row.

Up to `EXACT_ROWS` a question is compared with all rows, which is exact and takes a few milliseconds. Beyond that, rows
are gathered around centres and only the nearest gatherings are compared: the time of a search then grows with about
the square root of the rows. Centres and gatherings depend on the rows alone, so that results repeat.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from assistant.retrieval.embed import Vectors

EXACT_ROWS = 50_000
PROBED = 24  # gatherings that are compared
NEAREST = 100  # rows given back
_BLOCK = 8192


class Partition:
    """Rows by the centre that they are nearest to."""

    def __init__(self, labels: Sequence[str], vectors: Vectors) -> None:
        count = max(1, math.isqrt(len(vectors)))
        self._centres = np.ascontiguousarray(vectors[np.linspace(0, len(vectors) - 1, count).astype(np.int64)])
        nearest = np.concatenate([
            (vectors[start : start + _BLOCK] @ self._centres.T).argmax(axis=1)
            for start in range(0, len(vectors), _BLOCK)
        ])  # fmt: skip
        self._order = np.argsort(nearest, kind="stable")
        self._vectors = np.ascontiguousarray(vectors[self._order])
        self._starts = np.searchsorted(nearest[self._order], np.arange(count + 1))
        self._labels = labels

    def nearest(self, vector: Vectors) -> list[tuple[str, float]]:
        """Label and cosine of the rows near the query, best first."""
        probed = np.sort(np.argsort(-(self._centres @ vector), kind="stable")[:PROBED])
        spans = [(int(self._starts[cell]), int(self._starts[cell + 1])) for cell in probed]
        places = np.concatenate([np.arange(start, end) for start, end in spans])
        cosines = np.concatenate([self._vectors[start:end] @ vector for start, end in spans])
        best = np.argsort(-cosines, kind="stable")[:NEAREST]
        return [(self._labels[int(self._order[places[n]])], float(cosines[n])) for n in best]
