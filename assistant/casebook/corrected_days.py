"""A day that is put right: "not 20 July, 13 July"; a month into which a stay moved: "Bennett is now in October"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.casebook.dates import DateReading, make_date
from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_ENDS = ("experience.start", "experience.end")
_NEAR = 5  # words before the day that was told before
_LONGEST_DAY = 5  # tokens of a day: "aug 9 - sept 3", "9 of August 2027"
DAYS = (*_ENDS, "asked_on", "uploaded_on")  # the fields of a letter that hold a day


def mend_day(turn: Turn, clause: Clause) -> None:
    """Put the other day of a clause where the day stands that it denies."""
    days = [m for m in turn.free(clause.first, clause.last, "date") if not m.value.spans_months]
    wrong = next((m for m in days if _is_denied(turn, m)), None)
    if wrong is None:
        days = _days_of_sentence(turn, clause)
        wrong = _told_before(turn, clause, days)
    right = [m for m in days if m is not wrong]
    if wrong is None or len(right) != 1:
        return
    said = [name for m in turn.message.inside(clause.first, clause.last, "name") for name in named(turn, m.value)]
    holders = list(_holders(turn, wrong.value, said or turn.draft.ids()))
    if len(holders) != 1:
        return
    path, held = holders[0]
    day = right[0].value.certain or make_date(held.year, right[0].value.month, right[0].value.day)
    if day is not None:
        turn.used.update(days)
        turn.apart.extend((m.first, m.last) for m in days)
        turn.draft.set(path, day.isoformat(), _words(turn, wrong, right[0]))


def _days_of_sentence(turn: Turn, clause: Clause) -> list[Mention]:
    """The "20 August" of "but let's say 20 August" too, which sounds as if it were only supposed."""
    sentence = turn.message.sentences[clause.sentence]
    last = clause.last if sentence.mark == "?" else sentence.last
    return [m for m in turn.free(clause.first, last, "date") if not m.value.spans_months]


def _told_before(turn: Turn, clause: Clause, days: list[Mention]) -> Mention | None:
    """ "I told 31 August but let's say 20 August", "move the deadline from 31 August to 20": the day held so far."""
    if len(days) != len(("old", "new")):
        return None
    old, new = days
    before = {turn.text(at) for at in range(max(clause.first, old.first - _NEAR), old.first)}
    between = {turn.text(at) for at in range(old.last, new.first)}
    lists = turn.book.lists
    said = before & lists["told_before"] and between & lists["now_rather"]
    moved = before & lists["moves_day"] and "deadline" in before and "to" in between
    return old if said or moved else None


def _is_denied(turn: Turn, day: Mention) -> bool:
    """ "not 20 July", "not on the 20 July", "instead of 20 July", "no be 20 July"."""
    at = day.first - 1
    while turn.text(at) in {"on", "the", "from", "till", "until", "of"}:
        at -= 1
    return turn.text(at) in {"not", "instead"} or (turn.text(at) == "be" and turn.text(at - 1) == "no")


def _words(turn: Turn, one: Mention, other: Mention) -> str:
    return turn.words(min(one.first, other.first), max(one.last, other.last))


def _holders(turn: Turn, wrong: DateReading, letters: list[str]) -> Iterator[tuple[str, date]]:
    """The fields that hold such a day, with it."""
    paths = [letter_path(letter, field) for letter in letters for field in DAYS]
    for path in [*paths, "deadline"]:
        held = turn.draft.get(path)
        day = date.fromisoformat(held) if isinstance(held, str) else None
        plain = day is not None and (day.day, day.month) == (wrong.day, wrong.month)
        if day is not None and (plain or day in wrong.readings):
            yield path, day


def read_month_moved(turn: Turn, letter: str, first: int, last: int) -> bool:
    """ "dates changed, Bennett now in October": the days that were held go, and the new ones are asked."""
    month = next((at for at in range(first + 1, last) if turn.text(at) in turn.book.months), None)
    if month is None or letter not in turn.draft.before_ids or not _is_moved(turn, first, month):
        return False
    for field in _ENDS:
        turn.draft.clear(letter_path(letter, field), turn.words(month - 1, month + 1))
    turn.draft.told = True
    turn.draft.ask(letter_path(letter, _ENDS[0]), "which_day_now", turn.words(first, month + 1))
    return True


def _is_moved(turn: Turn, first: int, month: int) -> bool:
    """The month stands bare behind "now in" or "to", where the sentence tells that something moved."""
    sentence = next((s for s in turn.message.sentences if s.first <= first < s.last), None)
    words = {turn.text(at) for at in range(sentence.first, sentence.last)} if sentence else set()
    dated = any(m.first <= month < m.last for m in turn.message.inside(first, month + _LONGEST_DAY, "date"))
    place = turn.text(month - 1) in {"in", "to"}
    moved = words & turn.book.lists["moved_by"] or ("changed" in words and words & {"date", "dates", "rotation"})
    other = turn.message.has(first, month, "fact:status", "cue:deadline")
    return place and bool(moved) and not (dated or other or words & turn.book.lists["events_moved"])
