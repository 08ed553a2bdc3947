"""A note of work as deeds of one's own: what a writer saw, and several deeds in a breath, each a point."""

from __future__ import annotations

import re

from assistant.drafting.past_tense import IRREGULAR, past_of

_SEEN = re.compile(
    r"^(?:he|she|they|(?:dr|prof)\.? \w+) (?:(?:also|often|once|even) )?(?:saw|watched|observed|let|had|heard) me "
    r"(?!not\b|never\b|be\b|as\b|in\b|at\b|on\b|with\b|\w+ing\b)(?P<deed>[a-z]+ .+)$",
    re.IGNORECASE,
)
_WITH_ONE = re.compile(
    r"^(\w+) (?:together )?with (?:him|her) (?=(?:\d+|many|several|the|a|an|some|our|all)\b)", re.IGNORECASE
)
_ONCE = re.compile(r"^(?:and |also |then |once )*(?:i )?(?:also |once )?", re.IGNORECASE)
_PAST = (
    r"(?:[a-z]{2,}ed|spoke|ran|led|saw|did|made|gave|took|wrote|held|found|caught|taught|built|kept|brought|drew|came)"
)
_NEXT = re.compile(
    rf",\s*(?:and\s+)?(?=(?:once\s+)?(?:i\s+)?{_PAST}\s+(?!(?:by|to|for|at|from|in|on|with|as)\b))", re.IGNORECASE
)
_BEGINS = re.compile(rf"^(?:once )?(?:i )?{_PAST}\b", re.IGNORECASE)
_REGULAR = frozenset({"present", "manage", "treat", "counsel", "help", "explain", "place", "suture", "stay"})
_JOINED = re.compile(rf"\band (?:also )?({'|'.join(sorted(IRREGULAR | _REGULAR))})\b(?! of\b)")


def deeds_in(note: str) -> list[str]:
    """The deeds of a note, each as a line: "she saw me run the desk" is "Ran the desk"; a note of one thing stays."""
    note = _WITH_ONE.sub(r"\1 ", " ".join(note.split()))
    if seen := _SEEN.match(note):
        verb, space, rest = seen["deed"].partition(" ")
        told = _JOINED.sub(lambda found: f"and {past_of(found[1])}", rest)
        return [f"{past_of(verb).capitalize()}{space}{told}"]
    pieces = _NEXT.split(note)
    if len(pieces) == 1 or not _BEGINS.match(_ONCE.sub("", pieces[0])):
        return [note]
    bare = [_ONCE.sub("", piece).strip(" ,.") for piece in pieces]
    return [f"{piece[:1].upper()}{piece[1:]}" for piece in bare]
