"""On which side of today a day without a year lies: as the tense says, else on the one that is plainly nearer.

"from 2 August to 27 August", told on 21 June by one who tells of no time that is over, is to come. A side that was
chosen so is marked as assumed where it is written; where neither tense nor nearness says it, the year is asked.
"""

from __future__ import annotations

from datetime import date

from assistant.casebook.dates import DateReading, make_date, nearest_future, nearest_past
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_LONGEST = 365  # days of an experience whose other end lacks its year
_CLEARLY = 70  # days up to which a day that no verb places lies clearly on one side of today
_FARTHER = 90  # days that the other side lies farther away
_NEXT = 3  # words behind "will" in which stands what will be done


def tense(turn: Turn, first: int, last: int) -> bool | None:
    """True for the past, False for the future, None when the words do not say."""
    return _one_of(past=turn.message.has(first, last, "cue:past"), future=turn.message.has(first, last, "cue:future"))


def tense_of_work(turn: Turn, first: int, last: int) -> bool | None:
    """The tense of the time with a writer, where verbs tell it: "asked" and "will write" speak of the letter."""
    past = any(not _is_news(turn, cue) for cue in turn.message.inside(first, last, "cue:past"))
    future = any(not _is_promise(turn, cue) for cue in turn.message.inside(first, last, "cue:future"))
    return _one_of(past=past, future=future)


def is_nearer_past(turn: Turn, reading: DateReading, within: int = _LONGEST) -> bool | None:
    """On which side of today a day without a year lies: on the nearer one, which is marked as assumed.

    None where the nearer one is not `within` some days.
    """
    if reading.readings or reading.year or not reading.day:
        return None
    before = nearest_past(reading.day, reading.month, turn.today)
    if before is None:
        return None
    ago = (turn.today - before).days
    return ago * 2 < _LONGEST if min(ago, _LONGEST - ago) <= within else None


def side_of_day(
    turn: Turn, reading: DateReading, first: int, last: int, *, within: int = _CLEARLY
) -> bool | None:
    """The side of a single day of an experience told in a token range."""
    return _side(turn, first, last, nearer=is_nearer_past(turn, reading, within=within))


def side_of_stretch(turn: Turn, begin: DateReading, finish: DateReading, first: int, last: int) -> bool | None:
    """The side of a stretch of two days, told in a token range."""
    bare = not (begin.readings or finish.readings or begin.year or finish.year)
    over, to_come = (last_stretch(turn, begin, finish), next_stretch(turn, begin, finish)) if bare else (None, None)
    return _side(turn, first, last, nearer=_nearer(turn.today, over, to_come))


def _side(turn: Turn, first: int, last: int, *, nearer: bool | None) -> bool | None:
    """A letter that is in was written after the time with the writer, so that no day of this is to come."""
    there = any(status.value == "uploaded" for status in turn.message.inside(first, last, "fact:status"))
    told = tense_of_work(turn, first, last)
    if told is None and there:
        return True
    if told is False and not there and nearer is not None and _only_starts(turn, first, last):
        return nearer
    if told is None:
        return nearer if nearer is not None else tense(turn, first, last)
    return None if there and not told else told


def last_stretch(turn: Turn, begin: DateReading, finish: DateReading) -> tuple[date, date] | None:
    """The latest such stretch that is over."""
    last = nearest_past(finish.day, finish.month, turn.today)
    first = make_date(last.year - _turns_year(begin, finish), begin.month, begin.day) if last else None
    return (first, last) if first and last else None


def next_stretch(turn: Turn, begin: DateReading, finish: DateReading) -> tuple[date, date] | None:
    """The first such stretch that is to come."""
    first = nearest_future(begin.day, begin.month, turn.today)
    last = make_date(first.year + _turns_year(begin, finish), finish.month, finish.day) if first else None
    return (first, last) if first and last else None


def _turns_year(begin: DateReading, finish: DateReading) -> bool:
    return (finish.month, finish.day) < (begin.month, begin.day)


def _one_of(*, past: bool, future: bool) -> bool | None:
    return past if past is not future else None


def _nearer(today: date, over: tuple[date, date] | None, to_come: tuple[date, date] | None) -> bool | None:
    if over is None or to_come is None:
        return None
    ago, ahead = (today - over[1]).days, (to_come[0] - today).days
    plain = min(ago, ahead) <= _CLEARLY and abs(ago - ahead) >= _FARTHER
    return ago < ahead if plain else None


def _is_news(turn: Turn, cue: Mention) -> bool:
    """ "asked", "she told me": what became of the letter."""
    return turn.text(cue.first) in turn.book.lists["asking_told"] | turn.book.lists["news_verbs"]


def _only_starts(turn: Turn, first: int, last: int) -> bool:
    """ "My rotation is now, start 7 of June", told on the 28th: "start" alone puts no stay into the next year."""
    ahead = [cue for cue in turn.message.inside(first, last, "cue:future") if not _is_promise(turn, cue)]
    return all(turn.text(cue.first) in turn.book.lists["mere_start"] for cue in ahead)


def _is_promise(turn: Turn, cue: Mention) -> bool:
    """ "she will write", "I plan to apply": no time with a writer."""
    ahead = {turn.text(at) for at in range(cue.last, cue.last + _NEXT)}
    lists = turn.book.lists
    return not ahead.isdisjoint(lists["delivers"] | lists["asking_told"] | lists["applying"] | lists["promised_deeds"])
