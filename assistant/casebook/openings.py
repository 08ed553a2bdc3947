"""Writers told at the beginning of a case by what they are and where: "an internist in Ohio", "my boss in Lima"."""

from __future__ import annotations

from typing import Any

from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.phrases import EXPERIENCES, MOST_COUNTED, Newcomers
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_DESCRIBES = ("country", "specialty", "role", "amount", "cue:home", "cue:indefinite", "fact:")
_WORKED = ("fact:experience.setting", "amount", "fact:status", "fact:experience.knows_me_well", "fact:attitude")
_DONE = ("fact:experience.setting", "amount")
_PLACE = ("country", "cue:home")
_BEFORE_ONESELF = ("cue:greeting", "cue:boundary", "country", "amount")
_OF_LETTERS = ("fact:status", "fact:experience.setting")
_LOOK_LEFT = 5
_NEAR = 3  # tokens behind "professor" in which the field may follow: "professor Seoul neurology"
_BRACKET = 12  # tokens back in which a bracket may have opened
_ORDINALS = ("cue:first_one", "cue:second_one", "cue:third_one", "cue:fourth_one")
_OWN_TITLES = frozenset({"doctor", "physician", "researcher"})


def is_opening(turn: Turn) -> bool:
    """No letter was told of before this message, but perhaps how many there are."""
    fresh = {change.value for change in turn.draft.changes if change.op in {"add_letter", "rename_letter"}}
    return all(
        letter["id"] in fresh or (letter["id"].startswith("letter_") and len(letter) == 1)
        for letter in turn.draft.letters()
    )


def presents_writer(turn: Turn, clause: Clause, group: Newcomers, known: list[Person], *, listing: bool) -> bool:
    """A doctor told with the place or the work done under them, who is nobody known yet and not the applicant."""
    if group.head in EXPERIENCES:
        return _is_own_experience(turn, clause, group, known, listing=listing)
    person = not group.head.endswith("letter")
    research = turn.text(group.start) == "research" and group.noun - group.start == 1
    if not person or research or not is_opening(turn) or is_plural(turn, group):
        return False
    aside = "(" in {turn.raw(group.first), turn.raw(group.first - 1)}
    if aside and any(
        m.last >= group.first - _NEAR for m in turn.free(max(0, group.first - _LOOK_LEFT), group.first, "name")
    ):
        return False  # "should I still ask Dr Kerr? (surgeon in Boise)"
    start = phrase_start(turn, group)
    if turn.text(start) in turn.book.lists["pointing"]:
        return False  # "this doctor watched her" points back to somebody who was told of
    bare = not _has_determiner(turn, start, group)
    if _is_predicate(turn, clause, start, group) or _tells_of_named(turn, clause, group, known, bare=bare):
        return False
    worked = turn.message.has(group.first, group.last, *_WORKED)
    if bare and _is_inside(turn, start, group):
        return False
    if _is_own_title(turn, group, start, bare=bare) and not worked:
        return False
    follows = _place_follows(turn, clause, group)
    near = follows or _place_before(turn, clause, group) or turn.message.has(group.first, group.last, "cue:same_place")
    if bare and not near and not turn.message.has(group.first, group.last, *_PLACE, *_DONE):
        return False  # "professor already said yes"
    places = [m for m in turn.free(group.first, group.last, *_PLACE) if not _is_of_people(m.value)]
    nations = [] if bare else list(turn.free(start, group.noun, "country"))
    broad = all(m.group == "country" and m.value[2] == "names" for m in places)
    if bare and places and broad and not (worked or listing):
        return False  # "neurologist from India": it may be the applicant
    if not (places or nations or worked or near or _is_there(turn, group)):
        return False
    fields = turn.message.has(start, min(group.noun + _NEAR, group.last), "specialty")
    if fields and not turn.message.has(group.first, group.last, "fact:writer.profession"):
        group.fields.setdefault("writer.profession", "physician")  # "my anesthesia professor"
    return True


def presents_oneself(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "Radiologist, Novosibirsk, 8 years of work": the first words of a talk, with nothing of a letter or its work."""
    sentence = turn.message.sentences[clause.sentence]
    start = phrase_start(turn, group)
    greets = all(
        turn.message.tokens[at].kind == "sign" or any(m.first <= at < m.last for m in said)
        for said in [list(turn.message.inside(0, start, *_BEFORE_ONESELF))] for at in range(start)
    )  # fmt: skip
    told = turn.message.has(0, sentence.last, "cue:letter", "cue:he", "cue:she", *_OF_LETTERS)
    weeks = any(m.value.unit in {7, "month"} for m in turn.message.inside(sentence.first, sentence.last, "amount"))
    opens = set(turn.draft.case) <= {change.field for change in turn.draft.changes}
    bare = not _has_determiner(turn, start, group)
    return bare and opens and greets and not (told or weeks)


def is_consulted(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "I saw a doctor in Miami for my knee", "my mother was operated by a surgeon in Accra": they treat somebody."""
    words = turn.book.lists
    before = {turn.text(at) for at in range(clause.first, group.noun)}
    behind = [(turn.text(at), turn.text(at + 1)) for at in range(group.noun, clause.last - 1)]
    ill = any(owner in words["whose_body"] and part in words["ailing"] for owner, part in behind)
    ill = ill or any(word in words["ailing"] for _, word in behind)
    return bool(before & words["treated_verbs"]) or (ill and bool(before & words["consulting_verbs"]))


def heads_writers(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "American letter is one: internist, Brooklyn": the count heads those who are told behind the colon."""
    colon = next((at for at in (group.last, group.last - 1) if turn.raw(at) == ":"), 0)
    if not colon or not group.head.endswith("letter"):
        return False
    near = turn.message.inside(colon + 1, min(colon + 1 + _LOOK_LEFT, clause.last), "role", "specialty", "name")
    return any(m.group != "specialty" or turn.is_agent(m) for m in near)


def opens_entry(turn: Turn, clause: Clause) -> bool:
    """ "Second letter: the attending in Ohio", when one letter is known: the next of a list that goes on."""
    at = clause.first
    while at < clause.last and (turn.message.tokens[at].kind == "sign" or turn.text(at) in {"the", "my", "and", "a"}):
        at += 1
    number = len(turn.draft.ids())
    cue = next(turn.message.at(at, _ORDINALS[number]), None) if number < len(_ORDINALS) else None
    behind = 0 if cue is None else cue.last + any(True for _ in turn.message.at(cue.last, "cue:letter"))
    return cue is not None and (turn.raw(behind) in {":", ","} or turn.text(behind) == "is")


def told_before(turn: Turn, group: Newcomers, wanted: str) -> str | None:
    """ "my boss in Cairo agreed": the one letter that was told in these very words, unless one more is counted."""
    one_more = any(
        turn.number_at(at) is not None or turn.message.has(at, at + 1, "cue:another") or _is_article(turn, at)
        for at in range(group.first, group.start)
    )
    plain = group.count == 1 and not one_more and wanted in turn.draft.ids() and not wanted.startswith("letter")
    return wanted if plain and turn.draft.get(letter_path(wanted, "writer.name")) is None else None


def _is_article(turn: Turn, at: int) -> bool:
    return turn.message.has(at, at + 1, "cue:indefinite") and turn.text(at) != "my"


def _is_own_title(turn: Turn, group: Newcomers, start: int, *, bare: bool) -> bool:
    """ "doctor from Sudan", "I'm Fatima, a Moroccan doctor": it may be the applicant."""
    nation = any(_is_of_people(m.value) for m in turn.message.inside(start, group.noun, "country"))
    lay = bool(group.fields.get("writer.profession", "physician") != "physician")
    return (group.head.removeprefix("home_") in _OWN_TITLES and (bare or nation)) or (bare and lay)


def is_of_kin(turn: Turn, first: int) -> bool:
    """ "with my husband, a cardiologist at Rush": what one of the family is."""
    kin = turn.message.inside(max(0, first - 4), first, "cue:third_person")
    return turn.raw(first - 1) == "," and any(m.last == first - 1 for m in kin)


def _is_own_experience(turn: Turn, clause: Clause, group: Newcomers, known: list[Person], *, listing: bool) -> bool:
    """ "two letters from Lima and did one month observership in Boston": who watched over it may write too."""
    sentence = turn.message.sentences[clause.sentence]
    if not is_opening(turn) or known or is_plural(turn, group) or turn.message.has(0, len(turn.message.tokens), "name"):
        return False
    own = listing or turn.message.has(sentence.first, group.noun, "cue:first_person", "cue:have")
    people = turn.message.inside(group.noun, clause.last, "role", "specialty")
    others = any(m.group == "role" or turn.is_agent(m) for m in people)
    return own and bool(turn.draft.ids()) and not others and turn.message.has(group.first, group.last, "country")


def _is_inside(turn: Turn, start: int, group: Newcomers) -> bool:
    """A bare word for a person in the midst of other words: "clinical gap as doctor", "was nurse here"."""
    at = start
    while at > group.first and turn.message.tokens[at - 1].kind == "sign":
        at -= 1
    return at > group.first and turn.text(at - 1) not in turn.book.lists["before_a_writer"]


def _tells_of_named(turn: Turn, clause: Clause, group: Newcomers, known: list[Person], *, bare: bool) -> bool:
    """ "Dr. Rao, cardiologist in Houston", "asked Dr. Kerr. internist, Boise": what somebody with a name is."""
    before = [person for person in known if person.kind == "name" and person.last <= group.first]
    joined = turn.text(group.first - 1) in turn.book.lists["joining_writers"]
    if before:
        predicate = any(turn.text(at) in turn.book.lists["being"] for at in range(before[-1].last, group.first))
        return bare or not joined or predicate
    last = turn.draft.touched[-1] if turn.draft.touched else ""
    named = turn.draft.get(letter_path(last, "writer.name")) is not None if last else False
    placed = last and turn.draft.get(letter_path(last, "writer.country")) is not None
    return bare and named and not placed


def is_plural(turn: Turn, group: Newcomers) -> bool:
    """ "US cardiologists": how many is not said."""
    counted = any(turn.number_at(at) for at in range(group.first, group.start)) and group.count > 1
    word = turn.text(group.noun - 1)
    return not counted and word.endswith("s") and word not in turn.book.lists["singular_in_s"]


def phrase_start(turn: Turn, group: Newcomers) -> int:
    """The first word of the noun phrase: its article, number or the first that describes the head."""
    at = group.start
    while at > group.first and _describes(turn, at - 1, group):
        at -= 1
    for before in range(at - 1, max(group.first, at - _LOOK_LEFT) - 1, -1):
        sign = turn.message.tokens[before].kind == "sign" and turn.raw(before) not in {"-", "&"}
        if sign or turn.text(before) in turn.book.lists["never_in_phrase"]:
            break
        if _determines(turn, before):
            return before
    return at


def _describes(turn: Turn, at: int, group: Newcomers) -> bool:
    covered = any(m.first <= at < m.last for m in turn.message.inside(max(0, at - 4), group.noun, *_DESCRIBES))
    fillers = turn.book.lists["between_count_and_noun"] - turn.book.lists["joining_in_phrase"]
    return covered or turn.raw(at) == "-" or turn.text(at) in fillers or _determines(turn, at)


def _determines(turn: Turn, at: int) -> bool:
    word = turn.text(at)
    counts = 0 < (turn.number_at(at) or 0) <= MOST_COUNTED
    numbered = counts and not turn.message.has(at, at + 2, "amount")
    return word in turn.book.lists["determiners"] or numbered or turn.message.has(at, at + 1, "cue:indefinite")


def _has_determiner(turn: Turn, start: int, group: Newcomers) -> bool:
    return any(_determines(turn, at) for at in range(start, group.noun))


def _is_predicate(turn: Turn, clause: Clause, start: int, group: Newcomers) -> bool:
    """ "I am a doctor in Lagos", "as physician in Lahore", "he is a surgeon in Lima": nobody new."""
    while start - 1 > clause.first and turn.text(start - 1) in turn.book.lists["asides"]:
        start -= 1  # "is also the program director there"
    before = turn.text(start - 1) if start > clause.first else ""
    if _goes_on_of_one(turn, clause, start):
        return True
    if before in turn.book.lists["own_predicates"]:
        return True
    if before not in turn.book.lists["being"] | {"be"} or turn.text(start - 2) == "there":
        return False
    signs = [at for at in range(clause.first, start) if turn.message.tokens[at].kind == "sign"]
    subject = range(max([clause.first, *signs]), start - 1)
    theirs = any(turn.text(at) in turn.book.lists["subjects_of_choice"] for at in subject)
    return not (theirs or turn.message.has(group.first, start, "cue:letter"))


def _goes_on_of_one(turn: Turn, clause: Clause, start: int) -> bool:
    """ "He is nephrologist, full professor in Almaty": more of what "he" is, behind a comma."""
    first = turn.message.sentences[clause.sentence].first
    opens = next((at for at in range(first, start) if turn.message.tokens[at].kind == "word"), start)
    subject = turn.message.has(opens, min(opens + 1, start), "cue:he", "cue:she")
    is_one = turn.text(opens + 1) in turn.book.lists["being"] or turn.text(opens) in turn.book.lists["being"]
    return subject and is_one and turn.raw(start - 1) == ","


def _is_of_people(place: object) -> bool:
    return isinstance(place, tuple) and place[2] == "people"


def _is_there(turn: Turn, group: Newcomers) -> bool:
    """ "my chief there", "the surgeon who taught me there": at the place of the one told before."""
    joined = any(True for _ in turn.message.at(group.first - 1, "cue:conjunction")) and _determines(turn, group.first)
    return bool(turn.draft.ids()) and (turn.text(group.noun) == "there" or joined)


def _place_before(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "Eight weeks hands-on in Tulsa, the supervising surgeon offered to write": where it was is told first."""
    before = clause.first, group.first
    people = turn.message.has(*before, "name", "role") or any(
        turn.is_agent(m) for m in turn.message.inside(*before, "specialty")
    )
    return not people and turn.message.has(*before, "country") and turn.message.has(*before, *_DONE)


def _place_follows(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "my supervisor (paediatrician, Leeds)": the next piece is the place."""
    at = group.last + 1
    return group.last < clause.last and turn.message.has(at, min(at + 4, clause.last), "country") and (
        any(True for _ in turn.message.at(at, "country"))
    )  # fmt: skip


def offers_two(turn: Turn, at: int, first: int, last: int) -> bool:
    """ "a psychiatrist in Reno or my mentor in Izmir": persons on both sides of "or"."""
    sides = (first, at), (at + 1, min(at + 6, last))
    return all(
        any(m.group == "role" or turn.is_agent(m) for m in turn.message.inside(*side, "role", "specialty"))
        for side in sides
    )


def lists_after(turn: Turn, colon: int, clause: Clause) -> bool:
    """ "the other two: a surgeon in Lima": what stands before the colon counts or heads those behind it."""
    place = turn.message.has(colon + 1, min(colon + 5, clause.last), "country", "specialty", "role")
    return place and not turn.message.has(clause.first, clause.last, "name")


def is_entry_letter(turn: Turn, at: int) -> bool:
    """The "b" of "a) the chair in Lima b) an attending in Boise"."""
    letter = turn.text(at) in turn.book.lists["entry_letters"]
    return letter and turn.raw(at + 1) == ")" and turn.raw(at - 1) != "(" and turn.message.tokens[at].kind == "word"


def in_bracket(turn: Turn, clause: Clause) -> bool:
    """The clause goes on in a bracket that opened before it."""
    signs = [turn.raw(at) for at in range(max(0, clause.first - _BRACKET), clause.first)]
    opened = max((at for at, sign in enumerate(signs) if sign == "("), default=-1)
    return opened >= 0 and ")" not in signs[opened:]


def is_nationality(turn: Turn, clause: Clause) -> bool:
    """ "(brazilian, general surgery applicant)": of the applicant, not of the doctor spoken of."""
    first = next((at for at in range(clause.first, clause.last) if turn.message.tokens[at].kind != "sign"), clause.last)
    people = [m for m in turn.message.at(first, "country") if m.value[2] == "people"]
    agents = any(turn.is_agent(m) for m in turn.message.inside(*_span(clause), "specialty"))
    others = turn.message.has(*_span(clause), "fact:", "role", "amount", "cue:he", "cue:she", "cue:letter")
    return bool(people) and people[0].value[0] != "US" and not (agents or others)


def _span(clause: Clause) -> tuple[int, int]:
    return clause.first, clause.last


def one_of_counted(turn: Turn, clause: Clause) -> list[Person]:
    """ "Two pathologists. One is in Colombo ...; another one is in Utah": the next of those of whom nothing is told."""
    at = next((at for at in range(clause.first, clause.last) if turn.message.tokens[at].kind != "sign"), clause.last)
    opens = turn.text(at) in turn.book.lists["one_of_them"]
    verb = next((i for i in range(at + 1, min(at + 3, clause.last)) if turn.text(i) in {"is", "in", "from", "was"}), 0)
    left = [letter["id"] for letter in turn.draft.letters() if _is_untold(letter)]
    return [Person(at, at + 1, left[:1], kind="reference")] if opens and verb and left and is_opening(turn) else []


def _is_untold(letter: dict[str, Any]) -> bool:
    """A letter of several that were counted, with no place, name or work yet."""
    writer = letter.get("writer", {})
    return letter["id"][-1:].isdigit() and "experience" not in letter and not {"country", "name"} & set(writer)


def heads_with_place(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "2 letters are from Lahore. chicago is a nephrologist, 4 weeks": a place of no letter yet, and who is there."""
    place = next(turn.message.at(clause.first, "country"), None)
    if place is None or place.value[2] != "cities" or not turn.draft.ids():
        return False
    being = turn.text(place.last) in {"is", "was"} and group.first - place.last <= 1
    told = turn.message.has(group.first, clause.last, "fact:experience.setting", "amount", "fact:status")
    return being and told and turn.message.has(group.first, group.last, "specialty", "role")
