"""Letters told without a name: "2 home country profs and one obs in Texas" is three, with ids of role and place."""

from __future__ import annotations

from assistant.casebook.appositions import is_apposition, names_follow, points_back, tells_of_theirs
from assistant.casebook.model import letter_path
from assistant.casebook.openings import (
    heads_with_place,
    heads_writers,
    is_consulted,
    is_entry_letter,
    is_of_kin,
    lists_after,
    offers_two,
    opens_entry,
    presents_oneself,
    presents_writer,
    told_before,
)
from assistant.casebook.own_work import tells_own_work
from assistant.casebook.people import Person, bare_letters
from assistant.casebook.phrases import EXPERIENCES, MOST_COUNTED, Newcomers, letter_id, noun_phrase
from assistant.casebook.reading import Mention
from assistant.casebook.situations import describes_last, is_candidate
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import slug

_PERSONS_OF_INSTITUTION = frozenset({"doctor", "professor", "mentor", "patient"})
_LETTERED = frozenset("abcdefgh")  # "a) an internist in Reno"


def chunks(turn: Turn, clause: Clause) -> list[tuple[int, int]]:
    """A clause cut at commas, "and", "plus", "&" and brackets' ends."""
    cut, first = [], clause.first
    mentions = turn.message.inside(clause.first, clause.last)
    covered = {index for mention in mentions for index in range(mention.first + 1, mention.last)}
    for index in range(clause.first, clause.last):
        token = turn.message.tokens[index]
        told = index > first and turn.text(index) in turn.book.cues["first_person"] and index not in covered
        if told and any(True for _ in turn.message.at(index, "cue:own_statement")):
            cut.append((first, index))
            first = index
        counted = (
            turn.number_at(index) is not None
            and index > first
            and any(True for _ in turn.message.at(index + 1, "cue:letter"))
        )
        if counted and index not in turn.message.blocked and turn.text(index - 1) not in turn.book.cues["letter"]:
            cut.append((first, index))
            first = index
        named = turn.message.has(first, index, "name") and turn.message.has(index, clause.last, "name")
        either = token.text == "or" and (named or offers_two(turn, index, first, clause.last))
        divides = (
            either
            or is_entry_letter(turn, index)
            or (token.raw == ":" and lists_after(turn, index, clause))
            or (token.raw in {",", ";", "&", "+", "|", "/"} and not (token.raw == "/" and turn.text(index - 1) == "w"))
            or turn.message.has(index, index + 1, "cue:conjunction", "cue:clause_split")
        )
        heading = token.raw == ":" and turn.asks_whom and turn.message.has(first, index, "cue:letter")
        inside = index in covered
        divides = divides or heading
        if divides and not inside and index not in turn.message.blocked:
            if index > first:
                cut.append((first, index))
            first = index + 1
    if first < clause.last:
        cut.append((first, clause.last))
    return cut


def introduce(turn: Turn, clause: Clause, known: list[Person], *, listing: bool) -> list[Person]:
    """Add the letters that a clause tells of without a name; `listing`: letters are being listed already."""
    found: list[Person] = []
    counted_before = _counts_people(turn, clause)
    for place, (first, last) in enumerate(chunks(turn, clause)):
        taken = any(first < person.last and person.first < last for person in known)
        aside = is_of_kin(turn, first) or is_apposition(turn, first, known)
        if taken or aside or turn.message.has(first, last, "name"):
            continue
        group = noun_phrase(turn, first, last, after=bool(found))
        candidate = group is not None and is_candidate(turn, clause, group)
        if group is not None and _is_no_writer(turn, clause, group):
            continue
        if group is not None and candidate:
            group.counted, group.count = True, max(group.count, 1)
        elif found and describes_last(turn, first, last, found[-1]):
            continue
        entry = group is not None and not found and not group.head.endswith("letter") and opens_entry(turn, clause)
        if group is not None and entry:
            group.count = group.count or 1
        if group is not None and listing and place == 0 and is_list_item(turn, clause):
            group.counted = True
        if group is not None and (names_follow(turn, known, group, clause) or tells_of_theirs(turn, known, group)):
            continue
        if group is None or not (
            entry
            or _may_be_letter(
                turn, clause, group, known, listing=listing, after=bool(found), following_count=counted_before
            )
        ):
            continue
        counted_before = counted_before or group.counted
        again = told_before(turn, group, letter_id(turn, group, first, last))
        person = Person(first, last, [again], kind="reference") if again else _add(turn, group, first, last)
        if person.letters:
            found.append(person)
            listing = True
    return found


def _is_no_writer(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """The applicant, a doctor who treats somebody, a heading, or another one's: "a letter from his mayor"."""
    owned = turn.text(group.start - 1) in {"his", "her", "their"}
    theirs = owned and (not turn.draft.ids() or group.head.endswith("letter"))
    heads = is_consulted(turn, clause, group) or heads_writers(turn, clause, group)
    own = not group.counted and tells_own_work(turn, group.start, group.last)
    return theirs or heads or own or presents_oneself(turn, clause, group)


def _counts_people(turn: Turn, clause: Clause) -> bool:
    """ "1 US observership and 2 home professors": writers are being counted."""
    return turn.message.has(clause.first, clause.last, "cue:have") and any(
        0 < (turn.number_at(at) or 0) <= MOST_COUNTED
        for role in turn.free(clause.first, clause.last, "role")
        if role.value not in EXPERIENCES
        for at in range(max(clause.first, role.first - 3), role.first)
    )


def is_list_item(turn: Turn, clause: Clause) -> bool:
    """The clause begins a line with a bullet or a number."""
    tokens, first = turn.message.tokens, clause.first
    bullet = tokens[first].raw in {"-", "*", "•"}
    number = (
        tokens[first].kind == "number" and tokens[first + 1 : first + 2] and tokens[first + 1].raw in {".", ")", "-"}
    )
    lettered = tokens[first].text in _LETTERED and [token.raw for token in tokens[first + 1 : first + 2]] == [")"]
    return bool(bullet or number or lettered) and (first == 0 or tokens[first - 1].raw == "\n")


def _may_be_letter(
    turn: Turn,
    clause: Clause,
    group: Newcomers,
    known: list[Person],
    *,
    listing: bool,
    after: bool,
    following_count: bool,
) -> bool:
    """Whether a noun phrase tells of a letter that the applicant has or plans."""
    message, sentence = turn.message, turn.message.sentences[clause.sentence]
    if not _is_denied(turn, clause, group) and presents_writer(turn, clause, group, known, listing=listing or after):
        group.count = group.count or 1
        return True
    if group.count == 0 or _is_denied(turn, clause, group) or _is_predicate(turn, clause, group):
        return False
    if is_candidate(turn, clause, group):
        return True
    if _is_uncounted_plural(turn, group) or _names_come(turn, group):
        return False
    if not (listing or after) and not _is_own(turn, clause, group):
        return False
    letter_word = message.has(sentence.first, sentence.last, "cue:letter")
    has = message.has(clause.first, group.last, "cue:have")
    status = any(m.value not in {"asked", "idea"} for m in turn.free(clause.first, clause.last, "fact:status"))
    person = group.head not in EXPERIENCES and not group.head.endswith("letter")
    plain_letter = group.head.endswith("letter") and not group.fields
    if plain_letter:
        return _is_described(turn, group, known, listing=listing) and (has or listing or after)
    if group.head in EXPERIENCES and points_back(turn, clause, group):
        return False
    if group.head in EXPERIENCES:
        own_word = message.has(group.first, group.last, "cue:letter")
        return (letter_word or listing or following_count) and (group.counted or own_word)
    if letter_word or listing:
        return group.counted or (message.has(group.first, group.last, "cue:letter") and has)
    pronoun = message.has(sentence.first, group.first, "cue:he", "cue:she")
    told = person and group.counted and has and not pronoun
    bare = group.head in _PERSONS_OF_INSTITUTION and group.count == 1
    return (
        (told and not bare)
        or (status and person and not pronoun and (has or group.first == clause.first))
        or (person and group.head.startswith("home") and group.counted)
    )


def _names_come(turn: Turn, group: Newcomers) -> bool:
    """ "Three physicians could recommend me. Dr. Salas ...": they are named one by one in what follows."""
    described = turn.message.has(
        group.first, group.last, "specialty", "cue:home", "fact:experience.setting", "fact:status"
    )
    names = list(turn.message.inside(group.last, len(turn.message.tokens), "name"))
    if turn.message.has(group.first, group.last, "country"):  # "3 letters in US. Dr. Salas, Orlando ..."
        counted = len(names) == group.count or group.count == 1
        described = described or not (counted and names) or not _are_there(turn, group, names[0].first)
    alone = group.count == 1 and group.head.endswith("letter") and _stands_next(turn, group, names)
    return (group.count > 1 or alone) and not described and len(names) >= group.count


def _stands_next(turn: Turn, group: Newcomers, names: list[Mention]) -> bool:
    """ "only one US letter. Dr Moritz, ...": the next sentence begins with the name."""
    return bool(names) and any(sentence.first == names[0].first >= group.last for sentence in turn.message.sentences)


def _are_there(turn: Turn, group: Newcomers, first: int) -> bool:
    """Those named next are at no other place than the one where they were counted."""
    here = {place.value[0] for place in turn.message.inside(group.first, group.last, "country")}
    there = {place.value[0] for place in turn.message.inside(first, len(turn.message.tokens), "country")}
    return there <= here


def _is_described(turn: Turn, group: Newcomers, known: list[Person], *, listing: bool) -> bool:
    """A letter is told with its place, field or setting; "a letter" after a name is that person's."""
    described = turn.message.has(group.first, group.last, "country", "specialty", "cue:home", "fact:experience.setting")
    theirs = any(person.first < group.last for person in known)
    article = turn.number_at(group.first) is None and any(
        turn.text(index) in {"a", "an"} for index in range(group.first, group.last)
    )
    return described and (group.counted or listing) and not (theirs and article)


def _is_uncounted_plural(turn: Turn, group: Newcomers) -> bool:
    """ "all my US letters are observerships": how many is not said."""
    if any(turn.number_at(index) for index in range(group.first, group.last)):
        return False
    roles = [m for m in turn.message.inside(group.first, group.last, "role") if m.value in EXPERIENCES]
    if group.head in EXPERIENCES and roles and turn.text(roles[0].last - 1).endswith("ns"):
        return True
    nouns = [
        m
        for m in turn.message.inside(group.first, group.last, "cue:letter", "role", "specialty")
        if m.group != "specialty" or turn.is_agent(m)
    ]
    return bool(nouns) and all(turn.text(m.last - 1).endswith("s") and turn.text(m.last - 1) != "boss" for m in nouns)


def _is_own(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """The applicant speaks of themselves: "I", "my", or a bare number of letters in a sentence that asks nothing."""
    sentence = turn.message.sentences[clause.sentence]
    if turn.asked == "letters" or turn.message.has(clause.first, clause.last, "cue:first_person"):
        return True
    asks = sentence.mark == "?" or clause.last < sentence.last
    got = any(
        turn.text(index) in {"have", "got", "has"} for index in range(clause.first, min(clause.first + 3, clause.last))
    )
    there = turn.text(clause.first) == "theres" and turn.message.has(group.first, group.last, "country")
    got = got or (there and bool(turn.draft.ids()))  # "There's a physiatrist at Columbus too"
    numbered = any(turn.number_at(index) for index in range(group.first, group.last))
    return (numbered or got) and not (asks and not got)


def _is_denied(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "no US letter", "I need 2 US letters": nothing new."""
    message = turn.message
    idea = [m for m in turn.free(clause.first, clause.last, "fact:status") if m.value == "idea"]
    for wish in message.inside(max(clause.first, group.first - 5), group.last, "cue:wish"):
        if any(turn.message.tokens[index].raw == "," for index in range(wish.last, group.first)):
            continue
        theirs = wish.first >= group.noun and turn.text(wish.last) == "to"  # "the mayor wants to give me a letter"
        if not theirs and not any(m.first <= wish.first < m.last for m in idea):
            return True
    if message.has(group.first, group.last, "cue:both", "cue:they"):
        return True  # "both internists" describes those named before
    for index in range(group.first, min(group.noun + 2, group.last) if group.noun else group.last):
        if turn.text(index) in turn.book.cues["negation"]:
            return True
    before = next(
        (
            index
            for index in range(group.first - 1, max(clause.first, group.first - 4) - 1, -1)
            if turn.text(index) in turn.book.cues["negation"]
        ),
        None,
    )
    if before is not None:
        return True
    owned = [m.first for m in message.inside(clause.first, group.first + 2, "cue:have") if turn.text(m.first) == "has"]
    if any(turn.text(at) in turn.book.lists["called_off"] for at in range(group.noun, group.last)):
        return True  # "my US rotation was cancelled"
    # "the Boston doctor has a nurse"
    return bool(owned) and message.has(clause.first, owned[0], "role", "specialty", "name", "cue:he", "cue:she")


def _is_predicate(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "he is a cardiologist": nothing new."""
    start = group.first - 1 - (turn.text(group.first - 1) in turn.book.lists["asides"])  # "is also the director there"
    predicate = any(
        turn.text(index) in turn.book.lists["being"] and turn.text(index - 1) != "there"
        for index in range(max(clause.first, start), (group.noun if turn.asks_whom else 0) or group.last)
    )
    own = turn.message.has(clause.first, group.noun, "cue:first_person")
    if own and any(turn.text(at) in {"be", "become"} for at in range(group.first, group.noun)):
        return True  # "it says that I will be an excellent internist"
    doing = turn.asks_whom and group.head in EXPERIENCES  # "was two months observer in Detroit"
    doing = doing or heads_with_place(turn, clause, group)
    return predicate and not doing and not turn.message.has(group.first, group.last, "cue:letter")


def _name_after_role(turn: Turn, first: int, last: int) -> str:
    """ "nurse manager Linda": the capitalised words that end the noun phrase and mean nothing else."""
    at = last
    while at > first and _is_plain_name(turn, at - 1) and last - at < 3:
        at -= 1
    roles = turn.message.inside(max(first, at - 4), at, "role", "fact:writer.profession")
    role = any(m.last == at for m in roles)
    placed = turn.text(at - 1) in turn.book.lists["before_places"] or turn.message.has(at, last, "country")
    return turn.words(at, last) if at < last and role and not placed else ""


def _is_plain_name(turn: Turn, index: int) -> bool:
    token = turn.message.tokens[index]
    known = turn.book.alone(token.text) or token.text in turn.book.stop
    return token.kind == "word" and token.capital and not known and not turn.message.shouting


def _add(turn: Turn, group: Newcomers, first: int, last: int) -> Person:
    named = _name_after_role(turn, first, last) if group.count == 1 else ""
    base = slug(named.split()[-1]) if named else letter_id(turn, group, first, last)
    words = turn.words(first, last)
    person = Person(first, last, kind="new")
    bare = [] if turn.message.has(first, last, "cue:another") else bare_letters(turn)
    for number in range(group.count):
        wanted = f"{base}_{number + 1}" if group.count > 1 else base
        letter = turn.draft.rename_letter(bare.pop(0), wanted, words) if bare else turn.draft.add_letter(wanted, words)
        if letter is None:
            break
        person.letters.append(letter)
        if named:
            turn.draft.set(letter_path(letter, "writer.name"), named, words)
        for name, value in group.fields.items():
            turn.draft.set(letter_path(letter, name), value, words)
    return person
