"""News that an order about a text, or a condition, only looks like; and the waiver that an order tells."""

from __future__ import annotations

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.casebook.model import Change, letter_path


def is_no_news(clauses: Clauses, change: Change, name: str) -> bool:
    """ "A follow-up, I am shy to ask" is no idea, "only if I come again" no yes, an answer by July 20 no deadline."""
    if name == "deadline":
        return raw_pattern("reply_by").search(clauses.raw) is not None
    if name != "status":
        return False
    cues = {"agreed": "only_if_i_come", "asked": "email_version", "declined": "enough_letters"}
    if change.value == "idea":
        return clauses.has("reminds")
    cue = cues.get(str(change.value))
    return cue is not None and raw_pattern(cue).search(clauses.raw) is not None


def waiver_told(clauses: Clauses, letter: str) -> Change | None:
    """ "Say that I want to waive my right", in an order for a text: the case holds it, and the text says it."""
    told = raw_pattern("tells_waiver").search(clauses.raw)
    if told is None or not letter or raw_pattern("no_waiver").search(clauses.raw) or not clauses.has("mentions"):
        return None
    return Change("set", letter_path(letter, "waived"), True, told[0])
