"""The day by which the letters are wanted: "my deadline is 15 September", "i need it by then", "program close 30 sept".

Such a day is never the end of a rotation, nor is the day for which a writer promises to upload.
"""

from __future__ import annotations

from datetime import date, timedelta

from assistant.casebook.dates import make_date
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn
from assistant.casebook.when import set_date

_NEAR = 8  # tokens between "deadline" and its day
_SUBJECT = 4  # tokens before "needed" or "closes" in which stands what is needed or closes


def read_deadline(turn: Turn, clause: Clause) -> None:
    """The day by which the letters are wanted."""
    for cue in turn.message.inside(clause.first, clause.last, "cue:deadline"):
        if turn.text(cue.first) == "letters" and cue.last - cue.first == 1:
            continue
        found = next(turn.free(cue.last, clause.last, "date"), None)
        if found is None and _move_deadline(turn, clause, cue):
            return
        if found is None or found.first - cue.last > _NEAR:
            continue
        _set_deadline(turn, found, turn.words(cue.first, found.last))
        return
    _read_due(turn, clause)


def _move_deadline(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "push the deadline 1 week later" moves the day that is held; "2 weeks later: the deadline is far" does not."""
    held = turn.draft.get("deadline")
    amount = next((m for m in turn.free(clause.first, clause.last, "amount") if isinstance(m.value.unit, int)), None)
    later, sooner = (turn.message.has(clause.first, clause.last, cue) for cue in ("cue:later", "cue:sooner"))
    if not isinstance(held, str) or amount is None or amount.value.low != amount.value.high or later is sooner:
        return False
    if any(turn.raw(at) in {",", ":", "-"} for at in range(min(amount.last, cue.last), max(amount.first, cue.first))):
        return False
    days = int(amount.value.low * amount.value.unit)
    moved = date.fromisoformat(held) + timedelta(days=days if later else -days)
    turn.used.add(amount)
    turn.draft.set("deadline", moved.isoformat(), turn.words(clause.first, clause.last))
    return True


def _set_deadline(turn: Turn, found: Mention, words: str) -> None:
    turn.used.add(found)
    year, reading = turn.draft.get("application_year"), found.value
    if not reading.readings and reading.day and reading.year is None and isinstance(year, int):
        exact = make_date(year, reading.month, reading.day)
        if exact is not None:
            turn.draft.set("deadline", exact.isoformat(), words)
            turn.draft.ask("deadline", "assumed_date", words, (exact.isoformat(),))
            return
    set_date(turn, "deadline", reading, words, past=False)


def _read_due(turn: Turn, clause: Clause) -> None:
    """ "i need the letter by 15 september", "letter needed 12 sept", "program close on 30 sept"."""
    for day in list(turn.free(clause.first, clause.last, "date")):
        at = _governor(turn, day, clause.first)
        over = day.value.certain is not None and day.value.certain < turn.today
        if at is None or over or day.value.spans_months or not (day.value.day or day.value.readings):
            continue
        if _is_wanted(turn, at, day, clause.first) or _closes(turn, at, clause.first):
            _set_deadline(turn, day, turn.words(at, day.last))
            return


def is_of_delivery(turn: Turn, day: Mention, first: int) -> bool:
    """ "he promised upload until 1 september": the day for which a letter is promised, and no end of a stay."""
    at = _governor(turn, day, first)
    return _writer_finishes(turn, day, first) or (at is not None and _delivers(turn, at, day.first, first))


def _writer_finishes(turn: Turn, day: Mention, first: int) -> bool:
    """ "he wants to be finished by August 1": with the letter."""
    near, lists = _words(turn, max(first, day.first - _NEAR), day.first), turn.book.lists
    return bool(near & {"he", "she", "they"} and near & lists["writer_wills"] and near & lists["finished_words"])


def _is_wanted(turn: Turn, at: int, day: Mention, first: int) -> bool:
    lists = turn.book.lists
    between, before = _words(turn, at + 1, day.first), _words(turn, max(first, at - _SUBJECT), at)
    things = lists["due_things"] | lists["delivers"]
    return turn.text(at) in lists["due_wanted"] and bool(between & things or before & lists["due_nouns"])


def _closes(turn: Turn, at: int, first: int) -> bool:
    """What one applies to closes; an "observership program" that ends is a stay."""
    start, lists = max(first, at - _SUBJECT), turn.book.lists
    before = _words(turn, start, at)
    stay = turn.message.has(start, at, "fact:experience.setting", "name") or before & lists["stays"]
    return not stay and turn.text(at) in lists["due_closing"] and bool(before & lists["closing_things"])


def _governor(turn: Turn, day: Mention, first: int) -> int | None:
    """The nearest word before a day that can say what it is the day of: only words of filling stand between.

    Of "must upload by then" it is the wish, not the deed.
    """
    at = _past_fillers(turn, day.first - 1, first)
    if at >= first and _delivers(turn, at, day.first, first):
        before = _past_fillers(turn, at - 1, first)
        return before if before >= first and turn.text(before) in turn.book.lists["due_wanted"] else at
    return at if at >= first else None


def _delivers(turn: Turn, at: int, end: int, first: int) -> bool:
    """ "upload", "send"; "finish" and "arrive" where a letter stands beside."""
    near = _words(turn, max(first, at - _SUBJECT), end)
    lists, word = turn.book.lists, turn.text(at)
    return word in lists["delivers"] or (word in lists["delivers_letter"] and bool(near & lists["due_nouns"]))


def _past_fillers(turn: Turn, at: int, first: int) -> int:
    while at >= first and turn.text(at) in turn.book.lists["due_fillers"]:
        at -= 1
    return at


def _words(turn: Turn, first: int, last: int) -> set[str]:
    return {turn.text(at) for at in range(first, last)}
