"""A message about a text as its writer's own: learner's English for what was taught, and the writer's name for "he".

A text speaks to its writer; "Dr. Keller said my notes were good, mention this" is "you said" there, as "he said" is.
"""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_wish import Wish
from assistant.casebook import CaseUpdate

_PRONOUNS = ("he", "she")


def in_plain_words(text: str, last: Wish | None, update: CaseUpdate) -> str:
    """The message with "he teached me" as "he taught me", and the writer of the text that is there as "he" or "she"."""
    text = raw_pattern("taught_badly").sub(lambda found: f"{found[1]} {found[2] or ''}taught ", text)
    name = letter_of(update.case, last.letter).get("writer", {}).get("name") if last and last.letter else None
    if last is None or not name or raw_pattern("told_of_him").search(text) is None:
        return text
    surname = re.escape(str(name).split()[-1])
    pronoun = _pronoun(last.letter, update)
    behind = raw_pattern("told_of_him").pattern
    titled = re.compile(rf"\b(?:dr|doctor|prof|professor)\b\.? (?:\w+ )?{surname}(?= {behind})", re.IGNORECASE)
    return titled.sub(pronoun, text) if pronoun else text


def _pronoun(letter: str, update: CaseUpdate) -> str:
    """A pronoun that is this writer's, or at least nobody else's; "" where there is none."""
    told = {str(ident): str(gender) for ident, gender in (update.memory.get("gender") or {}).items()}
    others = {gender for ident, gender in told.items() if ident != letter}
    own = told.get(letter, "")
    free = [pronoun for pronoun in _PRONOUNS if pronoun not in others]
    return own if own in _PRONOUNS else next(iter(free), "")
