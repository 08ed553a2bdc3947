"""What a message says of the talk itself: that the case be read back, that no text is wanted, that work is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import read_clauses
from assistant.agent.builtin.parts import asks, requests, sentences
from assistant.casebook import CaseUpdate
from assistant.retrieval.normalise import normalise

CLOSED = "closed"  # in the note of a turn: the text that was talked of before is wanted no more
QUIET = 3  # turns after it in which only an order brings a text
_OF_TEXTS = frozenset({"draft", "draft_choice", "offer", "blanks", "shown"})  # in a note: what a text leaves behind
_LATE = 3  # turns for which a text is talked of
_PIECES = re.compile(r"(?<=[.!?;:,\n])\s+|\n+|\s+(?:-|–|—)\s+")
_PLAIN = ("at_work", "of_work_too", "sorry_to_bother")  # cues of a clause that no sorrow is in
_CLAUSES = re.compile(r"(?<=[.!?;:,\n])\s+|\n+|\s+(?:and|but|so|because)\s+(?=(?:i|we|my)\b)", re.IGNORECASE)
_DOUBT = 12  # words of a doubt in what was declined
_MOST_WORDS = 25  # of a sentence or clause that says no more than this
_NAMED = re.compile(r"\b(?:to|for)\s+(?:(?:dr|prof|professor|doctor)\b\.?\s*)?\w+\W*$", re.IGNORECASE)
_WORRY = re.compile(r"\b(?:stress\w*|nervous\w*|worr(?:y|ied|ying)|panick?\w*|anxious|impatient)\b", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_ORDERS = ("asks_points", "asks_files", "asks_text", "names_text", "asks_it", "asks_person", "orders_person")


@dataclass(frozen=True, slots=True)
class Closing:
    """A text that is not wanted: `rest` is what the message says besides, `told` what of it tells of the case."""

    rest: str
    told: str


def reads_back(text: str, *, empty: bool = False) -> bool:
    """ "Show me my letters", "what did you note about me": all that is noted is wanted, and nothing else.

    `empty`: no letter is noted, so that a count of some kind of them is a question about what is noted too.
    """
    parts = sentences(text) or [text]
    read = [part for part in parts if len(part.split()) <= _MOST_WORDS and _of_the_notes(part, empty=empty)]
    return bool(read) and not any(asks(part) or requests(part) for part in parts if part not in read)


def _of_the_notes(part: str, *, empty: bool) -> bool:
    return has_cue("reads_back", part) or (empty and has_cue("counts_the_own", part))


def closing_of(text: str, notes: Sequence[Mapping[str, Any]], names: frozenset[str]) -> Closing | None:
    """ "Stop", "i didn't ask for an email, he uploaded it already"; None where the message orders another text."""
    open_text = any(_OF_TEXTS & note.keys() for note in notes[-_LATE:])
    pieces = [piece for piece in _PIECES.split(text) if normalise(piece)]
    closing = [piece for piece in pieces if _closes(piece, open_text=open_text)]
    if not closing:
        return None
    rest = " ".join(piece for piece in pieces if piece not in closing).strip()
    ordered = read_clauses(rest, names)
    if rest and not reads_back(rest) and (ordered.kinds() or ordered.has(*_ORDERS)):
        return None
    return Closing(rest, text if rest and any(map(_NAMED.search, closing)) else rest)


def _closes(piece: str, *, open_text: bool) -> bool:
    if len(piece.split()) > _MOST_WORDS:
        return False
    said = has_cue("wants_no_mail", piece) or (open_text and has_cue("stops", piece))
    return said and not piece.rstrip().endswith("?")


def without_closed(notes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The notes of the turns before, without the texts that were closed since."""
    last = max((at for at, note in enumerate(notes) if note.get(CLOSED)), default=-1)
    return [without_texts(note) if at <= last else note for at, note in enumerate(notes)]


def without_texts(note: Mapping[str, Any]) -> Mapping[str, Any]:
    """A note without what a text left in it."""
    return {name: value for name, value in note.items() if name not in _OF_TEXTS}


def is_quiet(text: str, notes: Sequence[Mapping[str, Any]], names: frozenset[str]) -> bool:
    """Whether a text was closed lately, and this message orders none."""
    clauses = read_clauses(text, names)
    return any(note.get(CLOSED) for note in notes[-QUIET:]) and not (clauses.kinds() or clauses.has(*_ORDERS))


def doubts_what_was_declined(text: str, notes: Sequence[Mapping[str, Any]]) -> str:
    """ "Is that ok?? everybody does it", right after a refusal: the kind that was declined; else ""."""
    bare = len(normalise(text).split()) <= _DOUBT and has_cue("bare_doubt", text)
    return str(notes[-1].get("declined") or "") if bare and notes else ""


def only_of_work(text: str) -> bool:
    """ "I was his doctor in the psychiatric hospital": work, however sad it sounds to a model; in doubt it is not.

    "I was resident and I wish I would not wake up" tells of more: each clause must be one of work, or an apology to a
    writer, "sorry to bother him again".
    """
    if has_cue("weighs_on_one", text) or has_cue("crisis", text):
        return False
    clauses = [clause for clause in _CLAUSES.split(text) if normalise(clause)]
    plain = all(any(has_cue(cue, clause) for cue in _PLAIN) for clause in clauses)
    return plain and (has_cue("at_work", text) or any(has_cue("sorry_to_bother", clause) for clause in clauses))


def only_of_a_text(text: str, update: CaseUpdate | None, notes: Sequence[Mapping[str, Any]]) -> bool:
    """ "Friday is not real, only me being stressed. Take September first": a wish for the text that is there.

    Nothing weighs on the person but the day, and what is said of a plain worry is set aside.
    """
    rest = _WORRY.sub(" ", text)
    if has_cue("crisis", text) or has_cue("weighs_on_one", rest) or not any("draft" in note for note in notes[-QUIET:]):
        return False
    clauses = read_clauses(text)
    dated = update is not None and any(change.field == "deadline" for change in update.changes)
    dated = dated or (clauses.has("by_day") and _MONTH.search(text) is not None)
    return dated or bool(clauses.kinds()) or clauses.has("moves_deadline")
