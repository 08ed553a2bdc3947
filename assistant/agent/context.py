"""What a turn's tools know besides their arguments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from langchain.tools import ToolRuntime
from langchain_core.retrievers import BaseRetriever


@dataclass(slots=True)
class TurnContext:
    """What a turn knows besides the messages.

    `before` is the applicant's case as the turn found it; a tool that changes the case replaces `case`. `language` is
    the language model's part of the turn; None with the built-in model. `said` holds the person's messages where a
    change of the case must be checked against them: a language model may not set what nobody told.
    """

    session: str
    today: date
    retriever: BaseRetriever
    before: dict[str, Any] = field(default_factory=dict)
    language: Any = None
    case: dict[str, Any] = field(init=False)
    said: tuple[str, ...] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.case = self.before

    def situation(self) -> dict[str, Any]:
        """The case as the turn found it and the day, as the built-in model takes them."""
        return {"case": self.before, "today": self.today.isoformat()}


Runtime = ToolRuntime[TurnContext, Any]
