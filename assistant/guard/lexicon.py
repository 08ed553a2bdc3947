"""The guard's tables, read once from `knowledge/lexicon/` and the specialty names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.guard.words import Phrases, stem
from assistant.knowledge import Knowledge, load_knowledge
from assistant.yamlfile import Node, read_yaml

VERDICT = "verdict"
COUNTRY = "country "
_SHORTEST_COUNTRY = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrase tables by task. Concepts give (name, sign); the others a class name."""

    irregular: Mapping[str, str]
    stopwords: frozenset[str]
    concepts: Phrases[tuple[str, int]]
    synonyms: Phrases[str]
    negators: Phrases[str]
    terminators: Phrases[str]
    negative: frozenset[str]
    quantifiers: Phrases[str]
    modality: Phrases[str]
    overclaims: Phrases[str]
    overclaim_same: tuple[Phrases[str], ...]
    hedges: Phrases[str]
    conditions: Phrases[str]
    soft_conditions: Phrases[str]
    vague_conditions: frozenset[str]
    broken_conditions: Phrases[str]
    added_conditions: Phrases[str]
    never_kept: Phrases[str]
    order: Phrases[str]
    actors: Phrases[str]
    role_verbs: Phrases[str]
    owned: Phrases[str]
    pivots: Phrases[str]
    turning: Mapping[str, frozenset[str]]
    comparing: frozenset[str]
    participles: frozenset[str]
    names: Phrases[str]
    parents: Mapping[str, str]
    exact_names: frozenset[str]
    common_names: frozenset[str]
    specialties: frozenset[str]
    name_context: Phrases[str]
    attribution: Phrases[str]
    nothing: tuple[re.Pattern[str], ...]
    no_of: frozenset[str]
    small: Mapping[str, frozenset[str]]


def _classes(node: Node) -> Iterator[tuple[str, str]]:
    for name, words in node.items():
        for word in words.strings():
            yield word, name


def _signed(node: Node) -> Iterator[tuple[str, tuple[str, int]]]:
    for name, sides in node.items():
        for side, words in sides.items():
            for word in words.strings():
                yield word, (name, 1 if side == "plus" else -1)


def _with_verdict(entries: list[tuple[str, tuple[str, int]]], groups: list[str]) -> list[tuple[str, tuple[str, int]]]:
    """Words of the groups that judge count for one more concept, good or bad."""
    return entries + [(word, (VERDICT, sign)) for word, (name, sign) in entries if name in groups]


def _groups(node: Node) -> Iterator[tuple[str, str]]:
    for group in node:
        words = group.strings()
        for word in words:
            yield word, words[0]


def _turning(node: Node, irregular: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Each cue with the cues that say the opposite."""
    pairs = [[stem(word, irregular) for word in pair.strings()] for pair in node]
    both = [*pairs, *([other, one] for one, other in pairs)]
    return {one: frozenset(other for cue, other in both if cue == one) for one, _ in both}


def _names(knowledge: Knowledge, cues: Node) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Every written form of a closed name with the name's id, and the parent of each subspecialty."""
    entries = [*_classes(cues["names"]), *_classes(cues["common_names"])]
    entries += _countries(knowledge, {written.casefold() for written, _ in entries})
    parents: dict[str, str] = {}
    for table in (knowledge.specialties, knowledge.subspecialties):
        for key, specialty in table.items():
            if specialty.parent:
                parents[key] = specialty.parent
            entries += [(written, key) for written in {specialty.name, *specialty.aliases}]
    return entries, parents


def _countries(knowledge: Knowledge, taken: set[str]) -> list[tuple[str, str]]:
    """Countries and their people, written with a capital; those that `guard_cues.yaml` names stand there."""
    tree = read_yaml(knowledge.root / "lexicon" / "countries.yaml")
    found = []
    for code, node in tree.items():
        if "names" not in node:
            continue
        words = [*node["names"].strings(), *(node["people"].strings() if "people" in node else [])]
        if not taken & set(words):
            found += [(word.title(), f"{COUNTRY}{code}") for word in words if len(word) > _SHORTEST_COUNTRY]
    return found


@lru_cache(maxsize=2)
def load_lexicon() -> Lexicon:
    """Read `lexicon/guard.yaml`, `lexicon/guard_cues.yaml` and the specialties.

    Raises:
        KnowledgeError: a file is missing or does not hold what it must.
    """
    knowledge = load_knowledge()
    meaning = read_yaml(knowledge.root / "lexicon" / "guard.yaml")
    cues = read_yaml(knowledge.root / "lexicon" / "guard_cues.yaml")
    irregular = {key: node.text() for key, node in meaning["irregular"].items()}
    return Lexicon(irregular=irregular, **_meaning(meaning, irregular), **_cues(cues, irregular, knowledge))


def _table(entries: Iterable[tuple[str, str]], irregular: Mapping[str, str]) -> Phrases[str]:
    return Phrases(list(entries), irregular)


def _words(node: Node, irregular: Mapping[str, str]) -> Phrases[str]:
    return _table(((word, "cue") for word in node.strings()), irregular)


def _meaning(meaning: Node, irregular: Mapping[str, str]) -> dict[str, Any]:
    """The tables of `guard.yaml`."""
    negators = [pair for pair in _classes(meaning["negators"]) if pair[1] != "terminators"]
    stopwords = meaning["stopwords"].strings()
    return {
        "stopwords": frozenset(form for word in stopwords for form in (word, stem(word, irregular))),
        "concepts": Phrases(
            _with_verdict(list(_signed(meaning["concepts"])), meaning["verdict"].strings()), irregular
        ),
        "synonyms": _table(_groups(meaning["synonyms"]), irregular),
        "negators": _table(negators, irregular),
        "negative": frozenset(stem(word, irregular) for word in meaning["negative_words"].strings()),
        "terminators": _words(meaning["negators"]["terminators"], irregular),
    }


def _cues(cues: Node, irregular: Mapping[str, str], knowledge: Knowledge) -> dict[str, Any]:
    """The tables of `guard_cues.yaml`, and the closed names."""
    names, parents = _names(knowledge, cues)
    everyday = frozenset(cues["everyday_aliases"].strings())
    conditions, overclaim = cues["conditions"], cues["overclaim"]
    neutral = {
        name: [(word, "neutral") for word in cues[f"{name}_neutral"].strings()]
        for name in ("quantifiers", "modality")
    }
    return {
        "quantifiers": _table([*_classes(cues["quantifiers"]), *neutral["quantifiers"]], irregular),
        "modality": _table([*_classes(cues["modality"]), *neutral["modality"]], irregular),
        "overclaims": _words(overclaim["words"], irregular),
        "overclaim_same": tuple(_words(group, irregular) for group in cues["overclaim_same"]),
        "hedges": _words(overclaim["scale_down"], irregular),
        "conditions": _words(conditions["open"], irregular),
        "soft_conditions": _words(conditions["soft"], irregular),
        "vague_conditions": frozenset(conditions["vague"].strings()),
        "broken_conditions": _words(conditions["broken"], irregular),
        "never_kept": _words(conditions["never_kept"], irregular),
        "added_conditions": _words(conditions["added"], irregular),
        "order": _table(_classes(cues["order"]), irregular),
        "actors": _table([*_classes(cues["actors"]), *_classes(cues["pronouns"])], irregular),
        "role_verbs": _table(_groups(cues["role_verbs"]), irregular),
        "owned": _words(cues["owned"], irregular),
        "turning": _turning(cues["turning"], irregular),
        "comparing": frozenset(stem(word, irregular) for word in cues["comparing"].strings()),
        "pivots": _table(_groups(cues["pivots"]), irregular),
        "participles": frozenset(cues["participles"].strings()),
        "names": _table([(written, key) for written, key in names if written not in everyday], irregular),
        "parents": parents,
        "exact_names": frozenset(written for written, _ in names if written.isupper()),
        "common_names": frozenset(name for name, _ in cues["common_names"].items()),
        "specialties": frozenset([*knowledge.specialties, *knowledge.subspecialties]),
        "name_context": _words(cues["name_context"], irregular),
        "attribution": _words(cues["attribution"], irregular),
        "nothing": tuple(re.compile(pattern, re.IGNORECASE) for pattern in cues["nothing"].strings()),
        "no_of": frozenset(cues["no_of"].strings()),
        "small": {name: frozenset(node.strings()) for name, node in cues["small_words"].items()},
    }


def small(name: str) -> frozenset[str]:
    """One of the small sets of function words, such as `small("modal")`."""
    return load_lexicon().small[name]
