"""Talks about the drafts of one case with two writers, and what a turn made."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant import Advisor, Reply

TODAY = date(2027, 7, 21)
SMITH: dict[str, Any] = {
    "id": "smith", "status": "asked",
    "writer": {"name": "John Smith", "title": "Dr.", "profession": "physician", "specialty": "cardiology", "country": "US"},
}  # fmt: skip
KHAN: dict[str, Any] = {
    "id": "khan", "status": "idea", "writer": {"name": "Imran Khan", "title": "Prof.", "profession": "physician", "country": "PK"},
}  # fmt: skip
CASE = {
    "name": "Amina Rahman", "targets": ["internal_medicine"], "application_year": 2027, "home_country": "PK",
    "letters": [SMITH, KHAN],
}  # fmt: skip


def talk(advisor: Advisor, session: str, *messages: str, case: dict[str, Any] | None = None) -> list[Reply]:
    first = advisor.reply(messages[0], session, TODAY, case)
    return [first, *(advisor.reply(message, session, TODAY) for message in messages[1:])]


def made(reply: Reply, tool: str = "draft_email") -> dict[str, Any]:
    """The arguments and result of the turn's draft."""
    used = next(item for item in reply.tools if item.name == tool)
    return {"args": used.args, **used.result}
