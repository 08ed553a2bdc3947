"""Whom an adviser has taken on: "I advise graduates and have a new client, Ana Bello"."""

from __future__ import annotations

from collections.abc import Sequence

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
