"""Whether a message does no more than tell: then nothing in it is forbidden, and it orders no text."""

from __future__ import annotations

from assistant.agent.builtin.draft_cues import Clauses, clause_has
from assistant.agent.builtin.forbidden import forbidden_wish


def plainly_tells(clauses: Clauses) -> bool:
    """ "Add Dr. Shah, 4 weeks hands on, agreed", "it was both inpatient and clinic", "she supervises me full time".

    However much its words look like those of a wish to stretch the truth, nothing in it wishes, weighs or asks.
    """
    if not clauses.texts or clauses.asked or clauses.has("not_plain_telling"):
        return False
    if forbidden_wish(clauses.raw, honest=True) or forbidden_wish(clauses.raw, honest=False):
        return False
    first, *rest = clauses.texts
    return clause_has(first, "plain_subject") and all(clause_has(c, "plain_subject", "plain_detail") for c in rest)
