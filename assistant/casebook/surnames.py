"""Which words of a name are the family name: "Zhang Weimin", "Rosa Quispe Huaman", "Smirnova Olga Viktorovna"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from assistant.casebook.lexicon import read_lexicon
from assistant.casebook.text import fold

_SYLLABLES = 4
_TWO_AND_TWO = 4  # words: two given names and two family names


def family_place(words: Sequence[str]) -> tuple[int, int] | None:
    """First and last (exclusive) of the words that are the family name, where it is not what ends the name."""
    if not 2 <= len(words) <= 4:
        return None
    folded = [fold(word) for word in words]
    if len(words) == 3 and folded[2].endswith(tuple(_book()["patronymics"])):
        return 0, 1
    if _goes_first(words, folded):
        return 0, 1
    given = 1 + (len(words) == _TWO_AND_TWO and folded[1] in _given())  # "Jose Luis Hernandez Aguirre"
    spanish = folded[0] in _two_given() or folded[min(given, len(words) - 1)] in _book()["families_two"]
    two = len(words) - given == 2 and spanish and folded[given] not in _given()
    return (given, given + 1) if two and len(folded[given]) > 1 else None


def family_name(full: str) -> str:
    """The family name of a whole name; the last word where nothing says otherwise."""
    words = full.split()
    place = family_place(words)
    return " ".join(words[slice(*place)]) if place else words[-1] if words else ""


def given_names(full: str) -> list[str]:
    """The words of a whole name before or behind the family name."""
    words = full.split()
    first, last = family_place(words) or (len(words) - 1, len(words))
    return [*words[:first], *words[last:]] if words else []


def callings(full: str) -> frozenset[str]:
    """The folded words by which somebody of this name can be called: the family name, the last word and its part."""
    words = full.split()
    if not words:
        return frozenset()
    last = words[-1]
    parts = [fold(part) for part in last.split("-")]
    compound = parts if min(map(len, parts)) > 2 and not _goes_first(words, [fold(w) for w in words]) else parts[-1:]
    said = {fold(family_name(full)), fold(last), *compound}
    return frozenset(word for word in said if len(word) > 1)


def _goes_first(words: Sequence[str], folded: Sequence[str]) -> bool:
    """A family name that goes first, before given names of its languages."""
    families = _families()
    if len(folded) == 2 and folded[0] in _book()["before"]["chinese"] and folded[1] in _book()["rather_given"]:
        return folded[0] not in _book()["rather_given"]  # "Zhang Wei"
    if folded[0] not in families or (folded[-1] in families and not _two_syllables(words[-1])):
        return False
    given = [part for word in words[1:] for part in word.split("-")]
    if len(given) == 1 and folded[0] in _book()["first_too"]:
        return False  # "Kim Kane"
    return all(_syllable().fullmatch(fold(part)) for part in given)


def _two_syllables(word: str) -> bool:
    """ "Hye-jin": a given name of two syllables."""
    return "-" in word and word.rpartition("-")[2][:1].islower()


@lru_cache(maxsize=1)
def _book() -> dict[str, Any]:
    return dict(read_lexicon("surnames"))


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(name for names in _book()["before"].values() for name in names)


@lru_cache(maxsize=1)
def _two_given() -> frozenset[str]:
    return frozenset(_book()["two_given"])


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    """First names of any language: "Maria Fernanda Lopez" has two of them."""
    names = read_lexicon("given_names")
    return _two_given() | {name for kind in names.values() for name in kind}


@lru_cache(maxsize=1)
def _syllable() -> re.Pattern[str]:
    starts, ends = ("|".join(sorted(_book()[name], key=len, reverse=True)) for name in ("initials", "finals"))
    return re.compile(rf"(?:(?:{starts})(?:{ends})){{1,{_SYLLABLES}}}")
