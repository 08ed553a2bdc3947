"""Which sentences state nothing: greetings, thanks, questions, offers, headings, admissions of not knowing."""

from __future__ import annotations

import re

from assistant.guard.lexicon import load_lexicon
from assistant.guard.words import plain

_SHORT_QUESTION = 8  # words: "Got only one US letter?" leads in, it does not state
_FIGURE = re.compile(r"\d|%")


def states_nothing(text: str) -> bool:
    """True where a sentence makes no statement that evidence would have to carry."""
    body = re.sub(r"^[^\w\"']+|[\"']+$", "", plain(text)).strip()
    if not body:
        return True
    if len(body.split()) <= 6 and body.endswith(":") and not _FIGURE.search(body):
        return True
    if _FIGURE.search(body) and not body.endswith("?"):
        return False
    if body.endswith("?") and len(body.split()) <= _SHORT_QUESTION:
        return True
    return any(pattern.search(body) for pattern in load_lexicon().nothing)
