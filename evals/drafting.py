"""Whether the conversation drafts what was asked for, changes what was meant, and drafts nothing unasked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.advisor import Advisor
from assistant.reply import Reply
from evals import datasets

TODAY = date(2027, 7, 21)
SMITH = {"id": "smith", "writer": {"name": "John Smith", "title": "Dr.", "profession": "physician"}}
KHAN = {"id": "khan", "writer": {"name": "Imran Khan", "title": "Prof.", "profession": "physician"}}
CASE = {"targets": ["internal_medicine"], "application_year": 2027}
FIRST = {"request": "write an email to dr smith asking for a letter", "follow-up": "write a reminder for dr smith"}
_FLAGS = ("shorter", "formal", "mention", "secretary")


def measure(name: str, advisor: Advisor) -> list[tuple[str, float, int | None]]:
    """Shares of a data set: drafts of the right kind, changes of the right sort, and messages left without a draft."""
    right: dict[str, list[bool]] = {"drafts": [], "changes": [], "left alone": []}
    for number, case in enumerate(datasets.drafting(name)):
        session = f"{name}-{number}"
        letters = [SMITH, KHAN] if "after" in case else [SMITH]
        if "after" in case:
            advisor.reply(FIRST[case["after"]], session, TODAY, {**CASE, "letters": letters})
        profile = None if "after" in case else {**CASE, "letters": letters}
        reply = advisor.reply(case["text"], session, TODAY, profile)
        group = "left alone" if case["want"] == "none" else "changes" if "after" in case else "drafts"
        right[group].append(_brings(case, reply))
    return [(group, sum(found) / len(found), len(found)) for group, found in right.items()]


def _brings(case: Mapping[str, Any], reply: Reply) -> bool:
    """Whether a reply is what the case wants, with a status that is right."""
    made = {tool.name: tool.args for tool in reply.tools}
    want = case["want"]
    if want == "none":
        return not {"draft_email", "outline_letter", "build_packet"} & made.keys()
    if reply.status not in case.get("status", ["answered"]):
        return False
    if want in {"outline", "packet-files"}:
        return ("outline_letter" if want == "outline" else "build_packet") in made
    given = made.get("draft_email", {})
    if "after" not in case:
        return bool(given.get("kind") == want)
    return _changed(want, given)


def _changed(want: str, given: Mapping[str, Any]) -> bool:
    if want in _FLAGS:
        return bool(given.get(want))
    what, _, value = want.partition("-")
    return str(given.get(what)) == value
