"""About when the time with a writer was over: "finished 7 months ago", "4 weeks in March", "2024 spring", "till 2022".

The day was not said, so the case does not hold it; it is remembered, as the last day that it can have been, so that a
draft can allow for what the writer may have forgotten.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from assistant.casebook.dates import DateReading
from assistant.casebook.model import letter_path
from assistant.casebook.text import fold
from assistant.casebook.told_of import letter_told_of
from assistant.casebook.turn import Turn

_MOST_CHARACTERS = 4000
_REACH = 60  # characters in front in which stand the words for what is to come
_DAYS = {"week": 7, "month": 30, "mo": 30, "year": 365, "yr": 365}
_AGO = re.compile(
    r"\b(?:finish(?:ed|es)?|end(?:ed|s)?|complet(?:ed|e)|done|over|left|work(?:ed)?|rotat(?:ed|ion)|was|did)\b(?:\s+[^\s.;!?]+){0,8}?"
    r"\s+(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|many)\s+"
    r"(?P<unit>month|mo|year|yr)s?\s+(?:ago|before|back|earlier)\b",
    re.IGNORECASE,
)
_WEEKS_AGO = re.compile(
    r"\b(?:ended|finished|completed|over|done)\s+(?:(?:about|almost|just|like)\s+)*(?P<count>\d{1,2}|an?|one|two|three|four|five|six|few)\s+"
    r"(?P<unit>week)s?\s+(?:ago|back)\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, "few": 3, "several": 4, "many": 6}
_SEASONS = {"winter": 2, "spring": 5, "summer": 8, "autumn": 11, "fall": 11}
_FAR, _BEFORE_NAME = 90, 40  # characters between a stay and its month, and between a stay and its writer
_AGAIN = ("month1", "month2", "month3", "month12", "month13", "month17", "month18", "year11")  # that put it right
_LAST_MONTH = re.compile(
    r"\b(?:ended|finished|completed|over|done)\s+(?:(?:just|only|at the end of|in)\s+)?"
    r"(?P<which>last|this)\s+(?P<unit>month|week)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:he|she|they|it|i|who|that|which|also)\s+may\b|\bmay\s+(?:be|have|also|still|write|say)\b", re.IGNORECASE
)
_STAY = (
    r"(?:\d+\s*(?:w|wks?|weeks?|months?)|observ\w+|extern\w*|intern(?:s|ships?)?|rotat\w+|electives?|clerkships?|hands.?on|sub.?i|shadow\w*"
    r"|volunteer\w*|resident|residency|worked)"
)
_ON = r"(?:[^.;!?\n]|(?<=\bdr)\.|(?<=\bdra)\.|(?<=\bprof)\.)"  # within a sentence, up to "with Dr. Wen" and beyond
_OVER = r"(?:ended|stopped|end|ends|finished|finish|completed|over|done|until|till?|thru|through)"
_LEADS = r"(?:\s+(?:in|of|the|end|early|mid|late|last|this|back|it|was|only|then))*"
_COMING = re.compile(
    r"\b(?:will|next|coming|going to|gonna|starts?|starting|begins?|from|since|upcoming|planned|plan|thinking|want"
    r"|would|offer\w*|not happen\w*|this sept\w*)\b",
    re.IGNORECASE,
)
_IDLE = re.compile(r"\b(?:no|not|nothing|without|gap|stopped|left)\b", re.IGNORECASE)
_OF_NEWS = re.compile(
    r"\b(?:ask\w*|upload\w*|agreed|emailed|wrote|mail\w*|letter|match\w*|appl\w+|grad\w*|retired|said|told|promis\w*|exam|step|passed"
    r"|visa|interview\w*|deadline|due|born|cycle)\b",
    re.IGNORECASE,
)


def read_ended(turn: Turn) -> None:
    """Remember about when the time with each writer was over, where the message says it without a day."""
    if not turn.draft.ids():
        return
    text = turn.message.text[:_MOST_CHARACTERS]
    for found in _forms(turn.book.months).finditer(text):
        day = _last_day(turn, found)
        if day is None or day > turn.today or _tells_else(text, found) or not _is_gone(turn, found):
            continue
        subject = letter_told_of(turn, text, *found.span(), before_only=bool(found["month3"] or found["year11"]))
        subject = _holder_of_denied(turn, text, found) or subject
        held = turn.draft.ended.get(subject)
        if found["month18"] and not _is_told_again(turn, found["who"], subject):
            continue
        for letter in turn.draft.added() if found["all"] else (subject,):
            _remember(turn, letter, day, _as_told(turn, found, day))
        if held and held != day.isoformat() and (words := next((found[way] for way in _AGAIN if found[way]), "")):
            _ask_again(turn, subject, words)
    for found in _LAST_MONTH.finditer(text):
        recent, told = _last_of(turn.today, found["which"].casefold(), found["unit"].casefold())
        _remember(turn, letter_told_of(turn, text, *found.span()), recent, told)
    _read_short_years(turn, text)
    for found in (*_AGO.finditer(text), *_WEEKS_AGO.finditer(text)):
        word = found["count"].casefold()
        count = _COUNTS.get(word) or turn.book.numbers.get(word) or (int(word) if word.isdigit() else 1)
        gone = timedelta(days=count * _DAYS[found["unit"].casefold()])
        day = turn.today - gone
        _remember(turn, letter_told_of(turn, text, *found.span()), day, f"about {day.isoformat()}")
    _read_begun(turn, text)


def _may_do(text: str, found: re.Match[str]) -> bool:
    """ "hands on 4 weeks, she may write": no month."""
    months = [name for name, value in found.groupdict().items() if name.startswith("month") and value == "may"]
    at = found.start(months[0]) if months else 0
    return bool(months) and _MODAL.search(text[max(0, at - _BEFORE_NAME) : at + _BEFORE_NAME]) is not None


def _read_short_years(turn: Turn, text: str) -> None:
    """ "4w feb 27" in 2027: the month of a stay, as `when.settle_short_years` reads it."""
    for month in turn.message.inside(0, len(turn.message.tokens), "date"):
        reading = month.value
        open_ = reading.year and not (reading.day or reading.readings or reading.spans_months)
        last = end_of_month(turn, reading) if open_ and len(turn.raw(month.last - 1)) == len("27") else None
        if last is not None:
            letter = letter_told_of(turn, text, reading.start, reading.end)
            _remember(turn, letter, last, f"in {last.year}-{last.month:02}")


def _ask_again(turn: Turn, letter: str, words: str) -> None:
    """Say which month is taken instead of the one before, and ask no more for its day."""
    ends = {letter_path(letter, "experience.start"), letter_path(letter, "experience.end")}
    days = {"which_day", "which_date_is_it"}
    turn.draft.questions[:] = [q for q in turn.draft.questions if q.field not in ends or q.text_key not in days]
    turn.draft.ask(letter_path(letter, "experience.end"), "assumed_month", words)


def _is_told_again(turn: Turn, who: str, letter: str) -> bool:
    """ "Katz november 2026": the name of a writer whose month was told before."""
    name = turn.draft.get(letter_path(letter, "writer.name")) if letter in turn.draft.before_ids else None
    return isinstance(name, str) and letter in turn.draft.stays and fold(who) in {fold(part) for part in name.split()}


def _last_of(today: date, which: str, unit: str) -> tuple[date, str]:
    """ "ended last month", "finished this week": the last day that it can have been, and how it is told."""
    if unit == "week":
        day = today - timedelta(days=_DAYS[unit] * (which == "last"))
        return day, f"about {day.isoformat()}"
    day = today if which == "this" else today.replace(day=1) - timedelta(days=1)
    return day, f"ended {day.year}-{day.month:02}"


def end_of_month(turn: Turn, reading: DateReading) -> date | None:
    """The last day of a month that was told, of the latest year where none was; None where that is to come."""
    year = reading.year or turn.today.year - (reading.month > turn.today.month)
    last = date(year, reading.month, monthrange(year, reading.month)[1])
    this_month = (year, reading.month) == (turn.today.year, turn.today.month)
    return turn.today if this_month else last if last <= turn.today else None


def _holder_of_denied(turn: Turn, text: str, found: re.Match[str]) -> str:
    """ "the clerkship was 2023 not 2024": of the one writer who held the 2024."""
    denied = re.match(r"\s*,?\s*not (?:in )?(20\d\d)\b", text[found.end() :]) if found["year11"] else None
    stays = turn.draft.stays.items() if denied else ()
    holders = [name for name, told in stays if denied and told.partition(" ")[2].startswith(denied[1])]
    return holders[0] if len(holders) == 1 else ""


def _as_told(turn: Turn, found: re.Match[str], day: date) -> str:
    """ "ended 2027-04" of "ended in april", "in 2023" of "the clerkship was 2023"; nothing of a season."""
    months = [value for name, value in found.groupdict().items() if value and name.startswith("month")]
    over = "ended" if re.search(rf"\b{_OVER}\b", found[0], re.IGNORECASE) else "in"
    if months:
        return f"{over} {day.year}-{turn.book.months[months[0].casefold()]:02}"
    seasonal = found["season4"] or found["season5"] or found["season21"] or found["last"]
    return "" if seasonal else f"{over} {day.year}"


def _read_begun(turn: Turn, text: str) -> None:
    """ "in her clinic since january": the month in which a stay began that goes on."""
    for found in _since(tuple(turn.book.months)).finditer(text):
        month, year = turn.book.months[found["month"].casefold()], found["year"]
        last = end_of_month(turn, DateReading(*found.span(), month=month, year=int(year) if year else None))
        running = [name for name, told in turn.draft.stays.items() if told.startswith("since ")]
        named = turn.message.has(0, len(turn.message.tokens), "name")
        subject = running[0] if len(running) == 1 and not named else letter_told_of(turn, text, *found.span())
        idle = _IDLE.search(text[max(0, found.start() - _REACH) : found.start()])
        if last is None or not subject or idle or _OF_NEWS.search(text[max(0, found.start() - _REACH) : found.end()]):
            continue
        told, held = f"since {last.year}-{month:02}", turn.draft.stays.get(subject, "")
        if told != held and (running or named or len(turn.draft.ids()) == 1):
            turn.draft.stays[subject] = told
            turn.draft.told = True
            if held.startswith("since "):
                turn.draft.ask(letter_path(subject, "experience.start"), "assumed_month", found["month"])


def _alternatives(months: tuple[str, ...]) -> str:
    """The names of months as one pattern, the longest first."""
    return "|".join(sorted((re.escape(month) for month in months if len(month) > len("ab")), key=len, reverse=True))


@lru_cache(maxsize=1)
def _since(months: tuple[str, ...]) -> re.Pattern[str]:
    names = _alternatives(months)
    return re.compile(
        rf"\bsince\s+(?:last\s+)?(?P<month>{names})\b(?!\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))(?:\s*,?\s*(?P<year>20\d\d))?",
        re.IGNORECASE,
    )


def _remember(turn: Turn, letter: str, day: date, told: str) -> None:
    if letter and told:
        turn.draft.stays[letter] = told
    if letter and turn.draft.ended.get(letter) != day.isoformat():
        turn.draft.ended[letter] = day.isoformat()
        turn.draft.told = True  # "Lundgren was in February, not March" tells of the case, though no field holds it


def _last_day(turn: Turn, found: re.Match[str]) -> date | None:
    """The last day of the month, season or year of a form."""
    told = {name: value for name, value in found.groupdict().items() if value}
    year = next((int(value) for name, value in told.items() if name.startswith("year")), None)
    if "last" in told:
        year = int(told["last"]) if len(told["last"]) > len("24") else (year or 0) // 100 * 100 + int(told["last"])
        return date(year, 12, 31)
    known = {**turn.book.months, **_SEASONS}
    month = next((known[value.casefold()] for name, value in told.items() if name.startswith(("month", "season"))), 0)
    if month:
        return end_of_month(turn, DateReading(*found.span(), month=month, year=year))
    return date(year, 12, 31) if year else None


def _is_gone(turn: Turn, found: re.Match[str]) -> bool:
    """A month that is to come this year, and was told without a year, is last year's only where a verb says so."""
    month = turn.book.months.get((found["month2"] or found["month1"] or "").casefold(), 0)
    bare = month > turn.today.month and not (found["year2"] or found["year1"])
    told = re.search(r"\b(?:last|was|were|did|had|finished|ended|done|completed|over)\b", found[0], re.IGNORECASE)
    return not bare or told is not None


def _tells_else(text: str, found: re.Match[str]) -> bool:
    """ "it will be in july", "asked in may", "I graduated in 2020": to come, or the time of something else."""
    start = max(text.rfind(sign, 0, found.start()) for sign in ".;!?\n,") + 1
    before = text[max(start, found.start() - _REACH) : found.end()]
    return bool(_COMING.search(before) or _OF_NEWS.search(before)) or _may_do(text, found)


@lru_cache(maxsize=1)
def _written(months: tuple[str, ...]) -> re.Pattern[str]:
    names = _alternatives(months)
    year = r"(?:\s*,?\s*(?:of\s+)?(?P<year{0}>20\d\d))?"
    names_two = rf"(?:(?:{names})\s*(?:and|to|,|&|-|–|till|until)?\s*){{0,3}}"
    no_day = r"\b(?!\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?!\d))"
    seasons = "|".join(_SEASONS)
    not_begun = r"(?!\s*(?:,|to|and|-|/)?\s*(?:start|beginning|early|mid)\b)"  # "end of may start of june"
    alone = rf"(?![-/–]|\s*(?:{seasons}|{names}|match|cycle|application|applicant|season|eras|intake)\b)"
    led = rf"(?:[^.;!?\n,]{{0,{_BEFORE_NAME}}}?\b(?:with|under|w)\b)?"  # up to the writer of what the month opens
    return re.compile(
        rf"\bend\s+of\s+(?:{names})\b[\s,]*(?:to|and|[-–/]|until|till)?\s*(?:the\s+)?(?:start|beginning|early|mid)\s+(?:of\s+)?"
        rf"(?P<month22>{names}){no_day}{year.format(22)}"
        rf"|\b{_OVER}{_LEADS}\s+(?P<month1>{names}){no_day}{year.format(1)}"
        rf"|\b{_STAY}\b[^.;!?\n]{{0,30}}?[\s,]{names_two}(?<!\d\s)(?<!\d(?:st|nd|rd|th)\s)(?P<month2>{names}){no_day}{year.format(2)}{not_begun}"
        rf"|\b(?:was|were){_LEADS}\s+(?P<month3>{names}){no_day}{year.format(3)}"
        rf"|\b(?P<year4>20\d\d)\s+(?P<season4>{seasons})\b|\b(?P<season5>{seasons})\s+(?:of\s+)?(?P<year5>20\d\d)\b"
        rf"|\b(?:{_STAY}|{_OVER}|was|were|back|(?P<all>all))\b[^.;!?\n]{{0,20}}?\b(?P<year6>20\d\d)\s*(?:[-–]|to|till?|until)\s*(?P<last>20\d\d|\d\d)\b(?![-/–])"
        rf"|\b(?:until|till?|ended(?:\s+in)?)\s+(?P<year7>20\d\d)\b{alone}|\bback in (?P<year8>20\d\d)\b{alone}"
        rf"|\b{_STAY}\b\s+(?:there\s+)?(?:in\s+)?(?P<year9>20\d\d)\b{alone}"
        rf"|\b{_STAY}\b\s+(?:with\s+\w+\s+|there\s+)?(?:but\s+)?(?:back\s+)?in\s+(?P<year10>20\d\d)\b{alone}"
        rf"|\b(?:it|that|{_STAY})\s+(?:was|were)\s+(?:(?:in|actually|only|really|back)\s+)*(?P<year11>20\d\d)\b{alone}"
        rf"|\b{_STAY}\b{_ON}{{0,{_FAR}}}?\b(?:in|during|last)\s+{names_two}(?P<month12>{names}){no_day}{year.format(12)}"
        rf"|\b{_STAY}\b{_ON}{{0,{_FAR}}}?,\s*{names_two}(?P<month13>{names})\b{year.format(13)}(?=\s*(?:$|[.,;)\n]|this\s+year\b))"
        rf"|\b{_STAY}\b{_ON}{{0,{_FAR}}}?\bin\s+(?P<year14>20\d\d)\b{alone}"
        rf"|\b(?P<year15>20\d\d)\s+(?P<month15>{names}){no_day}\s+(?:\w+\s+){{0,3}}?{_STAY}\b{led}"
        rf"|\b(?P<year16>20\d\d)\s+\d+\s*(?:w|wks?|weeks?|months?)\b{led}"
        rf"|\bis{_LEADS}\s+(?P<month17>{names})\b{year.format(17)}(?=[\s,]+(?:not|sorry|instead)\b)"
        rf"|\b(?P<who>[\w'’-]+)\s+(?:in\s+)?(?P<month18>{names})\b\s+(?P<year18>20\d\d)\b"
        rf"|\b(?:stopped|finished|ended)\b[^.,;!?\n]{{0,30}}?\bin\s+(?P<month23>{names}){no_day}{year.format(23)}"
        rf"|\b(?:until|till?)\s+(?P<year20>20\d\d)\s+(?P<month20>{names})\b"
        rf"|\b{_STAY}\b{_ON}{{0,{_FAR}}}?\blast\s+(?P<season21>{seasons})\b",
        re.IGNORECASE,
    )


def _forms(months: Mapping[str, int]) -> re.Pattern[str]:
    """The ways of telling an end without its day, compiled once."""
    return _written(tuple(months))
