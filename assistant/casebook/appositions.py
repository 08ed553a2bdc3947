"""Words that say more of somebody who is named in the same sentence: nobody new."""

from __future__ import annotations

from assistant.casebook.people import Person
from assistant.casebook.phrases import EXPERIENCES, Newcomers
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_NEAR = 4  # tokens behind a word for a person in which their place would stand
_MOST_BETWEEN = 2
_PIECE_SIGNS = frozenset({",", ";", "(", ")", ":", "\n", ".", "/"})


def tells_of_theirs(turn: Turn, known: list[Person], group: Newcomers) -> bool:
    """ "Dr. Rao, internist, uploaded, letter says IM only": what the letter of those named says."""
    bare = group.head == "letter" and not group.counted and bool(known)
    return bare and turn.message.has(max(0, group.noun - 1), group.last, "cue:recommends")


def names_follow(turn: Turn, known: list[Person], group: Newcomers, clause: Clause) -> bool:
    """ "my two attendings, Dr Weiss and Dr Stern": those named next are the ones that were counted.

    In two countries they are two: "my attending in Ohio 6 weeks, Dr Rao in Pune".
    """
    after = [person for person in known if person.kind == "name" and person.first >= group.last]
    before = [person for person in known if person.kind == "name" and person.last == group.first - 1]
    before = [person for person in before if turn.raw(person.last) in {",", "(", "-"}]  # "Dr Rao, my attending, ..."
    count = group.count or 1
    further = after[count : count + 1] if count == 1 else []  # "my pastor, Rev. Toussaint; Dr. Jean"
    if not after or before or (len(after) != count and not further):
        return False
    between = [at for at in range(group.last, after[0].first) if turn.text(at) not in turn.book.lists["names_come"]]
    if len(between) > _MOST_BETWEEN:  # ", her name is" may stand there
        return False
    own = {place.value[0] for place in turn.message.inside(group.first, group.last, "country")}
    ends = _next_piece(turn, after[0].last, further[0].first) if further else clause.last
    theirs = {place.value[0] for place in turn.message.inside(after[0].last, ends, "country")}
    return not (own and theirs and own.isdisjoint(theirs))


def _next_piece(turn: Turn, first: int, last: int) -> int:
    """ "my chief in Sofia, Prof. Georgiev, and from Houston Dr. Cole": where the place of the next one begins."""
    joins = [m.first for m in turn.message.inside(first, last, "cue:conjunction")]
    return min([*joins, *(at for at in range(first, last) if turn.raw(at) == ";"), last])


def is_apposition(turn: Turn, first: int, known: list[Person]) -> bool:
    """ "Dr Garcia, a cardiologist": an article or a bare field after a comma describes the name before."""
    before = [person for person in known if person.last <= first]
    if before and _is_and_my(turn, first, before[-1]):
        return True
    if not before or turn.raw(first - 1) != ",":
        return False
    right_behind = any(person.last == first - 1 and person.kind == "name" for person in known)
    bare = right_behind and any(turn.is_agent(m) for m in turn.message.at(first, "specialty"))
    start = next((at for at in range(first - 2, -1, -1) if turn.raw(at) in _PIECE_SIGNS), -1)
    beside = any(person.kind == "name" and start < person.first < first for person in known)
    opens = turn.text(first) not in turn.book.lists["adds_another"] and turn.number_at(first) is None
    role = next(turn.message.inside(first, _past_place(turn, first) + _NEAR, "role"), None)
    theirs = beside and opens and role is not None and role.value not in EXPERIENCES
    one = turn.text(first) in {"a", "an"} and not _is_of_another_field(turn, first, before[-1])
    return one or bare or theirs or _is_further(turn, first, before[-1])


def _past_place(turn: Turn, at: int) -> int:
    """ "from Hue, Vietnam my home program director": the token behind a place that opens the words."""
    return max([at, *(place.last for place in turn.message.at(at, "country"))])


def _is_and_my(turn: Turn, first: int, before: Person) -> bool:
    """ "Dr. Feinstein, anesthesiologist and my PI at MGH": one more word for who has only been called by the field."""
    role = next(turn.message.inside(first + 1, first + _NEAR, "role"), None)
    mine = turn.text(first - 1) == "and" and turn.text(first) in {"my", "our"} and role is not None
    covered = {at for m in turn.message.inside(before.last, first - 1, "specialty", "fact:writer.profession", "role")
               for at in range(m.first, m.last)}  # fmt: skip
    called = [at for at in range(before.last, first - 1) if at not in covered]
    bare = all(turn.raw(at) in {",", "-", "–", "("} or turn.text(at) in {"a", "an", "the"} for at in called)
    return mine and before.kind == "name" and bool(covered) and bare


def _is_of_another_field(turn: Turn, first: int, before: Person) -> bool:
    """ "Dr. Castle, internist in Utah, a surgeon in Reno": whoever has another field is another one."""
    said = list(turn.message.inside(before.last, first, "specialty"))
    here = next(turn.message.inside(first, first + _NEAR, "specialty"), None)
    return here is not None and turn.is_agent(here) and any(turn.is_agent(m) and m.value != here.value for m in said)


def _is_further(turn: Turn, first: int, before: Person) -> bool:
    """ "Dr. Alemu, internist in Addis, my advisor in residency": one more title of who was named, in no list."""
    role = next(turn.message.at(first + (turn.text(first) in {"my", "our"}), "role"), None)
    if role is None or role.value in EXPERIENCES or before.kind != "name":
        return False
    sentence = next(s for s in turn.message.sentences if s.first <= first < s.last)
    told = turn.message.has(role.first, min(role.last + _NEAR, sentence.last), "country", "cue:home")
    joins = list(turn.message.inside(first, sentence.last, "cue:conjunction"))
    listed = any(turn.message.has(m.last, m.last + _NEAR, "role", "specialty", "name", "country") for m in joins)
    joined = turn.message.has(before.last, first, "cue:conjunction")
    return not (told or listed or joined)


def points_back(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "There I made an observership", "Dr. Lee, with whom I did a rotation": what was done with the one spoken of."""
    pairs = [(turn.text(at), turn.text(at + 1)) for at in range(clause.first, clause.last)]
    people = [m.last for m in turn.message.inside(clause.first, group.noun, "name", "role", "specialty")]
    joins = turn.book.lists["relative_words"]
    if group.count == 1 and any(turn.text(at) in joins for last in people for at in range(last, group.noun)):
        return True
    there = any(word == "there" and after not in turn.book.lists["being"] for word, after in pairs)
    him = any(word in {"with", "w", "under", "by"} and after in {"him", "her", "them"} for word, after in pairs)
    return (him or (there and group.count == 1)) and bool(turn.draft.ids())
