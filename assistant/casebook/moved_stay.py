"""A stay that moved: "Goldfarb has been moved to 26 July, same length" tells its first day, and not its last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.casebook.dates import is_range
from assistant.casebook.lengths import exact_weeks
from assistant.casebook.model import letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn
from assistant.casebook.when import set_date

_NEAR = 5  # words between "moved" and the day
_FAR = 10  # words before the day in which it is told what moved
_TO = frozenset({"to", "until", "till", "on", "for"})


def read_move(turn: Turn, letter: str, dates: Sequence[Mention], span: tuple[int, int]) -> int:
    """Write the first day to which a stay moved; how many of the days are read by that.

    The last day moves by as much where the length is said to be the same; else it is not known any more.
    """
    named = 2 if len(dates) > 1 and _is_from_to(turn, *dates[:2]) else 1
    day = dates[named - 1]
    start, end = (letter_path(letter, f"experience.{name}") for name in ("start", "end"))
    held = turn.draft.get(start)
    if _moves_else(turn, dates[0], day, span[0]):
        return named  # the day is of no stay
    if not _is_moved_to(turn, dates[0], day, span[0]) or day.value.spans_months:
        return 0
    if named < len(dates) and is_range(turn.message.text, day.value, dates[named].value):
        return 0  # "moved to 26 July - 22 August"
    if held is None and turn.draft.get(end) is not None:
        return 0  # all that is known of the stay is its last day
    set_date(turn, start, day.value, turn.said(day))
    _move_end(turn, letter, held, turn.words(dates[0].first, span[1]), span)
    return named


def _is_from_to(turn: Turn, old: Mention, new: Mention) -> bool:
    """ "moved from 12 July to 26 July": the day that held before, and the one that holds now."""
    return turn.text(old.first - 1) == "from" and turn.text(new.first - 1) in _TO and new.first - old.last <= 1


def _moves_else(turn: Turn, first: Mention, day: Mention, start: int) -> bool:
    """ "The interview with Goldfarb was moved to 26 July", "Goldfarb brought me to the conference on 26 July"."""
    said = {turn.text(at) for at in range(max(start, first.first - _FAR), day.last + 2)}
    moved = said & turn.book.lists["moved_by"]
    brought = moved == {"brought"} and "forward" not in said
    return bool(moved) and (brought or bool(said & turn.book.lists["events_moved"]))


def _is_moved_to(turn: Turn, first: Mention, day: Mention, start: int) -> bool:
    """A word of moving shortly before the day, and none that speaks of the end of the stay or of a deadline."""
    near = range(max(start, first.first - _NEAR), first.first)
    moved = next((at for at in near if turn.text(at) in turn.book.lists["moved_by"]), None)
    if moved is None or turn.text(day.first - 1) not in _TO or turn.text(moved - 1) in {"i", "we"}:
        return False
    between = moved + 1, first.first - 1
    elsewhere = turn.message.has(*between, "country") or any(turn.text(at) in _TO for at in range(*between))
    other = turn.message.inside(max(start, moved - _NEAR), first.first - 1, "cue:ended", "cue:deadline", "fact:status")
    return not elsewhere and not any(True for _ in other)


def _move_end(turn: Turn, letter: str, old: object, words: str, span: tuple[int, int]) -> None:
    start, end = (letter_path(letter, f"experience.{name}") for name in ("start", "end"))
    new, last = turn.draft.get(start), turn.draft.get(end)
    if not (isinstance(old, str) and isinstance(new, str) and isinstance(last, str)) or old == new:
        return
    if _is_as_long(turn, letter, span):
        moved = date.fromisoformat(last) + (date.fromisoformat(new) - date.fromisoformat(old))
        turn.draft.set(end, moved.isoformat(), words)
    else:
        turn.draft.clear(end, words)


def _is_as_long(turn: Turn, letter: str, span: tuple[int, int]) -> bool:
    """ "same length", "still four weeks"."""
    here = next(s for s in turn.message.sentences if s.first <= span[0] < s.last)
    held = turn.draft.get(letter_path(letter, "experience.weeks"))
    told = {exact_weeks(m.value) for m in turn.message.inside(here.first, here.last, "amount")} - {None}
    return held in told or turn.message.has(here.first, here.last, "cue:same_weeks")
