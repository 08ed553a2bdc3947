"""Hybrid search: the classifier, vectors and keywords fused into one ranking of facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from assistant.knowledge import Knowledge, Layer
from assistant.retrieval import gate
from assistant.retrieval.classifier import Classifier
from assistant.retrieval.embed import Vectors, WordLlamaEmbedder
from assistant.retrieval.index import Index
from assistant.retrieval.normalise import normalise
from assistant.retrieval.questions import DECLINED_KINDS, OUTSIDE_KINDS
from assistant.retrieval.season import named_seasons
from assistant.retrieval.sentences import expect, sentence_vector

# Shares of the three in the fused score of a fact; chosen on the development half of the evals (evals/tune.py).
VECTOR_SHARE, KEYWORD_SHARE = 0.35, 0.25
BOUNDARY = 0.65  # probability of the gate from which a fact is taken to answer the message
STILL_NEAR = 0.4  # similarity from which a fact of the season that is named answers in place of another season's
DECLINED = 0.68  # probability of the gate from which a message is taken to ask for what must be declined
FAR = 0.45  # below the boundary by this much a part of a message counts as clearly outside
FACTS_KEPT = 12
FAINT = -0.5  # score of the classifier below which nothing tells of distress, whatever else it resembles even less


@dataclass(frozen=True, slots=True)
class FactHit:
    """One fact that may answer; `similarity` lies between 0 and 1."""

    id: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage (or ruling, or dated fact) with its facts, best first."""

    id: str
    layer: Layer
    title: str
    text: str
    facts: tuple[FactHit, ...]
    similarity: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a message looks to the index: facts by score, and the outside kind that it resembles most.

    `inside` above 0 means that a fact answers the message; `declined` is how likely it is that it must be declined.
    """

    facts: tuple[FactHit, ...]
    kind: str
    inside: float
    declined: float = 0.0

    @property
    def is_inside(self) -> bool:
        """Whether some fact answers the message."""
        return self.inside > 0

    @property
    def far_outside(self) -> bool:
        """Clearly outside; for parts of a message, which have less to go by than the whole."""
        return self.inside < -FAR


class Searcher:
    """Asks an open index. Safe to share between threads."""

    def __init__(self, index: Index, knowledge: Knowledge) -> None:
        self._index, self._knowledge = index, knowledge
        labels = index.classifier.labels
        self._inside = np.array([label not in OUTSIDE_KINDS for label in labels])
        self._fact_labels = [label for label in labels if label not in OUTSIDE_KINDS]
        self._outside_labels = [label for label in labels if label in OUTSIDE_KINDS]
        self._groups = Groups(index.labels, self._fact_labels)
        self.assess = lru_cache(maxsize=2048)(self._assess)
        self.wishes = lru_cache(maxsize=2048)(partial(self._shares, index.wishes))
        self.asked = lru_cache(maxsize=2048)(partial(self._shares, index.asked))

    def expect(self, texts: Iterable[str]) -> None:
        """Begin to read texts that will be assessed one after the other."""
        for text in texts:
            expect(text)

    def search(self, query: str, limit: int = 3) -> list[Hit]:
        """The passages that answer best, at most `limit`; empty when nothing is near."""
        assessment = self.assess(query)
        return [] if assessment.far_outside else self.group(assessment.facts, limit)

    def group(self, facts: tuple[FactHit, ...], limit: int) -> list[Hit]:
        """Facts gathered into their passages, in the order of each passage's best fact."""
        found: dict[str, list[FactHit]] = {}
        for fact in facts:
            place = self._knowledge.facts[fact.id].passage if fact.id in self._knowledge.facts else fact.id
            if place in found or len(found) < limit:
                found.setdefault(place, []).append(fact)
        return [self._hit(place, tuple(members)) for place, members in found.items()]

    def _hit(self, place: str, facts: tuple[FactHit, ...]) -> Hit:
        knowledge, best = self._knowledge, facts[0].similarity
        if place in knowledge.passages:
            passage = knowledge.passages[place]
            return Hit(place, "guide", passage.title, passage.text, facts, best)
        if place in knowledge.rulings:
            return Hit(place, "guide", "Ruling", knowledge.quote(place), facts, best)
        return Hit(place, "official", knowledge.official[place].season, knowledge.quote(place), facts, best)

    def _shares(self, model: Classifier, text: str) -> tuple[tuple[str, float], ...]:
        """What a message wishes for of a text to a writer, or asks of the own letters, by a model of the index.

        Each label of that bank with its probability, best first; writers' names are masked by the caller.
        """
        if not normalise(text):
            return ()
        vector = WordLlamaEmbedder().embed([text])[0]
        shares = model.probabilities(text, vector, sentence_vector(text))
        order = np.argsort(-shares, kind="stable")
        return tuple((model.labels[n], round(float(shares[n]), 4)) for n in order)

    def _assess(self, query: str) -> Assessment:
        if not normalise(query):
            return Assessment((), "nonsense", -1.0)
        expect(query)
        vector = self._index.embedder.embed([query])[0]
        near, cosines = self._neighbours(vector)
        matched = self._index.keywords.scores(query)
        matched = matched / max(float(matched.max()), 1e-6)
        learned = self._index.classifier.scores(query, self._learned_vector(query, vector), sentence_vector(query))
        facts, outside = learned[self._inside], learned[~self._inside]
        fused = facts.astype(np.float64) + VECTOR_SHARE * near + KEYWORD_SHARE * self._groups.best(matched)
        order = np.argsort(-fused, kind="stable")[:FACTS_KEPT]
        best = tuple(FactHit(self._fact_labels[n], _unit(float(fused[n]))) for n in order)
        hits = self._of_season(best, query)
        if hits[0] is not best[0] and hits[0].similarity < STILL_NEAR:
            return Assessment(hits, "near_letters", -BOUNDARY)
        kinds = dict(zip(self._outside_labels, outside.tolist(), strict=True))
        given = gate.signs(facts, kinds, cosines, self._groups.highest(matched), query)
        inside, declined = gate.probabilities(given)
        side = {kind: score for kind, score in kinds.items() if (kind in DECLINED_KINDS) is (declined >= DECLINED)}
        if side.get("distress", 0.0) < FAINT:
            side.pop("distress", None)
        return Assessment(hits, max(side, key=side.__getitem__), inside - BOUNDARY, declined)

    def _of_season(self, hits: tuple[FactHit, ...], query: str) -> tuple[FactHit, ...]:
        """The hits without those that speak for other seasons than the message names."""
        asked, official = named_seasons(query), self._knowledge.official
        if not asked:
            return hits
        return tuple(
            hit for hit in hits
            if hit.id not in official or not official[hit.id].seasons or asked & official[hit.id].seasons
        )

    def _neighbours(self, vector: Vectors) -> tuple[npt.NDArray[np.float64], tuple[Vectors, Vectors]]:
        """The best cosine of each fact, and the highest cosines of inside and of outside rows."""
        if self._index.nearest is None:
            cosines = self._index.vectors @ vector
            return self._groups.best(cosines), self._groups.highest(cosines)
        best: dict[str, float] = {}
        sides: tuple[list[float], list[float]] = ([], [])
        for label, cosine in self._index.nearest.nearest(vector):
            best.setdefault(label, cosine)
            sides[label in OUTSIDE_KINDS].append(cosine)
        # What is not given back is at most as near as the last row that was.
        floor = min([*sides[0], *sides[1]], default=0.0)
        inside, outside = (
            gate.highest(np.array([*side, *[floor] * gate.NEAREST], dtype=np.float32)) for side in sides
        )
        return np.array([best.get(label, floor) for label in self._fact_labels]), (inside, outside)

    def _learned_vector(self, query: str, vector: Vectors) -> Vectors:
        """The classifier was trained on wordllama's vectors, whatever the store holds."""
        return vector if isinstance(self._index.embedder, WordLlamaEmbedder) else WordLlamaEmbedder().embed([query])[0]


class Groups:
    """Rows of one label stand together; this reduces a value a row to the best a fact, and to the best a side."""

    def __init__(self, labels: tuple[str, ...], facts: Sequence[str]) -> None:
        starts = [n for n in range(len(labels)) if n == 0 or labels[n] != labels[n - 1]]
        group = {labels[start]: number for number, start in enumerate(starts)}
        self._starts = np.array(starts, dtype=np.int64)
        self._of_fact = np.array([group.get(fact, len(starts)) for fact in facts], dtype=np.int64)
        outside = np.array([label in OUTSIDE_KINDS for label in labels], dtype=np.bool_)
        self._inside, self._outside = np.flatnonzero(~outside), np.flatnonzero(outside)  # quicker than a mask

    def best(self, values: Vectors) -> npt.NDArray[np.float64]:
        """The highest value of each fact's rows; 0 for a fact without a row."""
        highest = np.append(np.maximum.reduceat(values, self._starts), np.float32(0.0))
        return highest[self._of_fact].astype(np.float64)

    def highest(self, values: Vectors) -> tuple[Vectors, Vectors]:
        """The highest values of inside rows and of outside rows."""
        return gate.highest(values[self._inside]), gate.highest(values[self._outside])


def _unit(score: float) -> float:
    """A fused score (about -1.2 to 1.6) as a similarity between 0 and 1."""
    return round(min(1.0, max(0.0, (score + 1.0) / 2.6)), 4)
