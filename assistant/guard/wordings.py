"""The known true and false wordings of each fact, from `knowledge/wordings/`, ready to be compared with a statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.errors import KnowledgeError
from assistant.guard.marks import WEIGHTS, sentence_marks
from assistant.guard.meaning import WIDTH, Vector, embed_all, pooled
from assistant.guard.prepared import load_prepared
from assistant.guard.reading import Reading, read
from assistant.guard.sentences import split_sentences
from assistant.knowledge import load_knowledge
from assistant.yamlfile import read_yaml

TRUE = "truthful"
KINDS = (
    "number", "duration", "date", "invented", "name", "overclaim", "quantifier", "order", "role", "polarity",
    "modality", "condition", "unsupported",
)  # fmt: skip
FIGURES = frozenset({"number", "duration", "date", "invented"})
_LEAST = 0.1
Given = tuple[str, str, str]  # kind, text, hand


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of stating something: its texts, their marks, the unit vector, the kind of error or `truthful`.

    `hand`: whose words they are, '' for the fact's own sentence and for what is to be judged. `figured`: whether it
    may hold figures, dates or names that the fact's own sentence lacks.
    """

    parts: tuple[str, ...]
    marks: frozenset[str]
    vector: Vector
    kind: str
    hand: str = ""
    figured: bool = True

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(self.parts)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, as they are read."""
        return tuple(one for part in self.parts for one in _sentences(part))

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The sentences, fully read."""
        return tuple(read(sentence) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Side:
    """Wordings that are all true or all false: which hold a mark, their weights, and their vectors, a row each.

    `holders` has one bit for each wording: thousands of small lists would be work for the garbage collector.
    """

    wordings: tuple[Wording, ...]
    holders: Mapping[str, int]
    weights: Vector
    vectors: Vector

    def likeness(self, claim: Wording) -> Likeness:
        """How near each wording is to a claim."""
        shared = sorted(claim.marks & self.holders.keys())
        width = len(self.wordings) // 8 + 1
        packed = b"".join([self.holders[mark].to_bytes(width, "little") for mark in shared])
        bits = np.unpackbits(
            np.frombuffer(packed, dtype=np.uint8).reshape(len(shared), width), axis=1, count=len(self.wordings),
            bitorder="little",
        )
        overlap = (np.array([WEIGHTS[mark[:2]] for mark in shared]) @ bits).astype(np.float32)
        total = max(weight(claim.marks), _LEAST)
        return Likeness(self.vectors @ claim.vector, overlap / np.sqrt(total * self.weights), overlap / total)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of each wording of a side: the cosine, the likeness of the marks, and the share of the claim's marks it holds."""

    meaning: Vector
    words: Vector
    covered: Vector


@dataclass(frozen=True, slots=True)
class Wordings:
    """The true and the false wordings of one fact."""

    true: Side
    false: Side


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, tuple[Given, ...]]:
    """Fact id -> (kind, text, hand) of each wording; the hand is the file's name.

    Raises:
        KnowledgeError: a file is no YAML, names an unknown fact or an unknown kind.
    """
    knowledge = load_knowledge()
    found: dict[str, tuple[Given, ...]] = {}
    for path in sorted((knowledge.root / "wordings").glob("*.yaml")):
        for fact, node in read_yaml(path).items():
            if fact not in knowledge:
                raise KnowledgeError(f"{node.where}: {fact}: is no fact; correct the id")
            given = [(kind, text, path.stem) for kind, texts in node.items() for text in texts.strings()]
            wrong = next((kind for kind, _, _ in given if kind not in {TRUE, *KINDS}), "")
            if wrong:
                raise KnowledgeError(f"{node.where}: {wrong}: is no kind of error; use one of {', '.join(KINDS)}")
            found[fact] = found.get(fact, ()) + tuple(given)
    return found


def wording(text: str, kind: str) -> Wording:
    """A text of one sentence or more as a wording."""
    return _read_anew([(kind, text, "")])[0]


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(one.text for one in split_sentences(text)) or (text,)


def _read_anew(given: Sequence[Given]) -> list[Wording]:
    vectors = embed_all([" ".join(_sentences(text)) for _, text, _ in given])
    marks = [frozenset(mark for one in _sentences(text) for mark in sentence_marks(one)) for _, text, _ in given]
    return [
        Wording((text,), found, vector, kind, hand)
        for (kind, text, hand), found, vector in zip(given, marks, vectors, strict=True)
    ]


def _worded(fact: str, given: Sequence[Given]) -> list[Wording]:
    """Wordings of a fact, taken from the prepared file where it has them."""
    own = load_knowledge().quote(fact) if fact in load_knowledge() else ""
    rows = [load_prepared().row(own, text) for _, text, _ in given]
    missing = iter(_read_anew([one for one, row in zip(given, rows, strict=True) if row is None]))
    vectors = iter(pooled([row[1] for row in rows if row is not None]))
    return [
        next(missing) if row is None else Wording((text,), row[0], next(vectors), kind, hand, row[2])
        for (kind, text, hand), row in zip(given, rows, strict=True)
    ]


def _own(fact: str) -> list[Given]:
    knowledge = load_knowledge()
    return [(TRUE, knowledge.quote(fact), "")] if fact in knowledge else []


def all_wordings(fact: str) -> tuple[Wording, ...]:
    """The fact's own sentence and every known wording of it, true or false."""
    return tuple(_worded(fact, [*_own(fact), *_texts().get(fact, ())]))


@lru_cache(maxsize=256)
def wordings_of(fact: str) -> Wordings:
    """What is known of one fact; its own sentence is its first true wording."""
    known = [one for one in _texts().get(fact, ()) if one[0] not in FIGURES]
    return gathered(_worded(fact, [*_own(fact), *known]))


def figured_readings(fact: str) -> list[Reading]:
    """The true wordings of a fact that may hold figures, dates or names beyond its own sentence, read."""
    return [reading for one in wordings_of(fact).true.wordings if one.figured for reading in one.readings]


def gathered(found: Iterable[Wording]) -> Wordings:
    """Wordings sorted into true and false; wrong figures are the rules' affair, as they look like right ones."""
    known = tuple(found)
    true = [one for one in known if one.kind == TRUE]
    return Wordings(side_of(true), side_of([one for one in known if one.kind not in {TRUE, *FIGURES}]))


def side_of(found: Sequence[Wording]) -> Side:
    """Wordings made ready for comparison."""
    holders: dict[str, int] = {}
    for place, one in enumerate(found):
        for mark in one.marks:
            holders[mark] = holders.get(mark, 0) | 1 << place
    return Side(
        tuple(found),
        holders,
        np.array([max(weight(one.marks), _LEAST) for one in found], dtype=np.float32),
        np.array([one.vector for one in found], dtype=np.float32).reshape(len(found), WIDTH),
    )


def joined(parts: Sequence[Wording], kind: str) -> Wording:
    """Several wordings said in one breath."""
    total = np.sum([part.vector for part in parts], axis=0)
    length = float(np.linalg.norm(total))
    return Wording(
        tuple(one for part in parts for one in part.parts),
        frozenset().union(*(part.marks for part in parts)),
        np.asarray(total / length if length else total, dtype=np.float32),
        kind,
    )


def weight(marks: Iterable[str]) -> float:
    """How much marks tell together."""
    counts = Counter([mark[:2] for mark in marks])
    return sum(WEIGHTS[sort] * count for sort, count in sorted(counts.items()))
