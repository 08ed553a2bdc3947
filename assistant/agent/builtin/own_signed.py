"""Writers who would sign whatever the applicant writes: kept in mind, and said wherever their letter is weighed.

"He'd sign anything I write" is told once; three messages later "how bad is using him" asks of that very letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.case_words import writer_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, letters_named
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_reasons import gives_reason
from assistant.agent.builtin.parts import asks, sentences
from assistant.casebook import CaseUpdate

SIGNED = "signed"  # in the memory of a talk: the words that told it, by the ids of the letters
_GONE = frozenset({"declined", "uploaded"})


def remembering_signed(text: str, update: CaseUpdate, old: Mapping[str, Any]) -> CaseUpdate:
    """The update that remembers who would sign what the applicant writes, until they write themselves."""
    known = dict(old.get(SIGNED) or {})
    told = next((part for part in sentences(text) if gives_reason("signing", part) and not asks(part)), "")
    writes = has_cue("writes_alone", text)
    if told or writes:
        named = letters_named(told or text, update) or update.added
        letter = named[0] if len(named) == 1 else letter_spoken_of(told or text, update)
        known = {name: words for name, words in {**known, letter: told}.items() if name and words}
    memory = {**update.memory, SIGNED: known} if known else {k: v for k, v in update.memory.items() if k != SIGNED}
    return replace(update, memory=memory) if memory != update.memory else update


def signed_note(update: CaseUpdate | None) -> dict[str, Any]:
    """What the note of a turn keeps of such writers, also where it notes nothing else of the case."""
    return {SIGNED: update.memory.get(SIGNED) or {}} if update else {}


def signed_kept(note: Mapping[str, Any]) -> dict[str, Any]:
    """What the note of a turn kept of them; empty where it says nothing of it."""
    return {SIGNED: note[SIGNED]} if SIGNED in note else {}


def signed_words(letter: str, update: CaseUpdate) -> str:
    """What was told of a writer who would only sign; empty where nothing was."""
    return str((update.memory.get(SIGNED) or {}).get(letter, ""))


def signed_lines(answer: str, update: CaseUpdate) -> str:
    """A line for each such writer whom an answer names among others: the letter counts only where they write it."""
    held = update.memory.get(SIGNED) or {}
    names = [writer_in_words(letter, update.case) for letter in held if _is_open(letter, update)]
    line = own_texts()["signed"].text()
    return "\n\n".join([answer, *(line.format(who=who) for who in names if who in answer)])


def _is_open(letter: str, update: CaseUpdate) -> bool:
    held = letter_of(update.case, letter)
    return bool(held) and held.get("status") not in _GONE
