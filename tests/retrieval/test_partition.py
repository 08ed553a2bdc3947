"""Search in parts: repeatable, and nearly always what comparing every row would find."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.partition import NEAREST, Partition


def rows(count: int, seed: int) -> np.ndarray:
    """Unit vectors in clusters, as texts on a few hundred topics are."""
    random = np.random.default_rng(seed)
    topics = np.random.default_rng(0).normal(size=(300, 64))
    made = topics[random.integers(0, 300, count)] + random.normal(size=(count, 64)) * 0.4
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def test_the_nearest_rows_are_found_best_first_with_their_cosines() -> None:
    vectors = rows(20_000, 1)
    partition = Partition([str(n) for n in range(len(vectors))], vectors)
    hits = 0
    for query in rows(100, 2):
        found = partition.nearest(query)
        cosines = vectors @ query
        assert len(found) == NEAREST
        assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
        assert all(abs(cosine - cosines[int(label)]) < 1e-5 for label, cosine in found)
        hits += found[0][0] == str(int(cosines.argmax()))
    assert hits >= 95


def test_a_row_finds_itself_and_two_builds_agree() -> None:
    vectors = rows(5_000, 3)
    labels = [str(n) for n in range(len(vectors))]
    one, two = Partition(labels, vectors), Partition(labels, vectors)
    for number in range(0, 5_000, 250):
        assert one.nearest(vectors[number])[0][0] == str(number)
        assert one.nearest(vectors[number]) == two.nearest(vectors[number])
