"""Whom an adviser has taken on: "I advise graduates and have a new client, Ana Bello"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.casebook.text import Token

_FAR = 12  # tokens between "I" and the client


def taken_on(tokens: Sequence[Token], at: int, word: str) -> int:
    """The token of the article before "new client"; `at` itself where nobody is told so."""
    for place in range(at + 1, min(at + _FAR, len(tokens) - 2)):
        if tokens[place].raw in {".", "?", "!", "\n"}:
            break
        said = (tokens[place].text, tokens[place + 1].text, tokens[place + 2].text)
        if said in {("a", "new", word), ("my", "new", word)}:
            return place
    return at
