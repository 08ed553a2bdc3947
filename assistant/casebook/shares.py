"""Which words of a clause speak of which of the people named in it."""

from __future__ import annotations

from assistant.casebook.attach import put_specialty
from assistant.casebook.introductions import chunks
from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_DESCRIBES = ("country", "specialty", "role", "fact:writer.leadership", "fact:experience.setting", "amount")


def grouped(turn: Turn, clause: Clause, people: list[Person]) -> list[Person]:
    """Join people who are named together ("Dr Smith and Dr Khan") into one."""
    found: list[Person] = []
    for person in people:
        before = found[-1] if found else None
        between = [] if before is None else turn.message.tokens[before.last : person.first]
        joined = (
            before is not None
            and len(between) <= 3
            and {before.kind, person.kind} <= {"name", "reference"}
            and (before.kind == person.kind or all(token.raw != "," for token in between))
            and bool(between)
            and all(
                token.raw in {",", "&", "+", "/"} or token.text in turn.book.lists["between_names"] for token in between
            )
            and turn.text(person.last) not in {"not", "no"}  # "for Rao not"
            and not _told_apart(turn, clause, before, person)
            and _is_physician(turn, before) is _is_physician(turn, person)
        )
        if joined and before is not None and before.letters and person.letters:
            before.letters = [*before.letters, *[name for name in person.letters if name not in before.letters]]
            before.last, before.latest = person.last, person.letters
        else:
            found.append(person)
    return found


def with_pronoun(turn: Turn, clause: Clause, people: list[Person], current: list[str]) -> bool:
    """ "I waived for him and for Russo": the one spoken of before is meant with the one named; True when so."""
    person = people[0]
    at = person.first - 1
    joins = turn.book.lists["between_names"] | {"for"}
    while at > clause.first and (turn.text(at) in joins or turn.raw(at) == "&"):
        at -= 1
    him = clause.first <= at < person.first - 1 and turn.text(at) in {"him", "her"}
    and_ = any(turn.text(place) == "and" or turn.raw(place) == "&" for place in range(at + 1, person.first))
    joined = him and and_ and len(current) == 1 and bool(person.letters) and current[0] not in person.letters
    if joined:
        person.letters = [*current, *person.letters]
    return joined


def _is_physician(turn: Turn, person: Person) -> bool:
    """Not a mayor or a priest by title, of whom a field beside them is not said."""
    held = {turn.draft.get(letter_path(name, "writer.profession")) for name in person.letters}
    return held <= {None, "physician"}


def _told_apart(turn: Turn, clause: Clause, before: Person, person: Person) -> bool:
    """ "the chair in Khartoum Dr Elamin, and Dr Cole, surgeon": each has a description of their own."""
    first = next((f for f, la in chunks(turn, clause) if f <= before.first < la), before.first)
    ahead = [m for m in turn.free(first, before.first, *_DESCRIBES) if not turn.text(m.last - 1).endswith("s")]
    end = next((la for f, la in chunks(turn, clause) if f <= person.first < la), person.last)
    close = [m for m in ahead if before.first - m.last <= 1]
    return bool(close) and turn.message.has(person.last, end, *_DESCRIBES)


def with_both(turn: Turn, clause: Clause, people: list[Person]) -> list[Person]:
    """ "... both internal medicine" after two people of this clause is of the two, "all of them" of the new ones."""
    last = people[-1]
    letters = list(dict.fromkeys(name for person in people for name in person.letters))
    cue = next(turn.free(last.last, clause.last, "cue:both"), None)
    both = cue is not None and len(letters) == len(people) == len(("one", "other"))
    if not both and len(people) > 1 and set(letters) <= set(turn.draft.added()):
        cue = next(turn.free(last.last, clause.last, "cue:all_letters"), None)
        both = cue is not None
    if cue is None or not both:
        return people
    return [*people, Person(cue.first, cue.last, letters, kind="reference")]


def share_plural(turn: Turn, clause: Clause, people: list[Person]) -> None:
    """ "2 LORs from anesthesiologists: Ali and Baker", "my psych attendings: ...": the plural is said of each."""
    letters = list(dict.fromkeys(name for person in people for name in person.letters))
    if len(letters) < 2 or any(person.kind == "reference" for person in people):
        return
    for mention in list(turn.free(clause.first, people[0].first, "specialty")):
        headed = turn.text(mention.last) in turn.book.lists["plural_people"] and turn.raw(mention.last + 1) == ":"
        plural = headed or (turn.is_agent(mention) and turn.text(mention.last - 1).endswith("s"))
        colon = any(turn.message.tokens[at].raw == ":" for at in range(mention.last, people[0].first))
        count = turn.number_at(mention.first - 1)
        if not plural or not (colon or count == len(letters)):
            continue
        turn.used.add(mention)
        for name in letters:
            put_specialty(turn, name, str(mention.value), turn.said(mention))
            turn.draft.set(letter_path(name, "writer.profession"), "physician", turn.said(mention))


def shares(turn: Turn, clause: Clause, people: list[Person]) -> list[tuple[Person, list[tuple[int, int]]]]:
    """The token ranges of a clause that speak of each person; what heads a list is said of all in it."""
    letters = list(dict.fromkeys(name for person in people for name in person.letters))
    colon = _end_of_heading(turn, clause, people) if len(letters) > 1 else 0
    if colon:
        start = max([clause.first, *(at + 1 for at in range(clause.first, colon) if turn.raw(at) in {",", ".", ";"})])
        heading = Person(start, colon, letters, kind="reference")
        rest = Clause(colon + 1, clause.last, clause.sentence)
        return [(heading, [(start, colon)]), *shares(turn, rest, people)]
    everything, pieces, own = chunks(turn, clause), list[tuple[int, int]](), False
    for piece in everything:
        own = _is_of_oneself(turn, piece, people) or (own and _is_only_field(turn, piece, people))
        if not own:
            pieces.append(piece)
    if people[0].kind == "new":
        pieces = [piece for piece in pieces if piece[1] > people[0].first or not _has_head(turn, piece)]
    pieces = [piece for piece in pieces if not _is_elsewhere(turn, piece, people)]
    if len(people) == 1:
        return [(people[0], [(clause.first, clause.last)] if len(pieces) == len(everything) else pieces)]
    spans: list[list[tuple[int, int]]] = [[] for _ in people]
    at = -1
    for first, last in pieces:
        inside = [number for number, person in enumerate(people) if first <= person.first < last]
        if not inside:
            spans[max(at, 0)].append((first, last))
            continue
        start = _past_bracket(turn, first, people[inside[0]].first)
        if start > first:
            spans[max(at, 0)].append((first, start))
        for place, number in enumerate(inside):
            end = people[inside[place + 1]].first if place + 1 < len(inside) else last
            spans[number].append((start, end))
            start = end
        at = inside[-1]
    return list(zip(people, spans, strict=True))


def _is_elsewhere(turn: Turn, piece: tuple[int, int], people: list[Person]) -> bool:
    """ "two Cairo professors and did an observership in Boston": something done at another place by nobody told of."""
    first, last = piece
    inside = any(first <= person.first < last or person.first <= first < person.last for person in people)
    before = [person for person in people if person.last <= first]
    done = turn.message.has(first, last, "fact:experience.setting")
    back = turn.message.has(first, last, "cue:he", "cue:she", "cue:they", "cue:both", "name")
    if inside or back or not done or not before or before[-1].kind != "new" or not turn.asks_whom:
        return False
    here = {place.value[0] for place in turn.message.inside(first, last, "country")}
    there = {place.value[0] for place in turn.message.inside(before[-1].first, before[-1].last, "country")}
    return bool(here and there and not here & there)


def _end_of_heading(turn: Turn, clause: Clause, people: list[Person]) -> int:
    """ "observerships only: ...", "rotated in Chicago: ...": the colon of the only heading; 0 where there is none."""
    colons = [at for at in range(clause.first, clause.last) if turn.raw(at) == ":"]
    if len(colons) != 1 or colons[0] >= people[0].first or any(p.kind not in {"name", "new"} for p in people):
        return 0
    commas = [at + 1 for at in range(clause.first, colons[0]) if turn.raw(at) in {",", ".", ";"}]
    heading = max([clause.first, *commas]), colons[0]
    told = turn.message.has(*heading, "country", "fact:experience.setting", "fact:status")
    return colons[0] if told and not turn.message.has(*heading, "amount", "specialty") else 0


def _past_bracket(turn: Turn, first: int, last: int) -> int:
    """ "4 weeks) nd Dr Kessler": what a bracket closes is said of the one before; the token after it."""
    depth = 0
    for at in range(first, last):
        depth += (turn.raw(at) == "(") - (turn.raw(at) == ")")
        if depth < 0:
            return at + 1
    return first


def _has_head(turn: Turn, piece: tuple[int, int]) -> bool:
    """The piece names somebody of its own: "1 NY internist + 3 from Lahore"."""
    lengths = list(turn.message.inside(*piece, "amount"))
    numbered = any(
        turn.number_at(at) is not None and not any(m.first <= at < m.last for m in lengths) for at in range(*piece)
    )
    people = any(turn.is_agent(m) for m in turn.message.inside(*piece, "specialty"))
    return people or (numbered and turn.message.has(*piece, "specialty", "role", "country"))


def _is_only_field(turn: Turn, piece: tuple[int, int], people: list[Person]) -> bool:
    """ "..., im from Jordan, psychiatry": a bare field after words on oneself."""
    first, last = piece
    bare = all(
        any(m.first <= at < m.last for m in turn.free(first, last, "specialty"))
        or turn.message.has(at, at + 1, "cue:target_filler")
        for at in range(first, last)
    )
    return bare and not any(first <= person.first < last for person in people)


def _is_of_oneself(turn: Turn, piece: tuple[int, int], people: list[Person]) -> bool:
    """ ", im Nepali applying for FM" between words on letters: the applicant speaks of themselves."""
    first, last = piece
    if any(first <= person.first < last for person in people):
        return False
    rest = turn.book.lists["rest_words"]
    if turn.text(first) in rest or (turn.text(first) == "the" and turn.text(first + 1) in rest):
        return True  # "..., the rest is internal medicine": of letters that are not told one by one
    opens = turn.text(first) == "iam" or (turn.text(first), turn.text(first + 1)) == ("i", "am")
    kinds = ("cue:he", "cue:she", "cue:it", "amount", "date", "fact:experience.setting", "fact:status", "fact:waived")
    theirs = turn.message.has(first, last, *kinds)
    return opens and not theirs
