"""Letters by their place in the list: "the second one", "#2", "3 is uploaded", "b) agreed", "A is called Dr Lee"."""

from __future__ import annotations

from assistant.casebook.people import Person
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_PLACES = "abcdefgh"
_ORDINALS = ("cue:first_one", "cue:second_one", "cue:third_one", "cue:fourth_one")


def by_number(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """The letters that a clause counts: by ordinals, signs of number, and the letters of an alphabet."""
    found = _counted(turn, clause, ids)
    found.extend(_signed(turn, clause, ids))
    found.extend(_lettered(turn, clause, ids))
    found.extend(_headed_by_letter(turn, clause, ids))
    found.extend(_numbered(turn, clause, ids))
    return found


def _signed(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """ "#2", "no. 2", "num 2"."""
    found = []
    for index in range(clause.first + 1, clause.last):
        entry = turn.number_at(index) or 0
        signed = turn.message.tokens[index - 1].raw == "#" or (
            turn.message.tokens[index - 1].raw == "." and turn.text(index - 2) in turn.book.lists["entry_words"]
        )
        signed = signed or turn.text(index - 1) in {"num", "number"}
        if signed and 0 < entry <= len(ids):
            found.append(Person(index - 1, index + 1, [ids[entry - 1]], kind="reference"))
    return found


def _headed_by_letter(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """ "A is called Dr Lee", "b) also agreed": a letter that heads a piece, where so many were told before."""
    found = []
    for at in range(clause.first, clause.last - 1):
        place = _PLACES.find(turn.text(at)) if len(turn.text(at)) == 1 else -1
        opens = at == clause.first or turn.message.tokens[at - 1].kind == "sign" or turn.message.has(
            at - 1, at, "cue:boundary", "cue:conjunction"
        )
        if not opens or turn.raw(at - 1) == "(" or not 0 <= place < len(ids) or len(ids) == 1:
            continue
        bracket = turn.raw(at + 1) == ")"
        verb = turn.raw(at).isupper() and turn.text(at + 1) in turn.book.lists["after_entry_letter"]
        if (bracket or verb) and ids[place] in turn.draft.before_ids:
            found.append(Person(at, at + 1 + bracket, [ids[place]], kind="reference"))
    return found


def _counted(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """ "the second one", "the first two", "the last one": letters by their place."""
    found: list[Person] = []
    for number, group in enumerate(_ORDINALS):
        for cue in turn.free(clause.first, clause.last, group):
            long = cue.last - cue.first > 1 or turn.text(cue.last) not in turn.book.lists["not_a_letter_after_ordinal"]
            counts = not _is_adjective(turn, cue) or _goes_on(turn, cue, found) or _heads_row(turn, cue, clause)
            if long and ids and counts:
                held = ids[number : number + 1]
                found.append(Person(cue.first, cue.last, held, kind="reference" if held else "nobody"))
    for cue in turn.free(clause.first, clause.last, "cue:first_few", "cue:last_few"):
        count = next((turn.number_at(at) for at in range(cue.first, cue.last) if turn.number_at(at)), 0) or 0
        several = ids[:count] if cue.group == "cue:first_few" else ids[-count:]
        if 1 < count <= len(ids):
            found.append(Person(cue.first, cue.last, several, kind="reference"))
    for cue in turn.free(clause.first, clause.last, "cue:last_one"):
        if ids:
            found.append(Person(cue.first, cue.last, [ids[-1]], kind="reference"))
    return found


def _lettered(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """ "(a) and (c) have agreed": entries of a list with letters for numbers; "(1)" too."""
    found = []
    for at in range(clause.first, clause.last - 2):
        if turn.raw(at) != "(" or turn.raw(at + 2) != ")" or turn.message.has(at + 1, at + 2, "name"):
            continue
        entry = turn.number_at(at + 1) or _PLACES.find(turn.text(at + 1)) + 1
        if 0 < entry <= len(ids) and len(turn.text(at + 1)) == 1 and len(ids) > 1:
            found.append(Person(at, at + 3, [ids[entry - 1]], kind="reference"))
    return found


def _numbered(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """ "3 is uploaded, 1 not yet": a bare number that begins a piece stands for the letter in that place."""
    found = []
    at = clause.first
    while at < clause.last - 1 and len(ids) > 1:
        start, meant = at, []
        opens = at == clause.first or turn.raw(at - 1) in {",", ";", "\n", "and", "sir"}
        while opens and at < clause.last and turn.message.tokens[at].kind == "number":
            if at in turn.message.blocked:
                break
            number = turn.number_at(at) or 0
            meant += ids[number - 1 : number] if number else []
            at += 1
            joined = turn.raw(at) in {",", "&", "and", "+", "/"}
            if not (joined and turn.number_at(at + 1) is not None):
                break
            at += 1
        told = any(m.first == at for m in turn.message.inside(at, clause.last, "fact:status", "fact:waived"))
        both = len(meant) > 1 and (turn.raw(at) == ":" or turn.text(at) in {"both", "are", "all"})
        if meant and (both or told or turn.text(at) in turn.book.lists["after_entry_number"]):
            found.append(Person(start, at, list(dict.fromkeys(meant)), kind="reference"))
        at = max(at, start + 1)
    return found


def _goes_on(turn: Turn, cue: Mention, found: list[Person]) -> bool:
    """ "the first was hands-on, second observership": the next of the letters that are counted."""
    opens = turn.message.tokens[cue.first - 1].kind == "sign" or turn.text(cue.first - 1) in {"and", "but", "the"}
    tells = any(True for _ in turn.message.at(cue.last, "fact:experience.setting", "amount"))
    return bool(found) and found[-1].last < cue.first and opens and tells


def _heads_row(turn: Turn, cue: Mention, clause: Clause) -> bool:
    """ "first 4 weeks second 8 weeks": each ordinal with its length only, so of several letters."""
    rows = list[Mention]()
    for other in turn.free(clause.first, clause.last, *_ORDINALS):
        amount = next(iter(turn.message.at(other.last, "amount")), None)
        bare = other.last - other.first == 1 and turn.text(other.first - 1) not in {"the", "for", "in"}
        last = amount.last if amount is not None else other.last
        joined = turn.text(last) in {"and", "then"} or turn.message.has(last, last + 1, *_ORDINALS)
        ends = last >= clause.last or turn.message.tokens[last].kind == "sign" or joined
        rows += [other] * bool(amount is not None and bare and ends)
    return len(rows) > 1 and cue in rows


def _is_adjective(turn: Turn, cue: Mention) -> bool:
    """ "first attempt", "second time", "first author": no letter is meant."""
    return cue.last - cue.first == 1 and not (
        turn.message.has(cue.last, cue.last + 1, "cue:letter", "fact:status")
        or turn.text(cue.last) in {"is", "has", "already", "was", "one", "not", ""}
        or any(True for _ in turn.message.at(cue.last, "fact:status", "fact:waived"))
    )


def read_board(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """ "1 in eras 2 said no 3 asked him 4 not yet": the numbers of the letters, in their order, each with its words."""
    found: list[Person] = []
    for at in range(clause.first, clause.last - 1):
        number = turn.number_at(at) if turn.message.tokens[at].kind == "number" else None
        opens = bool(found) or at == clause.first or turn.message.tokens[at - 1].kind == "sign"
        taken = at in turn.message.blocked or turn.message.has(at, at + 2, "amount")
        if number != len(found) + 1 or not opens or taken:
            continue
        after = at + 1
        while after < clause.last and turn.message.tokens[after].kind == "sign":
            after += 1
        if any(True for _ in turn.message.at(after, "fact:status", "fact:waived", "cue:negation")):
            found.append(Person(at, at + 1, ids[number - 1 : number], kind="reference"))
    return found if len(found) == len(ids) > 1 else []
