"""The gate's signs: the highest of many values are the highest of all."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.gate import NEAREST, highest


@given(st.integers(0, 2_000), st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 1_000_000]))
def test_the_highest_values_come_best_first_whatever_their_number(size: int, seed: int, kinds: int) -> None:
    values = np.random.default_rng(seed).integers(0, kinds, size).astype(np.float32)
    found, ordered = highest(values), np.sort(values)[::-1]
    assert len(found) == NEAREST
    assert np.array_equal(found[: min(size, NEAREST)], ordered[:NEAREST])
    assert size >= NEAREST or (found[size:] == (ordered[-1] if size else 0)).all()
