"""Which letter some words of a message speak of, by where the writers are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.casebook.model import letter_path
from assistant.casebook.stance import Clause
from assistant.casebook.surnames import family_name
from assistant.casebook.turn import Turn

_PIECE = re.compile(r"[,.!?;)\n]")
_LEAST_LETTERS, _BEHIND = 3, 3  # of a surname that is looked for; words between a deed and the writer named behind it


def letter_told_of(turn: Turn, text: str, start: int, end: int, *, before_only: bool = False) -> str:
    """The letter that words of the message, from `start` to `end`, speak of; empty where that is open.

    It is the only one there is; else that of the writer named right behind (unless `before_only`: the words have their
    subject before them), or of the last one named before.
    """
    ids = turn.draft.ids()
    if len(ids) == 1:
        return ids[0]
    places = sorted(_places(turn, text))
    piece_end = next((m.start() for m in _PIECE.finditer(text, end)), len(text))
    behind = [name for at, name in places if end <= at < piece_end and text[end:at].count(" ") <= _BEHIND]
    behind = [] if before_only else behind
    before = [name for at, name in places if at < end]
    focus = turn.draft.focus if not places and turn.draft.focus in ids else ""
    return (behind or before[-1:] or [focus or ""])[0]


def _places(turn: Turn, text: str) -> Iterator[tuple[int, str]]:
    """Where each writer is named in the message."""
    for letter in turn.draft.ids():
        name = turn.draft.get(letter_path(letter, "writer.name"))
        surname = family_name(name) if isinstance(name, str) else ""
        if len(surname) >= _LEAST_LETTERS:
            for found in re.finditer(rf"\b{re.escape(surname)}\b", text, re.IGNORECASE):
                yield found.start(), letter
    for change in turn.draft.changes:
        if change.op == "add_letter" and change.words and (at := text.find(change.words)) >= 0:
            yield at, str(change.value)


def own_sentence_before(turn: Turn, clause: Clause) -> list[Clause]:
    """ "Lebanese, AUB 2023. Derm or IM.": the clauses of the sentence before, where it tells of no writer."""
    before = [other for other in turn.clauses if other.sentence == clause.sentence - 1]
    theirs = ("name", "cue:letter", "cue:he", "cue:she", "role")
    return [] if any(turn.message.has(other.first, other.last, *theirs) for other in before) else before
