"""What stands behind the last of several names: "A, B and Dr. Saleh, pulmonologist in Reno" tells of Saleh alone."""

from __future__ import annotations

from assistant.casebook.introductions import chunks
from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_KNOWN = ("writer.specialty", "writer.country", "experience.setting", "experience.weeks")
_TELLS = ("specialty", "role", "country", "fact:experience.setting", "amount")
_OF_ALL = ("cue:both", "cue:all_letters")


def told_of_last(turn: Turn, clause: Clause, people: list[Person]) -> list[Person]:
    """The people of a clause; the last of those named together stands a second time, before what is only theirs."""
    found: list[Person] = []
    for number, person in enumerate(people):
        found.append(person)
        end = people[number + 1].first if number + 1 < len(people) else clause.last
        at = person.last + 1
        if person.latest and turn.raw(person.last) == "," and _is_only_theirs(turn, clause, person, at, end):
            found.append(Person(at, at + 1, person.latest))
    return found


def _is_only_theirs(turn: Turn, clause: Clause, person: Person, first: int, end: int) -> bool:
    """One person by the words ("pulmonologist"), or the only new one beside writers of whom such things are known."""
    last = next((min(la, end) for f, la in chunks(turn, clause) if f <= first < la), end)
    if turn.message.has(first, end, *_OF_ALL) or not turn.message.has(first, last, *_TELLS):
        return False
    agents = [turn.text(m.last - 1) for m in turn.free(first, last, "specialty") if turn.is_agent(m)]
    if agents:
        return not any(word.endswith("s") for word in agents)
    earlier = [name for name in person.letters if name not in person.latest]
    new = set(person.latest) <= set(turn.draft.added())
    return new and all(name not in turn.draft.added() and _is_described(turn, name) for name in earlier)


def _is_described(turn: Turn, name: str) -> bool:
    """Something of what such words tell is known of the writer already."""
    return any(turn.draft.get(letter_path(name, path)) is not None for path in _KNOWN)
