"""Who each clause is about, and so to which letter its facts go."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from assistant.casebook.attach import write_facts
from assistant.casebook.ballots import read_ballot
from assistant.casebook.bystanders import is_by_the_way
from assistant.casebook.ellipsis import also, say_again
from assistant.casebook.fuller_names import lengthened
from assistant.casebook.headings import write_heading
from assistant.casebook.introductions import chunks, introduce
from assistant.casebook.last_named import told_of_last
from assistant.casebook.late_names import letter_without_name, same_piece
from assistant.casebook.model import letter_path
from assistant.casebook.openings import is_opening, one_of_counted, opens_entry
from assistant.casebook.parallel import in_order
from assistant.casebook.people import Person, add_named, named, put_name
from assistant.casebook.placed import called_by_place
from assistant.casebook.reading import Mention
from assistant.casebook.references import references
from assistant.casebook.respelling import is_no_doctor, put_right
from assistant.casebook.sameness import compared, write_same
from assistant.casebook.shares import grouped, share_plural, shares, with_both, with_pronoun
from assistant.casebook.stance import Clause
from assistant.casebook.surnames import family_name
from assistant.casebook.talk import NOBODY, Talk
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn
from assistant.casebook.unnamed import ask_which, is_numbered, without_people
from assistant.casebook.writer_name import WriterName, slug

_NEAR = 5  # tokens before the name of the writer in "my attending there was Dr Yoo"
_SPELT = 3  # letters that a name and its longer form must share


def read_letters(turn: Turn, clause: Clause, talk: Talk) -> None:
    """Find the people of a clause and write its facts to their letters."""
    if read_ballot(turn, clause):
        return
    people = _named_people(turn, clause, _known_already(turn, clause), talk) or _asked_before_bracket(turn, clause)
    new = introduce(turn, clause, people, listing=talk.listing)
    talk.listing = (
        talk.listing or bool(new) or _opens_list(turn, clause) or (bool(people) and is_numbered(turn, clause))
    )
    nobody = turn.message.has(clause.first, clause.last, "unreadable") or any(
        person.kind == "nobody" for person in people
    )  # "letter 3" of two, a surname that no letter has
    people = grouped(turn, clause, sorted([*people, *new], key=lambda person: person.first))
    somebody = [person for person in people if person.kind != "nobody"]
    if not somebody and nobody:
        turn.draft.told = True
        return
    if not people:
        without_people(turn, clause, talk)
        nobody_yet = not talk.fresh and turn.message.has(clause.first, clause.last, "cue:first_person")
        told = nobody_yet and turn.message.has(clause.first, clause.last, "fact:experience.setting", "amount")
        talk.before = (clause.first, clause.last) if told else (0, 0)
        return
    clause = _behind_another(turn, clause, people)
    _told_before(turn, clause, people, talk)
    joined = with_pronoun(turn, clause, people, talk.current)
    whole, clause = clause, (clause if joined else _lead(turn, clause, people, talk))
    people = told_of_last(turn, clause, with_both(turn, clause, people))
    if len(people) > len(somebody) and somebody[-1].latest == people[-1].letters:
        somebody = people  # "Lee and Roy, surgeon in Reno": whom the next words mean is Roy
    before = None if clause is whole else Person(whole.first, clause.first, list(talk.current))
    share_plural(turn, clause, people)
    for person, spans in shares(turn, clause, people):
        if len(person.letters) > 1 and in_order(turn, person.letters, person.last, spans[-1][1] if spans else 0):
            before = person
        elif person.letters:
            _learn_gender(turn, person, spans)
            write_facts(turn, person.letters, spans)
            for letter in person.letters:
                write_same(turn, letter, before.letters if before else talk.current, spans)
            say_again(turn, clause, before, person, spans)
            before = person
        elif person.choices:
            ask_which(turn, person.choices, spans)
    write_heading(turn, whole, people)
    last = somebody[-1]
    talk.current, talk.choices, talk.fresh = list(last.letters), list(last.choices), True
    talk.at, talk.stranger, talk.told = clause.last, NOBODY, (whole.first, whole.last)
    if len(people) > 1 and not all(p.kind == "name" and len(p.letters) == 1 for p in people[-1:]):
        talk.choices = [name for person in people for name in person.letters]
    if len(last.letters) > 1:
        talk.choices = list(last.letters)


def _also_of_next(turn: Turn, clause: Clause, people: list[Person], talk: Talk) -> None:
    """ "I waived for Lee. Roy too": what the sentence before tells holds of the one who opens this one."""
    own = turn.message.has(clause.first, people[0].first, "fact:")  # "I asked Roy too"
    if talk.fresh and talk.told[1] and people[0].kind == "name" and not own:
        also(turn, talk.told[0], Person(*talk.told, list(talk.current)), people[0])


def _known_already(turn: Turn, clause: Clause) -> list[Person]:
    """Words for letters that are known; "LOR 2: a nurse in Reno" of a first message tells of one that is not yet."""
    found = references(turn, clause)
    if one := one_of_counted(turn, clause):
        return [*one, *(person for person in found if person.first >= one[0].last + _NEAR and person.letters)]
    begins = is_opening(turn) or opens_entry(turn, clause)
    if not begins or not turn.message.has(clause.first, clause.last, "role", "specialty"):
        return found
    return [person for person in found if person.kind != "nobody"]


def _asked_before_bracket(turn: Turn, clause: Clause) -> list[Person]:
    """ "should I use Dr. Petrov? (cardiologist in Reno, ...)": what the bracket says is said of who was asked about."""
    opens = next((at for at in (clause.first - 1, clause.first) if turn.raw(at) == "("), -1)
    names = list(turn.free(max(0, opens - _NEAR), opens, "name")) if opens > 0 else []
    if len(names) != 1 or names[0].value.known or opens - names[0].last > 1 or named(turn, names[0].value):
        return []
    turn.used.add(names[0])
    letter = add_named(turn, names[0].value, turn.said(names[0]))
    return [Person(clause.first, clause.first + 1, [letter])] if letter else []


def _behind_another(turn: Turn, clause: Clause, people: list[Person]) -> Clause:
    """ "chair who saw me once or Dr. Khan": what is told before "or" is of a leader without a name."""
    at = people[0].first - 1
    joined = at > clause.first and people[0].kind == "name" and turn.text(at) in turn.book.lists["joins_people"]
    if not joined or not turn.message.has(clause.first, at, "fact:writer.leadership"):
        return clause
    turn.used.update(turn.free(clause.first, at))
    turn.apart.append((clause.first, at))
    return Clause(at + 1, clause.last, clause.sentence)


def _told_before(turn: Turn, clause: Clause, people: list[Person], talk: Talk) -> None:
    """ "I did a rotation in LA for 4 weeks. Attending was Dr Yoo": what was done is said of who is named next."""
    _also_of_next(turn, clause, people, talk)
    (first, last), talk.before = talk.before, (0, 0)
    new = set(turn.draft.added())
    role = turn.message.has(clause.first, people[0].first, "role", "cue:my_name", "fact:writer.profession")
    near = people[0].first - clause.first <= _NEAR and clause.first - last <= 1
    apart = turn.asks_whom and turn.message.has(first, last, "country")  # that was another one, at another place
    if last and near and role and not apart and len(people) == 1 and set(people[0].letters) <= new:
        write_facts(turn, people[0].letters, [(first, last)])


def _lead(turn: Turn, clause: Clause, people: list[Person], talk: Talk) -> Clause:
    """ "he knows me well, White does not": pieces with "he" before anybody is named speak of the letter before."""
    start = clause.first
    for first, last in chunks(turn, clause):
        if last > people[0].first or not turn.message.has(first, last, "cue:he", "cue:she"):
            break
        start = last
    if start == clause.first:
        return clause
    without_people(turn, Clause(clause.first, start, clause.sentence), talk)
    return Clause(start, clause.last, clause.sentence)


def _learn_gender(turn: Turn, person: Person, spans: list[tuple[int, int]]) -> None:
    """ "asked Dr Lee, she is a psychiatrist": whom "she" can mean later."""
    he, she = (any(turn.message.has(*span, cue) for span in spans) for cue in ("cue:he", "cue:she"))
    if len(person.letters) == 1 and he is not she and person.kind == "name":
        turn.draft.gender.setdefault(person.letters[0], "she" if she else "he")


def _opens_list(turn: Turn, clause: Clause) -> bool:
    """ "My letters:" - what follows are letters."""
    letters = turn.message.has(clause.first, clause.last, "cue:letter")
    return letters and (turn.text(clause.last - 1) == ":" or clause.last - clause.first <= 4)


def _named_people(turn: Turn, clause: Clause, known: list[Person], talk: Talk) -> list[Person]:
    people = list(known)
    turn.used.update(compared(turn, clause.first, clause.last))
    for mention in list(turn.free(clause.first, clause.last, "name")):
        people.append(_person(turn, clause, mention, people, talk))
        turn.used.add(mention)
    # an ordinal beside a name is how the list is told, not an older letter
    beside = [(p.first, p.last) for p in people if p.kind == "name"]
    pieces = chunks(turn, clause)
    return [
        person
        for person in people
        if person.kind == "name" or not any(same_piece(pieces, (person.first, person.last), other) for other in beside)
    ]


def _person(turn: Turn, clause: Clause, mention: Mention, people: list[Person], talk: Talk) -> Person:
    name: WriterName = mention.value
    words = turn.said(mention)
    matches = named(turn, name)
    if not matches and (there := called_by_place(turn, name)):
        return Person(mention.first, mention.last, there)
    another = _is_another(turn, clause, mention) or (
        bool(name.given) and turn.message.has(mention.last, min(mention.last + 4, clause.last), "cue:another_one")
    )
    if matches and not (another and not name.known) and not _elsewhere(turn, clause, mention, matches):
        if len(matches) > 1:
            return Person(mention.first, mention.last, [], matches)
        put_name(turn, matches[0], name, words)
        return Person(mention.first, mention.last, matches)
    if name.known and not matches and (asked_about := _titled_before(turn, mention)) is not None:
        turn.used.add(asked_about)
        added = add_named(turn, asked_about.value, turn.said(asked_about))
        return Person(mention.first, mention.last, [added] if added else [])
    if is_by_the_way(turn, clause, mention) or (name.known and not matches):
        return Person(mention.first, mention.last, kind="nobody")
    misspelt = _misspelt(turn, clause, mention) or lengthened(turn, mention)
    if misspelt is not None:
        letter = put_right(turn, misspelt, name, words, family_only=not name.given)
        return Person(mention.first, mention.last, [letter])
    unnamed = letter_without_name(turn, clause, mention, people, talk)
    if unnamed is not None:
        letter = turn.draft.rename_letter(unnamed, slug(name.surname), words)
        put_name(turn, letter, name, words)
        for person in people:
            person.letters = [letter if held == unnamed else held for held in person.letters]
        return Person(mention.first, mention.last, [letter])
    added = add_named(turn, name, words)
    return Person(mention.first, mention.last, [added] if added else [])


def _is_another(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """ "another Dr Khan" is a namesake; "other doctor also, Dr Khan" is the one who was told, by the family name."""
    cues = turn.message.inside(max(clause.first, mention.first - 4), mention.first, "cue:another")
    signs = (any(turn.raw(at) in {",", ":", "-"} for at in range(cue.last, mention.first)) for cue in cues)
    return any(bool(mention.value.given) or not sign for sign in signs)


def _titled_before(turn: Turn, mention: Mention) -> Mention | None:
    """ "is dr bell better? bell: endocrinologist": the name in the question that these words tell of."""
    surname = fold(mention.value.surname)
    return next(
        (
            m
            for m in turn.message.inside(0, mention.first, "name")
            if m not in turn.used and not m.value.known and surname and fold(m.value.surname) == surname
        ),
        None,
    )


def _misspelt(turn: Turn, clause: Clause, mention: Mention) -> str | None:
    """ "sorry, it's Dr Aly with y": nearly the name of the letter spoken of, after a word of correction."""
    name: WriterName = mention.value
    if not turn.message.has(clause.first, clause.last, "cue:correction", "cue:respelt"):
        return None
    near = [letter for letter in turn.draft.ids() if _nearly(turn, letter, name)]
    near = [letter for letter in near if not is_no_doctor(turn, letter, name)]
    return near[0] if len(near) == 1 else None


def _nearly(turn: Turn, letter: str, name: WriterName) -> bool:
    held = turn.draft.get(letter_path(letter, "writer.name"))
    if not isinstance(held, str) or not held.split():
        return False
    said, surname = fold(name.surname), fold(family_name(held))
    if said == surname:
        return False  # a namesake
    longer = len(said) > _SPELT and len(surname) > _SPELT and (said.startswith(surname) or surname.startswith(said))
    return longer or OSA.distance(surname, said, score_cutoff=2) <= 2


def _elsewhere(turn: Turn, clause: Clause, mention: Mention, matches: list[str]) -> bool:
    """A namesake told in this very message for another country is another person."""
    piece = next(((f, la) for f, la in chunks(turn, clause) if f <= mention.first < la), (mention.first, mention.last))
    codes = {place.value[0] for place in turn.free(mention.last, piece[1], "country")}
    held = {turn.draft.get(letter_path(name, "writer.country")) for name in matches} - {None}
    fresh = any(change.op == "add_letter" and change.value in matches for change in turn.draft.changes)
    return fresh and bool(codes) and bool(held) and not codes & held
