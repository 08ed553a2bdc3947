"""What is said once for several people: "asked Dr Vance on 5 June and Dr Shaw on 25 June", "Park 6 weeks, Lund 3"."""

from __future__ import annotations

from assistant.casebook.lengths import put_weeks
from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.spells import day_counted
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn
from assistant.casebook.when import set_date

_LED = 8  # tokens before a name in which its length and setting lead to it
_NEAR = 4  # tokens before a name that tell of it: "I asked Rao"
_SAID_OF_MORE = ("fact:status", "fact:waived", "fact:experience.setting", "fact:experience.knows_me_well")
Spans = list[tuple[int, int]]


def say_again(turn: Turn, clause: Clause, before: Person | None, person: Person, spans: Spans) -> None:
    """Read a person's words in the light of what was said of the one before."""
    if len(person.letters) != 1:
        if person.letters and before is not None and before.letters:
            _denied(turn, before, person)
        return
    _weeks_again(turn, clause, person, spans)
    if before is not None and before.letters:
        _status_again(turn, before, person, spans)
        _denied(turn, before, person)
        also(turn, max(clause.first, before.first - _NEAR), before, person)
        _setting_again(turn, before, person, spans)


def _setting_again(turn: Turn, before: Person, person: Person, spans: Spans) -> None:
    """ "4 weeks externship with Jennings, and then 4 weeks with Nasser": the setting is said once for both."""
    path, earlier = (letter_path(one.letters[0], "experience.setting") for one in (person, before))
    then = [turn.text(at) for at in range(before.last, person.first)]
    length = next(iter(turn.message.inside(before.last, person.first, "amount")), None)
    said = turn.message.has(before.last, spans[-1][1] if spans else person.last, "fact:experience.setting")
    first = next((m for m in turn.message.inside(max(0, before.first - _LED), before.first, "amount")), None)
    led = first is not None and turn.message.has(first.last, before.first, "fact:experience.setting")
    if length is None or said or not led or {"then", "after"}.isdisjoint(then) or "with" not in then:
        return
    value = turn.draft.get(earlier)
    if value is not None and turn.draft.get(path) is None:
        turn.draft.set(path, value, turn.words(length.first, person.last))


def also(turn: Turn, start: int, before: Person, person: Person) -> None:
    """ "Rao uploaded yesterday, and Lund too": the same is said of the second, but not of the day.

    Args:
        start: the token from which on something is told of the one before.
    """
    at = person.last + (turn.text(person.last) in turn.book.lists["auxiliaries"])
    as_well = turn.text(at) == "as" and turn.text(at + 1) == "well"
    if not (as_well or turn.text(at) in {"too", "also", "aswell", "likewise"}) or not _ends(turn, at + 1 + as_well):
        return
    if len(person.letters) != 1 or len(before.letters) != 1:
        return
    for mention in turn.message.inside(start, person.first, *_SAID_OF_MORE):
        field = mention.group.removeprefix("fact:")
        value = turn.draft.get(letter_path(before.letters[0], field))
        if value is not None:
            turn.draft.set(letter_path(person.letters[0], field), value, turn.words(person.first, at + 1 + as_well))


def _status_again(turn: Turn, before: Person, person: Person, spans: Spans) -> None:
    """The verb is said once for both."""
    path, earlier = letter_path(person.letters[0], "status"), letter_path(before.letters[0], "status")
    status = turn.draft.get(earlier)
    said = any(turn.message.has(first, last, "fact:", "cue:started", "cue:ended") for first, last in spans)
    fresh = any(change.field == earlier for change in turn.draft.changes)
    if status not in {"asked", "uploaded"} or said or not fresh:
        return
    if turn.draft.get(path) not in ({None} if status == "asked" else {None, "idea", "asked", "agreed"}):
        return  # no step back
    on = next((m for first, last in spans for m in turn.message.inside(first, last, "date")), None)
    if on is not None and (turn.text(on.first - 1) == "on" or on.first == person.last):
        turn.draft.set(path, status, turn.words(person.first, on.last))
        set_date(turn, letter_path(person.letters[0], f"{status}_on"), on.value, turn.said(on), past=True)
        start = letter_path(person.letters[0], "experience.start")
        turn.draft.questions = [question for question in turn.draft.questions if question.field != start]
        return
    first, last = spans[0]
    counted = day_counted(turn, person.last, last)
    if counted is not None and last - person.last <= 3:
        turn.draft.set(path, status, turn.words(first, last))
        turn.draft.set(letter_path(person.letters[0], f"{status}_on"), counted[0].isoformat(), counted[1])


def _denied(turn: Turn, before: Person, person: Person) -> None:
    """ "she knows me well, White does not", "waived for Reeves, not for Iyer": the opposite is said of the second."""
    if turn.text(person.first - 2) == "not" and turn.text(person.first - 1) == "for":
        _deny(turn, before, person, person.last)
        return
    if (
        turn.text(person.first - 1) == "for"
        and turn.text(person.last) in {"not", "no"}
        and _ends(turn, person.last + 1)
    ):
        _deny(turn, before, person, person.last + 1)  # "waived for Lee, for Iyer not"
        return
    at = person.last + (turn.text(person.last) in turn.book.lists["auxiliaries"])
    said = turn.text(at)
    if said in turn.book.lists["yes_words"] | turn.book.lists["no_words"] and len(said) > 1 and _ends(turn, at + 1):
        _deny(turn, before, person, at + 1, value=said in turn.book.lists["yes_words"])  # "the others yes"
        return
    at += turn.text(at) == "not" and turn.text(at + 1) == "yet" and _ends(turn, at + 2)
    if turn.text(at) not in {"not", "yet", "doesnt", "didnt", "isnt", "hasnt"} or (
        turn.message.tokens[at + 1 : at + 2] and (turn.message.tokens[at + 1].kind != "sign")
    ):
        return
    _deny(turn, before, person, at + 1)


def _ends(turn: Turn, at: int) -> bool:
    return at >= len(turn.message.tokens) or turn.message.tokens[at].kind == "sign"


def _deny(turn: Turn, before: Person, person: Person, last: int, *, value: bool | None = None) -> None:
    """Say the opposite of what was said of the one before, or `value`, of those spoken of here."""
    start = f"letters[{before.letters[0]}]."
    for change in list(turn.draft.changes):
        if change.op != "set" or not change.field.startswith(start):
            continue
        words = turn.words(person.first, last)
        if isinstance(change.value, bool):
            for letter in person.letters:
                said = not change.value if value is None else value
                turn.draft.set(letter_path(letter, change.field.removeprefix(start)), said, words)
            continue
        path = letter_path(person.letters[0], change.field.removeprefix(start))
        asking = value is None and change.value == "asked" and change.words in turn.book.lists["asked_verbs"]
        if asking and turn.draft.get(path) is None:
            turn.draft.set(path, "idea", words)  # "asked Lee, Roy not": the applicant did not ask Roy


_LENGTH = 5  # tokens of the longest length: "2 and a half weeks"


def _weeks_again(turn: Turn, clause: Clause, person: Person, spans: Spans) -> None:
    """A bare number behind a name, where weeks are what is told."""
    lists = turn.book.lists
    at = person.last + (turn.text(person.last) in lists["auxiliaries"])
    at += turn.text(at) in lists["before_number_again"]
    number = turn.number_at(at) if at < clause.last else None
    ends = at + 1 >= clause.last or turn.message.tokens[at + 1].kind == "sign"
    ends = ends or turn.text(at + 1) in lists["behind_number_again"]
    amount = turn.message.has(at, at + _LENGTH, "amount")
    if number is None or not ends or amount or not any(f <= at < la for f, la in spans):
        return
    path = letter_path(person.letters[0], "experience.weeks")
    fresh = any(change.field.endswith("experience.weeks") for change in turn.draft.changes)
    told = fresh or any(m.value.unit == 7 for m in turn.message.inside(clause.first, clause.last, "amount"))
    again = turn.draft.get(path) is not None and any(item.endswith("experience.weeks") for item in turn.draft.last)
    if told or again:
        put_weeks(turn, person.letters[0], float(number), turn.words(person.first, at + 1))
