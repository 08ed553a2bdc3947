"""A time shared out among writers: "12 weeks: four with Dr Ito, eight with Dr Roy", "4 weeks with A and 8 with B"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.casebook.lengths import exact_weeks, put_weeks
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_WEEK = 7
_REACH = 6  # tokens such as "in pediatrics with" between a number and the name that it belongs to
_MOST_WEEKS = 104
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Part:
    """So many weeks with one of the writers; `bare` where the unit is not said again."""

    weeks: float
    words: str
    name: Mention
    first: int
    bare: bool


def take_parts(turn: Turn) -> list[Part]:
    """The parts of a time that are shared out in a sentence; neither they nor the whole are said of anybody else."""
    found: list[Part] = []
    for sentence in turn.message.sentences:
        names = list(turn.free(sentence.first, sentence.last, "name"))
        starts = [sentence.first, *(name.last for name in names)]
        parts = [part for start, name in zip(starts, names, strict=False) if (part := _part(turn, start, name))]
        if len(parts) < _SEVERAL or len(parts) != len(names) or not any(part.bare for part in parts):
            continue
        whole = _whole(turn, sentence.first, parts)
        if whole is None and parts[0].bare:
            continue
        if whole is not None:
            turn.used.add(whole)
        for part in parts:
            turn.used.update(turn.free(part.first, part.name.first, "amount"))
        found.extend(parts)
    return found


def write_parts(turn: Turn, parts: list[Part]) -> None:
    """Write to each letter its part."""
    for part in parts:
        held = named(turn, part.name.value)
        if len(held) == 1:
            put_weeks(turn, held[0], part.weeks, part.words)


def _part(turn: Turn, start: int, name: Mention) -> Part | None:
    """The number that leads to a name by "with" or "under", nearest before it."""
    least = max(start, name.first - _REACH)
    leads = [at for at in range(least, name.first) if turn.text(at) in turn.book.lists["shared_with"]]
    if not leads:
        return None
    amounts = [m for m in turn.free(least, leads[-1], "amount") if m.value.low == m.value.high]
    for at in range(leads[-1] - 1, least - 1, -1):
        if turn.message.tokens[at].kind == "sign":
            return None
        amount = next((m for m in amounts if m.last == at + 1), None)
        number = turn.number_at(at)
        if amount is not None:
            weeks = exact_weeks(amount.value) if amount.value.unit == _WEEK else None
            return None if weeks is None else _told(turn, weeks, amount.first, name, bare=False)
        if number is not None:
            blocked = at in turn.message.blocked or not 0 < number <= _MOST_WEEKS
            return None if blocked else _told(turn, float(number), at, name, bare=True)
    return None


def _told(turn: Turn, weeks: float, first: int, name: Mention, *, bare: bool) -> Part:
    return Part(weeks, turn.words(first, name.last), name, first, bare)


def _whole(turn: Turn, first: int, parts: list[Part]) -> Mention | None:
    """The "12 weeks" before its parts, which they must add up to."""
    total = sum(part.weeks for part in parts)
    before = [m for m in turn.free(first, parts[0].first, "amount") if m.value.unit == _WEEK]
    return next((m for m in before if m.value.low == m.value.high == total), None)
