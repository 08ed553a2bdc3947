"""Whether a message does no more than tell: then nothing in it is forbidden, and it orders no text."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import Clauses, clause_has
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.parts import asks, requests
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate
from assistant.retrieval.normalise import normalise

_UNSURE = frozenset({"abstain", "clarify"})
_OF_WRITING = re.compile(r"\b(?:writ\w*|wrote|sign\w*|draft\w*|copy|copied|compos\w*|forg\w+|fak\w+)\b", re.IGNORECASE)
_MOST_WORDS = 30  # of a message that tells one thing which no rule heard


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


def only_told(text: str, meant: Understanding, update: CaseUpdate, names: Set[str]) -> Understanding | None:
    """A message that tells facts, or sets one right, and asks nothing: no answer is owed, and nothing is refused.

    "Before that Dr. Wei, research, 1 year" is noted; "Oduya was May and Lowell April", which no rule heard, is asked
    for again; "he told me he writes no strong letters" is no distress. None where the message is anything else.
    """
    # Somebody's first story may be about anything: that it tells of a writer does not make it one of the letters.
    begun = any(letter["id"] not in update.added for letter in update.case.get("letters") or ())
    if begun and update.added and "?" not in text and meant.act in _UNSURE and meant.kind != "chances":
        return Understanding("tell")  # "... she agreed but i don't know if strong"
    if asks(text) or requests(text) or any(forbidden_wish(text, honest=honest) for honest in (True, False)):
        return None
    if meant.act == "distress" and has_cue("quotes_a_writer", text) and not has_cue("crisis", text):
        return Understanding("tell") if update.changes else Understanding("talk", kind="heard")
    if update.changes:
        harmless = meant.kind == "ghostwrite" and not _OF_WRITING.search(text)
        refused = meant.act == "decline" and harmless
        return Understanding("tell") if refused or (begun and meant.act in _UNSURE) else None
    if update.questions or not update.case.get("letters") or len(normalise(text).split()) > _MOST_WORDS:
        return None
    named, sets_right = bool(names & set(normalise(text).split())), has_cue("sets_right_a_fact", text)
    unsure = meant.act in _UNSURE and (named or sets_right or has_cue("tells_of_one", text))
    return Understanding("talk", kind="unheard") if unsure or (meant.act == "ask" and named and sets_right) else None
