"""Where a talk moves on in words that only the talk explains: a writer who hesitates after a script, one who waits for
a draft, one to whom something is to be said; and an early word that stays one when it is to be spoken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_letter import named_letter, open_letters
from assistant.agent.builtin.draft_talk import EMAIL, OUTLINE, Wish, email_for
from assistant.casebook import CaseUpdate

WANTS_DRAFT = "wants_draft"  # in the memory of a talk: ids of letters whose writers asked for a draft
_ASKING = frozenset({"request", "script"})
_HEADING = re.compile(r"(?m)^(?=If they )")


def next_wish(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> Wish | None:
    """The text that such words call for in this talk, or None."""
    if last and last.kind in _ASKING and clauses.has("if_he_hesitates") and not clauses.has("in_writing"):
        thinks = any(clause_has(c, "if_he_hesitates") and clause_has(c, "wants_to_think") for c in clauses.texts)
        answer = "if_thinking" if thinks else "if_unsure"
        return replace(last, kind="script", stage=None, changed=(answer,), declined="")
    letter = _meant(clauses, last, update)
    if letter and letter in update.memory.get(WANTS_DRAFT, ()) and _asks_what_to_give(clauses):
        return Wish(OUTLINE, letter=letter)
    if not clauses.asked and clauses.has("says_something") and not set(clauses.kinds()) - {"thank-you", "script"}:
        kind = "thank-you" if clauses.has("was_kind") else ""
        wish = email_for(clauses, "", kind)
        return replace(wish, kind=kind or "request", letter=letter, unsaid=not kind)
    return None


def remembering_draft(clauses: Clauses, last: Wish | None, update: CaseUpdate, old: Mapping[str, Any]) -> CaseUpdate:
    """The update that remembers which writers asked for a draft of their letter."""
    kept = list(old.get(WANTS_DRAFT) or ())
    letter = _meant(clauses, last, update) if clauses.has("writer_wants_draft") else ""
    kept = [*kept, letter] if letter and letter not in kept else kept
    return replace(update, memory={**update.memory, WANTS_DRAFT: kept}) if kept else update


def in_its_form(wish: Wish, last: Wish | None, clauses: Clauses) -> Wish:
    """The wish in a form that there is: what asks for nothing yet is not turned into asking when it is to be spoken.

    A message for a telephone is the short e-mail.
    """
    spoken = last is not None and wish.kind == "script" and last.tool == EMAIL and last.kind not in _ASKING
    if last and spoken and last.letter == wish.letter and not clauses.has("asks_letter"):
        return replace(last, changed=("spoken",), declined=wish.declined)
    written = wish.tool == EMAIL and wish.kind != "script" and not wish.declined
    if written and raw_pattern("as_chat").search(clauses.raw):
        return replace(wish, options={**wish.options, "shorter": True}, changed=("as_message",))
    return wish


def if_unsure(body: str) -> str:
    """Of a script the answer to a hesitation; the whole where it has no such part."""
    return next((part for part in _HEADING.split(body) if part.startswith("If they hesitate")), body)


def _asks_what_to_give(clauses: Clauses) -> bool:
    cues = ("gives_him", "offered_points", "asks_words", "how_to_begin")
    return clauses.has(*cues) and not any(clause_has(c, "is_email", "text_word") for c in clauses.texts)


def _meant(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> str:
    """The letter that is spoken of: the one named, or of the last text, or the only one."""
    letters = [str(item["id"]) for item in open_letters(update.case)]
    meant = named_letter(clauses.raw, update) or (last.letter if last else "") or str(update.memory.get("focus") or "")
    return meant if meant in letters else letters[0] if len(letters) == 1 else ""
