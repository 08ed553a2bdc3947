"""A student whose case an adviser brings by name: "Today's case: Hauwa Bello-Sani, YOG 2017", "student = Ali Raza".

What the adviser says of themselves before it is read as a greeting, and the name as "I".
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token, joined

_MOST_NAMES, _LEAST_NAMES = 4, 2
_NEAR = 6
_I, _GREETING = "i", "hello"
_HE_SHE, _ONESELF = frozenset({"he", "she", "his", "her", "him"}), frozenset({"i", "im", "iam", "ive"})
_JOINS = frozenset({":", "=", "-", "–", ","})
_ENDS = frozenset({".", "!", "?", "\n", ";"})


def filed(tokens: Sequence[Token], book: Lexicon) -> tuple[list[Token], str] | None:
    """The message as the student would tell it, and the student's name; None where no case is brought so."""
    start = 0
    for at, token in enumerate(tokens):
        if token.raw in _ENDS:
            start = at + 1
        if token.text not in book.lists["files"] or not _brings(tokens, start, at, book):
            continue
        fillers = book.lists["files_fillers"]
        first = at + 1
        while first < len(tokens) and (tokens[first].raw in _JOINS or tokens[first].text in fillers):
            first += 1
        last = _name_end(tokens, first, book)
        if last > first and _is_by_adviser(tokens, at, last, book):
            name = " ".join(token.raw for token in tokens[first:last]).replace(" - ", "-")
            head = [joined(tokens, start, first, _GREETING), joined(tokens, first, last, _I)]
            return [*tokens[:start], *head, *tokens[last:]], name
    return None


def _brings(tokens: Sequence[Token], start: int, at: int, book: Lexicon) -> bool:
    """No other student, and nobody's friend."""
    before = {token.text for token in tokens[max(start, at - _NEAR) : at]}
    return tokens[at].raw[-2:] not in {"'s", "’s"} and before.isdisjoint(book.lists["files_of_others"])


def _is_by_adviser(tokens: Sequence[Token], at: int, last: int, book: Lexicon) -> bool:
    """A student, or a case of which is said that it is one of several; and nobody tells of oneself behind the name."""
    before = {token.text for token in tokens[:at]}
    after = [token.text for token in tokens[last:] if token.raw != "IM"]  # a field, and nobody's "I'm"
    several = tokens[at].text in book.lists["files_of_students"] or before & book.lists["files_by_adviser"]
    return bool(several or _HE_SHE & set(after)) and not _ONESELF & set(after)


def _name_end(tokens: Sequence[Token], first: int, book: Lexicon) -> int:
    """The token behind two or more words with capitals, a sign or "from" behind them; `first` where there are none."""
    at, words = first, 0
    while at < len(tokens) and words < _MOST_NAMES:
        hyphen = tokens[at].raw == "-" and at > first and tokens[at - 1].end == tokens[at].start
        known = tokens[at].text in book.stop | book.titles.keys() or book.alone(tokens[at].text)
        if not hyphen and (tokens[at].kind != "word" or not tokens[at].capital or known):
            break
        at, words = at + 1, words + (not hyphen and tokens[at - 1].raw != "-")
    ends = at >= len(tokens) or tokens[at].kind == "sign" or tokens[at].text in book.lists["files_behind"]
    return at if words >= _LEAST_NAMES and ends else first
