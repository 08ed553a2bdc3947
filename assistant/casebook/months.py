"""Ends of a stay that are told without their day: "4 weeks in march", "2 wk may", "until next friday".

No day is made up: a month is asked by its day, and of two Fridays the one that is meant.
"""

from __future__ import annotations

from datetime import timedelta

from assistant.casebook.days_apart import is_apart
from assistant.casebook.model import letter_path
from assistant.casebook.turn import Turn

_NEAR = 6  # tokens around a month in which the length of the stay stands
_NEWS = 4  # tokens around a month in which something else is told to have been then
_LASTS = 8  # tokens before "until Friday" in which it is told what lasts until then
_WEEK = 7
_IN = frozenset({"in", "during", "last", "this", "since", "from", "whole", "all", "of"})
_UNTIL = frozenset({"until", "till", "til", "ends", "end", "ending", "finish", "finishes", "finishing"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GONE = frozenset({"ended", "finished", "completed", "over", "done"})
_OVER = frozenset({"ended", "finished", "completed", "ending", "finishing", "finish", "ends", "until", "till"})
_MID = frozenset({"in", "end", "of", "early", "late", "mid", "last", "this", "beginning", "the", "around", "about"})
_OTHER = ("fact:status", "cue:grad", "cue:year_apply", "cue:deadline", "cue:match", "cue:gap", "cue:target")


def read_month_alone(turn: Turn, letter: str, first: int, last: int) -> bool:
    """ "hands on four weeks in march": the month that a stay of some length was in, whose day is asked."""
    path = letter_path(letter, "experience.start")
    ends = (path, letter_path(letter, "experience.end"))
    asked = any(question.field in ends for question in turn.draft.questions)
    over = turn.draft.get(letter_path(letter, "status")) == "uploaded"  # nothing hangs on its days any more
    if asked or over or any(turn.draft.get(end) is not None for end in ends):
        return False
    for at in range(first, last):
        if turn.text(at) not in turn.book.months:
            continue
        end = _is_end(turn, letter, at, first)
        if end or _is_of_stay(turn, at, first, last):
            start = at - (turn.text(at - 1) in {"last", "this"})
            turn.draft.told = True
            turn.draft.ask(ends[1] if end else path, "which_day", turn.words(start, at + 1))
            return True
    return False


def _is_end(turn: Turn, letter: str, at: int, first: int) -> bool:
    """ "externship with Dr. Reyes, ended in may": the month in which a stay whose setting is known was over."""
    before = at - 1
    while before > first and turn.text(before) in _MID:
        before -= 1
    stays = turn.draft.get(letter_path(letter, "experience.setting")) is not None
    dated = any(m.first <= at < m.last for m in turn.message.inside(max(0, at - _NEAR), at + _NEAR, "date"))
    other = turn.message.has(max(first, at - _NEWS), at + 1, *_OTHER, "cue:exam")
    waits = turn.book.lists["lasting_else"] & {turn.text(near) for near in range(max(0, before - _LASTS), before)}
    return stays and not (dated or other or waits) and before >= first and turn.text(before) in _OVER


def _is_of_stay(turn: Turn, at: int, first: int, last: int) -> bool:
    """A month with no day or year of its own, beside a length of weeks, and of nothing else that is told."""
    if any(m.first <= at < m.last for m in turn.message.inside(max(0, at - _NEAR), at + _NEAR, "date")):
        return False
    near = turn.message.inside(max(first, at - _NEAR), min(last, at + _NEAR), "amount")
    weeks = [amount for amount in near if isinstance(amount.value.unit, int)]
    behind = any(amount.last == at for amount in weeks)
    other = turn.message.has(max(first, at - _NEWS), min(last, at + 1), *_OTHER)
    return bool(weeks) and not other and (behind or turn.text(at - 1) in _IN)


def _read_day_gone(turn: Turn, path: str, first: int, last: int) -> bool:
    """ "ended yesterday", "finished on friday": the latest such day before today."""
    for at in range(first + 1, last):
        before = at - 1
        while before > first and turn.text(before) in {"on", "last", "this", "just", "only"}:
            before -= 1
        if turn.text(before) not in _GONE or turn.message.has(max(first, before - _NEWS), before, *_OTHER):
            continue
        word = turn.text(at)
        ago = {"today": 0, "yesterday": 1}.get(word)
        if ago is None and word in _DAYS:
            ago = (turn.today.weekday() - _DAYS.index(word)) % _WEEK or _WEEK
        if ago is not None:
            turn.draft.set(path, (turn.today - timedelta(days=ago)).isoformat(), turn.words(before + 1, at + 1))
            return True
    return False


def read_weekday_end(turn: Turn, letter: str, first: int, last: int) -> bool:
    """ "until friday" is the next one, "finished friday" the last; of "until next friday" it is asked which of two."""
    path = letter_path(letter, "experience.end")
    if turn.draft.get(path) is None and _read_day_gone(turn, path, first, last):
        return True
    for at in range(first + 1, last):
        word = turn.text(at)
        before = at - 1 - (turn.text(at - 1) in {"next", "this", "coming", "on"})
        if word not in _DAYS or turn.text(before) not in _UNTIL or turn.draft.get(path) is not None:
            continue
        if turn.book.lists["lasting_else"] & {turn.text(near) for near in range(max(first, before - _LASTS), before)}:
            continue  # "I wait until Friday"
        if is_apart(turn, at):
            continue  # "she wants the packet until Friday"
        words = turn.words(before + 1, at + 1)
        ahead = (_DAYS.index(word) - turn.today.weekday()) % _WEEK or _WEEK
        days = [turn.today + timedelta(days=ahead + more) for more in (0, _WEEK)]
        if turn.text(at - 1) == "next":
            turn.draft.told = True
            turn.draft.ask(path, "which_date", words, tuple(day.isoformat() for day in days))
        else:
            turn.draft.set(path, days[0].isoformat(), words)
        return True
    return False
