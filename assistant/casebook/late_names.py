"""The name of a writer who was told without one: "the surgeon's name is Dr Whitfield", "found it: she is Dr Ulloa".

Such a name belongs to a letter that is held; a second letter by the same writer would count twice.
"""

from __future__ import annotations

import re

from assistant.casebook.introductions import chunks
from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.reading import Mention
from assistant.casebook.references import fits
from assistant.casebook.stance import Clause
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn

_COUNTED = re.compile(r"(.+)_\d+$")  # the id of one of several letters that were told together
_BY_PRONOUN = 4  # tokens from "she" to her name: "she is Dr. Ulloa"
_SAYS_SO = frozenset({"is", "was", "called", "named"})
_EQUALS = frozenset({":", "=", "-", "–", ","})
_ORDINALS = ("cue:first_one", "cue:second_one", "cue:third_one", "cue:fourth_one")
_DESCRIBED = ("country", "specialty", "role", "amount", "date", "fact:experience.setting")


def letter_without_name(
    turn: Turn, clause: Clause, mention: Mention, people: list[Person], talk: Talk
) -> str | None:
    """A letter told without a name that this name belongs to."""
    unnamed = [name for name in turn.draft.ids() if turn.draft.is_unnamed(name)]
    pieces = chunks(turn, clause)
    calls = _is_called(turn, mention)
    for person in people:
        meant = [name for name in person.letters if name in unnamed]
        near = same_piece(pieces, (person.first, person.last), (mention.first, mention.last))
        if len(person.letters) == 1 and meant and (near or calls):
            return meant[0]
    fresh = [name for name in unnamed if name in turn.draft.added()]
    if len(fresh) == 1 and _is_revealed(turn, clause, mention):
        return fresh[0]
    if (placed := _by_ordinal(turn, mention)) in unnamed:
        return placed
    old = [name for name in unnamed if name in turn.draft.before_ids]
    if len(old) == 1 and _is_the_other(turn, clause, mention):
        return old[0]
    if turn.message.has(clause.first, mention.first, "cue:another"):
        return None
    spoken_of = talk.current[0] if len(talk.current) == 1 and talk.current[0] in unnamed else None
    described = turn.message.has(clause.first, mention.first, "specialty", "country", "role")
    if spoken_of and (_by_pronoun(turn, clause, mention) or (calls and not described)):
        return spoken_of
    if found := _found(turn, mention, spoken_of, old):
        return found
    if spoken_of in old and _is_name_alone(turn, clause, mention) and not _is_another(turn, spoken_of):
        return spoken_of
    return _described(turn, clause, mention, unnamed, calls=calls)


def same_piece(pieces: list[tuple[int, int]], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two places begin in the same piece of a clause."""
    return any(first <= left[0] < last and first <= right[0] < last for first, last in pieces)


def names_writer(turn: Turn, cue: Mention, titled: Mention) -> bool:
    """ "name Dr Farzana Alam", where a writer without a name is spoken of: that writer's, not the applicant's."""
    own = turn.message.has(max(0, cue.first - 1), cue.last, "cue:first_person") or turn.text(cue.first) in {"i", "my"}
    spoken = turn.draft.touched[-1] if turn.draft.touched else turn.draft.focus
    known = turn.draft.letter(spoken) is not None if spoken else False
    return not own and bool(titled.value.title) and known and turn.draft.is_unnamed(spoken or "")


def _is_called(turn: Turn, mention: Mention) -> bool:
    """ "name is", "name:", "his name", "has a name,": the name is told as such."""
    at = mention.first - 1
    while at >= 0 and (turn.text(at) in _SAYS_SO or turn.raw(at) in _EQUALS):
        at -= 1
    return turn.text(at) == "name" and turn.text(at - 1) != "my"


def _is_revealed(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "I am speaking of Dr. Melissa Okonski", "I mean Dr. Roe": who was just told without a name."""
    before = [turn.text(at) for at in range(clause.first, mention.first) if turn.message.tokens[at].kind == "word"]
    says = turn.book.lists["reveals_name"]
    return not says.isdisjoint(before) and set(before) <= says | turn.book.lists["around_reveal"]


def _by_ordinal(turn: Turn, mention: Mention) -> str | None:
    """ "First is Dr Ulloa. Second Dr Roe": the letter in that place of the list, which has no name yet."""
    at = mention.first - 1
    while at > 0 and (turn.text(at) in _SAYS_SO or turn.raw(at) in _EQUALS):
        at -= 1
    at -= turn.text(at) == "one"
    ids = turn.draft.ids()
    for number, group in enumerate(_ORDINALS[: len(ids)]):
        if len(ids) > 1 and any(cue.first <= at < cue.last for cue in turn.message.inside(at - 1, at + 2, group)):
            return ids[number] if not _is_another(turn, ids[number]) else None
    return None


def _is_the_other(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "Other one is Dr. Fatima Zaheer": the one of two who has no name yet."""
    cue = next(turn.message.inside(clause.first, mention.first, "cue:other_one"), None)
    between = range(cue.last, mention.first) if cue is not None else range(0)
    return cue is not None and all(turn.text(at) in _SAYS_SO or turn.raw(at) in _EQUALS for at in between)


def _by_pronoun(turn: Turn, clause: Clause, mention: Mention) -> bool:
    told = turn.message.has(clause.first, mention.first, "cue:he", "cue:she", "cue:it")
    return told and mention.first - clause.first <= _BY_PRONOUN


def _found(turn: Turn, mention: Mention, spoken_of: str | None, old: list[str]) -> str | None:
    """ "checked. doctor Anand Pillai", "found it dr Trujillo": a name that was looked for, and nothing else before."""
    words = [turn.text(at) for at in range(mention.first) if turn.message.tokens[at].kind == "word"]
    lists = turn.book.lists
    if not set(words) & lists["name_was_sought"] or not set(words) <= lists["name_was_sought"] | lists["beside_sought"]:
        return None
    return spoken_of if spoken_of in old else old[0] if len(old) == 1 else None


def _is_name_alone(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "Prof Hsiu-Mei Tsai. full professor": the message begins with a name, of which the clause tells nothing else."""
    opens = all(turn.message.tokens[at].kind == "sign" for at in range(mention.first))
    ends = next((m.first for m in turn.message.inside(mention.last, len(turn.message.tokens), "name")), None)
    alone = clause.last - mention.last <= 1 and not turn.message.has(mention.last, clause.last, *_DESCRIBED)
    return opens and alone and ends is None and turn.raw(mention.last) in {"", ".", "!", "\n"}


def _is_another(turn: Turn, letter: str) -> bool:
    """ "Dr. Helen Park. She is a psychiatrist in Denver", after a cardiologist in Reno: somebody else."""
    held = {turn.draft.get(letter_path(letter, f"writer.{name}")) for name in ("specialty", "country")}
    for clause in turn.clauses:
        if turn.message.has(clause.first, clause.last, "cue:first_person"):
            continue
        told = {p.value[0] for p in turn.free(clause.first, clause.last, "country")}
        agents = (m for m in turn.free(clause.first, clause.last, "specialty") if turn.is_agent(m))
        if not told | {turn.book.parent(str(m.value)) for m in agents} <= held:
            return True
    return False


def _described(turn: Turn, clause: Clause, mention: Mention, unnamed: list[str], *, calls: bool) -> str | None:
    """ "the surgeon's name is Dr Whitfield", "old boss = Dr Ngono", or words that fit a letter told before."""
    added = {change.value for change in turn.draft.changes if change.op == "add_letter"}
    marks = [
        m
        for m in turn.free(clause.first, mention.first, "specialty", "country", "role")
        if m.group != "specialty" or turn.is_agent(m)
    ]
    equals = turn.raw(mention.first - 1) in {"=", "is"} and any(m.last == mention.first - 1 for m in marks)
    if marks and (calls or equals):
        described = [name for name in unnamed if name not in added and all(fits(turn, name, mark) for mark in marks)]
        physicians = [n for n in described if turn.draft.get(letter_path(n, "writer.profession")) == "physician"]
        meant = physicians if len(described) > 1 else described
        return meant[0] if len(meant) == 1 else None
    pieces = chunks(turn, clause)
    piece = next(((f, la) for f, la in pieces if f <= mention.first < la), (clause.first, clause.last))
    for name in (name for name in unnamed if name not in added and not _is_elsewhere(turn, name, mention)):
        if _could_be(turn, name, piece, mention):
            return name
    return None


def _is_elsewhere(turn: Turn, name: str, mention: Mention) -> bool:
    """ "also Dr. Smith, IM, Texas", after three letters from Cairo: what follows the name speaks against them."""
    sentence = next(s for s in turn.message.sentences if s.first <= mention.first < s.last)
    end, last = sentence.last, mention.last
    for other in turn.message.inside(mention.last, sentence.last, "name"):
        between = range(last, other.first)
        row = all(turn.text(at) in turn.book.lists["between_names"] or turn.raw(at) in {",", "&"} for at in between)
        if not row:  # "Dr. Smith and Dr. Kerr, IM in Texas" are both there
            end = other.first
            break
        last = other.last
    held = turn.draft.get(letter_path(name, "writer.country"))
    told = {place.value[0] for place in turn.free(mention.last, end, "country")}
    return held is not None and bool(told) and held not in told


def _all_named(turn: Turn, name: str) -> bool:
    """ "names? Prof Leyva, Prof Suarez", after "2 letters from Cuba": as many names are told as letters before."""
    base = _COUNTED.match(name)
    counted = [n for n in turn.draft.before_ids if base and (of := _COUNTED.match(n)) and of[1] == base[1]]
    held = {turn.draft.get(letter_path(letter, "writer.name")) for letter in set(turn.draft.before_ids) - set(counted)}
    told = {m.value.full for m in turn.message.mentions if m.group == "name" and not m.value.known} - held
    return len(counted) == len(told) > 1


def _could_be(turn: Turn, name: str, piece: tuple[int, int], mention: Mention) -> bool:
    """Nothing in the words speaks against an unnamed letter, and something speaks for it."""
    said: dict[str, set[object]] = {
        "writer.country": {p.value[0] for p in turn.free(*piece, "country")},
        "experience.setting": {m.value for m in turn.free(*piece, "fact:experience.setting")},
        "writer.specialty": {turn.book.parent(str(m.value)) for m in turn.free(*piece, "specialty")},
    }
    support = name.startswith("letter_") or _all_named(turn, name)
    for field_name, values in said.items():
        held = turn.draft.get(letter_path(name, field_name))
        if held is None or not values:
            continue
        if held not in values:
            return False
        support = True
    home = name in turn.draft.home or name.startswith("home_")
    return support or (
        home
        and (
            turn.message.has(*piece, "cue:home")
            or (mention.value.title == "Prof." and "prof" in name and not said["writer.country"])
        )
    )
