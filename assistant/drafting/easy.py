"""A text in an easy tone, for a writer with whom one is on easy terms: "Hi Dr. Lund", short forms, "Many thanks"."""

from __future__ import annotations

import re

_EASY = (
    (re.compile(r"^Dear (?=\S)", re.MULTILINE), "Hi "),
    (re.compile(r"^(?:With kind regards|Respectfully yours),$", re.MULTILINE), "Many thanks,"),
    (re.compile(r"\bI am (?=[a-z])"), "I'm "),
    (re.compile(r"\bI will (?=[a-z])"), "I'll "),
    (re.compile(r"\bI would be glad\b"), "I'd be glad"),
    (re.compile(r"\bof recommendation for me\b"), "for me"),
    (re.compile(r", whatever you decide\.$", re.MULTILINE), " either way."),
)


def eased(body: str) -> str:
    """The text with "Dear" as "Hi" and "I am" as "I'm"; what it says stays the same."""
    for says, reads in _EASY:
        body = says.sub(reads, body)
    return body
