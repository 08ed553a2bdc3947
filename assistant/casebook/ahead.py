"""The month of a stay that is still to come: "in August I go to Dr. Qureshi for an observership", "3 weeks in July".

Its days are not known, so the case holds none; the month is remembered to be shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.casebook.told_of import letter_told_of
from assistant.casebook.turn import Turn

_STAY = re.compile(
    r"\b(?:\d+\s*(?:w|wks?|weeks?)|observ\w+|extern\w*|internship|rotat\w+|electives?|clerkships?|hands.?on|sub.?i|shadow\w*)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:was|did|had|were|finished|ended|completed|worked|last|ago|ask\w*|upload\w*|submit\w*|letters?|deadline|due|apply\w*"
    r"|application|exam|step|visa|leave|away|vacation|holiday|retires?|interview\w*|if|maybe|could|should|would)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|going|go|gonna|start\w*|begin\w*|coming|next|planned|booked|plan|shall|ill)\b", re.IGNORECASE
)
_SOON = 2  # months up to which a bare "in July" is the coming one
_ENDS = re.compile(r"[.;!?\n]")


def read_ahead(turn: Turn) -> None:
    """Remember the month of a stay to come, where nothing else is known of when it is."""
    text = turn.message.text
    for found in _month(tuple(turn.book.months)).finditer(text) if turn.draft.ids() else ():
        month, year = turn.book.months[found["month"].casefold()], int(found["year"] or turn.today.year)
        start = max([m.end() for m in _ENDS.finditer(text, 0, found.start())], default=0)
        end = next((m.start() for m in _ENDS.finditer(text, found.end())), len(text))
        letter = letter_told_of(turn, text, start, end) if _STAY.search(text, start, end) else ""
        months = (year - turn.today.year) * 12 + month - turn.today.month
        told = found["year"] or months <= _SOON or _WILL.search(text, start, end)
        to_come = months > 0 and told
        if letter and to_come and letter not in turn.draft.stays and not _ELSE.search(text, start, end):
            turn.draft.stays[letter] = f"in {year}-{month:02}"
            turn.draft.told = True


@lru_cache(maxsize=1)
def _month(months: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(month) for month in months if len(month) > len("ab")), key=len, reverse=True))
    return re.compile(
        rf"\b(?:in|from|during|starting|starts|coming|this|next)\s+(?P<month>{names})\b(?!\.?\s+\d{{1,2}}\b(?!\d))(?:\s+(?P<year>20\d\d))?",
        re.IGNORECASE,
    )
