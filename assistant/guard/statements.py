"""Which sentences state nothing: greetings, thanks, questions, offers, headings, admissions of not knowing."""

from __future__ import annotations

import re

from assistant.guard.lexicon import load_lexicon
from assistant.guard.words import plain, tokens

_SHORT_QUESTION = 8  # words: "Got only one US letter?" leads in, it does not state
_FIGURE = re.compile(r"\d|%")
_GOES_ON = re.compile(
    r"(?:[,;:]| -) ?(?:but|yet|however|though|although|because|since) |; ?|\b(?:clear|tell you|say|assure you) that "
)
_LEAST_GOING_ON = 5  # words
_READ = 100  # letters of what goes on, enough to tell whether it asserts
_SUBJECT = 3  # words in which what goes on must name its subject


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
    if not any(pattern.search(body) for pattern in load_lexicon().nothing):
        return False
    return body.endswith("?") or not any(_asserts(body[found.end() :]) for found in _GOES_ON.finditer(body))


def _asserts(rest: str) -> bool:
    """`I know this is hard, but nurses are good writers`: what follows the courtesy says something of letters."""
    lexicon = load_lexicon()
    stems = [word.stem for word in tokens(rest[:_READ], lexicon.irregular)]
    start = stems[:_SUBJECT]
    subjects = {name for _, _, names in lexicon.actors.scan(start) for name in names} - {"applicant", "third"}
    return len(stems) >= _LEAST_GOING_ON and bool(subjects or "letter" in start)
