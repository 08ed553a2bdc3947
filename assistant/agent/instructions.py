"""What a language model is told: its instructions with the case as data, and as much of the talk as its room allows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.agent.cite import without_markers
from assistant.agent.tools import TOOLS
from assistant.retrieval.tokens import count_tokens
from assistant.templates import render

PER_MESSAGE = 8  # tokens that a message takes besides its text
LEAST_CHARACTERS = 1.5  # of a token, at the worst; texts that are short by it need no counting


def instructions(case: Mapping[str, Any], today: date, question: str) -> str:
    """The instructions of a turn.

    Neither the case nor the question, which may name a writer, can close its delimiter: `<` is an escape in them.
    """
    asked = json.dumps(question, ensure_ascii=False) if question else ""
    data, asked = (
        text.replace("<", "\\u003c").replace(">", "\\u003e") for text in (json.dumps(case, ensure_ascii=False), asked)
    )
    return render("agent/instructions.j2", case=data, today=today.isoformat(), question=asked)


def conversation(system: str, messages: Sequence[BaseMessage], room: int) -> list[BaseMessage]:
    """The messages of a call: the instructions, as many of the past turns as fit, and this turn whole.

    Of a past turn the model sees what was said. Its tool results are left out, and so are its sources, since a source
    must have been found in the turn that cites it.

    Args:
        messages: the conversation, which ends with this turn.
        room: the most tokens, those of the tools' schemas included.
    """
    asked = max(n for n, message in enumerate(messages) if isinstance(message, HumanMessage))
    now = list(messages[asked:])
    left = room - _tokens(SystemMessage(system)) - sum(map(_tokens, now)) - _schema_tokens()
    past: list[BaseMessage] = []
    for turn in reversed(_turns(messages[:asked])):
        left -= sum(map(_tokens, turn))
        if left < 0:
            break
        past = [*turn, *past]
    return [SystemMessage(system), *past, *now]


def _turns(messages: Sequence[BaseMessage]) -> list[list[BaseMessage]]:
    turns: list[list[BaseMessage]] = []
    for message in messages:
        if isinstance(message, HumanMessage):
            turns.append([message])
        elif turns and isinstance(message, AIMessage) and not message.tool_calls and message.content:
            turns[-1].append(AIMessage(content=without_markers(str(message.content))))
    return turns


def _tokens(message: BaseMessage) -> int:
    calls = message.tool_calls if isinstance(message, AIMessage) else []
    text = f"{message.content}{json.dumps(calls) if calls else ''}"
    return PER_MESSAGE + _counted(text)


@lru_cache(maxsize=512)
def _counted(text: str) -> int:
    return count_tokens(text)


@lru_cache(maxsize=1)
def _schema_tokens() -> int:
    return count_tokens(json.dumps(tool_schemas()))


@lru_cache(maxsize=1)
def tool_schemas() -> list[dict[str, Any]]:
    """The tools as an endpoint gets them: the same names and schemas whatever the model."""
    return [convert_to_openai_tool(tool) for tool in TOOLS]


def refused_calls(message: AIMessage) -> list[ToolMessage]:
    """Answers to tool calls that cannot be run, each with its reason; empty where all of them can be."""
    known = {tool.name: tool for tool in TOOLS}
    reasons: dict[str, str] = {}
    for broken in message.invalid_tool_calls:
        reasons[broken["id"] or ""] = "the arguments are not a JSON object"
    for call in message.tool_calls:
        tool = known.get(call["name"])
        if tool is None:
            reasons[call["id"] or ""] = f"there is no tool of that name; the tools are {', '.join(known)}"
        elif reason := _misfit(tool, call["args"]):
            reasons[call["id"] or ""] = reason
    if not reasons:
        return []
    skipped = "not run, because another call of the same message was wrong"
    every = [call["id"] or "" for call in (*message.tool_calls, *message.invalid_tool_calls)]
    return [ToolMessage(json.dumps({"error": reasons.get(one, skipped)}), tool_call_id=one) for one in every]


def _misfit(tool: Any, args: Mapping[str, Any]) -> str:
    from pydantic import ValidationError

    schema = tool.tool_call_schema
    unknown = args.keys() - schema.model_fields.keys()
    if unknown:
        return f"there is no argument {sorted(unknown)[0]}; the arguments are {', '.join(schema.model_fields)}"
    try:
        schema.model_validate(args)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return ""


def sendable(message: AIMessage) -> AIMessage:
    """The message with every call in it as one that an endpoint accepts back."""
    calls = [*message.tool_calls]
    calls += [
        {"name": call["name"] or "unknown", "args": {}, "id": call["id"], "type": "tool_call"}
        for call in message.invalid_tool_calls
    ]  # fmt: skip
    return AIMessage(content=message.content, tool_calls=calls)
