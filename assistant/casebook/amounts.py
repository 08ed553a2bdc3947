"""Lengths of time: "8 weeks", "4-6 weeks", "a week", "1 year and 3 months", "a year and a half"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token

_BETWEEN = frozenset({"-", "–", "to", "or", "/", "~"})
_MONTHS = 12
_Place = tuple["Amount", int, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit: `low` to `high`; `days` of one unit, or "month" or "year"."""

    low: float
    high: float
    unit: int | str


def find_amounts(tokens: Sequence[Token], blocked: Set[int], book: Lexicon) -> list[_Place]:
    """Each amount with its tokens (first, last exclusive)."""
    found: list[_Place] = []
    for simple in _simple(tokens, blocked, book):
        place = _with_half(tokens, simple)
        joined = _joined(tokens, found[-1], place) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(place)
    return found


def _simple(tokens: Sequence[Token], blocked: Set[int], book: Lexicon) -> Iterator[_Place]:
    """Amounts of one unit."""
    for index, token in enumerate(tokens):
        unit = book.units.get(token.text) if token.kind == "word" else None
        if unit is None or not index or index in blocked:
            continue
        at = index - 1
        if tokens[at].raw == "-" and at:
            at -= 1
        high = _number(tokens[at], book)
        if high is None:
            if (
                tokens[at].text in {"a", "an"}
                and len(token.text) > 2
                and (at == 0 or tokens[at - 1].text not in book.lists["frequency"])
            ):
                yield Amount(1, 1, unit), at, index + 1
            continue
        low, first = high, at
        if at >= 2 and tokens[at - 1].text in _BETWEEN and _number(tokens[at - 2], book) is not None:
            before = _number(tokens[at - 2], book)
            if before is not None and before < high:
                low, first = before, at - 2
        yield Amount(low, high, unit), first, index + 1


def _with_half(tokens: Sequence[Token], place: _Place) -> _Place:
    """ "3 weeks and a half": half a unit more."""
    amount, first, last = place
    after = [token.text for token in tokens[last : last + 3]]
    if after[:3] == ["and", "a", "half"]:
        last += 3
    elif after[:2] == ["and", "half"]:
        last += 2
    else:
        return place
    if amount.unit == "year":
        return Amount(amount.low * _MONTHS + 6, amount.high * _MONTHS + 6, "month"), first, last
    return Amount(amount.low + 0.5, amount.high + 0.5, amount.unit), first, last


def _joined(tokens: Sequence[Token], before: _Place, after: _Place) -> _Place | None:
    """ "1 year and 3 months" as months."""
    years, first, end = before
    months, start, last = after
    between = [token.text for token in tokens[end:start]]
    together = between in ([], ["and"], [","])
    if not together or years.unit != "year" or months.unit != "month" or months.low >= _MONTHS:
        return None
    return Amount(years.low * _MONTHS + months.low, years.high * _MONTHS + months.high, "month"), first, last


def _number(token: Token, book: Lexicon) -> float | None:
    if token.kind == "number":
        return float(token.raw) if len(token.raw) <= 6 else None
    value = book.numbers.get(token.text)
    return float(value) if value is not None else None
