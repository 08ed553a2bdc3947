"""When and how long: start and end of an experience, its length, and the days of asking and uploading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.casebook.corrected_days import read_month_moved
from assistant.casebook.dates import DateReading, is_range, make_date
from assistant.casebook.due import is_of_delivery
from assistant.casebook.lengths import read_lengths
from assistant.casebook.model import letter_path
from assistant.casebook.months import read_month_alone, read_weekday_end
from assistant.casebook.moved_stay import read_move
from assistant.casebook.news_days import is_day_of_news
from assistant.casebook.reading import Mention
from assistant.casebook.sides import is_nearer_past, last_stretch, next_stretch, side_of_day, side_of_stretch
from assistant.casebook.together import read_years_together
from assistant.casebook.turn import Turn
from assistant.casebook.when import set_date

_MOST_DAYS = 400
_DAYS_OF = {
    "asked": "asked_on", "uploaded": "uploaded_on", "started": "experience.start", "ended": "experience.end",
}  # fmt: skip
_OPENS = 2  # words behind a day in which the deed that it opens begins
_REPLIED, _BESIDE = "replied_on", 1
_SO_LONG = 120  # days up to which the end of a stay whose length is told lies clearly on one side of today
_NEAR = 5  # tokens behind a length that say what it was


def read_spell(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Dates and lengths in some token ranges, written to a letter; True when there were any."""
    told = False
    for first, last in spans:
        told = _read_dates(turn, letter, first, last) or told
    for first, last in spans:
        told = _read_relative_days(turn, letter, first, last) or told
    for first, last in spans:
        told = read_weekday_end(turn, letter, first, last) or told
        told = read_month_moved(turn, letter, first, last) or read_month_alone(turn, letter, first, last) or told
    told = read_years_together(turn, letter, spans) or told
    return read_lengths(turn, letter, spans) or told


def _read_dates(turn: Turn, letter: str, first: int, last: int) -> bool:
    dates = [m for m in turn.free(first, last, "date") if turn.text(m.first - 1) != "not"]
    told, place = False, 0
    while place < len(dates):
        mention = dates[place]
        if moved := read_move(turn, letter, dates[place:], (first, last)):
            place += moved
            told = True
            continue
        reading: DateReading = mention.value
        after = dates[place + 1] if place + 1 < len(dates) else None
        label = _label(turn, mention, first, last)
        if label in {"", "experience.end"} and is_of_delivery(turn, mention, first):
            place += 1
            continue
        if label and not is_day_of_news(turn, letter_path(letter, label), mention.first):
            place += 1
            continue
        of_news = label in {"asked_on", "uploaded_on"}
        if after is not None and not of_news and _are_ends(turn, mention, after, label, last):
            if not _goes_on_now(turn, letter, mention, after):
                write_stretch(turn, letter, mention, after, (first, last))
            place += 2
            told = True
            continue
        if label and label != _REPLIED and not reading.spans_months:
            past = True if label.endswith("_on") else _side(turn, mention, label, first, last)
            set_date(turn, letter_path(letter, label), reading, turn.said(mention), past=past)
            told = True
        elif reading.spans_months:
            turn.draft.told = told = True
            enough = turn.message.has(first, last, "amount")  # "6 weeks, feb-march 2027"
            sent = any(turn.text(at) in turn.book.lists["uploading"] for at in range(first, mention.first))
            if not (enough or sent) and label not in {"asked_on", "uploaded_on", _REPLIED}:
                turn.draft.ask(letter_path(letter, "experience.start"), "which_day", turn.said(mention))
        elif not label:
            stay = turn.draft.get(letter_path(letter, "experience.setting")) or turn.message.has(first, last, "amount")
            long = not reading.day and stay  # "4 weeks, may 2027": the month of it
            kind = "which_day" if long else "which_date_is_it"
            turn.draft.ask(letter_path(letter, "experience.start"), kind, turn.said(mention))
            told = True
        place += 1
    return told


def _are_ends(turn: Turn, start: Mention, end: Mention, label: str, last: int) -> bool:
    """Two days are the ends of one stretch: "3 May to 28 May", "started 3 May, it will finish 28 May"."""
    closes = _label(turn, end, start.last, last) == "experience.end" and not _is_of_event(turn, start, label)
    return closes or is_range(turn.message.text, start.value, end.value)


def _is_of_event(turn: Turn, mention: Mention, label: str) -> bool:
    """ "she taught me LP on 12 june, 8 weeks until 30 june": the day of something, no start."""
    return not label and turn.text(mention.first - 1) == "on"


def _side(turn: Turn, mention: Mention, label: str, first: int, last: int) -> bool | None:
    """On which side of today a day lies: past behind "since", future behind "it will end"; else as the tense says."""
    words = {turn.text(at) for at in range(max(first, mention.first - _NEAR), mention.first)}
    if label == "experience.start" and words & turn.book.lists["begun"]:
        return True
    if label == "experience.end" and words & turn.book.lists["coming_end"]:
        # "finish 30 april", told in May, is over
        return False if words & turn.book.lists["surely_coming"] else is_nearer_past(turn, mention.value)
    if label == "experience.end" and turn.message.has(first, last, "amount"):
        # "8 weeks Dallas until 30 june", told in August
        return side_of_day(turn, mention.value, first, last, within=_SO_LONG)
    return side_of_day(turn, mention.value, first, last)


def _goes_on_now(turn: Turn, letter: str, start: Mention, end: Mention) -> bool:
    """ "since 3 May I am with him, it will end 25 June": begun, and not over yet; True when both are written."""
    bare = not (start.value.readings or end.value.readings or start.value.year or end.value.year)
    since = turn.text(start.first - 1) == "since"
    ends = {turn.text(at) for at in range(max(start.last, end.first - _NEAR), end.first)}
    if not (bare and since and ends & turn.book.lists["coming_end"]):
        return False
    set_date(turn, letter_path(letter, "experience.start"), start.value, turn.said(start), past=True)
    set_date(turn, letter_path(letter, "experience.end"), end.value, turn.said(end), past=False)
    return True


def _label(turn: Turn, mention: Mention, first: int, last: int) -> str:
    """What a single date is the date of, from the nearest word before it, or from the deed that it begins with."""
    after = next(turn.message.at(mention.last, "fact:status"), None)
    if after is not None and after.value in {"asked", "uploaded"}:
        return _DAYS_OF[after.value]  # "03/07/27 uploaded"
    replied = list(turn.message.inside(max(first, mention.first - _NEAR), mention.first, "fact:status"))
    if replied and replied[-1].value in {"agreed", "declined"} and mention.first - replied[-1].last <= _BESIDE:
        return _REPLIED  # "she agreed on 9 June": no day that a case holds
    best = (-1, "")
    for cue in turn.message.inside(first, mention.first, "cue:started", "cue:ended", "fact:status"):
        name = _DAYS_OF.get(str(cue.value), "")
        since = cue.group == "cue:started" and turn.text(cue.first) == "since"
        if since and (news := _news_since(turn, cue, mention, first)):
            return news
        if mention.first - cue.last <= (16 if cue.group == "fact:status" else 8) and name:
            best = max(best, (cue.first, name))
    if best[1]:
        return best[1]
    before = turn.text(mention.first - 1)
    if before == "from" or before in {"to", "until", "till"}:
        return "experience.start" if before == "from" else "experience.end"
    return _opening_deed(turn, mention, last)


def _news_since(turn: Turn, since: Mention, day: Mention, first: int) -> str:
    """ "uploaded since 2 August", "no answer since (I asked on) 1 August": the day of the news, and no first day."""
    before = list(turn.message.inside(max(first, since.first - 2), since.first, "fact:status"))
    if before and before[-1].last == since.first and day.first - since.last <= _BESIDE:
        return _DAYS_OF["uploaded"] if before[-1].value == "uploaded" else _REPLIED
    own = turn.text(since.last) in {"i", "we"}
    asked = any(turn.text(at) in turn.book.lists["asked_in_words"] for at in range(since.last + 1, day.first))
    return "asked_on" if own and asked else ""


def _opening_deed(turn: Turn, day: Mention, last: int) -> str:
    """ "On Tuesday, the 25th of May, I wrote to Dr. Vance": the deed stands right behind the day that opens it."""
    if turn.text(day.first - 1) not in {"on", "the", "", ",", "."} | turn.book.lists["weekdays"]:
        return ""
    at = day.last + (turn.raw(day.last) == ",")
    ends = min(at + _NEAR, last)
    own = turn.text(at) in {"i", "we"}
    told = turn.message.inside(at, ends, "fact:status", "cue:started", "cue:ended")
    deed = next((m for m in told if m.first - at <= _OPENS), None)
    if deed is None or (deed.value != "uploaded" and not own):
        return ""
    return _DAYS_OF.get(str(deed.value), "")


def write_stretch(turn: Turn, letter: str, start: Mention, end: Mention, span: tuple[int, int]) -> None:
    """Start and end; without a year both lie on the same side of today, and the end is never before the start."""
    past = side_of_stretch(turn, start.value, end.value, *span)
    begin, finish = _ends(turn, start.value, end.value, past)
    past = None if begin is start.value and not begin.year else past
    paths = letter_path(letter, "experience.start"), letter_path(letter, "experience.end")
    assumed = begin is not start.value
    if begin.certain and finish.certain and finish.certain < begin.certain:
        turn.draft.told = True
        turn.draft.ask(paths[1], "end_before_start", turn.words(start.first, end.last))
        return
    for path, reading, mention in zip(paths, (begin, finish), (start, end), strict=True):
        set_date(turn, path, reading, turn.said(mention), past=past)
        if assumed and reading.certain:
            turn.draft.ask(path, "assumed_date", turn.said(mention), (reading.certain.isoformat(),))


def _ends(turn: Turn, begin: DateReading, finish: DateReading, past: bool | None) -> tuple[DateReading, DateReading]:
    """Two days without years as the latest such stretch that is over, or the first that is to come."""
    bare = not begin.readings and not finish.readings and begin.day and finish.day
    if not bare or begin.year or finish.year or past is None:
        return begin, finish
    later = (finish.month, finish.day) < (begin.month, begin.day)
    opens = make_date(turn.today.year, begin.month, begin.day)
    closes = make_date(turn.today.year + later, finish.month, finish.day)
    if opens is None or closes is None or opens <= turn.today < closes:
        return begin, finish  # it may be going on just now
    stretch = last_stretch(turn, begin, finish) if past else next_stretch(turn, begin, finish)
    if stretch is None:
        return begin, finish
    first, last = stretch
    return replace(begin, readings=(first,)), replace(finish, readings=(last,))


def day_counted(turn: Turn, first: int, last: int) -> tuple[date, str] | None:
    """ "yesterday", "this morning", "3 days ago": the day, and the words for it."""
    for index in range(first, last):
        part = turn.text(index + 1) in turn.book.lists["parts_of_day"] and turn.text(index) in {"this", "last"}
        if part and index + 1 < last and (turn.text(index) == "this" or turn.text(index + 1) in {"night", "evening"}):
            ago = timedelta(days=turn.text(index) == "last")
            return turn.today - ago, turn.words(index, index + 2)
        days = {"today": 0, "yesterday": 1}.get(turn.text(index))
        if days is not None:
            return turn.today - timedelta(days=days), turn.words(index, index + 1)
    for amount in turn.message.inside(first, last, "amount"):
        exact = amount.value.unit == 1 and amount.value.low == amount.value.high
        if exact and turn.text(amount.last) in {"ago", "back"} and amount.value.low < _MOST_DAYS:
            when = turn.today - timedelta(days=int(amount.value.low))
            return when, turn.words(amount.first, amount.last + 1)
    return None


def _read_relative_days(turn: Turn, letter: str, first: int, last: int) -> bool:
    """ "asked him yesterday", "uploaded 2 days ago"; "last year" is asked."""
    status = [m for m in turn.message.inside(first, last, "fact:status") if m.value in {"asked", "uploaded"}]
    held = turn.draft.get(letter_path(letter, "status"))
    if status and held in {"asked", "uploaded"}:
        path = letter_path(letter, f"{held}_on")
        if (said := day_counted(turn, first, last)) is not None:
            turn.draft.set(path, said[0].isoformat(), said[1])
            return True
    vague = next(turn.message.inside(first, last, "cue:last_year", "cue:next_year"), None)
    if vague is not None and not status and not turn.message.has(first, last, "cue:grad", "cue:year_apply"):
        turn.draft.told = True
        before = {turn.text(at) for at in range(max(first, vague.first - _NEAR), vague.first)}
        if before & turn.book.lists["news_of_writer"]:
            return True  # "she moved to Boston last year"
        titled = turn.message.has(max(first, vague.first - _NEAR), vague.first, "fact:writer.leadership")
        if not (titled or turn.message.has(vague.last, vague.last + 1, "cue:letter")):  # "last year letters: ..."
            month = turn.text(vague.first - 1) in turn.book.months
            end = "end" if turn.message.has(first, vague.first, "cue:ended") else "start"
            words = turn.words(vague.first - month, vague.last)
            turn.draft.ask(letter_path(letter, f"experience.{end}"), "which_day", words)
        return True
    return False
