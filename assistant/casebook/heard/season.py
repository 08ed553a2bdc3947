"""The season of which the trained model heard: "2028 match", "next cycle", "September 2027"."""

from __future__ import annotations

from assistant.casebook.heard.spans import Heard, dates_in, numbers_in, words_in
from assistant.casebook.named_season import is_calendar_year, set_season
from assistant.casebook.season import ask_of_match
from assistant.casebook.turn import Turn

_SEPTEMBER, _CENTURY = 9, 2000
_REACH = 4  # words before a month in which a length tells that it is that of a stay


def hear_season(turn: Turn, heard: Heard) -> None:
    """Note the year in whose September the application goes out, unless the words tell of something else."""
    words, told = words_in(turn, heard), turn.words(heard.first, heard.last)
    match = "match" in words or turn.text(heard.last) == "match"
    year = next((n if n > _CENTURY else n + _CENTURY for n in reversed(numbers_in(turn, heard)) if _is_season(n)), None)
    calendar = any(is_calendar_year(turn, at) for at in range(heard.first, heard.last))
    if year is not None and not match and not calendar:
        set_season(turn, year, told)
        return
    if year is None and _is_month_of_stay(turn, heard):
        return
    month = next((day.year for day in dates_in(turn, heard) if day.month == _SEPTEMBER and not day.day), None)
    if month is not None and month < turn.today.year:  # "hands-on, sept 2026", told in 2027: when that was
        return
    if year is None and month:
        year, match = month, False  # "september 2027"
    elif year is None and turn.book.lists["heard_this_season"] & set(words):
        year, match = turn.today.year + (turn.today.month > _SEPTEMBER), False
    elif year is None and "next" in words:
        year, match = turn.today.year + 1, False
    if year is not None and not (match and ask_of_match(turn, year, told)):
        turn.draft.set("application_year", year - match, told)


def _is_month_of_stay(turn: Turn, heard: Heard) -> bool:
    """ "4 weeks in sept", "finishing sept 2027": when a stay is, and no month of applications."""
    before = heard.first - (turn.text(heard.first - 1) in {"in", "this", "coming"})
    before -= turn.text(before - 1) in {"and", "in"} or turn.raw(before - 1) == ","
    amounts = turn.message.inside(max(0, before - _REACH), before, "amount")
    bounded = turn.message.has(max(0, heard.first - 2), heard.first, "cue:started", "cue:ended")
    return bounded or any(amount.last == before for amount in amounts)


def _is_season(number: int) -> bool:
    return 2024 <= number <= 2040 or 24 <= number <= 40
