"""What stands behind the last of several names: "A, B and Dr. Saleh, pulmonologist in Reno" tells of Saleh alone."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.casebook.introductions import chunks
from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_KNOWN = ("writer.specialty", "writer.country", "experience.setting", "experience.weeks")
_TELLS = ("specialty", "role", "country", "fact:experience.setting", "amount")
_OF_ALL = ("cue:both", "cue:all_letters")
_ONE = ("fact:writer.leadership", "fact:writer.academic_title", "fact:writer.profession", "role")


def told_of_last(turn: Turn, clause: Clause, people: list[Person]) -> list[Person]:
    """The people of a clause; the last of those named together stands a second time, before what is only theirs."""
    found: list[Person] = []
    for number, person in enumerate(people):
        found.append(person)
        end = people[number + 1].first if number + 1 < len(people) else clause.last
        at = person.last + 1
        if person.latest and turn.raw(person.last) == "," and _is_only_theirs(turn, clause, person, at, end):
            found.append(Person(at, at + 1, person.latest))
            found.extend(_of_all(turn, person, at, end))
    return found


def _of_all(turn: Turn, person: Person, first: int, end: int) -> Iterator[Person]:
    """ "..., pulmonologist in Reno, both uploaded": what follows is said of all who were named together again."""
    cue = next(turn.free(first, end, *_OF_ALL), None)
    if cue is not None:
        yield Person(cue.first, cue.last, person.letters, kind="reference")


def _is_only_theirs(turn: Turn, clause: Clause, person: Person, first: int, end: int) -> bool:
    """One person by the words ("pulmonologist"), or the only one of whom nothing else is known by now."""
    last = next((min(la, end) for f, la in chunks(turn, clause) if f <= first < la), end)
    if turn.message.has(first, last, *_OF_ALL) or not turn.message.has(first, last, *_TELLS):
        return False
    agents = [m for m in turn.free(first, last, "specialty") if turn.is_agent(m)]
    people = [turn.text(m.last - 1) for m in (*agents, *_titles(turn, first, last))]
    if people:
        return not any(word.endswith("s") for word in people)
    earlier = [name for name in person.letters if name not in person.latest]
    if any(_is_told_otherwise(turn, name, first, last) for name in earlier):
        return not any(_is_told_otherwise(turn, name, first, last) for name in person.latest)
    new = set(person.latest) <= set(turn.draft.added())
    return new and all(name not in turn.draft.added() and _is_described(turn, name) for name in earlier)


def _titles(turn: Turn, first: int, last: int) -> Iterator[Mention]:
    """ "the chair of psychiatry", "a program director": words for one person that an article leads in."""
    for said in turn.free(first, last, *_ONE):
        if said.first <= first + 1 or turn.text(said.first - 1) in {"a", "an", "the", "my", "our"}:
            yield said


def _is_told_otherwise(turn: Turn, letter: str, first: int, last: int) -> bool:
    """Another country or specialty is known of the writer than the words tell."""
    places = {m.value[0] for m in turn.free(first, last, "country")}
    fields = {turn.book.parent(str(m.value)) for m in turn.free(first, last, "specialty")}
    country, field = (turn.draft.get(letter_path(letter, f"writer.{name}")) for name in ("country", "specialty"))
    return bool((places and country and country not in places) or (fields and field and field not in fields))


def _is_described(turn: Turn, name: str) -> bool:
    """Something of what such words tell is known of the writer already."""
    return any(turn.draft.get(letter_path(name, path)) is not None for path in _KNOWN)
