"""What of a mention lies ahead: an offer, a date, news of the application. It stands at the end of a text, behind what
is asked, and no memory of the time together does."""

from __future__ import annotations

import re

_BETWEEN = "; "
_AHEAD = re.compile(
    r"(?:that )?I (?:will|would|can|hope|plan|look forward|attach|enclose|have (?:attached|enclosed))\b"
    r"|(?:that )?I am (?:free|available)\b"
    r"|that my new number\b|that the ERAS\b|that you can\b|Please\b|If you\b|If it\b"
)
_ROOM = "If it does not fit"
_CV, _STATEMENT = re.compile(r"\bCV\b"), re.compile(r"\bpersonal statement\b", re.IGNORECASE)


def parted(mention: str) -> tuple[str, str]:
    """What is recalled, and what lies ahead: "our case; that I can send my CV" in two."""
    parts = [part for part in mention.split(_BETWEEN) if part]
    ahead = sorted((part for part in parts if _AHEAD.match(part)), key=offers_papers)  # papers last, for a summary
    return _BETWEEN.join(part for part in parts if part not in ahead), _BETWEEN.join(ahead)


def room_in(mention: str) -> tuple[str, str]:
    """The mention without words that leave room for a no, and how far these go: "plan" where somebody else is asked
    then, "plain" where not, "" where there are none."""
    parts = [part for part in mention.split(_BETWEEN) if part]
    room = [part for part in parts if part.startswith(_ROOM)]
    how = "plan" if any("someone else" in part for part in room) else "plain" if room else ""
    return _BETWEEN.join(part for part in parts if part not in room), how


def offers_papers(ahead: str) -> bool:
    """Whether CV and personal statement are offered in these words, so that a text need not offer them again."""
    return bool(_CV.search(ahead) and _STATEMENT.search(ahead))
