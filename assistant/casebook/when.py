"""A date of the message written to a field, where it is certain; else asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.casebook.dates import DateReading, is_range, make_date, nearest_future, nearest_past
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_LONGEST = 365  # days of an experience whose other end lacks its year
_MONTHS = 12


def set_date(turn: Turn, path: str, reading: DateReading, words: str, *, past: bool | None = None) -> None:
    """Set a date where it is certain; ask where it has two readings or lacks its year or day.

    `past` True or False says on which side of today a date without a year lies; the choice is marked as assumed.
    """
    draft = turn.draft
    draft.told = True
    if reading.certain is not None and path.endswith("_on") and reading.certain > turn.today:
        draft.ask(path, "date_in_future", words, (reading.certain.isoformat(),))
        return
    if reading.certain is not None:
        draft.set(path, reading.certain.isoformat(), words)
        return
    if reading.readings:
        draft.ask(path, "which_date", words, tuple(item.isoformat() for item in reading.readings))
        return
    if not reading.day:
        if path not in draft.unknown:
            draft.ask(path, "which_day", words)
        return
    offered = [day for day in map(date.fromisoformat, draft.choices.get(path, ())) if _same_day(day, reading)]
    if len(offered) == 1:
        draft.set(path, offered[0].isoformat(), words)  # one of the days that were asked about
        return
    held = draft.get(path)
    year = int(held[:4]) if isinstance(held, str) and held[:4].isdigit() else 0
    exact = make_date(year, reading.month, reading.day) if year else None
    if exact is not None:
        draft.set(path, exact.isoformat(), words)  # a correction of the day keeps the year
        return
    together = _beside_other_end(turn, path, reading)
    if together is not None:
        draft.set(path, together.isoformat(), words)
        return
    before = nearest_past(reading.day, reading.month, turn.today)
    after = nearest_future(reading.day, reading.month, turn.today)
    if past is not None and (chosen := before if past else after) is not None:
        draft.set(path, chosen.isoformat(), words)
        other = make_date(chosen.year - 1 if past else chosen.year + 1, chosen.month, chosen.day)
        draft.ask(path, "assumed_date", words, tuple(item.isoformat() for item in (chosen, other) if item))
        return
    draft.ask(path, "which_year", words, tuple(item.isoformat() for item in (before, after) if item))


def settle_days(turn: Turn) -> None:
    """ "on the 10th of this month", "Friday 12": days whose month the day of the talk tells."""
    for place, mention in enumerate(turn.message.mentions):
        if mention.group != "date" or (mention.value.months_away is None and mention.value.weekday is None):
            continue
        day = _day_near_talk(turn.today, mention.value)
        if day is None:
            turn.used.add(mention)
        else:
            settled = replace(mention.value, readings=(day,), month=day.month, year=day.year)
            turn.message.mentions[place] = replace(mention, value=settled)


def _day_near_talk(today: date, reading: DateReading) -> date | None:
    if reading.months_away is not None:
        return _in_month(today, reading.months_away, reading.day)
    days = [_in_month(today, away, reading.day) for away in (-1, 0, 1)]
    fitting = [day for day in days if day is not None and day.weekday() == reading.weekday]
    return min(fitting, key=lambda day: abs((day - today).days), default=None)


def _in_month(today: date, away: int, day: int) -> date | None:
    """A day of the month that lies some months from today's."""
    years, month = divmod(today.month - 1 + away, _MONTHS)
    return make_date(today.year + years, month + 1, day)


def settle_short_years(turn: Turn) -> None:
    """ "4w feb 27", "march 26, 4 weeks": behind the month of a stay stands this year or the last one, and no day."""
    years = {year % 100: year for year in (turn.today.year, turn.today.year - 1)}
    dates = [m for m in turn.message.inside(0, len(turn.message.tokens), "date") if not m.value.spans_months]
    if any(m.value.readings or (m.value.day and m.value.day not in years) for m in dates):
        return  # "feb 3 - feb 27, 4 weeks"
    for place, mention in enumerate(turn.message.mentions):
        if mention not in dates or mention.value.year or turn.raw(mention.last - 1) != str(mention.value.day):
            continue
        weeks = turn.message.inside(max(0, mention.first - 4), mention.last + 4, "amount")
        if any(m.last == mention.first or mention.last <= m.first <= mention.last + 1 for m in weeks):
            short = replace(mention.value, day=0, year=years[mention.value.day])
            turn.message.mentions[place] = replace(mention, value=short)


def settle_years(turn: Turn) -> None:
    """ "from 1 February to 28 March of this year": both days are in the year that is said behind them."""
    mentions = turn.message.mentions
    days = [place for place, mention in enumerate(mentions) if mention.group == "date"]
    for number, place in enumerate(days):
        reading = mentions[place].value
        year = _year_behind(turn, mentions[place])
        if year is None or reading.readings or reading.year or not reading.day:
            continue
        mentions[place] = _in_year(mentions[place], year)
        before = mentions[days[number - 1]] if number else None
        open_ = before is not None and not before.value.readings and not before.value.year and before.value.day
        if before is not None and open_ and is_range(turn.message.text, before.value, reading):
            later = before.value.month > reading.month
            mentions[days[number - 1]] = _in_year(before, year - later)


def _year_behind(turn: Turn, day: Mention) -> int | None:
    at = day.last + (turn.text(day.last) == "of") + (turn.raw(day.last) == ",")
    for group, away in (("cue:this_year", 0), ("cue:last_year", -1), ("cue:next_year", 1)):
        if any(True for _ in turn.message.at(at, group)):
            return turn.today.year + away
    return None


def _in_year(day: Mention, year: int) -> Mention:
    exact = make_date(year, day.value.month, day.value.day)
    return replace(day, value=replace(day.value, readings=(exact,) if exact else (), year=year))


def _same_day(day: date, reading: DateReading) -> bool:
    return (day.day, day.month) == (reading.day, reading.month)


def _beside_other_end(turn: Turn, path: str, reading: DateReading) -> date | None:
    """The one year that fits the other end, where that is known: an end in March 2027 says when "Feb 15" was."""
    for name, other, sign in (("start", "end", 1), ("end", "start", -1)):
        known = turn.draft.get(path.removesuffix(name) + other) if path.endswith(f"experience.{name}") else None
        if not isinstance(known, str):
            continue
        there = date.fromisoformat(known)
        days = [make_date(year, reading.month, reading.day) for year in (there.year - 1, there.year, there.year + 1)]
        fitting = [day for day in days if day is not None and 0 <= sign * (there - day).days < _LONGEST]
        return fitting[0] if len(fitting) == 1 else None
    return None
