"""About when the time with a writer was over: "my rotation with him finished 7 months ago". The day was not said, so
the case does not hold it; it is remembered, so that a draft can allow for what the writer may have forgotten."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.casebook.told_of import letter_told_of
from assistant.casebook.turn import Turn

_MOST_CHARACTERS = 4000
_DAYS = {"month": 30, "mo": 30, "year": 365, "yr": 365}
_AGO = re.compile(
    r"\b(?:finish(?:ed|es)?|end(?:ed|s)?|complet(?:ed|e)|done|over|left|work(?:ed)?|rotat(?:ed|ion)|was|did)\b(?:\s+[^\s.;!?]+){0,8}?"
    r"\s+(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|many)\s+"
    r"(?P<unit>month|mo|year|yr)s?\s+(?:ago|before|back|earlier)\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, "few": 3, "several": 4, "many": 6}


def read_ended(turn: Turn) -> None:
    """Remember about when the time with each writer was over, where the message says it by months or years."""
    if not turn.draft.ids():
        return
    text = turn.message.text[:_MOST_CHARACTERS]
    for found in _AGO.finditer(text):
        letter = letter_told_of(turn, text, *found.span())
        word = found["count"].casefold()
        count = _COUNTS.get(word) or turn.book.numbers.get(word) or (int(word) if word.isdigit() else 1)
        if letter:
            days = count * _DAYS[found["unit"].casefold()]
            turn.draft.ended[letter] = (turn.today - timedelta(days=days)).isoformat()
