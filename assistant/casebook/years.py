"""The year of a day told without one, where today and the year of application leave one reading only.

"from 12 april until 21 may", told at the end of May by somebody who applies in September, was this spring. What is
chosen so is marked as assumed; where two readings are left, the question stays.
"""

from __future__ import annotations

from datetime import date
from itertools import product

from assistant.casebook.model import Question, letter_path
from assistant.casebook.turn import Turn

_LONGEST = 365  # days of an experience
_NEAR = 31  # days within which a last day is meant that is told without a year
_LAST_MONTH, _LAST_DAY = 9, 30  # of the season of applications


def settle_open_years(turn: Turn) -> None:
    """Answer the questions for a year that answer themselves."""
    for letter in turn.draft.ids():
        paths = [letter_path(letter, f"experience.{name}") for name in ("start", "end")]
        open_ = {path: question for path in paths if (question := _asked(turn, path)) is not None}
        if not open_:
            continue
        for path, day in zip(paths, _stretch(turn, paths, open_) or (), strict=False):
            if path in open_:
                _choose(turn, open_[path], day)


def _asked(turn: Turn, path: str) -> Question | None:
    if turn.draft.get(path) is not None:
        return None
    return next((q for q in turn.draft.questions if q.field == path and q.text_key == "which_year"), None)


def _stretch(turn: Turn, paths: list[str], open_: dict[str, Question]) -> tuple[date | None, date | None] | None:
    """The one stretch that fits: going on today, near where a last day is told, or over before the letters go out."""
    starts, ends = (_days(turn, path, open_) for path in paths)
    held = [(start, end) for start, end in product(starts, ends) if _is_stretch(start, end)]
    now = [(start, end) for start, end in held if start and end and start <= turn.today <= end]
    last = [(start, end) for start, end in held if not start and end and abs((end - turn.today).days) <= _NEAR]
    in_time = [(start, end) for start, end in held if _is_in_time(turn, end or start)]
    for found in (now, last, in_time):
        if len(found) == 1:
            return found[0]
    return None


def _days(turn: Turn, path: str, open_: dict[str, Question]) -> list[date | None]:
    """The days that a question leaves, or the one that is held; a day that nobody told is None."""
    said = turn.draft.get(path)
    told = open_[path].choices if path in open_ else (said,)
    return [date.fromisoformat(day) if day else None for day in told]


def _is_stretch(start: date | None, end: date | None) -> bool:
    return start is None or end is None or 0 <= (end - start).days < _LONGEST


def _is_in_time(turn: Turn, day: date | None) -> bool:
    """A day of the past, or one before the letters go out; without a year of application nothing says so."""
    year = turn.draft.get("application_year")
    return day is not None and isinstance(year, int) and day <= date(year, _LAST_MONTH, _LAST_DAY)


def _choose(turn: Turn, question: Question, day: date | None) -> None:
    if day is None:
        return
    turn.draft.questions.remove(question)
    turn.draft.set(question.field, day.isoformat(), question.about)
    choices = dict.fromkeys([day.isoformat(), *question.choices])
    turn.draft.ask(question.field, "assumed_date", question.about, tuple(choices))
