"""Conditions of a source that a statement drops, breaks or invents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.lexicon import load_lexicon
from assistant.guard.reading import Reading, read

_LEAST_SHARED = 0.34
_RELATIVE_REACH = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """Concepts of a condition, and those of the clause that it governs."""

    inside: frozenset[str]
    outside: frozenset[str]
    text: str


@lru_cache(maxsize=4096)
def read_conditions(text: str) -> tuple[Condition, ...]:
    """The conditions of a source sentence."""
    reading = read(text)
    lexicon = load_lexicon()
    found: list[Condition] = []
    for start, end, _ in lexicon.conditions.scan(reading.stems):
        last = end
        while last < len(reading.stems) and not reading.tokens[last].is_break:
            last += 1
        if reading.stems[start] in {"who", "on"}:
            last = min(last, end + _RELATIVE_REACH)
        within = _concepts(reading, start, last)
        outside: frozenset[str] = frozenset()
        for marks in (";.:", ";."):
            first, stop = _sentence_part(reading, start, last, marks)
            outside = outside or (_concepts(reading, first, start) | _concepts(reading, last, stop)) - within
        beside = _concepts(reading, 0, start) | _concepts(reading, last, len(reading.tokens))
        inside = within - beside - lexicon.vague_conditions
        if inside and outside:
            found.append(Condition(inside, outside, " ".join(word.text for word in reading.tokens[start:last])))
    return tuple(found)


def _sentence_part(reading: Reading, start: int, last: int, marks: str) -> tuple[int, int]:
    """From the strong mark before a condition to the one after it: the clause that it governs."""
    first, stop = start, last
    while first > 0 and reading.tokens[first - 1].text not in marks:
        first -= 1
    while stop < len(reading.tokens) and reading.tokens[stop].text not in marks:
        stop += 1
    return first, stop


def _concepts(reading: Reading, begin: int, end: int) -> frozenset[str]:
    return frozenset(m.concept for m in reading.mentions if m.start >= begin and m.end <= end)


def condition_fault(claim: Reading, held: Reading, context: frozenset[str], weights: Mapping[str, float]) -> str:
    """Why the claim breaks a condition of its source; '' where it does not."""
    lexicon = load_lexicon()
    broken = next((hit for hit in lexicon.broken_conditions.scan(claim.stems)), None)
    kept = not any(True for _ in lexicon.never_kept.scan(claim.stems))
    if broken and (not kept or _conditional(held) or read_conditions(held.text)) and not _sets_aside(held):
        return f"'{_words(claim, broken)}' sets a condition of the source aside"
    added = next((hit for hit in lexicon.added_conditions.scan(claim.stems)), None)
    if added and not _conditional(held) and not read_conditions(held.text):
        return f"'{_words(claim, added)}' adds a condition that the source does not have"
    said = claim.content | context
    for condition in read_conditions(held.text):
        main = _share(claim.content, condition.outside, weights)
        if main >= _LEAST_SHARED and not condition.inside & said and not _conditional(claim):
            return f"the source says so only '{condition.text}'"
    return ""


def _conditional(claim: Reading) -> bool:
    return any(True for _ in load_lexicon().soft_conditions.scan(claim.stems))


def _sets_aside(held: Reading) -> bool:
    return "even" in held.stems or any(True for _ in load_lexicon().broken_conditions.scan(held.stems))


def _share(claim: frozenset[str], held: frozenset[str], weights: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 1.0) for name in held)
    return sum(weights.get(name, 1.0) for name in held & claim) / total if total else 0.0


def _words(claim: Reading, hit: tuple[int, int, Sequence[str]]) -> str:
    return " ".join(word.text for word in claim.tokens[hit[0] : hit[1]])
