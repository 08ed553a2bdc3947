"""The fitted model over the signs of a statement: how likely it is false. Fitted by `python -m evals.guard_tune`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from assistant.errors import KnowledgeError
from assistant.guard.reading import Reading
from assistant.guard.signs import SIGNS, signs
from assistant.guard.wordings import Wording, Wordings
from assistant.knowledge import load_knowledge

Node = tuple[int, float, int, int, float]  # sign, threshold, next node up to it, next node above it, value of a leaf


@dataclass(frozen=True)
class Model:
    """Boosted trees over the signs, and the chance from which a statement is stopped. A leaf has sign -1.

    `telling`: what a mark tells that no true wording of a fact has; above 0 it speaks for a false statement.
    """

    intercept: float
    trees: tuple[tuple[Node, ...], ...]
    limit: float
    telling: Mapping[str, float]

    def chance(self, values: Sequence[float]) -> float:
        """0 to 1: how likely a statement with these signs is false."""
        forest, given = self.forest, np.asarray(values, dtype=np.float64)
        at = forest.roots
        for _ in range(forest.depth):
            at = np.where(given[forest.signs[at]] <= forest.thresholds[at], forest.lefts[at], forest.rights[at])
        score = self.intercept + float(forest.values[at].sum())
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, score))))

    @cached_property
    def forest(self) -> _Forest:
        """The trees as tables."""
        return _planted(self.trees)


@dataclass(frozen=True, slots=True)
class _Forest:
    """All trees in flat tables, so that they are walked together, a level a step; a leaf leads to itself."""

    roots: npt.NDArray[np.intp]
    signs: npt.NDArray[np.intp]
    thresholds: npt.NDArray[np.float64]
    lefts: npt.NDArray[np.intp]
    rights: npt.NDArray[np.intp]
    values: npt.NDArray[np.float64]
    depth: int


def _planted(trees: tuple[tuple[Node, ...], ...]) -> _Forest:
    starts = [0, *accumulate(len(nodes) for nodes in trees)]
    rows = [
        (sign, threshold, start + left, start + right, value) if sign >= 0 else (0, 0.0, start + n, start + n, value)
        for start, nodes in zip(starts, trees, strict=False)
        for n, (sign, threshold, left, right, value) in enumerate(nodes)
    ]
    tested, thresholds, lefts, rights, values = (np.array(column) for column in zip(*rows, strict=True))
    depth = max(_depth(nodes, 0) for nodes in trees)
    return _Forest(np.array(starts[:-1]), tested, thresholds, lefts, rights, values, depth)


def _depth(nodes: Sequence[Node], at: int) -> int:
    """How many steps lead from a node to its furthest leaf."""
    sign, _, left, right, _ = nodes[at]
    return 0 if sign < 0 else 1 + max(_depth(nodes, left), _depth(nodes, right))


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Read `lexicon/guard_model.json`.

    Raises:
        KnowledgeError: the file does not fit the signs; fit it anew.
    """
    path = load_knowledge().root / "lexicon" / "guard_model.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    if tuple(tree["signs"]) != SIGNS:
        raise KnowledgeError(f"{path.name}: does not name the guard's signs; run python -m evals.guard_tune")
    trees = tuple(tuple((n[0], n[1], n[2], n[3], n[4]) for n in nodes) for nodes in tree["trees"])
    return Model(tree["intercept"], trees, tree["limit"], tree["telling"])


def chance_of_error(
    claim: Wording, held: Sequence[Reading], known: Sequence[Wordings], context: frozenset[str]
) -> float:
    """0 to 1: how likely a claim is false, given its evidence, the wordings of the facts and what was said before."""
    model = load_model()
    return model.chance(signs(claim, held, known, context, model.telling))
