"""Talks of the tests about drafts, and what a reply of one noted."""

from __future__ import annotations

from datetime import date
from typing import Any
from zlib import crc32

from assistant import Advisor, Reply
from evals.drafting_talk import written

TODAY = date(2027, 6, 28)


def talk(advisor: Advisor, *messages: str, today: date = TODAY) -> list[Reply]:
    """The replies to messages of a conversation of their own."""
    session = f"talk {crc32(repr((messages, today)).encode())}"
    return [advisor.reply(message, session, today) for message in messages]


def noted(reply: Reply) -> dict[str, Any]:
    """What a reply noted in the case, by field."""
    changes = [c for tool in reply.tools if tool.name == "update_profile" for c in tool.args["changes"]]
    return {change["field"]: change["value"] for change in changes}


def text_of(reply: Reply) -> str:
    """The text that a reply wrote, with its subject; the answer where it wrote none."""
    return written(reply)[1]
