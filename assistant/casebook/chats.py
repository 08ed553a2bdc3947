"""Pasted chats: "[10/07, 21:15] Tanvir: i failed step 2 too". What others say there is not the applicant's."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"(?m)^[ \t]*(?P<stamp>\[[^\]\n]{4,30}\]|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,? \d{1,2}:\d\d(?: ?[ap]m)? ?-?)"
    r"[ \t]*(?P<who>[^\W\d_][\w .'’-]{0,30}?):[ \t](?P<said>.*)$",
    re.IGNORECASE,
)
_OWN = frozenset({"me", "i", "myself", "you"})


def without_chat(text: str) -> str:
    """The text with blanks for the stamps of a chat, and for the lines of others where one's own are told apart."""
    lines = list(_LINE.finditer(text))
    told_apart = any(line["who"].casefold() in _OWN for line in lines)
    for line in lines if len(lines) > 1 else ():
        theirs = told_apart and line["who"].casefold() not in _OWN
        last = line.end() if theirs else line.start("said")
        text = text[: line.start()] + " " * (last - line.start()) + text[last:]
    return text
