"""Surnames in small letters behind a title and a first name: "dr tahira mehmood my professor", "dr pedro medina"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from assistant.casebook.heard.tagging import load_kinds
from assistant.casebook.lexicon import Lexicon
from assistant.casebook.spelling import corrected
from assistant.casebook.text import Token
from assistant.casebook.vocabulary import known_words

if TYPE_CHECKING:
    from assistant.casebook.reading import Message

_LEAST_LETTERS, _SHORT, _PAIR = 3, 6, 2
_SLIPS = re.compile(r"(?:[cdgklprstz]ed|ing|ists?|logy|ly|tion|able)$")  # "promissed", "cardiologst": no surname
_DESCRIBES = frozenset({"specialty", "country", "role"})


def is_small_surname(message: Message, at: int, words: Sequence[Token], book: Lexicon) -> bool:
    """A word in small letters behind one first name that must be the surname, since it means nothing else.

    A word that no vocabulary holds needs nothing more; an ordinary one ("dr deepak joshi letter") is a surname where
    what follows speaks of a doctor.
    """
    if not _may_be_surname(message, at, words, book):
        return False
    token = message.tokens[at]
    if _is_surname_of_city(words, token, book):
        return True
    if token.text in book.words or any(True for _ in book.find(message.tokens, message.following, at)):
        return False  # "dr naveed family physician"
    given = words[0].text in book.given_names and not book.alone(words[0].text)
    strange = token.text not in known_words()
    if strange and _is_slip(token.text, book):
        return False
    if strange and (given or words[0].text not in known_words()):
        return True
    return (given or words[0].text not in book.words) and _ends_name(message, at, book)


def _is_slip(text: str, book: Lexicon) -> bool:
    """ "promissed", "yesturday": an ordinary word, misspelt."""
    if _SLIPS.search(text):
        return True
    if len(text) <= _SHORT:
        return False
    ordinary = (word for word in known_words() if word in load_kinds() or word in book.stop or word in book.words)
    return any(word[0] == text[0] and OSA.distance(text, word, score_cutoff=1) == 1 for word in ordinary)


def _may_be_surname(message: Message, at: int, words: Sequence[Token], book: Lexicon) -> bool:
    """A whole word in small letters (or all is in capitals), behind a single one with only a blank between them."""
    if at >= len(message.tokens):
        return False
    token, small = message.tokens[at], message.shouting or not (words[0].capital or message.tokens[at].capital)
    plain = token.kind == "word" and small and len(token.text) >= _LEAST_LETTERS
    plain = plain and at not in message.blocked and token.text not in {*book.stop, *book.numbers, *book.units}
    plain = plain and token.text not in book.lists["institutions"] and token.text not in book.months
    beside = len(words) == 1 and message.text[words[0].end : token.start] == " "
    return plain and beside and corrected(token.text, book, places=False) == token.text


def _is_surname_of_city(words: Sequence[Token], token: Token, book: Lexicon) -> bool:
    """ "dr luis cordoba", "dr paul jackson": a city that is a family name too, behind a first name of its language."""
    languages = book.names["city_surnames"].values()
    return any(words[0].text in named["given"] and token.text in named["cities"] for named in languages)


def _ends_name(message: Message, at: int, book: Lexicon) -> bool:
    """What follows ends the name: a sign, what the doctor is or does, or the letter."""
    after = message.tokens[at + 1] if at + 1 < len(message.tokens) else None
    if after is None or after.kind == "sign" or after.text in book.lists["after_surname"]:
        return True
    groups = {found.group for found in book.find(message.tokens, message.following, at + 1)}
    return len(after.raw) > _PAIR and bool(groups & _DESCRIBES)  # "dr arden walked me": no Maine
