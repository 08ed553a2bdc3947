"""What whole sayings tell of a letter: "she is a yes", "consider it written", "zero words about a letter until today".

The phrases of facts.yaml are words of one run; a saying may reach over signs ("he wrote back: no, sorry") and over
words that differ each time. The patterns and their parts stand in knowledge/lexicon/sayings.yaml."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.casebook.text import Token, fold
from assistant.patterns import compile_each, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "sayings.yaml"
_LONG_WORD = re.compile(r"(?<![a-z])[a-z]{5,}?(?=[a-z]\?|[^a-z]|$)")
_WORD_BEGINS = r"(?<!\S)"  # words and signs of the folded message stand apart
_ESCAPE = re.compile(r"\\[a-z]")
_NAME = "@name"
_NOTHING = "~"
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Saying:
    """Tokens `first` to `last` (exclusive) that tell a value of a field; None: they only sound as if they did."""

    field: str
    value: str | bool | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    field: str
    value: str | bool | None
    pattern: re.Pattern[str]


def find_sayings(tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> list[Saying]:
    """All sayings of a message; of two of a field that share words the one whose pattern stands first.

    Args:
        names: where the names of people stand, as tokens first and last (exclusive).
    """
    text, places = _written(tokens, names)
    found: list[Saying] = []
    for entry in _patterns():
        for match in entry.pattern.finditer(text):
            saying = _placed(entry, match, places)
            if saying is not None and not any(_share(saying, other) for other in found):
                found.append(saying)
    return found


def _share(saying: Saying, other: Saying) -> bool:
    return saying.field == other.field and saying.first < other.last and other.first < saying.last


def _written(tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int, int, int]]]:
    """The folded message, and for each of its words where it stands there and as tokens."""
    people = dict(names)
    words: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    at = index = 0
    while index < len(tokens):
        last = people.get(index, index + 1)
        word = _NAME if index in people else _word(tokens[index])
        words.append(word)
        places.append((at, at + len(word), index, last))
        at, index = at + len(word) + 1, last
    return " ".join(words), places


def _word(token: Token) -> str:
    """The word of a token; one that sayings hold as it was typed: "interns" is not put right to a known word."""
    typed = fold(token.raw) if token.kind == "word" else token.text
    return typed if typed != token.text and any(typed.startswith(word) for word in _vocabulary()) else token.text


def _placed(entry: _Pattern, match: re.Match[str], places: Sequence[tuple[int, int, int, int]]) -> Saying | None:
    """The tokens that were matched; None where the match begins or ends within a word."""
    start, end = match.span("fact" if "fact" in entry.pattern.groupindex else 0)
    first = bisect_left(places, start, key=lambda place: place[0])
    last = bisect_left(places, end, key=lambda place: place[1])
    if last >= len(places) or places[first][0] != start or places[last][1] != end:
        return None
    return Saying(entry.field, entry.value, places[first][2], places[last][3])


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """The longer words of all patterns, without endings that may be missing."""
    texts = (_ESCAPE.sub(" ", entry.pattern.pattern) for entry in _patterns())
    return frozenset(word for text in texts for word in _LONG_WORD.findall(text))


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(_read())


def _read() -> Iterator[_Pattern]:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    for field, values in tree["sayings"].items():
        for value, node in values.items():
            told = None if value == _NOTHING else _TRUTH.get(value, value)
            for pattern in compile_each(node, parts, begins=_WORD_BEGINS):
                yield _Pattern(field, told, pattern)
