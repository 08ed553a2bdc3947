"""Fit the guard's model anew: `python -m evals.guard_tune`. To be run after knowledge/wordings/ has changed.

Every wording is judged by a bank without the words of its own hand, as a stranger's sentence would be. With
`--unseen guide_b guide_c guide_d` nothing is written: each of these hands in turn is kept from bank and model and then
judged, which tells what to expect of a stranger.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt

from assistant.guard import check as guard_check
from assistant.guard import check_grounding, sources, wordings
from assistant.guard import model as guard_model
from assistant.guard.model import Model, Node, chance_of_error
from assistant.guard.reading import read
from assistant.guard.sentences import split_sentences
from assistant.guard.signs import SIGNS, new_marks, signs
from assistant.guard.wordings import FIGURES, TRUE, Wording, Wordings, all_wordings, gathered, wording
from assistant.knowledge import Knowledge, load_knowledge
from evals import guard_prepare
from evals.guard import LOOSE, TYPED
from evals.guard_lies import planted

NEIGHBOURS = (0, 0, 1, 2)
SEED, LIMIT = 7, 0.68
TRUST = {"hand": 1.0, "planted": 0.1, "pair": 0.5, "strange": 0.5}
PLANTED_SHARE, PAIRED, STRANGE = 0.1, 500, 300
TREES: dict[str, Any] = {
    "max_iter": 250, "learning_rate": 0.05, "max_leaf_nodes": 12, "min_samples_leaf": 30, "l2_regularization": 5.0,
    "early_stopping": False, "random_state": SEED,
}  # fmt: skip
SMOOTHED, LEAST_SEEN, LEAST_TOLD = 4.0, 5, 0.3
SHARES = (0.03, 0.05, 0.08, 0.10, 0.14)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A statement, the facts that it is judged by, the hand that wrote it, its kind, and how it came about."""

    text: str
    facts: tuple[str, ...]
    hand: str
    kind: str
    source: str


@lru_cache(maxsize=256)
def known(fact: str) -> tuple[Wording, ...]:
    """The wordings of a fact; where one hand wrote them all, its even and odd ones count as two hands."""
    found = all_wordings(fact)
    if len({one.hand for one in found if one.hand}) > 1:
        return found
    halves = [f"{one.hand} {place % 2}" if one.hand else "" for place, one in enumerate(found)]
    return tuple(
        replace(one, hand=half)
        for one, half in zip(found, halves, strict=True)
    )


@lru_cache(maxsize=4096)
def bank(fact: str, hidden: frozenset[str]) -> Wordings:
    """What is known of a fact without the words of some hands."""
    return gathered(one for one in known(fact) if not one.hand or one.hand not in hidden)


def knowledge_ids(knowledge: Knowledge) -> list[str]:
    """Every id that has wordings, in a fixed order."""
    return [*knowledge.facts, *knowledge.rulings, *knowledge.official]


def examples(knowledge: Knowledge, chance: random.Random) -> Iterator[Example]:
    """Wordings by hand, lies planted in them, two facts in one sentence, and statements of another fact."""
    facts = [fact for fact in knowledge_ids(knowledge) if len(known(fact)) > 2]
    for fact in facts:
        for one in known(fact):
            if len(one.sentences) > 1 or not one.hand:
                continue
            yield Example(one.text, _beside(fact, facts, chance), one.hand, one.kind, "hand")
            for kind, lie in planted(one.text) if one.kind == TRUE else ():
                if chance.random() < PLANTED_SHARE:
                    yield Example(lie, _beside(fact, facts, chance), one.hand, kind, "planted")
    for _ in range(PAIRED):
        yield from _pair(facts, chance)
    for _ in range(STRANGE):
        fact, other = chance.sample(facts, 2)
        told = chance.choice([one for one in known(other) if one.kind == TRUE])
        if len(told.sentences) == 1 and told.hand and float(told.vector @ known(fact)[0].vector) < 0.5:
            yield Example(told.text, (fact,), told.hand, "unsupported", "strange")


def _beside(fact: str, facts: Sequence[str], chance: random.Random) -> tuple[str, ...]:
    """The fact alone or with a neighbour or two, as passages shown together bring them."""
    place = facts.index(fact)
    near = [other for other in facts[max(0, place - 2) : place + 3] if other != fact]
    return (fact, *chance.sample(near, chance.choice(NEIGHBOURS)))


def _pair(facts: Sequence[str], chance: random.Random) -> Iterator[Example]:
    """Two neighbouring facts in one sentence: once both true, once one of them false."""
    place = chance.randrange(len(facts) - 1)
    one, other = facts[place : place + 2]
    hands = {each.hand for each in known(one)} & {each.hand for each in known(other)} - {""}
    hand = chance.choice(sorted(hands) or [""])
    first, second = ([each for each in known(fact) if each.hand == hand and each.kind == TRUE] for fact in (one, other))
    lies = [each for each in known(one) if each.hand == hand and each.kind != TRUE]
    if not hand or not first or not second:
        return
    truth, beside = chance.choice(first), chance.choice(second)
    yield Example(_said(truth.text, beside.text, chance), (one, other), hand, TRUE, "pair")
    if lies:
        lie = chance.choice(lies)
        said = (lie.text, beside.text) if chance.random() < 0.5 else (beside.text, lie.text)
        yield Example(_said(*said, chance), (one, other), hand, lie.kind, "pair")


def _said(first: str, second: str, chance: random.Random) -> str:
    kept = second[:2].isupper() or second.startswith("I ")
    start = second if kept else second[0].lower() + second[1:]
    return f"{first.rstrip('.')}{chance.choice(('; ', ', and ', ', while ', ' - '))}{start}"


class Telling:
    """What marks tell that no true wording of a fact has, counted in the statements of some hands."""

    def __init__(self, found: Sequence[Example], hidden: Collection[str]) -> None:
        self._counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
        self._known: dict[str, dict[str, float]] = {}
        for one in found:
            if one.source == "hand" and one.kind not in FIGURES and one.hand not in hidden:
                known = [bank(one.facts[0], frozenset({one.hand, *hidden}))]
                true, false = self._counts.setdefault(one.hand, (Counter(), Counter()))
                (true if one.kind == TRUE else false).update(new_marks(_claim(one), known))

    def without(self, hand: str) -> dict[str, float]:
        """The weights of marks, as one knows them who has not read a hand."""
        if hand not in self._known:
            self._known[hand] = self._weights([pair for name, pair in self._counts.items() if name != hand])
        return self._known[hand]

    def _weights(self, counts: Sequence[tuple[Counter[str], Counter[str]]]) -> dict[str, float]:
        true, false = (sum((pair[side] for pair in counts), Counter[str]()) for side in (0, 1))
        share = false.total() / max(1, true.total() + false.total())
        usual = math.log(share / (1 - share))
        found = {
            mark: math.log((false[mark] + SMOOTHED * share) / (true[mark] + SMOOTHED * (1 - share))) - usual
            for mark in sorted({*true, *false})
            if true[mark] + false[mark] >= LEAST_SEEN
        }
        return {mark: round(value, 2) for mark, value in found.items() if abs(value) >= LEAST_TOLD}


@lru_cache(maxsize=32768)
def _worded(text: str) -> Wording:
    return wording(" ".join(one.text for one in split_sentences(text)), "claim")


def _claim(example: Example) -> Wording:
    return _worded(example.text)


def vector(example: Example, hidden: Collection[str], knowledge: Knowledge, telling: Telling) -> list[float]:
    """The signs of an example, against the facts' own sentences as evidence and a bank without some hands."""
    held = [read(piece.text) for fact in example.facts for piece in split_sentences(knowledge.quote(fact))]
    banks = [bank(fact, frozenset({example.hand, *hidden})) for fact in example.facts]
    return signs(_claim(example), held, banks, frozenset(), telling.without(example.hand))


def table(found: Sequence[Example], hidden: Collection[str], knowledge: Knowledge) -> Floats:
    """The signs of examples, a row each."""
    telling = Telling(found, hidden)
    return np.array([vector(example, hidden, knowledge, telling) for example in found])


def labels(found: Sequence[Example]) -> npt.NDArray[np.int64]:
    """1 for a false statement."""
    return np.array([int(example.kind != TRUE) for example in found])


def fit(values: Floats, found: Sequence[Example], hidden: Collection[str] = ()) -> Model:
    """Boosted trees for the raw signs."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    trust = np.array([TRUST[one.source] for one in found])
    model = HistGradientBoostingClassifier(**TREES).fit(values, labels(found), sample_weight=trust)
    trees = tuple(tuple(_node(one) for one in each[0].nodes) for each in model._predictors)
    intercept = round(float(np.ravel(model._baseline_prediction)[0]), 6)
    return Model(intercept, trees, LIMIT, Telling(found, hidden).without(""))


def _node(one: Any) -> Node:
    if one["is_leaf"]:
        return -1, 0.0, 0, 0, round(float(one["value"]), 6)
    return int(one["feature_idx"]), float(f"{one['num_threshold']:.7g}"), int(one["left"]), int(one["right"]), 0.0


def unseen(found: Sequence[Example], knowledge: Knowledge, hands: Collection[str]) -> None:
    """Each hand kept from bank and model in turn, then judged by the whole guard: what it stops, and what it might."""
    every: list[Judged] = []
    for hand in hands:
        rest = [one for one in found if one.hand != hand]
        new = [one for one in found if one.hand == hand and one.source == "hand"]
        model = fit(table(rest, (hand,), knowledge), rest, (hand,))
        with _unknown(hand, model):
            judged = [Judged(one.kind, *_judge(one, knowledge)) for one in new]
        _report(hand, judged)
        every += judged
    _report("every hand", every)
    for share in SHARES:
        limit = float(np.quantile([one.chance for one in every if one.kind == TRUE], 1 - share))
        print(f"  limit {limit:.3f}: {_shares(every, limit)}")


@dataclass(frozen=True, slots=True)
class Judged:
    """The kind of a statement, how likely the guard holds it for false (1 where a rule stops it), and why."""

    kind: str
    chance: float
    reason: str


@contextmanager
def _unknown(hand: str, model: Model) -> Iterator[None]:
    """The guard as it would be without what a hand wrote."""
    kept = {
        fact: tuple(one for one in given if one[2] != hand) for fact, given in wordings._texts().items()
    }
    caches = (wordings.wordings_of, sources.read_source)
    for cache in caches:
        cache.cache_clear()
    with (
        mock.patch.object(wordings, "_texts", lambda: kept),
        mock.patch.object(guard_model, "load_model", lambda: model),
        mock.patch.object(guard_check, "load_model", lambda: model),
    ):
        yield
    for cache in caches:
        cache.cache_clear()


def _judge(one: Example, knowledge: Knowledge) -> tuple[float, str]:
    """The highest chance of error that the model gave, 1 where a rule stops the statement."""
    evidence = [{"id": one.facts[0], "text": knowledge.quote(one.facts[0])}]
    told: list[float] = []

    def listen(*given: Any) -> float:
        told.append(chance_of_error(*given))
        return 0.0

    with mock.patch.object(guard_check, "chance_of_error", listen):
        stopped = next((claim for claim in check_grounding(one.text, evidence) if not claim.supported), None)
    return (1.0, stopped.reason) if stopped else (max(told, default=0.0), "")


def _report(name: str, judged: Sequence[Judged]) -> None:
    print(f"{name}: {len(judged)} unseen wordings, stopped: {_shares(judged, LIMIT)}")
    kinds = sorted({one.kind for one in judged})
    print("  " + ", ".join(f"{kind} {_stopped(judged, (kind,), LIMIT):.2f}" for kind in kinds), flush=True)


def _shares(judged: Sequence[Judged], limit: float) -> str:
    groups = (("true", (TRUE,)), ("typed", TYPED), ("loose", LOOSE))
    return ", ".join(f"{label} {_stopped(judged, kinds, limit):.3f}" for label, kinds in groups)


def _stopped(judged: Sequence[Judged], kinds: Collection[str], limit: float) -> float:
    found = [one.chance >= limit for one in judged if one.kind in kinds]
    return sum(found) / max(1, len(found))


def save(model: Model, knowledge: Knowledge) -> None:
    """Write the model to knowledge/lexicon/guard_model.json."""
    head = {"fitted by": "python -m evals.guard_tune", "signs": SIGNS, "intercept": model.intercept, "limit": LIMIT}
    tables = json.dumps({**head, "telling": model.telling})
    trees = ",\n".join(json.dumps(nodes, separators=(",", ":")) for nodes in model.trees)
    path = knowledge.root / "lexicon" / "guard_model.json"
    path.write_text(tables[:-1] + f', "trees": [\n{trees}\n]}}\n', encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Fit the model and write it, or judge some hands unseen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", nargs="+", metavar="HAND", help="judge hands unseen, by their files' names")
    options = parser.parse_args(arguments)
    knowledge = load_knowledge()
    found = list(examples(knowledge, random.Random(SEED)))  # noqa: S311 - repeatable examples, no secret
    if options.unseen:
        unseen(found, knowledge, options.unseen)
        return
    save(fit(table(found, (), knowledge), found), knowledge)
    guard_prepare.write()
    print(f"fitted on {len(found)} examples")


if __name__ == "__main__":
    main()
