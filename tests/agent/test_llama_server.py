"""Wire compatibility with a server that we did not write: llama.cpp's, with tiny random weights made on the spot."""

from __future__ import annotations

import time
from collections.abc import Iterator
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from assistant.agent.call import Deadline, call_model
from assistant.agent.client import chat_model
from assistant.agent.instructions import refused_calls, tool_schemas
from assistant.agent.models import find_endpoint
from assistant.settings import Settings
from tests.llama import llama_server, write_model

if not find_spec("xllamacpp"):
    pytest.skip("llama.cpp comes ready-made for Linux on x86-64 only", allow_module_level=True)

TODAY = "2026-11-23"
TRUE = "Aim for 4 strong letters uploaded to ERAS."


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "random.gguf"
    write_model(path)
    return path


@pytest.fixture(scope="module")
def address(weights: Path) -> Iterator[str]:
    with llama_server(weights) as found:
        yield found


def test_random_weights_never_reach_the_person(make: Any, address: str) -> None:
    advisor = make(openai_base_url=address, context_tokens=20_000)
    reply = advisor.reply("how many letters do i need", "one", TODAY)
    assert (reply.status, reply.model) == ("answered", "builtin") and reply.fallback, reply
    assert reply.citations[0].facts


def test_its_stream_of_tool_calls_is_read(weights: Path) -> None:
    """Told that it must call a tool, the server binds the random weights to our schemas by a grammar of its own.

    The tools with free text, and the free text that an audit may be given, are left out: random weights would go on
    with a text for ever.
    """
    tools = [tool for tool in deepcopy(tool_schemas()) if tool["function"]["name"] in {"update_profile", "audit_letters", "plan_timeline"}]
    for tool in tools:
        tool["function"]["parameters"]["properties"].pop("specialty", None)
    with llama_server(weights, calls_only=True) as address:
        settings = Settings(model="openai:random", openai_base_url=address)
        chat = chat_model(settings, find_endpoint(settings, "openai:random"))
        model = chat.bind(tools=tools, tool_choice="required", temperature=0.0)
        done = call_model(model, [HumanMessage("hello")], Deadline(time.monotonic() + 60), 60, "", lambda _: None)
    message = done.message()
    assert message.tool_calls and not refused_calls(message)
    assert {call["name"] for call in message.tool_calls} <= {tool["function"]["name"] for tool in tools}


def test_an_answer_of_its_reaches_the_person_through_the_gate(make: Any, weights: Path) -> None:
    with llama_server(weights, says=TRUE) as address:
        reply = make(openai_base_url=address).reply("how many letters do i need", "one", TODAY)
        assert (reply.model, reply.fallback, reply.answer) == ("openai:made-up", None, f"{TRUE} [1]")
        assert reply.usage.input_tokens > 1000 and reply.usage.output_tokens > 10
