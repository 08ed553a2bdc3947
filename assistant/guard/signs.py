"""The signs by which the model tells a true statement of some facts from a false one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from assistant.guard.compare import faults
from assistant.guard.marks import AMOUNT, CONCEPT, PAIR, PLACE, SIDE, STEM, TURN, WORD, turned
from assistant.guard.meaning import WIDTH, Vector, embed
from assistant.guard.reading import Reading
from assistant.guard.weights import concept_weights
from assistant.guard.wordings import KINDS, TRUE, Side, Wording, Wordings, joined, side_of

NEAREST = 3
MOST_PAIRS = 3
QUANTITY_WORDS = ("all", "almost_all", "most", "some", "few", "none", "only", "must", "cause")
SIGNS = (
    *(f"evidence {kind}" for kind in KINDS),
    *(f"true {kind}" for kind in KINDS),
    *(f"all {kind}" for kind in KINDS),
    *(f"new {name}" for name in QUANTITY_WORDS),
    "evidence faults", "least true faults", "first true faults", "least false faults", "first false faults",
    "meaning first", "meaning mean", "words first", "words mean", "near", "covered",
    "odds", "highest odds", "lowest odds", "word odds", "highest word odds", "pair odds", "highest pair odds",
    "meaning all", "words all", "false neighbours", "nearest false",
    "new share", "new concepts", "turned concepts", "new sides", "turned sides", "turned cues", "turned places",
    "false words", "false pairs", "false sides", "false order",
    "negations", "shade", "negations beyond",
    "telling", "most telling", "least telling", "telling words", "telling pairs", "telling relations",
    "turn", "least akin", "akin", "akin to false",
)  # fmt: skip
_SHORTEST = 5
_SMALL = 1e-9
_SHARPNESS, _NEIGHBOURHOOD = 10.0, 7
_USUAL_LEAD = 0.05  # of the true wordings over the false ones, where no false one is known


@dataclass(frozen=True, slots=True)
class Compared:
    """Wordings with their likeness to the claim: cosine, marks, and the share of the claim's marks that each holds."""

    wordings: tuple[Wording, ...]
    meaning: Vector
    words: Vector
    covered: Vector

    def nearest(self, size: int = NEAREST) -> list[Wording]:
        """The wordings most like the claim, the first in the files first where two are equal."""
        return [self.wordings[place] for place in np.argsort(-(self.meaning + self.words), kind="stable")[:size]]


def signs(
    claim: Wording,
    held: Sequence[Reading],
    known: Sequence[Wordings],
    context: frozenset[str],
    telling: Mapping[str, float],
) -> list[float]:
    """The values of SIGNS for a claim against its evidence and the known wordings of the facts concerned.

    `telling`: how much oftener a mark that no true wording has stands in false statements of any fact.
    """
    true, false = compared(claim, known)
    near_true, near_false = true.nearest(), false.nearest()
    reading = claim.readings[0]
    by_evidence = _kinds(reading, held, context)
    by_true = [_kinds(reading, one.readings, context) for one in near_true]
    by_all = _kinds(reading, [one for near in near_true for one in near.readings], context)
    by_false = [_kinds(reading, one.readings, context) for one in near_false]
    values: dict[str, float] = {"evidence faults": float(len(by_evidence))}
    for kind in KINDS:
        values[f"evidence {kind}"] = float(kind in by_evidence)
        values[f"true {kind}"] = sum(kind in found for found in by_true) / max(1, len(by_true))
        values[f"all {kind}"] = float(kind in by_all)
    values["least true faults"] = float(min(map(len, by_true), default=0))
    values["first true faults"] = float(len(by_true[0])) if by_true else 0.0
    values["least false faults"] = float(min(map(len, by_false), default=2))
    values["first false faults"] = float(len(by_false[0])) if by_false else 2.0
    values |= _likeness(true, false) | _odds(claim, known) | _novelty(claim, known)
    values |= _negation(reading, near_true) | _told(new_marks(claim, known), telling)
    values |= _turn(claim, true, false) | _kinship(claim, known, true, false)
    return [values[name] for name in SIGNS]


def compared(claim: Wording, known: Sequence[Wordings]) -> tuple[Compared, Compared]:
    """True and false wordings of each fact, and of two facts said together."""
    pairs: tuple[list[Wording], list[Wording]] = ([], [])
    if len(known) > 1:
        best = [tuple(_most_covering(claim, side) for side in (each.true, each.false)) for each in known]
        for (one_true, one_false), (other_true, other_false) in list(combinations(best, 2))[:MOST_PAIRS]:
            pairs[0].extend(_together(one_true, other_true))
            pairs[1].extend([*_together(one_false, other_true), *_together(one_true, other_false)])
    true = _compared(claim, [each.true for each in known], pairs[0])
    return true, _compared(claim, [each.false for each in known], pairs[1])


def _compared(claim: Wording, sides: Sequence[Side], extra: Sequence[Wording]) -> Compared:
    sides = [*sides, side_of(extra)] if extra else sides
    found = [side.likeness(claim) for side in sides]
    return Compared(
        tuple(chain.from_iterable(side.wordings for side in sides)),
        np.concatenate([one.meaning for one in found]),
        np.concatenate([one.words for one in found]),
        np.concatenate([one.covered for one in found]),
    )


def _together(some: Sequence[Wording], others: Sequence[Wording]) -> list[Wording]:
    return [joined((one, other), other.kind if one.kind == TRUE else one.kind) for one in some for other in others]


def _most_covering(claim: Wording, side: Side) -> list[Wording]:
    """The wording that says most of what the claim says, and little else."""
    if not side.wordings:
        return []
    likeness = side.likeness(claim)
    return [side.wordings[int(np.argmax(likeness.covered + likeness.words))]]


def _kinds(claim: Reading, held: Sequence[Reading], context: frozenset[str]) -> list[str]:
    return [fault.kind for fault in faults(claim, held, context, concept_weights())]


def _top(found: Vector, size: int) -> float:
    return float(np.mean(np.sort(found)[-size:])) if len(found) else 0.0


def _likeness(true: Compared, false: Compared) -> dict[str, float]:
    """How much nearer the true wordings are than the false ones, by meaning and by marks."""
    found = {"near": _top(true.meaning, 2), "covered": _top(true.covered, 1)}
    for name in ("meaning", "words"):
        held, against = getattr(true, name), getattr(false, name)
        known = len(against) > 0
        found[f"{name} first"] = _top(held, 1) - _top(against, 1) if known else _USUAL_LEAD
        found[f"{name} mean"] = _top(held, NEAREST) - _top(against, NEAREST) if known else _USUAL_LEAD
        found[f"{name} all"] = _soft_top(held) - _soft_top(against) if known else _USUAL_LEAD
    return found | _neighbours(true, false)


def _soft_top(found: Vector) -> float:
    """Between mean and highest: every wording counts, the nearer the more."""
    highest = float(np.max(found))
    return highest + math.log(float(np.mean(np.exp(_SHARPNESS * (found - highest))))) / _SHARPNESS


def _neighbours(true: Compared, false: Compared) -> dict[str, float]:
    """The share of false wordings among those nearest to the claim, the nearer the more, and whether the first is."""
    near = np.concatenate([true.meaning + true.words, false.meaning + false.words])
    is_false = np.arange(len(near)) >= len(true.wordings)
    first = np.argsort(-near, kind="stable")[:_NEIGHBOURHOOD]
    counts = np.exp(_SHARPNESS * (near[first] - near[first[0]]))
    share = float(counts[is_false[first]].sum() / counts.sum())
    return {"false neighbours": share, "nearest false": float(is_false[first[0]])}


def _count(known: Sequence[Wordings], side: str, mark: str) -> int:
    return sum(getattr(each, side).holders.get(mark, 0).bit_count() for each in known)


def _odds(claim: Wording, known: Sequence[Wordings]) -> dict[str, float]:
    """How much oftener the claim's marks stand in false wordings than in true ones."""
    true = sum(len(each.true.wordings) for each in known)
    false = sum(len(each.false.wordings) for each in known)
    odds = []
    for mark in sorted(claim.marks):
        held, against = _count(known, "true", mark), _count(known, "false", mark)
        odds.append((mark[:2], math.log((against + 0.5) / (false + 1) * (true + 1) / (held + 0.5)), held + against > 0))
    size = max(_SHORTEST, len(claim.marks)) ** 0.5
    every = [0.0, *(value for _, value, _ in odds)]
    found = {"odds": sum(every) / size, "highest odds": max(every), "lowest odds": min(every)}
    for name, sort in (("word", STEM), ("pair", PAIR)):
        seen = [0.0, *(value for one, value, held in odds if one == sort and held)]
        found |= {f"{name} odds": sum(seen) / size, f"highest {name} odds": max(seen)}
    return found


def _novelty(claim: Wording, known: Sequence[Wordings]) -> dict[str, float]:
    """What no true wording has: how much of the claim, and whether the false ones have it."""
    true, false = _Held(known, "true"), _Held(known, "false")
    new = new_marks(claim, known)
    against = [mark for mark in new if mark in false]
    turning = [mark for mark in new if turned(mark, true)]
    content = [mark for mark in claim.marks if mark[:2] in {WORD, CONCEPT}]
    found = {f"new {name}": float(f"{AMOUNT}{name}" in new) for name in QUANTITY_WORDS}
    return found | {
        "new share": sum(mark in content for mark in new) / max(1, len(content)),
        "new concepts": _of(new, CONCEPT), "new sides": _of(new, SIDE),
        "turned concepts": _of(turning, CONCEPT), "turned sides": _of(turning, SIDE),
        "turned cues": _of(turning, TURN), "turned places": _of(turning, PLACE),
        "false words": _of(against, WORD, STEM, CONCEPT), "false pairs": _of(against, PAIR),
        "false sides": _of(against, SIDE), "false order": _of(against, TURN, PLACE),
    }  # fmt: skip


def new_marks(claim: Wording, known: Sequence[Wordings]) -> list[str]:
    """The marks of a claim that no true wording has."""
    true = _Held(known, "true")
    return [mark for mark in sorted(claim.marks) if mark not in true]


def _told(new: Sequence[str], telling: Mapping[str, float]) -> dict[str, float]:
    """What new marks tell in statements of any fact: `guarantee` is new in lies, `in short` in truths."""
    weights = [(mark[:2], telling.get(mark, 0.0)) for mark in new]
    every = [0.0, *(value for _, value in weights)]

    def of(*sorts: str) -> float:
        return sum(value for sort, value in weights if sort in sorts)

    return {
        "telling": sum(every), "most telling": max(every), "least telling": min(every),
        "telling words": of(STEM), "telling pairs": of(PAIR), "telling relations": of(SIDE, TURN, PLACE),
    }  # fmt: skip


def _turn(claim: Wording, true: Compared, false: Compared) -> dict[str, float]:
    """Whether the claim leaves the true wording nearest to it in the direction in which a false one does."""
    if not false.wordings:
        return {"turn": 0.0}
    base = true.wordings[int(np.argmax(true.meaning))].vector
    way = claim.vector - base
    ways = np.array([one.vector for one in false.wordings]) - base
    length = np.linalg.norm(ways, axis=1) * max(float(np.linalg.norm(way)), _SMALL)
    return {"turn": float(np.max(ways @ way / np.maximum(length, _SMALL)))}


def _kinship(claim: Wording, known: Sequence[Wordings], true: Compared, false: Compared) -> dict[str, float]:
    """How near the words that no true wording has are to what the true wordings speak of, and to the false ones."""
    words = [mark[len(WORD) :].lstrip("-=") for mark in new_marks(claim, known) if mark[:2] == WORD]
    if not words:
        return {"least akin": 1.0, "akin": 1.0, "akin to false": 0.0}
    vectors = np.array([embed(word) for word in words])
    held = np.max(vectors @ np.array([one.vector for one in true.wordings]).T, axis=1)
    against = vectors @ np.array([one.vector for one in false.wordings]).reshape(-1, WIDTH).T
    lead = np.max(np.max(against, axis=1) - held) if false.wordings else 0.0
    return {"least akin": float(np.min(held)), "akin": float(np.mean(held)), "akin to false": float(lead)}


def _of(marks: Sequence[str], *sorts: str) -> float:
    return float(sum(mark[:2] in sorts for mark in marks))


class _Held:
    """The marks of one side of several facts."""

    def __init__(self, known: Sequence[Wordings], side: str) -> None:
        self._holders = [getattr(each, side).holders for each in known]

    def __contains__(self, mark: object) -> bool:
        return any(mark in holders for holders in self._holders)


def _negation(claim: Reading, near: Sequence[Wording]) -> dict[str, float]:
    """How much more negative the claim is than the true wordings most like it."""
    held = [one for each in near for one in each.readings]
    usual = float(np.mean([one.hard for one in held])) if held else 0.0
    shade = float(np.mean([one.shade for one in held])) if held else 0.0
    most = max((one.negations for one in held), default=0)
    beyond = float(claim.negations - most)
    return {"negations": claim.hard - usual, "negations beyond": beyond, "shade": claim.shade - shade}


def nearest_kind(claim: Wording, known: Sequence[Wordings]) -> str:
    """The kind of error of the false wording that is most like the claim."""
    near = compared(claim, known)[1].nearest(1)
    return near[0].kind if near else "unsupported"
