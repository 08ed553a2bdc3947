"""Lengths of time: "8 weeks", "4-6 weeks", "a week", "1 year and 3 months", "one and a half month", "half a year"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token

_BETWEEN = frozenset({"-", "–", "to", "or", "/", "~"})
_MONTHS = _DOZEN = 12
_WEEK, _SHORTEST, _LONGEST = 7, 28, 31  # days of a week, and of the shortest and the longest month
_OFTEN = frozenset({"a", "per", "each", "every", "weekly"})
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
        if unit is None or not index or index in blocked or _is_with(tokens, index, book):
            continue
        at = index - 1
        if at and (tokens[at].raw == "-" or tokens[at].text in book.lists["whole_units"]):
            at -= 1  # "2 full months"
        if (dozen := _dozen(tokens, at)) is not None:
            yield Amount(dozen[0], dozen[0], unit), dozen[1], index + 1
            continue
        if (half := _half(tokens, at, unit, book)) is not None:
            yield half[0], half[1], index + 1
            continue
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


def _is_with(tokens: Sequence[Token], index: int, book: Lexicon) -> bool:
    """ "2 rotations, one w dr Malik and 1 w/ dr Roy": no week."""
    behind = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].raw == "/")
    titled = behind < len(tokens) and tokens[behind].text in book.titles
    return tokens[index].text == "w" and titled and _number(tokens[index - 1], book) == 1


def _dozen(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "half a dozen weeks", "a dozen weeks": the number before its unit, and the token where it begins."""
    before = [token.text for token in tokens[max(0, at - 2) : at]]
    if tokens[at].text != "dozen" or not before:
        return None
    if before == ["half", "a"] or before[-1] == "half":
        return _DOZEN // 2, at - len(before) if before == ["half", "a"] else at - 1
    return (_DOZEN, at - 1) if before[-1] in {"a", "one"} else None


def _half(tokens: Sequence[Token], at: int, unit: int | str, book: Lexicon) -> tuple[Amount, int] | None:
    """ "one and a half month", "half a year": the amount before its unit, and the token where it begins."""
    at -= tokens[at].text in {"a", "an"}  # "half a year"
    if at < 0 or tokens[at].text != "half":
        return None
    before = at - 1 - (at > 0 and tokens[at - 1].text == "a")
    whole = _number(tokens[before - 1], book) if before > 0 and tokens[before].text == "and" else 0
    if whole is None or (not whole and unit not in {"month", "year"}):
        return None  # "half day", "half a week" say how often as well
    first, most = (before - 1 if whole else at), whole + 0.5
    return (Amount(most * _MONTHS, most * _MONTHS, "month") if unit == "year" else Amount(most, most, unit)), first


def _with_half(tokens: Sequence[Token], place: _Place) -> _Place:
    """ "3 weeks and a half": half a unit more."""
    amount, first, last = place
    after = [token.text for token in tokens[last : last + 3]]
    if after[:1] in (["and"], ["n"]) and after[1:3] == ["a", "half"]:
        last += 3
    elif after[:1] in (["and"], ["n"]) and after[1:2] == ["half"]:
        last += 2
    else:
        return place
    if amount.unit == "year":
        return Amount(amount.low * _MONTHS + 6, amount.high * _MONTHS + 6, "month"), first, last
    return Amount(amount.low + 0.5, amount.high + 0.5, amount.unit), first, last


def _joined(tokens: Sequence[Token], before: _Place, after: _Place) -> _Place | None:
    """ "1 year and 3 months" as months, "3 weeks and 2 days" and "1 month 2 weeks" as days."""
    large, first, end = before
    small, start, last = after
    together = [token.text for token in tokens[end:start]] in ([], ["and"], [","], ["plus"])
    if together and large.unit == "year" and small.unit == "month" and small.low < _MONTHS:
        months = Amount(large.low * _MONTHS + small.low, large.high * _MONTHS + small.high, "month")
        return months, first, last
    if not together or [token.text for token in tokens[end:start]] == [","] or not isinstance(small.unit, int):
        return None
    shortest, longest = (_WEEK, _WEEK) if large.unit == _WEEK else (_SHORTEST, _LONGEST)
    often = last < len(tokens) and tokens[last].text in _OFTEN  # "6 weeks 3 days a week"
    if large.unit not in {_WEEK, "month"} or small.high * small.unit >= shortest or often:
        return None
    low, high = (m * days + n * small.unit for m, days, n in
                 ((large.low, shortest, small.low), (large.high, longest, small.high)))  # fmt: skip
    return Amount(low, high, 1), first, last


def _number(token: Token, book: Lexicon) -> float | None:
    if token.kind == "number":
        return float(token.raw) if len(token.raw) <= 6 else None
    value = book.numbers.get(token.text)
    return float(value) if value is not None else None
