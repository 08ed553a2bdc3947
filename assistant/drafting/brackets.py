"""Brackets on a line of two directions: both of a pair take the direction of what they hold (UAX 9, rule N0).

The Python half of python-bidi leaves this rule out, and its Rust half does not tell which character went where.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # after the weak rules: numbers count as right to left here
_MOST_OPEN = 63  # UAX 9, BD16: a line with more open brackets than this is left as it is
_SAME = {"\u232a": "\u3009"}  # the same bracket by another code point


def resolve_brackets(storage: dict[str, Any]) -> None:
    """Give the paired brackets of each level run their direction; comes after the weak types, before the neutral."""
    for run in storage["runs"]:
        letters = storage["chars"][run["start"] : run["start"] + run["length"]]
        for first, last in _pairs(letters):
            inside = {_STRONG.get(letter["type"]) for letter in letters[first + 1 : last]} - {None}
            own = "LR"[letters[first]["level"] % 2]
            if inside:
                before = (_STRONG.get(letter["type"]) for letter in reversed(letters[:first]))
                kind = own if own in inside else next(filter(None, before), run["sor"])
                _turn(letters, first, kind)
                _turn(letters, last, kind)


def _turn(letters: Sequence[dict[str, Any]], at: int, kind: str) -> None:
    """A bracket and the marks that stand on it."""
    letters[at]["type"] = kind
    for letter in letters[at + 1 :]:
        if unicodedata.bidirectional(letter["ch"]) != "NSM":
            return
        letter["type"] = kind


def _pairs(letters: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Where the brackets that belong together stand, in the order in which they open."""
    from bidi.mirror import MIRRORED

    opened: list[tuple[str, int]] = []  # the bracket that would close it, and where it stands
    found: list[tuple[int, int]] = []
    for at, letter in enumerate(letters):
        shape, kind = letter["ch"], unicodedata.category(letter["ch"])
        if letter["type"] != "ON" or shape not in MIRRORED or kind not in {"Ps", "Pe"}:
            continue
        if kind == "Ps":
            if len(opened) == _MOST_OPEN:
                return
            opened.append((_SAME.get(MIRRORED[shape], MIRRORED[shape]), at))
            continue
        fitting = [number for number, (closing, _) in enumerate(opened) if closing == _SAME.get(shape, shape)]
        if fitting:
            found.append((opened[fitting[-1]][1], at))
            del opened[fitting[-1] :]
    yield from sorted(found)
