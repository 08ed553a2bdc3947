"""People who are named beside the writers and write no letter: residents, nurses, the family's own doctors."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_TOLD = ("fact:status", "amount", "fact:experience.setting")
_BEFORE, _AFTER = 7, 6  # tokens around a name in which its role stands


def is_by_the_way(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "his fellow Dr Tran", "her oncologist Dr. Maalouf", "Hala's Dr. Novak": nobody of whom a letter is told."""
    if any(turn.draft.get(letter_path(name, "status")) for name in named(turn, mention.value)):
        return False
    told = turn.message.has(mention.last, _piece_end(turn, clause, mention), *_TOLD)
    beside = is_beside(turn, clause, mention)
    theirs = not turn.draft.ids() and not told and _is_theirs(turn, clause, mention)
    return beside or theirs or _treats(turn, clause, mention) or _belongs_to_another(turn, mention)


def is_beside(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "the program coordinator Ms. Bell", "Ms. Bell (office secretary)": of whom no letter is told."""
    told = turn.message.has(mention.last, _piece_end(turn, clause, mention), *_TOLD)
    listed = turn.message.has(clause.first, mention.first, "cue:letter")  # "for letters I have the head nurse ..."
    answered = turn.message.has(mention.last, _piece_end(turn, clause, mention), "fact:status")
    bracketed = turn.raw(mention.first - 1) == "("
    office = _is_of_office(turn, mention) and (bracketed or not answered)
    return ((_is_trainee(turn, clause, mention) and not told) or office) and not listed


def _is_of_office(turn: Turn, mention: Mention) -> bool:
    """ "Ms. Bell, the program coordinator", "Tracy Bell (clinic secretary)": a word for the office right behind."""
    before = mention.first - 1
    if turn.raw(before) == "(" and turn.text(before - 1) in turn.book.lists["office_staff"]:
        return True  # "Coordinator (Mrs. Doyle) confirmed"
    if turn.raw(mention.last) not in {",", "(", "-", "–"} and turn.text(mention.last) not in {"is", "the", "from"}:
        return False
    at = mention.last + 1
    while turn.text(at) in turn.book.lists["before_office"]:
        at += 1
    return turn.text(at) in turn.book.lists["office_staff"]


def _is_theirs(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "his program director Dr. Mason", where nobody but a friend was spoken of before."""
    first = max(clause.first, mention.first - _BEFORE)
    role = next((m for m in turn.message.inside(first, mention.first, "role") if m.last == mention.first), None)
    return role is not None and turn.text(role.first - 1) in {"his", "her", "their"}


def _piece_end(turn: Turn, clause: Clause, mention: Mention) -> int:
    return next((m.first for m in turn.message.inside(mention.last, clause.last, "name")), clause.last)


def _is_trainee(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "the senior resident Dr. Mirza", "the intern on the team, Dr. Osei"."""
    for at in range(mention.first - 1, max(clause.first, mention.first - _BEFORE) - 1, -1):
        word = turn.text(at)
        if word in turn.book.lists["not_writers"]:
            before = (turn.text(at - 1), turn.text(at - 2))
            counted = {"one", "another"} & set(before) and mention.value.title in turn.book.lists["courtesies"]
            listed = counted and turn.message.has(clause.first, mention.first, "name")
            return bool(set(before) & turn.book.lists["beside_owners"]) and not listed
        if word not in turn.book.lists["beside_fillers"] and turn.raw(at) != ",":
            return False
    return False


def _treats(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "my cardiologist Dr. Nassar", "the surgeon of my father": a doctor of the family, who is asked for nothing."""
    own = any(
        m.value not in {"none", "declined", "idea"}
        for m in turn.message.inside(mention.last, _piece_end(turn, clause, mention), *_TOLD)
    ) or any(turn.text(at).startswith(("wrote", "writ")) for at in range(mention.last, clause.last))
    for field in turn.message.inside(max(clause.first, mention.first - _BEFORE), mention.first, "specialty"):
        if not turn.is_agent(field) or mention.first - field.last > 1:
            continue
        at = field.first - 1
        at -= turn.text(at) in turn.book.lists["beside_fillers"]
        theirs = turn.raw(at)[-2:] in {"'s", "’s"} and turn.text(at)[:-1] in turn.book.lists["third_persons"]
        theirs = theirs or turn.text(at) in turn.book.lists["kin_owners"]
        if theirs or (turn.text(at) in {"my", "her", "his"} and not own):
            return True
    return _is_of_family(turn, clause, mention)


def _is_of_family(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "Dr. Tung is the neurosurgeon of my father"."""
    for at in range(mention.last, min(mention.last + _AFTER, clause.last - 2)):
        kin = turn.text(at + 2) in turn.book.lists["third_persons"] | turn.book.lists["parents"]
        if turn.text(at) == "of" and turn.text(at + 1) in {"my", "our"} and kin:
            return any(turn.is_agent(m) for m in turn.message.inside(mention.last, at, "specialty"))
    return False


def _belongs_to_another(turn: Turn, mention: Mention) -> bool:
    """ "Hala's Dr. Novak": another applicant's writer."""
    before = turn.message.tokens[mention.first - 1] if mention.first else None
    owner = before is not None and before.raw[-2:] in {"'s", "’s"} and before.capital
    return owner and before is not None and not turn.book.alone(before.text)
