"""Which text a turn calls for, learned from whole talks: what the words look like, where the letter stands, what was
written before, and what the rules would do.

It has the last word where it is surer than the rules usually are, and never beside a refusal.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.places import data_root

MODEL = Path("knowledge") / "lexicon" / "draft_choice.json"
NONE, REFUSED = "none", "refused"
_MOST_WORDS, _MOST_CHANGES = 60, 5
_LEAST_SHARE = 1e-3


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known at a turn about a text to a writer."""

    shares: Mapping[str, float]  # what the words look like, by the bank of wishes
    made: str = ""  # what the rules write: a kind, a tool, or nothing
    changed: Sequence[str] = ()
    last: str = ""  # the text that is there
    just: bool = False  # it was written in the turn before
    status: str = "none"  # of the letter that is meant
    attitude: str = ""
    news: str = ""  # the status that this message tells
    windows: Sequence[int] = ()  # stages of a reminder whose time has come
    act: str = ""  # what the message is to the guide, with its kind
    kind: str = ""
    cues: Sequence[str] = field(default_factory=tuple)
    asked: bool = False
    question: bool = False
    words: int = 0
    changes: int = 0
    letters: int = 0

    def features(self) -> dict[str, float]:
        """The moment as named figures."""
        found = {f"share:{name}": share for name, share in self.shares.items()}
        found |= {f"log:{name}": math.log(share + _LEAST_SHARE) / 4 for name, share in self.shares.items()}
        found |= {
            "just": float(self.just), "asked": float(self.asked), "question": float(self.question),
            "words": min(self.words, _MOST_WORDS) / 30, "changes": min(self.changes, _MOST_CHANGES) / 3,
            "several": float(self.letters > 1), "no letter": float(self.letters == 0),
        }  # fmt: skip
        last, made, news = self.last or "-", self.made or "-", self.news or "-"
        names = [
            f"last={last}", f"status={self.status}", f"attitude={self.attitude or '-'}", f"news={news}",
            f"act={self.act}", f"kind={self.kind}", f"made={made}", f"status,last={self.status},{last}",
            f"news,last={news},{last}", f"made,last={made},{last}",
        ]  # fmt: skip
        names += [f"cue={name}" for name in self.cues] + [f"changed={name}" for name in self.changed]
        names += [f"window={stage}" for stage in self.windows]
        return found | dict.fromkeys(names, 1.0)


@dataclass(frozen=True, slots=True)
class _Model:
    labels: tuple[str, ...]
    start: tuple[float, ...]
    weights: Mapping[str, Sequence[float]]


def likeliest(moment: Moment) -> tuple[str, float]:
    """The text that the moment calls for, or `none`, or `refused`; with its probability."""
    model = _load()
    sums = list(model.start)
    for name, value in moment.features().items():
        for at, weight in enumerate(model.weights.get(name, ())):
            sums[at] += weight * value
    most = max(sums)
    parts = [math.exp(value - most) for value in sums]
    best = max(range(len(parts)), key=parts.__getitem__)
    return model.labels[best], parts[best] / sum(parts)


@lru_cache(maxsize=1)
def _load() -> _Model:
    path = data_root() / MODEL
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return _Model(tuple(held["labels"]), tuple(held["start"]), held["weights"])
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}; restore the file") from None
