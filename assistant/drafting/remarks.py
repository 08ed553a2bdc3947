"""Remarks among the notes of a letter: "he is busy he told me to", "he saw it", "personal statement is not yet ready".

They tell nothing of the work, and a writer would read them: a text leaves them out. The patterns stand in
knowledge/lexicon/remarks.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.domain import Letter
from assistant.patterns import compile_any, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "remarks.yaml"
_PIECE_END = re.compile(
    r"((?<!\bdr)(?<!\bprof)[.!?;]+\s+|,\s+(?=(?:and |but |because |as )?(?:he|she|they)\b))", re.IGNORECASE
)
_AREAS = ("cases", "presentations", "feedback", "responsibilities", "strengths")
_OF_PATIENTS = "cases"  # where "she was intubated" is a patient's
_MOST_CHARACTERS = 2000  # of a note that is looked at: beyond, it is a pasted text


@dataclass(frozen=True, slots=True)
class _Book:
    of_me: re.Pattern[str]
    judged: re.Pattern[str]
    third: re.Pattern[str]
    own_matter: re.Pattern[str]
    cut_short: re.Pattern[str]
    to_us: re.Pattern[str]


def of_work(note: str, area: str) -> str:
    """A note without its remarks: "stayed late, he saw it" is "stayed late"; "" where nothing of work is left."""
    if len(note) > _MOST_CHARACTERS:
        return note
    first, *rest = _PIECE_END.split(note)
    kept = "" if _is_remark(first, area, begins=True) else first
    for joint, piece in zip(rest[::2], rest[1::2], strict=True):
        if not _is_remark(piece, area):
            kept += f"{joint if kept else ''}{piece}"
    return kept.strip(" ,;") if len(kept) < len(note) else note


def without_remarks(letter: Letter) -> Letter:
    """The letter with what its notes tell of the work; a note that tells none stays as an empty place."""
    held = {area: getattr(letter.notes, area) for area in _AREAS}
    told = {area: tuple(of_work(note, area) for note in notes) for area, notes in held.items()}
    if told == {area: tuple(notes) for area, notes in held.items()}:
        return letter
    return letter.model_copy(update={"notes": letter.notes.model_copy(update=told)})


def _is_remark(piece: str, area: str, *, begins: bool = False) -> bool:
    """Whether a piece tells nothing of work; one that begins with "he" and lacks "me" judges, or is none of it."""
    book, said = _book(), piece.strip()
    if not said:
        return False
    if any(pattern.search(said) for pattern in (book.own_matter, book.cut_short, book.to_us)):
        return True
    of_writer = begins and area != _OF_PATIENTS and book.third.search(said)
    return bool(of_writer) and not (book.of_me.search(said) or book.judged.search(said))


@lru_cache(maxsize=1)
def _book() -> _Book:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    names = ("of_me", "judged", "third", "own_matter", "cut_short", "to_us")
    return _Book(*(compile_any(tree[name], parts) for name in names))
