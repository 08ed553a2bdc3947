"""Who is spoken of: named writers, writers known by role and place, and words such as "he" or "the Texas one"."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from assistant.casebook.model import letter_path
from assistant.casebook.stance import Clause
from assistant.casebook.surnames import callings, family_name, given_names
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import WriterName, slug

_SHORT_FORM = 4  # letters of a first name from which on it is one
_SPELLS_ALIKE = 5  # letters of a surname from which on one wrong letter is a slip


@dataclass(slots=True)
class Person:
    """Somebody spoken of at tokens `first` to `last`: the letters meant, or the open `choices`."""

    first: int
    last: int
    letters: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    kind: str = "name"  # name, reference, pronoun, new
    latest: list[str] = field(default_factory=list)  # of people named together: the letters of the last of them


def known_surnames(letters: list[dict[str, object]]) -> frozenset[str]:
    """Surnames (and, marked "+", first names) of the letters' writers, folded."""
    found: set[str] = set()
    for letter in letters:
        writer = letter.get("writer")
        name = writer.get("name") if isinstance(writer, dict) else None
        if isinstance(name, str) and name.split():
            found.update(callings(name))  # "al-Rubaie" is called Rubaie too
            found.update("+" + fold(word) for word in given_names(name)[:1])
    return frozenset(name for name in found if len(name) > 1)


def named(turn: Turn, name: WriterName) -> list[str]:
    """The letters whose writer a name can mean."""
    if not name.surname:
        return [
            letter["id"]
            for letter in turn.draft.letters()
            if fold(name.given)
            in map(fold, given_names(turn.draft.get(letter_path(letter["id"], "writer.name")) or ""))
        ]
    return _called(turn, name) or _by_given_name(turn, name) or _nearly_named(turn, name)


def is_misspelt(turn: Turn, name: WriterName) -> bool:
    """ "Dr Brannan" beside the letter of Dr Brennan: the name of a letter only if a slip is allowed for."""
    exactly = not name.surname or _called(turn, name) or _by_given_name(turn, name)
    return not exactly and bool(_nearly_named(turn, name))


def _called(turn: Turn, name: WriterName) -> list[str]:
    """The letters whose writer has just this name, or is called by it."""
    surname, found = fold(name.surname.replace(" ", "")), list[str]()
    for letter in turn.draft.letters():
        held = turn.draft.get(letter_path(letter["id"], "writer.name"))
        if not isinstance(held, str) or not held.split():
            continue
        whole = fold(name.full.replace(" ", "")) == fold(held.replace(" ", ""))
        if whole or (_is_called(held, surname, name) and _given_fits(name.given, " ".join(given_names(held)))):
            found.append(letter["id"])
    return found


def _by_given_name(turn: Turn, name: WriterName) -> list[str]:
    """ "Dr. Hoang" for Hoang Nguyen, whom the last turns told of: the only one of that first name."""
    if name.given or not name.title:
        return []
    held = {key: str(turn.draft.get(letter_path(key, "writer.name")) or "") for key in turn.draft.ids()}
    said = fold(name.surname)
    fits = [key for key, full in held.items() if any(_is_short(said, fold(given)) for given in given_names(full))]
    return fits if len(fits) == 1 else []


def _is_short(said: str, given: str) -> bool:
    """A first name, or a short form of it: "Cora" for Corazon."""
    return said == given or (len(said) >= _SHORT_FORM and given.startswith(said))


def _is_called(held: str, surname: str, name: WriterName) -> bool:
    """The surname said is one by which the name held can be called; of a longer one the end must agree."""
    end, held_end = (fold(whole.split()[-1].split("-")[-1]) for whole in (name.surname, held))
    ends = fold(held.replace(" ", "")).endswith(surname) and end == held_end
    return ends or surname in callings(held)


def _nearly_named(turn: Turn, name: WriterName) -> list[str]:
    """The one letter whose writer's name is misspelt here: "dr Patell" for Patel, "Gomes" for Gomez."""
    said, near = fold(name.surname.replace(" ", "")), []
    if len(said) < _SPELLS_ALIKE:
        return []
    for letter in turn.draft.letters():
        held = turn.draft.get(letter_path(letter["id"], "writer.name"))
        surname = fold(family_name(held)) if isinstance(held, str) else ""
        if (
            len(surname) >= _SPELLS_ALIKE
            and surname[0] == said[0]
            and OSA.distance(said, surname, score_cutoff=1) <= 1
            and _given_fits(name.given, " ".join(given_names(str(held))))
        ):
            near.append(letter["id"])
    fresh = {change.value for change in turn.draft.changes if change.op in {"add_letter", "rename_letter"}}
    return near if len(near) == 1 and near[0] not in fresh else []


def _given_fits(said: str, held: str) -> bool:
    first, second = fold(said.split(maxsplit=1)[0]) if said else "", fold(held.split(maxsplit=1)[0]) if held else ""
    return not first or not second or first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def add_named(turn: Turn, name: WriterName, words: str) -> str | None:
    """A new letter by a writer with a name."""
    letter = turn.draft.add_letter(slug(name.surname) or "writer", words)
    if letter is not None:
        put_name(turn, letter, name, words)
    return letter


def put_name(turn: Turn, letter: str, name: WriterName, words: str) -> None:
    """Write a name to a letter; a known fuller name stays."""
    held = turn.draft.get(letter_path(letter, "writer.name"))
    if not name.surname:
        return
    fuller = not isinstance(held, str) or (
        name.given and len(name.full) > len(held) and fold(family_name(held)) == fold(name.surname.split()[-1])
    )
    if fuller and not (name.known and isinstance(held, str) and not name.given):
        turn.draft.set(letter_path(letter, "writer.name"), name.full, words)
    if name.title and turn.draft.get(letter_path(letter, "writer.title")) is None:
        turn.draft.set(letter_path(letter, "writer.title"), name.title, words)
        profession = turn.book.names["title_professions"].get(name.title)
        if profession is not None and turn.draft.get(letter_path(letter, "writer.profession")) is None:
            turn.draft.set(letter_path(letter, "writer.profession"), profession, words)


def told_by_pronoun(turn: Turn, clause: Clause, letters: list[str]) -> list[str]:
    """The letters whose writer "he" or "she" can mean, best first: those known for it before those not known."""
    she = turn.message.has(clause.first, clause.last, "cue:she")
    if she is turn.message.has(clause.first, clause.last, "cue:he"):
        return letters
    said = "she" if she else "he"
    held = {name: gender_of(turn, name) for name in letters}
    fitting = [name for name in letters if held[name] == said]
    left = [name for name in letters if held[name] in {said, ""}]
    return fitting if len(fitting) == 1 and len(left) == 1 else left or letters


def gender_of(turn: Turn, letter: str) -> str:
    """ "he" or "she" by what was said of a writer before, or by the first name; "" where neither tells."""
    told = turn.draft.gender.get(letter)
    if told:
        return told
    title = turn.draft.get(letter_path(letter, "writer.title"))
    if title in {"Mr.", "Mrs.", "Ms."}:
        return "he" if title == "Mr." else "she"
    given = _first_name(turn, letter)
    return "she" if given in turn.book.women else "he" if given in turn.book.men else ""


def _first_name(turn: Turn, letter: str) -> str:
    held = turn.draft.get(letter_path(letter, "writer.name"))
    given = given_names(held) if isinstance(held, str) else []
    return fold(given[0]) if given else ""


def bare_letters(turn: Turn) -> list[str]:
    """Letters of earlier messages of which only the number was told ("I have 3 letters")."""
    added = {change.value for change in turn.draft.changes if change.op in {"add_letter", "rename_letter"}}
    return [
        letter["id"]
        for letter in turn.draft.letters()
        if letter["id"].startswith("letter_") and len(letter) == 1 and letter["id"] not in added
    ]
