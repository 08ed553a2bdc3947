"""Dates in free text. A date that can be read in two ways stays open: its readings are handed on, none is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_CENTURY = 2000
_RANGE = re.compile(r"\s*(?:-|–|—|to|till|until|through|thru|up to|and|->|→)\s*(?:the\s+)?", re.IGNORECASE)


_BEFORE_DAY = r"(?:from|to|till?|until|through|on|the|since|by|between|and|am|vom|bis|ab|den)"
# "since april 2 days per week", "from may 3 shifts weekly": a number that counts something, and no day.
_COUNTED = (
    r"(?:(?:full|half|whole|long|clinic|night|day)\s+)?"
    r"(?:weeks?|wks?|months?|mos?|days?|hours?|hrs?|shifts?|mornings?|afternoons?|evenings?|nights?|times|sessions?|years?|yrs?"
    r"|clinics?|patients?|x)\b"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date in the message, characters `start` to `end`.

    `readings` holds one date where it is certain and several where it is ambiguous; without a year it is empty and
    `day` and `month` are set (`day` 0: only the month was said).
    """

    start: int
    end: int
    readings: tuple[date, ...] = ()
    day: int = 0
    month: int = 0
    year: int | None = None
    month_first: bool | None = None  # how a numeric date was read: 03/25 is month first
    spans_months: bool = False  # "feb-march 2027": both ends are told, as months
    months_away: int | None = None  # "the 10th of this month": how far its month is from that of the talk
    weekday: int | None = None  # "Friday 12": Monday is 0

    @property
    def certain(self) -> date | None:
        """The date, when there is one reading only."""
        return self.readings[0] if len(self.readings) == 1 else None


@lru_cache(maxsize=2)
def _patterns(months: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    ordinal = r"(?:st|nd|rd|th)?"
    till = r"-|–|/|to|till?|until|through|thru|up to"
    to = rf"(?:{till}|and)"
    year = r"(?:,?\s*(?:of\s+)?(?P<y>(?:19|20)\d\d|['’]\d\d)(?!\d))"
    sources = (
        ("iso", r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
        # "05/04/27-05/31/27": a slash tells the sign of the date from the sign of the range
        ("numeric", r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>/)(?P<b>\d{1,2})/(?P<y>(?:19|20)?\d\d)(?![\d/])"),
        ("numeric", r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)?\d\d)(?![\d/])"),
        (
            "days",
            rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}\s*(?:-|to|–)\s*(?P<e>\d{{1,2}}){ordinal}\s+(?:of\s+)?(?P<m>{months})\b\.?{year}?",
        ),
        (
            "days_after",
            rf"\b(?P<m>{months})\.?\s+(?P<d>\d{{1,2}}){ordinal}\s*(?:-|to|–)\s*(?P<e>\d{{1,2}}){ordinal}(?!\s*(?:{months})|\d){year}?",
        ),
        # "from 3. May to 28. May": a word before the number says that it begins no line, and is no "step 3"
        ("day_first", rf"\b{_BEFORE_DAY}\s+(?P<d>\d{{1,2}})\.\s*(?P<m>{months})\b\.?{year}?"),
        ("day_first", rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}(?:\s*|[-/])(?:of\s+)?(?P<m>{months})\b\.?(?:[-/]?{year})?"),
        (
            "month_first",
            rf"\b(?P<m>{months})\.?\s+(?:the\s+)?(?P<d>\d{{1,2}}){ordinal}\b(?!\d|\s*{_COUNTED}){year}?",
        ),
        (
            "month_said",
            rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}\s+(?:of\s+)?(?:the\s+)?(?P<which>this|last|current)\s+month\b",
        ),
        (
            "weekday",
            rf"\b(?P<w>{'|'.join(_WEEKDAYS)})\w{{0,3}}day,?\s+(?:the\s+)?(?P<d>\d{{1,2}}){ordinal}\b"
            r"(?=\s*(?:[,;!?)\n]|\.(?!\d)|$|(?:and|n|but|i|he|she|they|we|at)\b))",
        ),
        (
            "months",
            rf"\b(?:{months})\.?\s*{to}\s*(?P<m>{months})\b\.?,?\s*(?:of\s+)?(?P<y>(?:19|20)\d\d|['’]\d\d)(?!\d)",
        ),
        (
            "bare_months",
            rf"\b(?:(?:from|since|during|in|(?P<b>between))\s+(?P<s>{months})\.?\s*(?:{till}|(?(b)and|(?!)))"
            rf"|(?P<t>{months})\.?\s*[-–])"
            rf"\s*(?P<m>{months})\b\.?(?!\s*\d)",
        ),
        ("month_year", rf"(?<!\d)(?<!\d[-/.])(?P<y>(?:19|20)\d\d)\s+(?P<m>{months})\b(?!\s*\d)"),
        ("month_year", rf"\b(?P<m>{months})\.?,?\s*(?:of\s+)?(?P<y>(?:19|20)\d\d|['’]\d\d)(?!\d)"),
    )
    return tuple((name, re.compile(source, re.IGNORECASE)) for name, source in sources)


def find_dates(text: str, months: Mapping[str, int]) -> list[DateReading]:
    """All dates of a text in order. Numeric dates of one range settle each other's order of day and month."""
    names = "|".join(sorted((re.escape(month) for month in months), key=len, reverse=True))
    found: list[DateReading] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _patterns(names):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            readings = _read(kind, match, months)
            if readings:
                found.extend(readings)
                taken.append(match.span())
    found.sort(key=lambda reading: (reading.start, reading.end))
    return _settle(text, found)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else _CENTURY + int(digits)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _read(kind: str, match: re.Match[str], months: Mapping[str, int]) -> list[DateReading]:
    start, end = match.span()
    if kind == "bare_months":
        start = match.start("s" if match["s"] else "t")  # "from" before it is no part of it
        return [DateReading(start, end, month=months[match["m"].casefold()], spans_months=True)]
    if kind in {"month_said", "weekday"}:
        return [_without_month(kind, match)]
    year = _year(match["y"])
    if kind == "numeric":
        return _numeric(match, year)
    if kind == "iso":
        exact = make_date(year or 0, int(match["m"]), int(match["d"]))
        return [DateReading(start, end, (exact,), year=year)] if exact else []
    month = months[match["m"].casefold()]
    start = match.start("d") if kind == "day_first" else start  # "from" before it is no part of it
    if kind in {"months", "month_year"}:
        return [DateReading(start, end, month=month, year=year, spans_months=kind == "months")]
    days = [int(match["d"])] + ([int(match["e"])] if kind.startswith("days") else [])
    if any(make_date(2024, month, day) is None for day in days) or days != sorted(days):
        return []
    dated = []
    for place, day in enumerate(days):
        exact = make_date(year, month, day) if year else None
        dated.append(DateReading(start + place, end, (exact,) if exact else (), day, month, year))
    return dated


def _without_month(kind: str, match: re.Match[str]) -> DateReading:
    """ "the 10th of this month", "Friday 12": a day whose month the day of the talk tells."""
    day, span = int(match["d"]), (match.start("d" if kind == "month_said" else "w"), match.end())
    if kind == "weekday":
        return DateReading(*span, day=day, weekday=_WEEKDAYS.index(match["w"].casefold()))
    return DateReading(*span, day=day, months_away=-1 if match["which"].casefold() == "last" else 0)


def _numeric(match: re.Match[str], year: int | None) -> list[DateReading]:
    first, second = int(match["a"]), int(match["b"])
    if len(match["y"]) == 2 and match["sep"] == "." and first > 31:
        return []
    readings = []
    for day, month, month_first in ((second, first, True), (first, second, False)):
        exact = make_date(year or 0, month, day)
        if exact is not None:
            readings.append((exact, month_first))
    if not readings:
        return []
    dates = tuple(dict.fromkeys(exact for exact, _ in readings))
    order = readings[0][1] if len(readings) == 1 else None
    return [DateReading(*match.span(), readings=dates, year=year, month_first=order)]


def _settle(text: str, found: list[DateReading]) -> list[DateReading]:
    """In a range, a date that can be read one way only says how its partner is written; a year is shared."""
    settled = list(found)
    for place, (left, right) in enumerate(pairwise(found)):
        if not is_range(text, left, right):
            continue
        for target, helper in ((place, right), (place + 1, left)):
            reading = settled[target]
            if len(reading.readings) > 1 and helper.month_first is not None:
                chosen = reading.readings[0 if helper.month_first else 1]
                settled[target] = DateReading(reading.start, reading.end, (chosen,), year=reading.year)
        first, last = settled[place], settled[place + 1]
        if not first.readings and first.year is None and last.year is not None and first.month:
            lent = last.year - (
                1 if first.month > (last.month or last.readings[0].month if last.readings else 12) else 0
            )
            exact = make_date(lent, first.month, first.day) if first.day else None
            settled[place] = DateReading(
                first.start, first.end, (exact,) if exact else (), first.day, first.month, lent
            )
    return settled


def is_range(text: str, left: DateReading, right: DateReading) -> bool:
    """True when the two dates are the ends of one stretch ("3 march to 25 april")."""
    if right.start < left.end:
        return True
    return _RANGE.fullmatch(text[left.end : right.start]) is not None


def nearest_past(day: int, month: int, today: date) -> date | None:
    """The latest such day that is not after today."""
    for year in (today.year, today.year - 1, today.year - 4):
        exact = make_date(year, month, day)
        if exact is not None and exact <= today:
            return exact
    return None


def nearest_future(day: int, month: int, today: date) -> date | None:
    """The first such day that is not before today."""
    for year in (today.year, today.year + 1):
        exact = make_date(year, month, day)
        if exact is not None and exact >= today:
            return exact
    return None
