"""A connection test of a language model: does it answer, and does it use tools?"""

from __future__ import annotations

import time
from dataclasses import dataclass

from langchain_core.messages import HumanMessage

from assistant.agent.call import Completion, Deadline, call_model
from assistant.agent.fault import Fault
from assistant.agent.instructions import tool_schemas
from assistant.agent.models import BUILTIN, Endpoint, find_endpoint, words
from assistant.settings import Settings
from assistant.templates import render


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What a connection test found. `takes_tools` is None where that could not be told; `message` is one line."""

    model: str
    ok: bool
    takes_tools: bool | None
    message: str


def check_model(settings: Settings, name: str) -> ModelCheck:
    """Ask a model one made-up question that calls for a tool. Nothing of any person is sent.

    Raises:
        InputError: the model cannot be used as configured.
    """
    told = words()["check"]
    if name == BUILTIN:
        return ModelCheck(name, True, True, told["builtin"].text())
    endpoint = find_endpoint(settings, name)
    try:
        takes_tools = _takes_tools(settings, endpoint)
    except Fault as fault:
        why, remedies = words()["fallback"][fault.kind].text(), dict(words()["remedy"].items())
        remedy = remedies.get(fault.kind, remedies["other"]).text()
        line = told["fault"].text().format(model=endpoint.model, host=endpoint.host, why=why, remedy=remedy)
        return ModelCheck(name, False, None, line)
    line = told["tools" if takes_tools else "no_tools"].text().format(model=endpoint.model, host=endpoint.host)
    return ModelCheck(name, True, takes_tools, line)


def _takes_tools(settings: Settings, endpoint: Endpoint) -> bool:
    from assistant.agent.client import chat_model

    chat = chat_model(settings, endpoint)
    secret = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""

    def ask(model: object) -> Completion:
        deadline = Deadline(time.monotonic() + settings.silence_seconds)
        question = [HumanMessage(render("agent/check.j2"))]
        return call_model(model, question, deadline, settings.silence_seconds, secret, lambda _: None)

    try:
        return bool(ask(chat.bind(tools=tool_schemas())).calls)
    except Fault as fault:
        if fault.kind != "tools":
            raise
    ask(chat)
    return False
