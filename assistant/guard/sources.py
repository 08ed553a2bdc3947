"""Evidence made ready: its sentences read, and the facts that they state recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.guard.compare import figure_faults
from assistant.guard.meaning import Vector, embed, similarity
from assistant.guard.model import chance_of_error
from assistant.guard.reading import Reading, read
from assistant.guard.sentences import split_sentences
from assistant.guard.weights import concept_weights
from assistant.guard.wordings import Wording, figured_readings, wording, wordings_of
from assistant.knowledge import load_knowledge

SAME_FACT = 0.45
KNOWN_BY_TEXT = 0.8
OTHERWISE = 0.95  # chance of error from which evidence is held to contradict the fact whose id it bears
LONGEST_TEXT, LONGEST_PIECE = 200_000, 4000  # letters of one piece of evidence, and of one sentence of it
_SITE = re.compile(r"(?:[\w-]+\.)*(\w+)\.org\b")  # "students-residents.aamc.org" is the AAMC
_OWN = 2  # the first wordings of a fact are its own sentences


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A sentence of the evidence with the guide's own wording of it, and the fact that it states, '' for none."""

    source: str
    readings: tuple[Reading, ...]
    fact: str

    @property
    def content(self) -> frozenset[str]:
        """What its sentences are about."""
        return frozenset(name for reading in self.readings for name in reading.content)


@dataclass(frozen=True, slots=True)
class Source:
    """One piece of evidence."""

    id: str
    groups: tuple[Group, ...]


@lru_cache(maxsize=4096)
def read_source(identity: str, text: str) -> Source:
    """The sentences of a piece of evidence; each may be known as a fact by the evidence's id or by its text."""
    pieces = [sentence.text[:LONGEST_PIECE] for sentence in split_sentences(text[:LONGEST_TEXT])]
    knowledge = load_knowledge()
    own = knowledge.quote(identity) if identity in knowledge else ""
    twins = [piece.text for piece in split_sentences(own)] if own != text else []
    named = identity if own and similarity(text, own) >= SAME_FACT else ""
    dated = _dated(identity) if named else ()
    groups = []
    for piece in pieces:
        alike = [twin for twin in twins if similarity(piece, twin) >= SAME_FACT]
        fact = named or known_fact(piece)
        if fact and (_figures_differ(piece, fact) or _says_otherwise(piece, fact)):
            fact, alike = "", []
        groups.append(Group(identity, (read(piece), *(read(twin) for twin in alike), *(dated if fact else ())), fact))
    return Source(identity, tuple(groups))


def _dated(identity: str) -> tuple[Reading, ...]:
    """What a dated fact carries beside its sentence: "In the 2027 ERAS season, by AAMC, ERAS letter writers FAQ"."""
    official = load_knowledge().official.get(identity)
    if official is None:
        return ()
    source = _SITE.sub(lambda found: found[1].upper(), official.source)
    return (read(f"In the {official.season}, by {source}."),)


def _figures_differ(piece: str, fact: str) -> bool:
    """True where evidence gives other figures than the known fact: then only its own text counts."""
    said = read(piece)
    known = wordings_of(fact).true.wordings
    own = [reading for one in known[:_OWN] for reading in one.readings]
    if next(figure_faults(said, own), None) is None:
        return False
    return next(figure_faults(said, [*own, *figured_readings(fact)]), None) is not None


def _says_otherwise(piece: str, fact: str) -> bool:
    """True where evidence reads like a lie about the known fact: then what is known of the fact carries nothing."""
    known = wordings_of(fact)
    own = known.true.wordings[0]
    if piece in own.sentences:
        return False
    return chance_of_error(wording(piece, "evidence"), own.readings, [known], frozenset()) >= OTHERWISE


@lru_cache(maxsize=1)
def _facts() -> tuple[tuple[str, ...], Vector]:
    """Every fact, ruling and official fact, with the vectors of its sentence."""
    knowledge = load_knowledge()
    names = (*knowledge.facts, *knowledge.rulings, *knowledge.official)
    return names, np.array([embed(knowledge.quote(name)) for name in names])


def known_fact(text: str) -> str:
    """The fact that a sentence states in nearly its own words; '' where there is none."""
    names, vectors = _facts()
    nearness = vectors @ embed(text)
    best = int(np.argmax(nearness))
    return names[best] if nearness[best] >= KNOWN_BY_TEXT else ""


def support(claim: Wording, group: Group) -> float:
    """How much of a claim a sentence of the evidence, or a known wording of the fact that it states, speaks of."""
    weights = concept_weights()
    content = claim.readings[0].content
    total = sum(weights.get(name, 1.0) for name in content)
    shared = sum(weights.get(name, 1.0) for name in content & group.content)
    near = max(0.0, *(similarity(claim.text, held.text) for held in group.readings))
    if group.fact:
        near = max(near, float(np.max(wordings_of(group.fact).true.vectors @ claim.vector)))
    return 0.5 * (shared / total if total else 0.0) + 0.5 * near


def facts_of(groups: Sequence[Group]) -> tuple[str, ...]:
    """The facts that sentences state, each once; empty where one of them states none that is known."""
    facts = [group.fact for group in groups]
    return tuple(dict.fromkeys(facts)) if all(facts) else ()
