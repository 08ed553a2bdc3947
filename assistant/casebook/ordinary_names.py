"""Surnames that are ordinary words too: "Dr. Patricia Long is an internist", but "Dr. Smith. Long story short"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token

if TYPE_CHECKING:
    from assistant.casebook.reading import Message

_SHORT_PLACE = 3  # letters of the short form of a place: "nyc"
_DOCTOR = frozenset({"dr", "dra"})

Name = tuple[list[Token], int]  # the words of a name, and the token behind them


def whole_surname(message: Message, words: Sequence[Token], last: int, book: Lexicon, heard_to: int = 0) -> Name:
    """The words of a name behind a title, with the surname that was cut off or without the word that is none.

    `last`: the token behind them; `heard_to`: the token up to which the learned reading hears a name.
    """
    tokens, found = message.tokens, list(words)
    if len(found) > 1 and found[-1].text in book.lists["surnames_too"] and _begins_else(message, last - 1, book):
        return found[:-1], last - 1  # "Dr. Smith Long story short"
    at = _past_initial(message, last)
    if len(found) == 1 and found[0].text in book.given_names and _is_surname(message, found[0], at, book, heard_to):
        found, last = [*found, tokens[at]], at + 1
    if len(found) > 1 and found[-1].text in book.lists["surnames_too"] and _goes_on(message, last):
        return [*found, tokens[last + 1]], last + 2  # "Patricia Long-Meyer"
    return found, last


def _past_initial(message: Message, at: int) -> int:
    """Past the "A." of "Patricia A. Long"."""
    tokens = message.tokens
    initial = at < len(tokens) and len(tokens[at].text) == 1 and tokens[at].kind == "word" and tokens[at].capital
    if not initial or message.text[tokens[at - 1].end : tokens[at].start] != " ":
        return at
    return at + 1 + (at + 1 < len(tokens) and tokens[at + 1].raw == ".")


def _is_surname(message: Message, given: Token, at: int, book: Lexicon, heard_to: int) -> bool:
    """A capital behind a first name with one, or what the learned reading hears as part of the name."""
    if at >= len(message.tokens) or at in message.blocked:
        return False
    word, between = message.tokens[at], message.text[given.end : message.tokens[at].start]
    apart = "\n" in between or any(sign in between for sign in ",;:(-/")
    if word.text not in book.lists["surnames_too"] or apart or between.startswith("."):
        return False
    follows = message.tokens[at + 1] if at + 1 < len(message.tokens) else None
    dated = word.text in book.months and follows is not None and follows.kind == "number"  # "Dr. Anna May 2026"
    written = given.capital and word.capital and not word.raw.isupper()
    return (written or at < heard_to) and not dated and not _begins_else(message, at, book)


def _begins_else(message: Message, at: int, book: Lexicon) -> bool:
    """ "long story", "best regards": the word belongs to what follows."""
    follows = message.tokens[at + 1].text if at + 1 < len(message.tokens) else ""
    return f"{message.tokens[at].text} {follows}" in book.lists["no_surname_with"]


def _goes_on(message: Message, at: int) -> bool:
    tokens = message.tokens
    if at + 1 >= len(tokens) or tokens[at].raw != "-" or at == 0:
        return False
    joined = tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
    return joined and tokens[at + 1].kind == "word" and tokens[at + 1].capital


def is_city_surname(message: Message, at: int, book: Lexicon) -> bool:
    """ "i asked dr houston": right behind a title the name of a city is a name, small letters or not; no country is.

    "The dr houston" and "a dr from houston" are doctors at a place.
    """
    title = at - 1 - (message.tokens[at - 1].raw == ".")
    word = message.tokens[at].text
    cities = any(e.group == "country" and e.value[2] in {"cities", "us"} for e in book.phrases.meaning([word]))
    behind = title >= 0 and message.tokens[title].text in _DOCTOR  # "IM prof karachi" is a place
    before = message.tokens[title - 1].text if title > 0 else ""
    return cities and behind and before not in book.lists["before_doctor_at"] and len(word) > _SHORT_PLACE


def is_at_city(tokens: Sequence[Token], index: int, book: Lexicon) -> bool:
    """ "Dr. Jackson in Jackson": behind "in" the known surname is the name of the city."""
    place = any(entry.group == "country" for entry in book.phrases.meaning([tokens[index].text]))
    return index > 0 and place and tokens[index - 1].text in {"in", "at", "near"}
