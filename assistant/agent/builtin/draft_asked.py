"""A short answer to a fact that the writer asks for: "she wants my Step 2 score, it is 251, reply to her".

Where the message tells every fact that is asked for, the text says it; else it has a blank for the answer.
"""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.drafting.kinds import ASKED

_OPTION = "reply"


def answer_to_asked(clauses: Clauses, status: str) -> Wish | None:
    """The answer that is ordered to what the writer wants to know of the applicant; None where none is."""
    asked = raw_pattern("asks_for_fact").search(clauses.raw)
    ordered = raw_pattern("orders_reply").search(clauses.raw)
    if not (asked and ordered) or set(clauses.kinds()) or clauses.has("says_no"):
        return None
    told = _told(clauses.raw, asked)
    options = {_OPTION: ASKED} | ({"mention": told} if told else {})
    return Wish(EMAIL, "packet" if status == "agreed" else "request", options=options, changed=("reply_asked",))


def _told(raw: str, asked: re.Match[str]) -> str:
    """The fact with its value, as a clause: "that my Step 2 score is 251"; "" where not everything is told."""
    exams = {found[1] for found in raw_pattern("exam_asked").finditer(asked[0])}
    scores = raw_pattern("score_told").findall(raw)
    if len(exams) != 1 or len(scores) != 1 or raw_pattern("asked_besides").search(raw):
        return ""
    return f"that my Step {exams.pop()} score is {scores[0]}"
