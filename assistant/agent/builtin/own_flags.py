"""Who of the own writers can speak to what a letter may soften: a failed exam, a gap, an older graduation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from assistant.knowledge import load_knowledge
from assistant.places import data_root
from assistant.templates import render
from assistant.yamlfile import Node, read_yaml

_FACTS = {"exam": "FLAG-2", "gap": "FLAG-3", "older": "FLAG-1"}
_AT_WORK = {"hands_on", "research_and_clinic"}
_US = "US"


@lru_cache(maxsize=1)
def own_texts() -> Node:
    """The words about the own letters."""
    return read_yaml(data_root() / "prompts" / "answers" / "own.yaml")


def word_flag(
    flag: str, case: Mapping[str, Any], rows: Sequence[Mapping[str, str]], named: Sequence[str] = ()
) -> str:
    """What the guide says a letter should show, and which of the writers could show it, best-ranked first.

    Args:
        named: the letters of which the question is; one alone is answered first.
    """
    letters = {item["id"]: item for item in case["letters"]}
    fitting = [row for row in rows if _fits(flag, letters[row["letter"]])]
    if flag == "gap":  # the guide wants recent supervisors
        fitting.sort(key=lambda row: letters[row["letter"]].get("experience", {}).get("end", ""), reverse=True)
    quote = load_knowledge().quote
    return render(
        "answers/own_flag.j2", first=_of_one(flag, letters, rows, named), flag=flag, fact=_FACTS[flag],
        quoted=quote(_FACTS[flag]), context=quote("FLAG-4"),
        rows=fitting, dated=all("end" in letters[row["letter"]].get("experience", {}) for row in fitting),
    )


def _of_one(
    flag: str, letters: Mapping[str, Mapping[str, Any]], rows: Sequence[Mapping[str, str]], named: Sequence[str]
) -> str:
    """ "Can he help for my gap?": yes, no, or what is not known of him; empty where several or none are meant."""
    row = next((row for row in rows if len(named) == 1 and row["letter"] == named[0]), None)
    if row is None:
        return ""
    letter, texts = letters[row["letter"]], own_texts()["flag"]
    if not _fits(flag, letter):
        setting = letter.get("experience", {}).get("setting")
        if setting in _AT_WORK:
            return ""  # another reason, which the ranking tells
        return texts["no" if setting else "unknown"].text().format(who=row["who"])
    end = letter.get("experience", {}).get("end")
    if flag != "gap":
        return texts["yes"].text().format(who=row["who"])
    return texts["until" if end else "undated"].text().format(who=row["who"], end=end)


def _fits(flag: str, letter: Mapping[str, Any]) -> bool:
    """Whether this writer, as far as is known, saw the work of which the letter would speak."""
    writer, seen = letter.get("writer", {}), letter.get("experience", {})
    avoided = letter.get("attitude") == "hesitant" or writer.get("family_friend")
    physician = writer.get("profession", "physician") == "physician"
    saw = seen.get("setting") in _AT_WORK
    return physician and saw and not avoided and (flag != "older" or writer.get("country") == _US)
