"""Whom an adviser has taken on: "I advise graduates and have a new client, Ana Bello"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token

_MOST_NAMES = 4
_FAR = 12  # tokens between "I" and the client


def end_of_name(tokens: Sequence[Token], start: int) -> int:
    """Behind the words with capitals that begin at a token: "Mariam Tadros" of "Mariam Tadros applies"."""
    end = start
    while end < min(len(tokens), start + _MOST_NAMES) and tokens[end].kind == "word" and tokens[end].capital:
        end += 1
    return end


def taken_on(tokens: Sequence[Token], at: int, word: str) -> int:
    """The token of the article before "new client"; `at` itself where nobody is told so."""
    for place in range(at + 1, min(at + _FAR, len(tokens) - 2)):
        if tokens[place].raw in {".", "?", "!", "\n"}:
            break
        said = (tokens[place].text, tokens[place + 1].text, tokens[place + 2].text)
        if said in {("a", "new", word), ("my", "new", word)}:
            return place
    return at


def has_own_first_name(tokens: Sequence[Token], at: int, book: Lexicon) -> bool:
    """ "his uncle, Dr. Ernesto Macaraeg": a title and another first name stand before the applicant's surname."""
    title = at - 2 - (at > 1 and tokens[at - 2].raw == ".")
    given = at > 1 and tokens[at - 1].kind == "word" and tokens[at - 1].capital
    return given and title >= 0 and tokens[title].text in book.titles and tokens[at - 1].text not in book.titles


def hyphenated(tokens: Sequence[Token], at: int, start: int) -> bool:
    """The hyphen of "Ji-hoon", or what follows it."""
    if at <= start or at + 1 > len(tokens):
        return False
    touches = tokens[at - 1].end == tokens[at].start
    follows = at + 1 < len(tokens) and tokens[at].end == tokens[at + 1].start
    return touches and ((tokens[at].raw == "-" and follows) or tokens[at - 1].raw == "-")


def asks_about(tokens: Sequence[Token], at: int, words: Mapping[str, Any]) -> bool:
    """ "ask about", "writing for": who asks for another one."""
    pair = [token.text for token in tokens[at : at + 2]]
    return len(pair) > 1 and pair[0] in words["asking"] and pair[1] in words["for"]
