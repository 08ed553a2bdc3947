"""Towns of the world, beyond those that the lexicon knows with care: "a rotation in Olathe", "from Sheikhupura".

A name that is only here counts where the sentence makes a place of it, and never where it could be a person or an
everyday word: a wrong country is worse than a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.casebook.text import Token
from assistant.errors import KnowledgeError
from assistant.places import data_root

EVERYDAY = "*"
_MOST_WORDS = 4
_IN = frozenset({"in", "near"})
_BEFORE = _IN | {"from", "at", "around", "outside"}
_FROM = frozenset({"from", "at"})
_COMING = frozenset({"am", "im", "iam", "come", "grad", "graduate", "graduated", "img", "doctor", "originally"})
_OF_LETTERS = frozenset({"letter", "letters", "lor", "lors", "lori", "recommendation", "email", "mail", "one", "heard"})
_BEFORE_CELL = frozenset("|,;-–—(/:•\n\t")
_BEHIND_CELL = frozenset("|,;-–—)/.\n\t")


class Town(NamedTuple):
    """A town: its name, its country and whether the name is an everyday word or a family name too."""

    name: str
    country: str
    everyday: bool


class FoundTown(NamedTuple):
    """A town in a message: tokens `first` to `last` (exclusive)."""

    town: Town
    first: int
    last: int


def towns_path() -> Path:
    """Where the towns lie."""
    return data_root() / "knowledge" / "lexicon" / "towns.txt"


@lru_cache(maxsize=1)
def load_towns() -> Mapping[str, Town]:
    """All towns by their folded names.

    Raises:
        KnowledgeError: the file is missing or no text.
    """
    try:
        lines = towns_path().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{towns_path().name}: cannot be read: {error}; restore the file") from None
    towns: dict[str, Town] = {}
    for line in lines:
        if not line.startswith("#"):
            code, _, names = line.partition(" ")
            for name in names.split(";"):
                towns[name] = Town(name, code.rstrip(EVERYDAY), code.endswith(EVERYDAY))
    return towns


def towns_in(tokens: Sequence[Token], taken: Set[int]) -> Iterator[FoundTown]:
    """The towns that stand on tokens that are not taken, where their surroundings show them to be places."""
    for at, token in enumerate(tokens):
        found = _longest(tokens, at) if token.kind == "word" and at not in taken else None
        if found is not None and taken.isdisjoint(range(found.first, found.last)):
            yield found


def _longest(tokens: Sequence[Token], at: int) -> FoundTown | None:
    name, found = "", None
    for last in range(at + 1, min(at + _MOST_WORDS, len(tokens)) + 1):
        if tokens[last - 1].kind != "word":
            break
        name = f"{name} {tokens[last - 1].text}".lstrip()
        if (town := load_towns().get(name)) and _is_place(tokens, at, last, town):
            found = FoundTown(town, at, last)
    return found


def is_town(token: Token) -> bool:
    """A capitalised word that is a town: no misspelling of another word."""
    return token.capital and token.text in load_towns()


def _is_place(tokens: Sequence[Token], first: int, last: int, town: Town) -> bool:
    before, earlier = (tokens[first - step].text if first >= step else "" for step in (1, 2))
    capital = tokens[first].capital
    if town.everyday:
        return capital and before in _IN
    if before in _FROM:
        # "a letter from Galindo" is by a person
        return earlier in _COMING or (capital and earlier not in _OF_LETTERS)
    if before in _BEFORE:
        return capital or before in _IN
    return capital and _is_cell(tokens, first, last)


def _is_cell(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Between signs, behind something else: "Dr. Kim | FM | Olathe | 4 weeks"."""
    opened = first > 0 and tokens[first - 1].raw in _BEFORE_CELL
    closed = last == len(tokens) or tokens[last].raw in _BEHIND_CELL
    return opened and closed
