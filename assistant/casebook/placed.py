"""A place that stands for the writer told with it: "orlando i asked, lima is 5 weeks"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.places import place_slug
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import WriterName


def by_place(turn: Turn, clause: Clause) -> list[Person]:
    """ "orlando i asked, lima is 5 weeks": a place that begins a piece stands for the one letter told with it."""
    found = []
    words = turn.book.lists
    for place in turn.free(clause.first, clause.last, "country"):
        at = place.first
        while at > clause.first and turn.text(at - 1) in turn.book.cues["boundary"]:
            at -= 1
        opens = at == clause.first or turn.message.tokens[at - 1].kind == "sign"
        behind, then = turn.text(place.last), turn.text(place.last + 1)
        told = behind in words["subject_verbs"] | {"he", "she"} or (behind == "i" and then in words["asked_verbs"])
        told = told or any(True for _ in turn.message.at(place.last, "fact:status", "fact:waived"))
        meant = [name for name in turn.draft.ids() if _is_told_at(turn, name, place)]
        meant = meant or _only_one_there(turn, clause, place)
        if opens and told and len(meant) == 1 and place.value[2] in {"cities", "states", "names"}:
            found.append(Person(place.first, place.last, meant, kind="reference"))
            turn.used.add(place)
    return found


def _only_one_there(turn: Turn, clause: Clause, place: Mention) -> list[str]:
    """ "miami was in may, not april", "miami was 3 weeks": the one writer of that city, where a time is told of it."""
    tells = turn.message.has(place.last, clause.last, "amount", "date", "fact:experience.setting")
    tells = tells or any(turn.text(at) in turn.book.months for at in range(place.last, clause.last))
    if not tells or place.value[2] == "names" or turn.message.has(clause.first, clause.last, "name"):
        return []
    name = place_slug(place)
    there = {letter: turn.draft.words.get(letter_path(letter, "writer.country"), "") for letter in turn.draft.ids()}
    return [key for key, words in there.items() if name in "_".join(fold(part) for part in words.split())]


def _is_told_at(turn: Turn, letter: str, place: Mention) -> bool:
    """The very place was told of a writer without a name."""
    country = turn.draft.words.get(letter_path(letter, "writer.country"), "")
    name = place_slug(place)
    said = name in "_".join(fold(part) for part in country.split()) or letter.endswith("_" + name)
    return said and turn.draft.get(letter_path(letter, "writer.name")) is None


def called_by_place(turn: Turn, name: WriterName) -> list[str]:
    """ "dr houston agreed", where one letter without a name was told for Houston: that doctor, and no new one."""
    word = fold(name.surname)
    place = any(entry.group == "country" for entry in turn.book.phrases.meaning([word]))
    if not place or name.given:
        return []
    unnamed = [letter for letter in turn.draft.ids() if turn.draft.is_unnamed(letter)]
    told = {
        letter: {fold(part) for part in turn.draft.words.get(letter_path(letter, "writer.country"), "").split()}
        for letter in unnamed
    }
    found = [letter for letter, words in told.items() if word in words or word in letter.split("_")]
    return found if len(found) == 1 else []
