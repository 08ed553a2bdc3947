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
    "drafting_talk_refusals", "drafting_talk_situations", "drafting_talk_stories",
)  # fmt: skip
_STRENGTH, _ROUNDS, _DIGITS = 0.5, 2000, 4


@dataclass(frozen=True, slots=True)
class Example:
    """A turn with the text that it calls for, and others that are as good."""

    hand: str
    moment: Moment
    want: str
    also: tuple[str, ...]


def examples() -> list[Example]:
    """The turns of all talks, with the built-in model as it is without this choice."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(update={"database": f"sqlite:///{folder}/tune.sqlite3"})
        advisor = Advisor(settings)
        try:
            return [example for name in LEARNED for talk in datasets.conversations(name)
                    for example in _turns(name, talk, advisor)]  # fmt: skip
        finally:
            advisor.close()


def _turns(name: str, talk: Mapping[str, Any], advisor: Advisor) -> Iterator[Example]:
    seen: list[Moment] = []

    def listen(moment: Moment) -> tuple[str, float]:
        seen.append(moment)
        return NONE, 0.0  # never heard

    heard, draft_choice.likeliest = draft_choice.likeliest, listen
    try:
        for turn in talk["turns"]:
            seen.clear()
            advisor.reply(turn["say"], f"{name}-{talk['id']}", str(talk["today"]))
            also = turn.get("also") or ()
            if seen:
                yield Example(name, seen[0], turn["want"], (also,) if isinstance(also, str) else tuple(also))
    finally:
        draft_choice.likeliest = heard


def fit(known: Sequence[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """A model of the examples that are known."""
    names = DictVectorizer()
    rows = names.fit_transform([example.moment.features() for example in known])
    return names, LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS).fit(rows, [example.want for example in known])


def by_hand(every: Sequence[Example]) -> None:
    """Print how well the talks of each hand are judged by those who know the others."""
    for hand in LEARNED:
        names, model = fit([example for example in every if example.hand != hand])
        own = [example for example in every if example.hand == hand]
        said = model.predict(names.transform([example.moment.features() for example in own]))
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
    weights = {
        name: [round(float(weight), _DIGITS) for weight in model.coef_[:, at]]
        for name, at in sorted(names.vocabulary_.items())
    }
    start = [round(float(value), _DIGITS) for value in model.intercept_]
    held = {"labels": [str(label) for label in model.classes_], "start": start, "weights": weights}
    (data_root() / MODEL).write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"learned from {len(every)} turns")


if __name__ == "__main__":
    main()
