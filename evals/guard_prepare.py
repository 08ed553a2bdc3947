"""Write what the guard works out of the known wordings, so that a fact's first use is quick.

Run by `python -m evals.guard_tune`, and alone as `python -m evals.guard_prepare` after the guard's tables have changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from assistant.guard.marks import sentence_marks
from assistant.guard.meaning import tokens_of
from assistant.guard.prepared import figures_in, key, lexicon_digest, load_prepared, prepared_path
from assistant.guard.wordings import TRUE, Wording, all_wordings
from assistant.knowledge import load_knowledge


def figured(found: Sequence[Wording]) -> list[bool]:
    """Which wordings of a fact add figures or names to its own sentence and to what the same hand wrote before."""
    held = {hand: set[object]() for hand in {one.hand for one in found}}
    own = figures_in(found[0].readings)
    flags = []
    for one in found:
        more = figures_in(one.readings) - own - held[one.hand] if one.kind == TRUE else frozenset()
        held[one.hand] |= more
        flags.append(bool(more) or not one.hand)
    return flags


def _rows() -> Iterator[tuple[int, Wording, bool]]:
    knowledge = load_knowledge()
    for fact in (*knowledge.facts, *knowledge.rulings, *knowledge.official):
        found = all_wordings(fact)
        for one, flag in zip(found, figured(found), strict=True):
            yield key(knowledge.quote(fact), one.text), one, flag


def _flat(name: str, rows: Sequence[Sequence[int]], sort: type) -> dict[str, npt.NDArray[np.generic]]:
    ends = np.array([0, *accumulate(len(row) for row in rows)], dtype=np.uint32)
    return {name: np.array([one for row in rows for one in row], dtype=sort), f"{name}_ends": ends}


def write() -> None:
    """Work out marks and tokens of every wording and keep them beside the model."""
    prepared_path().unlink(missing_ok=True)
    load_prepared.cache_clear()
    rows = list(_rows())
    marks = [frozenset(mark for each in one.sentences for mark in sentence_marks(each)) for _, one, _ in rows]
    vocabulary = sorted({mark for found in marks for mark in found})
    place = {mark: number for number, mark in enumerate(vocabulary)}
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "lexicon": np.array([lexicon_digest()], dtype=np.uint64),
        "keys": np.array([one for one, _, _ in rows], dtype=np.uint64),
        "figured": np.array([flag for _, _, flag in rows], dtype=bool),
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8),
        **_flat("marks", [sorted(place[mark] for mark in found) for found in marks], np.uint32),
        **_flat("tokens", tokens_of([" ".join(one.sentences) for _, one, _ in rows]), np.uint16),
    }
    np.savez_compressed(prepared_path(), **arrays)  # type: ignore[arg-type]
    load_prepared.cache_clear()


if __name__ == "__main__":
    write()
