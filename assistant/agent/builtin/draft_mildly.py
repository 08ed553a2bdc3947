"""A wish for the text that is there which the search takes for a forbidden one, without cause.

"Wish him a good recovery first and then ask if Dr. Raman could write instead" looks like pressure to a reader of single
words. Where neither the rules nor the learned wishes find anything to decline, nothing is declined: the text is shown
once more, and it is said what was not put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import raw_pattern, read_clauses
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_letter import writers_names
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_sure import leans
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate

_MILD_KIND = "pressure"  # what a kind word to a writer resembles; a letter in a name that is not ours stays refused
NOT_WORKED_IN = "not_worked_in"
MILD = 0.5  # of all that is declined together, below which the learned wishes find nothing to decline
_ASKING = 0.4  # from which the message may as well ask the guide
_MOST_QUOTED = 16  # words of the message


def not_refused(
    text: str, last: Wish | None, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], meant: Understanding,
    leaning: LearnedWish,
) -> DraftTurn | None:
    """The text that was made just now, with what was not put in, where the message would be declined without cause."""
    just_made = bool(notes) and "draft" in notes[-1]
    mild = meant.act == "decline" and meant.kind == _MILD_KIND
    if last is None or last.tool != EMAIL or not just_made or not mild or not leaning.shares:
        return None
    clauses = read_clauses(text, writers_names(update.case))
    if raw_pattern("writer_must").search(text):
        return None
    asks = bool(clauses.asked) or leaning.shares.get("none_question", 0.0) >= _ASKING
    if asks or leaning.refusal >= MILD or leans(clauses) or has_cue("crisis", text):
        return None
    if any(forbidden_wish(text, honest=honest) for honest in (True, False)) or clauses.has("signs_for", "ghost"):
        return None
    words = text.split()
    said = " ".join(words[:_MOST_QUOTED]).rstrip(" .,;:!") + (" ..." if len(words) > _MOST_QUOTED else "")
    wish = replace(last, changed=("again",), declined="", unmet=(f"{NOT_WORKED_IN}:{said}",))
    return DraftTurn(wish, (), update, tells=True)
