"""An answer to a writer who is willing: "answer her" after "I would be glad to write" is no kind reply to a no.

A text for a writer who was told to have agreed is that reply only where this message, or the case, tells of a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_reply import REPLY
from assistant.agent.builtin.draft_wish import Wish

_NO = "gracious-decline"
_FOR_STATUS = {"agreed": "packet", "asked": "follow-up"}


def for_the_willing(wish: Wish, last: Wish | None, case: Mapping[str, Any], clauses: Clauses) -> Wish:
    """The wish with what the writer's yes calls for, where a reply to a no was heard and nobody said no."""
    letter = letter_of(case, wish.letter)
    status = str(letter.get("status") or "")
    reminds = status == "agreed" and _reminds_for_answer(wish, clauses)
    if not (reminds or _is_refusal(wish, letter, clauses)):
        return wish
    thanked = status == "agreed" and last is not None and last.kind == "packet" and last.letter == wish.letter
    return replace(wish, kind="thank-you" if thanked else _FOR_STATUS.get(status, "request"), stage=None)


def _is_refusal(wish: Wish, letter: Mapping[str, Any], clauses: Clauses) -> bool:
    """Whether the wish would take a no kindly that nobody told of, of a writer who is willing."""
    if wish.kind != _NO or wish.options.get("offer") or REPLY in wish.options or _no_is_told(letter, clauses):
        return False
    return letter.get("status") == "agreed" or letter.get("attitude") == "supportive"


def _reminds_for_answer(wish: Wish, clauses: Clauses) -> bool:
    """ "Answer her": whoever is to be answered has spoken, and need not be reminded."""
    reminds = clauses.has("reminds", "no_answer", "checks_in") or "follow-up" in clauses.kinds()
    return wish.kind == "follow-up" and not wish.changed and _orders_answer(clauses) and not reminds


def _orders_answer(clauses: Clauses) -> bool:
    """ "Answer her mail politely", "what do I reply"."""
    return clauses.has("orders_answer") or (clauses.has("replies") and clauses.has("asks_words", "asks_say"))


def _no_is_told(letter: Mapping[str, Any], clauses: Clauses) -> bool:
    """Whether the case or the message tells that this writer declines or hesitates, or the applicant does."""
    if letter.get("status") == "declined" or letter.get("attitude") == "hesitant":
        return True
    return _NO in clauses.kinds() or clauses.has("says_no", "own_refusal", "denies_no", "in_case")


def is_no_refusal(wish: Wish, clauses: Clauses, case: Mapping[str, Any]) -> bool:
    """ "Dr. Cho wants to know my score. Reply for me": a question is no no, and calls for no kind reply to one."""
    if wish.kind != _NO or wish.options.get("offer") or REPLY in wish.options or wish.changed:
        return False
    asks = raw_pattern("writer_asks").search(clauses.raw) is not None
    return asks and not _no_is_told(letter_of(case, wish.letter), clauses)
