"""A message about a text as its writer's own: learner's English for what was taught, and the writer's name for "he".

A text speaks to its writer; "Dr. Keller said my notes were good, mention this" is "you said" there, as "he said" is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.builtin.draft_apart import with_plain_orders
from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_mention import plain_verb
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate

_PRONOUNS = ("he", "she")
# The applicant's pronouns as the applicant would say them. "Her" before these words is not whose something is.
_NOT_WHOSE = r"(?!(?:the|an?|to|how|with|in|on|at|for|that|and)\b)"
_OF_ONESELF = {
    "she": ((r"\bshe is\b", "I am"), (r"\bshe has\b", "I have"), (r"\bshe does\b", "I do"), (r"\bshe\b", "I"),
            (r"\bherself\b", "myself"), (rf"\bher(?= {_NOT_WHOSE}\w)", "my"), (r"\bher\b", "me")),
    "he": ((r"\bhe is\b", "I am"), (r"\bhe has\b", "I have"), (r"\bhe does\b", "I do"), (r"\bhe\b", "I"),
           (r"\bhimself\b", "myself"), (r"\bhis\b", "my"), (r"\bhim\b", "me")),
}  # fmt: skip


def in_plain_words(text: str, last: Wish | None, update: CaseUpdate) -> str:
    """The message with "he teached me" as "he taught me", and the writer of the text that is there as "he" or "she"."""
    text = with_plain_orders(text)
    if last is not None and last.tool == EMAIL:  # "more about the dialysis rounds", of the text that is there
        text = raw_pattern("more_about").sub("mention ", text)
    text = raw_pattern("taught_badly").sub(lambda found: f"{found[1]} {found[2] or ''}taught ", text)
    name = letter_of(update.case, last.letter).get("writer", {}).get("name") if last and last.letter else None
    if last is None or not name or raw_pattern("told_of_him").search(text) is None:
        return text
    surname = re.escape(str(name).split()[-1])
    pronoun = _pronoun(last.letter, update)
    behind = raw_pattern("told_of_him").pattern
    titled = re.compile(rf"\b(?:dr|doctor|prof|professor)\b\.? (?:\w+ )?{surname}(?= {behind})", re.IGNORECASE)
    return titled.sub(pronoun, text) if pronoun else text


def as_the_applicant(text: str, last: Wish | None, update: CaseUpdate) -> str:
    """What is to be mentioned for somebody else as that one would say it: "mention her trilingual skills" is "my".

    Only where the one whom another speaks for is known to be "she" or "he", and the writer is not known to be the same.
    """
    told: Mapping[str, Any] = update.memory.get("person") or {}
    pronoun, writers = str(told.get("pronoun") or ""), update.memory.get("gender") or {}
    order = raw_pattern("mention_order").search(text)
    if order is None or pronoun not in _OF_ONESELF or writers.get(last.letter if last else "") == pronoun:
        return text
    head, tail = text[: order.end()], text[order.end() :]
    tail = raw_pattern(f"{pronoun}_does").sub(lambda found: f"I{found[1]} {plain_verb(found[2])}", tail)
    for says, reads in _OF_ONESELF[pronoun]:
        tail = re.sub(says, reads, tail, flags=re.IGNORECASE)
    return head + tail


def _pronoun(letter: str, update: CaseUpdate) -> str:
    """A pronoun that is this writer's, or at least nobody else's; "" where there is none."""
    told = {str(ident): str(gender) for ident, gender in (update.memory.get("gender") or {}).items()}
    others = {gender for ident, gender in told.items() if ident != letter}
    own = told.get(letter, "")
    free = [pronoun for pronoun in _PRONOUNS if pronoun not in others]
    return own if own in _PRONOUNS else next(iter(free), "")
