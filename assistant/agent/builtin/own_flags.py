"""Who of the own writers can speak to what a letter may soften: a failed exam, a gap, an older graduation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.knowledge import load_knowledge
from assistant.templates import render

_FACTS = {"exam": "FLAG-2", "gap": "FLAG-3", "older": "FLAG-1"}
_AT_WORK = {"hands_on", "research_and_clinic"}
_US = "US"


def word_flag(flag: str, case: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> str:
    """What the guide says a letter should show, and which of the writers could show it, best-ranked first."""
    letters = {item["id"]: item for item in case["letters"]}
    fitting = [row for row in rows if _fits(flag, letters[row["letter"]])]
    if flag == "gap":  # the guide wants recent supervisors
        fitting.sort(key=lambda row: letters[row["letter"]].get("experience", {}).get("end", ""), reverse=True)
    quote = load_knowledge().quote
    return render(
        "answers/own_flag.j2", flag=flag, fact=_FACTS[flag], quoted=quote(_FACTS[flag]), context=quote("FLAG-4"),
        rows=fitting, dated=all("end" in letters[row["letter"]].get("experience", {}) for row in fitting),
    )


def _fits(flag: str, letter: Mapping[str, Any]) -> bool:
    """Whether this writer, as far as is known, saw the work of which the letter would speak."""
    writer, seen = letter.get("writer", {}), letter.get("experience", {})
    avoided = letter.get("attitude") == "hesitant" or writer.get("family_friend")
    physician = writer.get("profession", "physician") == "physician"
    saw = seen.get("setting") in _AT_WORK
    return physician and saw and not avoided and (flag != "older" or writer.get("country") == _US)
