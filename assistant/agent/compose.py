"""The Reply of a turn, from the messages that it added to the conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from assistant.agent.builtin.model import NOTE
from assistant.agent.builtin.word import fixed
from assistant.agent.cite import number_citations
from assistant.agent.models import BUILTIN
from assistant.agent.tools import read_result
from assistant.knowledge import Knowledge
from assistant.reply import Reply, ToolUse, Usage
from assistant.settings import Settings
from assistant.templates import digest

_MILLION = 1_000_000


def compose_reply(
    messages: Sequence[BaseMessage], knowledge: Knowledge, today: date, case: Mapping[str, Any], settings: Settings
) -> Reply:
    """The public reply; status `error` where the turn ended without an answer.

    Args:
        messages: those of the model and of the tools, in order.
        case: as it is after the turn.
        settings: for the prices.
    """
    final = next((m for m in reversed(messages) if isinstance(m, AIMessage) and not m.tool_calls), None)
    note = final.additional_kwargs.get(NOTE, {}) if final else {}
    if final is None or not note:
        return Reply(status="error", answer=fixed("failed"), profile=dict(case))
    answer, citations = number_citations(str(final.content), knowledge, today)
    return Reply(
        status=note["status"], answer=answer, citations=citations, tools=_tools(messages),
        profile={} if note.get("delete") == "done" else dict(case), model=note.get("model", BUILTIN),
        instructions=note.get("instructions") or digest("answers"), fallback=note.get("fallback"),
        usage=_usage(note.get("tokens"), settings),
    )  # fmt: skip


def _tools(messages: Sequence[BaseMessage]) -> tuple[ToolUse, ...]:
    """The tool calls that were run, in the order in which they were made; their results may come in any other."""
    uses: list[ToolUse] = []
    for place, message in enumerate(messages):
        if not isinstance(message, AIMessage):
            continue
        results = {m.tool_call_id: m for m in reversed(messages[place + 1 :]) if isinstance(m, ToolMessage)}
        for call in message.tool_calls:
            if (result := results.get(call["id"] or "")) is not None:
                uses.append(ToolUse(name=call["name"], args=call["args"], result=read_result(str(result.content))))
    return tuple(uses)


def _usage(tokens: Sequence[int] | None, settings: Settings) -> Usage | None:
    if tokens is None:
        return None
    sent, received = tokens
    cost = None
    if settings.price_input is not None and settings.price_output is not None:
        cost = (sent * settings.price_input + received * settings.price_output) / _MILLION
    return Usage(input_tokens=sent, output_tokens=received, cost=cost)
