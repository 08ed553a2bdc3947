"""Whom an adviser has taken on: "I advise graduates and have a new client, Ana Bello", "one of mine, Nino Beridze"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.casebook.text import Token

_I = frozenset({"i", "we", "iam", "am"})
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


def one_of_many(tokens: Sequence[Token], advising: Collection[str], applies: Collection[str]) -> tuple[int, str]:
    """ "I advise students. One of mine, Nino Beridze, applies": where it is told, and the name, or ""."""
    texts = [token.text for token in tokens]
    advises = next((at for at in range(1, len(texts)) if texts[at] in advising and texts[at - 1] in _I), len(texts))
    for at in range(advises, len(texts) - 3):
        if texts[at : at + 2] != ["one", "of"] or texts[at + 2] not in {"mine", "them", "my", "these"}:
            continue
        start = at + 3 + (texts[at + 2] in {"my", "these"})
        while start < len(tokens) and (tokens[start].kind != "word" or texts[start] in {"is", "called", "named"}):
            start += 1
        end = end_of_name(tokens, start)
        if end > start and any(text in applies for text in texts[end:]):
            return at, " ".join(token.raw for token in tokens[start:end])
    return 0, ""
