"""Whether a text would come out as it was shown last: then what was told is noted, and the text is not repeated."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses
from assistant.agent.builtin.draft_talk import MOST_WORDS
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, Wish
from assistant.agent.builtin.understand import Understanding
from assistant.agent.texts import email_of, outline_of
from assistant.casebook import CaseUpdate
from assistant.errors import InputError

_DIGEST = 16  # characters
_TOLD = ("facts",)  # what is changed where a message only tells something


def digest_of(made: Mapping[str, Any]) -> str:
    """What tells a text from another one, for the note of a turn; "" for what is no text."""
    shown = [made.get("to"), made.get("subject"), made.get("body")] if "body" in made else made.get("bullets")
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:_DIGEST] if shown else ""


def is_the_same(wish: Wish, case: Mapping[str, Any], today: date, shown: str) -> bool:
    """Whether what was told changes nothing in the text of this digest.

    Args:
        wish: the text that is there, as the message would have it.
        case: the case with what the message tells.
        today: the day of the turn.
        shown: digest of the text that was shown last, or "".
    """
    if wish.changed != _TOLD or wish.declined or not shown:
        return False
    try:
        if wish.tool == EMAIL:
            return digest_of(email_of(case, today, **wish.arguments)) == shown
        return wish.tool == OUTLINE and digest_of(outline_of(case, today, **wish.arguments)) == shown
    except InputError:
        return False


def of_last(
    clauses: Clauses, meant: Understanding, notes: Sequence[Mapping[str, Any]], update: CaseUpdate
) -> bool:
    """Whether a short word that nothing else makes sense of is about the draft of the turn before."""
    if "draft" not in (notes[-1] if notes else {}) or update.changes or clauses.asked or not clauses.texts:
        return False
    lost = (meant.act, meant.kind) in {("abstain", "off_topic"), ("clarify", "unclear"), ("clarify", "nonsense")}
    few = len(clauses.whole.split()) <= MOST_WORDS
    other = clauses.has("off_target") and not clauses.has("leaves_out")
    return lost and few and not other and not clauses.has("question", "fine", "polite_thanks", "no_more")
