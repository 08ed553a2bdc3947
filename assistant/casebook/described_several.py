"""Several letters meant by one description: "the psychiatrists", "both American doctors", "the two from Phoenix"."""

from __future__ import annotations

from assistant.casebook.people import Person
from assistant.casebook.phrases import MOST_COUNTED
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_MARKS = ("country", "specialty", "cue:home", "fact:experience.setting")
_LONGEST = 6  # words of such a description
_LEAST = 2


def described_several(turn: Turn, clause: Clause) -> list[tuple[Person, list[Mention], int]]:
    """The descriptions of a clause: where each stands, what marks those who are meant, and how many they are (0: open).

    Which letters they fit is for the caller to say.
    """
    found = []
    if place := _plural_place(turn, clause.first, clause.last):
        found.append(place)
    for at in range(clause.first, clause.last):
        word = turn.text(at)
        if word not in turn.book.lists["leads_several"] or turn.text(at - 1) in turn.book.lists["leads_several"]:
            continue
        count = _LEAST if word == "both" else 0
        start = at + 1
        while start < clause.last and (turn.text(start) in turn.book.lists["leads_several"] or _count(turn, start)):
            count = _count(turn, start) or (_LEAST if turn.text(start) == "both" else count)
            start += 1
        end, marks, plural = _description(turn, start, clause.last)
        if marks and (plural or count):
            found.append((Person(at, end, kind="reference"), marks, count))
    return found


def _plural_place(turn: Turn, at: int, last: int) -> tuple[Person, list[Mention], int] | None:
    """ "Maine rotations were 4 weeks", "el paso ones: ...": a place and its plural noun that open a clause."""
    place = max(turn.message.at(at, "country"), key=lambda m: m.last, default=None)
    nouns = turn.book.lists["plural_people"] | turn.book.lists["plural_stays"] | {"ones"}
    if place is None or place.last >= last or turn.text(place.last) not in nouns:
        return None
    return Person(at, place.last + 1, kind="reference"), [place], 0


def _count(turn: Turn, at: int) -> int:
    number = turn.number_at(at) or 0
    return number if 1 < number <= MOST_COUNTED and not turn.message.has(at, at + 2, "amount") else 0


def _description(turn: Turn, at: int, last: int) -> tuple[int, list[Mention], bool]:
    """Where the description ends, what it says of those who are meant, and whether its noun is a plural."""
    start, marks, plural = at, list[Mention](), False
    while at < last and at - start < _LONGEST:
        mark = max(turn.message.at(at, *_MARKS), key=lambda m: m.last, default=None)
        if mark is not None and mark.last <= last:
            marks.append(mark)
            plural = plural or _is_plural_agent(turn, mark)
            at = mark.last
        elif turn.text(at) in turn.book.lists["plural_people"] | turn.book.lists["plural_stays"] | {"ones"}:
            plural, at = True, at + 1
        elif turn.text(at) in {"from", "in", "of"} and turn.message.has(at + 1, at + 2, "country", "cue:home"):
            at += 1
        else:
            break
    return at, marks, plural


def _is_plural_agent(turn: Turn, mark: Mention) -> bool:
    """ "psychiatrists", "surgeons"; "psychiatrist's" is one."""
    word = turn.raw(mark.last - 1).casefold()
    return mark.group == "specialty" and word.endswith("s") and "'" not in word and turn.is_agent(mark)
