"""What the applicant did with a writer, told in passing: "I ran the discharge calls", "she liked how I ...". It becomes
a note of the letter, in the person's own words, so that a later draft can recall it. The patterns and their parts stand
in knowledge/lexicon/deeds.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.casebook.model import letter_path
from assistant.casebook.text import fold
from assistant.casebook.told_of import letter_told_of
from assistant.casebook.turn import Turn
from assistant.patterns import compile_any, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "deeds.yaml"
_SENTENCE = re.compile(r"(?:(?<!\bdr)(?<!\bprof)[.]|[!?;\n])+(?=\s|$)", re.IGNORECASE)
_PIECE = re.compile(r"[,.!?;\n]")
_MOST_CHARACTERS = 4000  # of a message in which deeds are looked for: beyond, it is a pasted text
_TITLES = frozenset({"dr", "doctor", "prof", "professor"})
_QUOTATION = re.compile(r"(?<!\w)(['\"]).+\1$")
_MOST_NOTES = 8  # of one area that are kept


@dataclass(frozen=True, slots=True)
class _Pattern:
    area: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Book:
    deeds: tuple[_Pattern, ...]
    never: re.Pattern[str]
    empty: re.Pattern[str]
    unsaid: re.Pattern[str]
    left_to_me: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed: the area of `notes` that it belongs to, the note, and where in the message it stands."""

    area: str
    note: str
    start: int
    end: int


def has_deeds(turn: Turn) -> bool:
    """Whether the message tells any."""
    return bool(find_deeds(turn.message.text[:_MOST_CHARACTERS]))


def leaves_letter_to_me(words: str) -> bool:
    """ "he says i must draft it": no word of the writer on the work."""
    return _book().left_to_me.search(words) is not None


def read_deeds(turn: Turn) -> None:
    """Write what was done with each writer to the notes of that letter; nothing where it is open whose it is."""
    if not turn.draft.ids():
        return
    text, added = turn.message.text[:_MOST_CHARACTERS], dict[str, list[Deed]]()
    for deed in find_deeds(text):
        letter = letter_told_of(turn, text, deed.start, deed.end)
        if letter and not _of_another(turn, deed.note):
            added.setdefault(letter_path(letter, f"notes.{deed.area}"), []).append(deed)
    for path, deeds in added.items():
        held = turn.draft.get(path)
        notes = [note for note in held if isinstance(note, str)] if isinstance(held, list) else []
        new = [deed for deed in deeds if not any(_same(deed.note, note) for note in notes)]
        if new := new[: max(0, _MOST_NOTES - len(notes))]:
            turn.draft.set(path, [*notes, *(deed.note for deed in new)], text[new[0].start : new[-1].end])


def _of_another(turn: Turn, note: str) -> bool:
    """ "Karim said my notes were best", where no letter is Karim's: said by somebody else."""
    first = note.split(maxsplit=1)[0]
    if not first[:1].isupper() or fold(first) in turn.book.cues["he"] | turn.book.cues["she"] | _TITLES | {"i", "they"}:
        return False
    names = (turn.draft.get(letter_path(name, "writer.name")) for name in turn.draft.ids())
    return fold(first) not in {fold(word) for name in names if isinstance(name, str) for word in name.split()}


def _same(note: str, other: str) -> bool:
    """Whether one of two notes holds the other."""
    return fold(note) in fold(other) or fold(other) in fold(note)


@lru_cache(maxsize=4)
def find_deeds(text: str) -> tuple[Deed, ...]:
    """All deeds of a message, in their order; of two that share words, the one whose pattern stands first."""
    book, found = _book(), list[Deed]()
    for first, last in _told(text, book):
        sentence = text[first:last]
        for entry in book.deeds:
            for match in entry.pattern.finditer(sentence):
                start, end = first + match.start("note"), first + match.end("note")
                words = match["note"]
                nothing = any(none.search(words) for none in (book.left_to_me, book.never, book.empty))
                if nothing or _denied(sentence, match.start("note"), book):
                    continue
                if not any(start < other.end and other.start < end for other in found):
                    found.append(Deed(entry.area, _as_note(words), start, end))
    return tuple(sorted(found, key=lambda deed: deed.start))


def _as_note(words: str) -> str:
    """The words of a note: "he told me 'you have good judgment'" keeps both marks of its quotation."""
    note = " ".join(words.split()).strip(" -")
    quoted = _QUOTATION.search(note)
    return note if quoted else note.strip("'\"")


def _told(text: str, book: _Book) -> Iterator[tuple[int, int]]:
    """Where the sentences stand that are no questions."""
    start = 0
    for end in [*_SENTENCE.finditer(text), None]:
        first, start = start, end.end() if end else len(text)
        if text[first:start].strip() and not (end and "?" in end[0]):
            yield first, start


def _denied(sentence: str, at: int, book: _Book) -> bool:
    """Whether the piece before the deed asks for it, supposes or denies it."""
    before = _PIECE.split(sentence[:at])[-1]
    return book.unsaid.search(before) is not None


@lru_cache(maxsize=1)
def _book() -> _Book:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    deeds = tuple(_Pattern(node["area"].text(), compile_any(node["pattern"], parts)) for node in tree["deeds"])
    return _Book(deeds, *(compile_any(tree[name], parts) for name in ("never", "empty", "unsaid", "left_to_me")))
