"""The specialty of which one more letter is spoken of: "do I need another neurologist"."""

from __future__ import annotations

import re

from assistant.domain.vocabulary import find_specialty
from assistant.retrieval.normalise import normalise

_MORE = re.compile(
    r"(?<!not )(?<!no )\b(?:another|one more|1 more|second|third|extra|additional|more)"
    r"(?: (?:us|american|strong|good))*(?= )"
)
_PARTS = re.compile(r"[.!?;,\n]+")
_LONGEST = 3  # words of a specialty's name


def one_more_of(text: str) -> str:
    """The specialty of "do I need another neurologist"; empty where none is named so."""
    for plain in map(normalise, _PARTS.split(text)):
        for place in _MORE.finditer(plain):
            words = plain[place.end() :].split()[:_LONGEST]
            found = (find_specialty(" ".join(words[:length])) for length in range(len(words), 0, -1))
            if named := next((name.specialty for name in found if name), ""):
                return named
    return ""
