"""A span of the learned reading among the words of a message, and the values that its words hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.casebook.amounts import Amount
from assistant.casebook.dates import DateReading
from assistant.casebook.heard.tagging import Span
from assistant.casebook.lengths import exact_weeks
from assistant.casebook.lexicon import Found
from assistant.casebook.text import token_range
from assistant.casebook.turn import Turn

_DEGREES = frozenset({"MD", "DO", "PA", "MS"})  # states too, but not alone
_DAYS_OF_MONTH, _MONTHS_OF_YEAR, _WEEKS_OF_YEAR = 30.4, 12, 52


@dataclass(frozen=True, slots=True)
class Heard:
    """Tokens `first` to `last` (exclusive) tell a `field`; `value` where it is one of a few."""

    field: str
    value: str
    first: int
    last: int
    sure: float


def place(turn: Turn, span: Span) -> Heard | None:
    """The span among the message's tokens."""
    first, last = token_range(turn.message.tokens, span.start, span.end)
    return Heard(span.field, span.value, first, last, span.sure) if last else None


def place_of(turn: Turn, words: str) -> tuple[int, int] | None:
    """The tokens of words that stand once in the message; None where it is not plain which are meant."""
    once = turn.message.text.count(words) == 1
    return first_place(turn, words) if once else None


def first_place(turn: Turn, words: str) -> tuple[int, int]:
    """The tokens of words where they stand first; (0, 0) where they do not."""
    start = turn.message.text.find(words)
    return token_range(turn.message.tokens, start, start + len(words)) if start >= 0 else (0, 0)


def phrases(turn: Turn, heard: Heard, group: str) -> list[Found]:
    """The longest known phrases of a group in the words, in order."""
    found: list[Found] = []
    for index in range(heard.first, heard.last):
        if found and index < found[-1].last:
            continue
        ways = [p for p in turn.book.find(turn.message.tokens, turn.message.following, index) if p.group == group]
        ways = [p for p in ways if p.last <= heard.last]
        if ways:
            found.append(max(ways, key=lambda phrase: phrase.last))
    return found


def specialty_in(turn: Turn, heard: Heard) -> str | None:
    """The (sub)specialty that the words name."""
    found = phrases(turn, heard, "specialty")
    return str(found[-1].value) if found else None


def country_in(turn: Turn, heard: Heard) -> str | None:
    """The one country that the words name."""
    found_places = phrases(turn, heard, "country")
    places = [p.value for p in found_places if turn.raw(p.first) not in _DEGREES or p.last - p.first > 1]
    certain = {code for code, _, _ in places if not code.startswith("?")}
    certain = certain or {turn.book.usual[name] for _, name, _ in places if name in turn.book.usual}
    return certain.pop() if len(certain) == 1 else None


def amounts_in(turn: Turn, heard: Heard) -> list[Amount]:
    """Lengths of time in the words."""
    return [m.value for m in _inside(turn, heard, "amount")]


def dates_in(turn: Turn, heard: Heard) -> list[DateReading]:
    """Days in the words."""
    return [m.value for m in _inside(turn, heard, "date")]


def _inside(turn: Turn, heard: Heard, group: str) -> Iterator[Any]:
    return (
        m for m in turn.message.inside(max(0, heard.first - 3), heard.last + 3, group)
        if m.first < heard.last and heard.first < m.last
    )  # fmt: skip


def numbers_in(turn: Turn, heard: Heard) -> list[int]:
    """Whole numbers in figures or words."""
    return [number for at in range(heard.first, heard.last) if (number := turn.number_at(at)) is not None]


def words_in(turn: Turn, heard: Heard) -> list[str]:
    """The folded words."""
    return [turn.text(at) for at in range(heard.first, heard.last)]


def weeks_of(amount: Amount) -> float | None:
    """An exact length in weeks; None for one that leaves a choice, as months do."""
    if amount.low != amount.high:
        return None
    if (weeks := exact_weeks(amount)) is not None:
        return weeks
    return float(_WEEKS_OF_YEAR) if amount.unit == "year" and amount.low == 1 else None


def months_of(amount: Amount) -> int:
    """A length in whole months."""
    if isinstance(amount.unit, int):
        return int(amount.low * amount.unit / _DAYS_OF_MONTH)
    return int(amount.low * (_MONTHS_OF_YEAR if amount.unit == "year" else 1))
