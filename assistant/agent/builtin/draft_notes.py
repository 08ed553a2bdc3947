"""What a message tells for the bullet points: notes of the letter, in the person's own words."""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_told import Before, applied
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path
from assistant.retrieval.normalise import normalise

_OWN = re.compile(r"^(?:that )?(?:i|we) (?=\w)", re.IGNORECASE)
_AREAS = (("feedback", "note_of_feedback"), ("presentations", "note_of_talk"), ("cases", "note_of_case"))
_MOST_WORDS_KEPT = 200
_PIECE = re.compile(r"[.,;!?\n]+\s*(?:and\s+)?")


def noted(clauses: Clauses, update: CaseUpdate, before: Before, letter: str) -> CaseUpdate:
    """The update with what is to be added to the bullet points as notes of the letter."""
    held = next((item.get("notes", {}) for item in update.case.get("letters", ()) if item["id"] == letter), None)
    if held is None:
        return update
    start = raw_pattern("mention_start").search(clauses.raw)
    if start and clauses.has("mentions", "area_named"):
        told = raw_pattern("joins_notes").split(clauses.raw[start.end() :])
    else:
        told = [piece for piece in _PIECE.split(clauses.raw) if _is_fact(piece)]
    added: dict[str, list[str]] = {}
    for words in told:
        text = _OWN.sub("", raw_pattern("mention_end").sub("", words)).strip(" .!,;")
        area = next((name for name, cue in _AREAS if raw_pattern(cue).search(text)), "responsibilities")
        if text and not raw_pattern("own_praise").search(text):
            added.setdefault(area, list(held.get(area, ()))).append(text[:1].upper() + text[1:])
    changes = [
        Change("set", letter_path(letter, f"notes.{area}"), texts, clauses.raw[:_MOST_WORDS_KEPT])
        for area, texts in added.items()
    ]
    return applied(update, [*update.changes, *changes], before) if changes else update


def _is_fact(piece: str) -> bool:
    """Whether a piece of the message tells what was done: "12 presentations", "he corrected my neuro exam"."""
    plain = normalise(piece)
    if clause_has(plain, "orders_points", "question", "mends_own") or clause_has(plain, "of_the_letter"):
        return False
    return clause_has(plain, "note_fact")
