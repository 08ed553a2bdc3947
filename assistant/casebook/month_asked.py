"""Answers about a month whose day was asked: "it ended then", "the 15th", "15 may", "it ended in june 2026"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.casebook.choices import word_count
from assistant.casebook.dates import DateReading, find_dates, make_date, nearest_past
from assistant.casebook.ended import end_of_month
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

MONTHS = "months"  # of what is remembered of the questions: paths and the words for their months
_LONGEST = 8  # words of an answer
_DAY = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)\b|(?:^|\b(?:the|on|around|about|maybe|day|was)\s+)(\d{1,2})(?=\s*(?:$|[.,!]|i\b|of\b|maybe\b))",
    re.IGNORECASE,
)
_ENDED = frozenset({"ended", "end", "ends", "over", "finished", "finish", "done", "last"})
_BEGAN = frozenset({"began", "begin", "begun", "started", "start", "starts", "first"})
_ENDS = ("experience.start", "experience.end")


def read_open_month(turn: Turn, path: str, clause: Clause) -> bool:
    """Take the answer about the month that was asked about; True when nothing else is left in it."""
    months, letter = turn.draft.pending.get(MONTHS), split_path(path)[0]
    about = months.get(path) if isinstance(months, dict) else None
    month = _month_of(turn, str(about)) if about else None
    if month is None or letter is None or word_count(turn) > _LONGEST:
        return False
    words = {turn.text(at) for at in range(clause.first, clause.last)}
    told = next(turn.free(clause.first, clause.last, "date"), None)
    month = told.value if told is not None and not told.value.day else month
    end = letter_path(letter, _ENDS[bool(words & _ENDED) or path.endswith(_ENDS[1])])
    if (day := _day_said(turn, clause, month, told.value if told else None)) is not None:
        turn.used.update([told] if told is not None else [])
        turn.draft.set(end, day.isoformat(), turn.words(clause.first, clause.last))
        return True
    ended, began = bool(words & _ENDED), bool(words & _BEGAN)
    if not (ended or began or (told is not None and not told.value.day)):
        return False
    _remember(turn, letter, month if not began else None)
    turn.used.update([told] if told is not None else [])
    return True


def _remember(turn: Turn, letter: str, month: DateReading | None) -> None:
    """The month in which a stay was over; its day was asked once, and is not asked again."""
    turn.draft.told = True
    last = end_of_month(turn, month) if month is not None else None
    if last is not None:
        turn.draft.ended[letter] = last.isoformat()
        turn.draft.stays[letter] = f"ended {last.year}-{last.month:02}"
    turn.draft.unknown.extend(path for end in _ENDS if (path := letter_path(letter, end)) not in turn.draft.unknown)


def _month_of(turn: Turn, about: str) -> DateReading | None:
    """The month in the words that were asked about."""
    dated = [reading for reading in find_dates(about, turn.book.months) if reading.month]
    if dated:
        return dated[0]
    named = (turn.book.months.get(word) for word in about.casefold().split())
    return next((DateReading(0, 0, month=month) for month in named if month), None)


def _day_said(turn: Turn, clause: Clause, month: DateReading, told: DateReading | None) -> date | None:
    """ "15 may", "the 15th": a day of the month that was asked about."""
    if told is not None and told.readings:
        return told.certain
    if told is not None and told.day:
        month = replace(month, day=told.day) if told.month == month.month else told
    else:
        days = [int(found[1] or found[2]) for found in _DAY.finditer(turn.words(clause.first, clause.last))]
        month = replace(month, day=days[0]) if told is None and len(days) == 1 else month
    if not month.day:
        return None
    if month.year:
        return make_date(month.year, month.month, month.day)
    return nearest_past(month.day, month.month, turn.today)
