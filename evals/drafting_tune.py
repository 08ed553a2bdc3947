"""Learn anew which text a turn calls for: `python -m evals.drafting_tune`. To be run after the talks of LEARNED, the
bank of wishes or the rules of drafts have changed by much.

With `--by-hand` nothing is written: the talks of each hand are judged by a model that knows only the others.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.advisor import Advisor
from assistant.agent.builtin import draft_choice
from assistant.agent.builtin.draft_choice import MODEL, NONE, Moment
from assistant.places import data_root
from assistant.settings import load_settings
from evals import datasets

LEARNED = (
    "drafting_talk", "drafting_talk_recent", "drafting_talk_mixed", "drafting_talk_phone", "drafting_talk_polite",
    "drafting_talk_refusals", "drafting_talk_situations", "drafting_talk_stories", "drafting_talk_ordinary",
    "drafting_talk_south", "drafting_talk_west", "drafting_talk_east",
)  # fmt: skip
_STRENGTH, _ROUNDS, _DIGITS = 0.2, 2000, 3


@dataclass(frozen=True, slots=True)
class Example:
    """A turn with the text that it calls for, and others that are as good."""

    hand: str
    moment: Moment
    want: str
    also: tuple[str, ...]
    told: bool  # whether the talk went as it should until then


def examples() -> list[Example]:
    """The turns of all talks twice: in talks as they go by the rules alone, and as they go where each text is right."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(update={"database": f"sqlite:///{folder}/tune.sqlite3"})
        advisor = Advisor(settings)
        try:
            return [example for name in LEARNED for talk in datasets.conversations(name) for told in (False, True)
                    for example in _turns(name, talk, advisor, told=told)]  # fmt: skip
        finally:
            advisor.close()


def _turns(name: str, talk: Mapping[str, Any], advisor: Advisor, *, told: bool) -> Iterator[Example]:
    seen: list[Moment] = []
    right = [NONE]

    def listen(moment: Moment) -> tuple[str, float]:
        seen.append(moment)
        return (right[0], 1.0) if told else (NONE, 0.0)  # the latter is never heard

    heard, draft_choice.likeliest = draft_choice.likeliest, listen
    try:
        for turn in talk["turns"]:
            seen.clear()
            right[0] = turn["want"]
            advisor.reply(turn["say"], f"{name}-{talk['id']}-{told}", str(talk["today"]))
            also = turn.get("also") or ()
            if seen:
                yield Example(name, seen[0], turn["want"], (also,) if isinstance(also, str) else tuple(also), told)
    finally:
        draft_choice.likeliest = heard


Fitted = tuple[DictVectorizer, LogisticRegression]


def fit(known: Sequence[Example]) -> Fitted:
    """A model of the examples that are known."""
    names = DictVectorizer()
    names.fit([example.moment.features() for example in known])
    return names, LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS).fit(_rows(names, known), [e.want for e in known])


def _rows(names: DictVectorizer, known: Sequence[Example]) -> sparse.csr_matrix:
    sentences = np.array([example.moment.sentence() for example in known])
    return sparse.hstack([names.transform([example.moment.features() for example in known]), sentences]).tocsr()


def by_hand(every: Sequence[Example]) -> None:
    """Print how well the talks of each hand are judged by those who know the others."""
    for hand in LEARNED:
        names, model = fit([example for example in every if example.hand != hand])
        own = [example for example in every if example.hand == hand and not example.told]
        said = model.predict(_rows(names, own))
        right = [label in {e.want, *e.also} for label, e in zip(said, own, strict=True)]
        ruled = [(e.moment.made or NONE) in {e.want, *e.also} for e in own]
        print(f"{hand:<26}{len(own):>5}{sum(right) / len(own):>8.3f}   rules alone{sum(ruled) / len(own):>8.3f}")


def main() -> None:
    """Write the model, or print how well each hand is judged."""
    every = examples()
    if "--by-hand" in sys.argv[1:]:
        by_hand(every)
        return
    names, model = fit(every)
    learned = [[round(float(weight), _DIGITS) for weight in row] for row in model.coef_.T]
    weights = {name: learned[at] for name, at in sorted(names.vocabulary_.items())}
    start = [round(float(value), _DIGITS) for value in model.intercept_]
    held = {"labels": [str(label) for label in model.classes_], "start": start, "weights": weights,
            "sentence": learned[len(weights):]}  # fmt: skip
    (data_root() / MODEL).write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"learned from {len(every)} turns")


if __name__ == "__main__":
    main()
