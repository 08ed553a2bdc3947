"""Words for letters that are known: ordinals, "the Texas one", "letter 2", "both", "all of them"."""

from __future__ import annotations

from assistant.casebook.described_several import described_several
from assistant.casebook.entries import by_number, read_board
from assistant.casebook.model import letter_path
from assistant.casebook.people import Person, named
from assistant.casebook.phrases import MOST_COUNTED
from assistant.casebook.placed import by_place
from assistant.casebook.places import place_slug
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.text import fold, tokenize
from assistant.casebook.turn import Turn

_PHYSICIANS = frozenset({"doctor", "physician", "attending", "consultant"})


def references(turn: Turn, clause: Clause) -> list[Person]:
    """Words for letters that are known: ordinals, "the Texas one", "he", "both", "all"."""
    ids = turn.draft.ids()
    if board := read_board(turn, clause, ids):
        return board
    found = by_number(turn, clause, ids)
    found.extend(_several(turn, clause))
    found.extend(_described(turn, clause))
    found.extend(_by_field(turn, clause))
    found.extend(_by_role(turn, clause))
    found.extend(by_place(turn, clause))
    for cue in turn.free(clause.first, clause.last, "cue:both"):
        named_here = turn.message.has(clause.first, clause.last, "name")
        if len(ids) == 2 and named_here and not _names_somebody_new(turn, clause, clause.last):
            found.append(Person(cue.first, cue.last, list(ids), kind="reference"))
    found.extend(_the_others(turn, clause, ids))
    found.extend(_the_other(turn, clause, ids, found))
    for cue in turn.free(clause.first, clause.last, "cue:all_letters"):
        if ids and not (_of_them(turn, cue) and _names_somebody_new(turn, clause, cue.first)):
            meant = [name for name in ids if name not in _excepted(turn, clause, cue.last)]
            found.append(Person(cue.first, cue.last, meant, kind="reference"))
    return _apart(found)


def _names_somebody_new(turn: Turn, clause: Clause, last: int) -> bool:
    """ "third and fourth are Dr. Ahn and Dr. Berg, both agreed": who has no letter yet, of whom "both" is said."""
    return any(not named(turn, mention.value) for mention in turn.free(clause.first, last, "name"))


def _of_them(turn: Turn, cue: Mention) -> bool:
    """ "each of them", "they all": of those just named, where "all my letters" is said of the whole list."""
    return any(turn.text(at) in turn.book.cues["they"] for at in range(cue.first, cue.last))


def _the_others(turn: Turn, clause: Clause, ids: list[str]) -> list[Person]:
    """ "I have not contacted the other two", "the others agreed": those who are not spoken of in the message."""
    spoken = set(turn.draft.touched)
    found = []
    for cue in turn.free(clause.first, clause.last, "cue:the_others"):
        before = turn.message.inside(clause.first, cue.first, "name")
        here = spoken | {name for mention in before for name in named(turn, mention.value)}
        left = [name for name in ids if name not in here] if here else []
        number = next((turn.number_at(at) for at in range(cue.first, cue.last) if turn.number_at(at)), None)
        told = turn.message.has(clause.first, clause.last, "fact:status", "fact:waived")
        meant = left if number in {None, len(left)} else []
        meant = meant or (_still_open(turn, ids, number) if number else [])
        if meant and told:
            found.append(Person(cue.first, cue.last, meant, kind="reference"))
    return found


def _still_open(turn: Turn, ids: list[str], number: int) -> list[str]:
    """ "the other two both told me yes" of three, one of them uploaded: so many are not settled yet."""
    settled = {"uploaded", "declined"}
    left = [name for name in ids if turn.draft.get(letter_path(name, "status")) not in settled]
    return left if len(left) == number < len(ids) else []


def _excepted(turn: Turn, clause: Clause, at: int) -> list[str]:
    """ "all waived except Bahadur": the letters of whom it is not said."""
    word = next((i for i in range(at, clause.last) if turn.text(i) in turn.book.lists["excepting"]), None)
    if word is None:
        return []
    names = list(turn.message.inside(word, clause.last, "name"))  # an earlier reading may have used them up
    turn.used.update(names)
    return [name for mention in names for name in named(turn, mention.value)]


def _the_other(turn: Turn, clause: Clause, ids: list[str], told: list[Person]) -> list[Person]:
    """ "first one agreed, the other I mailed": of two letters, the one that was not spoken of just before."""
    cue = next(turn.free(clause.first, clause.last, "cue:other_one"), None)
    if cue is None or len(ids) != len(("one", "other")):
        return []
    before = [name for person in told if person.last <= cue.first for name in person.letters]
    said = [m for m in turn.message.inside(clause.first, cue.first, "name") if len(named(turn, m.value)) == 1]
    before += [name for m in said for name in named(turn, m.value)]
    left = [name for name in ids if name not in before]
    return [Person(cue.first, cue.last, left, kind="reference")] if len(left) == 1 else []


def _apart(found: list[Person]) -> list[Person]:
    kept: list[Person] = []
    for person in sorted(found, key=lambda p: (p.first, -p.last)):
        if not kept or person.first >= kept[-1].last:
            kept.append(person)
    return kept


def _described(turn: Turn, clause: Clause) -> list[Person]:
    """ "the Texas one", "the psychiatrist", "the GI one": a letter known by its place, field, role or setting."""
    found = []
    for index in range(clause.first, clause.last):
        word = turn.text(index)
        at_home = word == "my" and any(True for _ in turn.message.at(index, "cue:home"))  # "my home prof"
        homely = at_home or (word == "my" and any(True for _ in turn.message.at(index + 1, "cue:home")))
        own = word == "my" and not homely and not turn.message.has(clause.first, clause.last, "name")
        definite = word in {"the", "that"} or homely or own
        counted = turn.number_at(index + 1) or 0 if word in {"the", "those"} else 0
        one = word in turn.book.lists["letter_person"] and index > clause.first
        one = one and not turn.message.has(index, index + 2, "amount")  # "hands on one year"
        if not definite and not (one and _describes(turn, index - 1, index)):
            continue
        start = index + (not at_home) + (1 < counted <= MOST_COUNTED)
        first, last = (
            (start, _reference_end(turn, start, clause.last))
            if definite
            else (_describing_start(turn, index, clause.first), index + 1)
        )
        marks = list(
            turn.free(
                first,
                last,
                "country",
                "specialty",
                "role",
                "fact:experience.setting",
                "cue:home",
                "fact:writer.leadership",
                "fact:writer.profession",
            )
        )
        if own:  # "my house officer supervisor, she said yes too": known by the work alone
            marks = [mark for mark in marks if mark.group.startswith("fact:")] if _told_again(turn, last) else []
        if not marks or turn.message.has(first, last, "name"):
            continue
        matches = [name for name in turn.draft.ids() if all(fits(turn, name, mark) for mark in marks)]
        matches = _closest(turn, matches, marks) if not counted else matches
        if 1 < counted == len(matches):
            found.append(Person(index, last, matches, kind="reference"))
        elif word == "my" and len(matches) != 1:
            continue
        elif matches:
            single = matches if len(matches) == 1 else []
            found.append(Person(first, last, single, [] if single else matches, "reference"))
    return found


def _told_again(turn: Turn, at: int) -> bool:
    """Right behind words for somebody stands what they did: "my research mentor, he agreed", "... told me yes"."""
    at += turn.raw(at) in {",", "-"}
    subject = turn.message.has(at, at + 1, "cue:he", "cue:she")
    return subject or any(True for _ in turn.message.at(at, "fact:status"))


def _several(turn: Turn, clause: Clause) -> list[Person]:
    """ "the psychiatrists", "both Houston doctors": all whom a plural fits; where it counts others, nobody is meant."""
    found = []
    for person, marks, count in described_several(turn, clause):
        person.letters = [name for name in turn.draft.ids() if all(fits(turn, name, mark) for mark in marks)]
        if len(person.letters) > 1 and count in {0, len(person.letters)}:
            found.append(person)
    return found


def _by_field(turn: Turn, clause: Clause) -> list[Person]:
    """ "Dr. Fahmy agreed, surgeon not yet asked": a writer called by the field alone, before what is told there."""
    found = []
    for mark in turn.free(clause.first, clause.last, "specialty"):
        opens = mark.first == clause.first and turn.is_agent(mark)  # "neurologist said no"
        joined = opens or turn.raw(mark.first - 1) in {",", "."} or turn.text(mark.first - 1) in {"and", "but"}
        beside = any(m.last >= mark.first - 1 for m in turn.message.inside(clause.first, mark.first, "name"))
        tells = turn.text(mark.last) in turn.book.lists["tells_behind_field"]
        matches = [name for name in turn.draft.ids() if fits(turn, name, mark)]
        if joined and tells and not beside and len(matches) == 1 and mark.last - mark.first == 1:
            found.append(Person(mark.first, mark.last, matches, kind="reference"))
    return found


def _by_role(turn: Turn, clause: Clause) -> list[Person]:
    """ "prof said ok, Leland I don't know": a writer called by the role alone, which fits no other."""
    found = []
    for mark in turn.free(clause.first, clause.last, "role"):
        opens = mark.first == clause.first or turn.raw(mark.first - 1) in {",", ".", ";"}
        tells = turn.text(mark.last) in turn.book.lists["tells_behind_field"]
        matches = [name for name in turn.draft.ids() if fits(turn, name, mark)]
        if opens and tells and mark.last - mark.first == 1 and len(matches) == 1:
            found.append(Person(mark.first, mark.last, matches, kind="reference"))
    return found


def _closest(turn: Turn, matches: list[str], marks: list[Mention]) -> list[str]:
    """ "the internist" of an internist and a cardiologist: the one without a subspecialty."""
    parents = any(mark.group == "specialty" and mark.value in turn.book.specialties for mark in marks)
    plain = [name for name in matches if turn.draft.get(letter_path(name, "writer.subspecialty")) is None]
    return plain if parents and len(plain) == 1 else matches


def _describes(turn: Turn, first: int, last: int) -> bool:
    return any(
        m.last == last
        for m in turn.free(max(0, first - 2), last, "country", "specialty", "fact:experience.setting", "cue:home")
    )


def _describing_start(turn: Turn, index: int, least: int) -> int:
    starts = [
        m.first
        for m in turn.free(least, index, "country", "specialty", "fact:experience.setting", "cue:home")
        if m.last == index
    ]
    return min(starts, default=index)


def _reference_end(turn: Turn, at: int, last: int) -> int:
    """The end of a noun phrase after "the": up to four words that describe a letter."""
    end = at
    while end < last and end - at < 5:
        covering = [
            m.last
            for m in turn.free(
                end,
                last,
                "country",
                "specialty",
                "role",
                "fact:experience.setting",
                "cue:home",
                "cue:letter",
                "fact:writer.leadership",
                "fact:writer.profession",
            )
            if m.first == end
        ]
        if covering:
            end = max(covering)
        elif turn.text(end) in turn.book.lists["reference_fillers"] | {"ones"} and end + 1 <= last:
            end += 1
        else:
            break
    while end > at and turn.text(end - 1) in {"from", "in"}:
        end -= 1
    return end


def fits(turn: Turn, letter: str, mark: Mention) -> bool:
    """True when what is known of a letter agrees with a description of it."""
    draft = turn.draft
    if mark.group == "country":
        return _place_fits(turn, letter, mark)
    if mark.group == "specialty":
        values = {
            draft.get(letter_path(letter, "writer.specialty")),
            draft.get(letter_path(letter, "writer.subspecialty")),
        }
        return mark.value in values
    if mark.group.startswith("fact:"):
        return bool(draft.get(letter_path(letter, mark.group.removeprefix("fact:"))) == mark.value)
    if mark.group == "cue:home":
        home = draft.get("home_country")
        return letter in draft.home or (home is not None and draft.get(letter_path(letter, "writer.country")) == home)
    fields = turn.book.roles[mark.value].get("fields", {})
    same = any(draft.get(letter_path(letter, name)) == value for name, value in fields.items())
    title, profession = (draft.get(letter_path(letter, name)) for name in ("writer.title", "writer.profession"))
    if mark.value in _PHYSICIANS and (profession == "physician" or title in {"Dr.", "Prof."}):
        return True  # "the ER doctor"
    if mark.value == "professor" and (title == "Prof." or letter in draft.home):
        return True
    return (
        same
        or letter.startswith(str(mark.value))
        or f"_{mark.value}" in letter
        or (mark.value == "professor" and "prof" in letter)
    )


def _place_fits(turn: Turn, letter: str, mark: Mention) -> bool:
    code, _, kind = mark.value
    name = place_slug(mark)
    said = [
        words
        for path, words in turn.draft.words.items()
        if path.startswith(f"letters[{letter}]") and path.endswith("country")
    ]
    told = (
        any(name in "_".join(fold(part) for part in words.split()) for words in said)
        or name in letter.split("_")
        or letter.endswith("_" + name)
    )
    if told:
        return True
    if kind == "cities" and any(_is_city(turn, words) for words in said):
        return False  # told for Atlanta, so not "the Baltimore attending"
    country = turn.draft.get(letter_path(letter, "writer.country"))
    same = country == code or (code.startswith("?") and country in code[1:].split(","))
    broad = kind in {"names", "us", "people"}
    # a city told for another letter decides; without one the country must do
    elsewhere = any(
        name in "_".join(fold(part) for part in words.split())
        for path, words in turn.draft.words.items()
        if path.endswith("country")
    )
    return same and (broad or not elsewhere)


def _is_city(turn: Turn, words: str) -> bool:
    """The words that told a country are the name of a city."""
    meant = turn.book.phrases.meaning([token.text for token in tokenize(words) if token.kind == "word"])
    return any(entry.group == "country" and entry.value[2] == "cities" for entry in meant)
