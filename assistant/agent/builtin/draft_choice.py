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
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import KnowledgeError
from assistant.places import data_root
from assistant.retrieval.sentences import sentence_vector

MODEL = Path("knowledge") / "lexicon" / "draft_choice.json"
NONE, REFUSED = "none", "refused"
_MOST_WORDS, _MOST_CHANGES = 60, 5
_LEAST_SHARE = 1e-3
_CROSSED = 0.1  # share from which what the words look like is seen beside where the talk stands
SENTENCE = 3.0  # weight of the sentence's vector beside the named figures


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known at a turn about a text to a writer."""

    shares: Mapping[str, float]  # what the words look like, by the bank of wishes
    said: str = ""  # the message, with writers' names masked
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
        return found | dict.fromkeys(names, 1.0) | self._crossed()

    def _crossed(self) -> dict[str, float]:
        """What the words look like, each likely wish beside where the talk stands."""
        stands = [
            f"last={self.last or '-'}", f"status={self.status}", f"just={self.just}", f"made={self.made or '-'}",
            f"news={self.news or '-'}", f"act={self.act}",
        ]  # fmt: skip
        likely = {name: share for name, share in self.shares.items() if share > _CROSSED}
        return {f"share:{name},{stand}": share for name, share in likely.items() for stand in stands}

    def sentence(self) -> npt.NDArray[np.float64]:
        """The message as a vector, weighed; zeros for one without words."""
        return SENTENCE * np.asarray(sentence_vector(self.said), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Model:
    labels: tuple[str, ...]
    start: npt.NDArray[np.float64]  # a label each
    weights: Mapping[str, npt.NDArray[np.float64]]  # a label each
    sentence: npt.NDArray[np.float64]  # numbers of a sentence's vector by labels


def likeliest(moment: Moment) -> tuple[str, float]:
    """The text that the moment calls for, or `none`, or `refused`; with its probability."""
    return _best(_shares(moment))


def likeliest_text(moment: Moment) -> tuple[str, float]:
    """The likeliest text, whatever is likelier than any; with its probability."""
    return _best({label: share for label, share in _shares(moment).items() if label not in {NONE, REFUSED}})


def _best(shares: Mapping[str, float]) -> tuple[str, float]:
    label = max(shares, key=shares.__getitem__)
    return label, shares[label]


def _shares(moment: Moment) -> dict[str, float]:
    model = _load()
    sums = model.start + moment.sentence() @ model.sentence
    for name, value in moment.features().items():
        if (weights := model.weights.get(name)) is not None:
            sums = sums + value * weights
    parts = np.exp(sums - sums.max())
    return dict(zip(model.labels, (parts / parts.sum()).tolist(), strict=True))


@lru_cache(maxsize=1)
def _load() -> _Model:
    path = data_root() / MODEL
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        weights = {name: np.array(row, dtype=np.float64) for name, row in held["weights"].items()}
        return _Model(tuple(held["labels"]), np.array(held["start"]), weights, np.array(held["sentence"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}; restore the file") from None
