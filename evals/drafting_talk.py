"""Whole conversations about drafts: after every turn, whether the right text was written, to the right person, with
what was told and nothing else. The head of drafting_talk.yaml explains the data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.advisor import Advisor
from assistant.reply import Reply
from evals import datasets

_TOOLS = {"outline_letter": "outline", "build_packet": "packet-files"}
_GREETING = re.compile(r"^(?:(?:Dear|Hello|Hi) (.*)[,:]|- (.*), (?:may|do) .*\?)$", re.MULTILINE)
_GROUPS = {"none": "left alone", "refused": "declined"}


def measure(name: str, advisor: Advisor) -> list[tuple[str, float, int | None]]:
    """Shares of the turns that are right: those that want a text, those that want none, those to be refused."""
    right: dict[str, list[bool]] = {"drafts": [], "left alone": [], "declined": []}
    for conversation in datasets.conversations(name):
        for turn, faults, _ in judged(conversation, advisor):
            right[_GROUPS.get(turn["want"], "drafts")].append(not faults)
    return [(group, sum(found) / len(found), len(found)) for group, found in right.items()]


def judged(conversation: Mapping[str, Any], advisor: Advisor) -> list[tuple[dict[str, Any], list[str], Reply]]:
    """Each turn with its faults, an empty list where it is right, and the reply."""
    found, words = [], 0
    for turn in conversation["turns"]:
        reply = advisor.reply(turn["say"], conversation["id"], str(conversation["today"]))
        made, text = written(reply)
        faults = _faults(turn, reply, made, text)
        if turn.get("shorter") and not 0 < len(text.split()) < words:
            faults.append(f"is not shorter than {words} words")
        words = len(text.split()) if made else words
        found.append((turn, faults, reply))
    return found


def written(reply: Reply) -> tuple[str, str]:
    """Kind and text of what a turn wrote; "" and the answer where it wrote nothing."""
    for tool in reply.tools:
        if tool.name == "draft_email" and "body" in tool.result:
            subject = "" if tool.args["kind"] == "script" else f"Subject: {tool.result['subject']}\n"
            return str(tool.args["kind"]), subject + str(tool.result["body"])
        if tool.name in _TOOLS and "error" not in tool.result:
            return _TOOLS[tool.name], reply.answer
    return "", reply.answer


def _faults(turn: Mapping[str, Any], reply: Reply, made: str, text: str) -> list[str]:
    want, faults = turn["want"], []
    if want == "refused":
        if reply.status != "refused":  # what stands beside the refusal is the text done right
            faults.append(f"is {reply.status} with {made or 'no text'}, not refused")
    elif made != ("" if want == "none" else want) and made not in turn.get("also", ()):
        faults.append(f"makes {made or 'no text'}, not {want}")
    if turn.get("to") and made and want not in _GROUPS:
        greeted = _GREETING.search(text)
        named = (greeted[1] or greeted[2]) if greeted else reply.answer.partition("```")[0]
        if turn["to"] not in named:
            faults.append(f"is for {named[:60]!r}, not {turn['to']}")
    faults += [f"lacks {pattern}" for pattern in turn.get("must", ()) if not _found(pattern, text)]
    own = text.partition("\n---\n")[0]  # of a note that a secretary passes on, the words to the secretary
    faults += [f"holds {pattern}" for pattern in turn.get("never", ()) if _found(pattern, own)]
    return faults + [f"does not say {pattern}" for pattern in turn.get("says", ()) if not _found(pattern, reply.answer)]


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None
