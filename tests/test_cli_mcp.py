"""The tools over the Model Context Protocol, driven by the protocol's own client against the real command."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import pytest
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from assistant.agent.tools import TOOLS
from assistant.mcp_server import ToolBox, make_server
from tests.command import vouch

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "internal_medicine.yaml"
TODAY = "2027-07-21"


class _NoGuide(BaseRetriever):
    """For calls that need no guide: being asked is a fault."""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        raise AssertionError(query)


def _talk(server: Any, talk: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Client(server, read_timeout_seconds=120) as client:
            await talk(client)

    with ThreadPoolExecutor(1) as apart:  # the browser tests leave a loop running in the thread of the tests
        apart.submit(anyio.run, run).result()


def _command(home: Path, *options: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["-m", "assistant.cli", "mcp", *options],
        env={**os.environ, "VOUCH_HOME": str(home)},
    )  # fmt: skip


def _box(case: dict[str, Any] | None = None) -> ToolBox:
    return ToolBox(_NoGuide(), case or {"targets": ["neurology"]}, lambda: date(2027, 7, 21))


def _held(result: CallToolResult) -> dict[str, Any]:
    """What a result holds; as text and as data it is the same."""
    assert result.structured_content == json.loads(result.content[0].text)
    return dict(result.structured_content)


def test_a_client_starts_the_command_and_calls_every_tool(home: Path) -> None:
    calls: dict[str, tuple[dict[str, Any], str]] = {
        "search_guide": ({"query": "how many letters do I need"}, "passages"),
        "update_profile": ({"changes": []}, "case"),
        "audit_letters": ({}, "targets"),
        "plan_timeline": ({}, "steps"),
        "assign_letters": ({"programs": "program,specialty\nCity,internal medicine\n"}, "programs"),
        "draft_email": ({"kind": "request", "letter": "smith"}, "body"),
        "outline_letter": ({"letter": "smith"}, "bullets"),
        "build_packet": ({"letter": "smith"}, "files"),
    }

    async def talk(client: Client) -> None:
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == list(calls) == [tool.name for tool in TOOLS]
        assert [tool.name for tool in listed if not tool.annotations.read_only_hint] == ["update_profile"]
        assert all("runtime" not in tool.input_schema.get("properties", {}) for tool in listed)
        for name, (arguments, key) in calls.items():
            result = await client.call_tool(name, arguments)
            assert not result.is_error, result.content
            assert key in _held(result), (name, list(_held(result)))

    _talk(_command(home, "--profile", str(EXAMPLE), "--today", TODAY), talk)


def test_a_told_change_stands_in_the_calls_after_it() -> None:
    changes = [
        {"op": "add_letter", "field": "letters[kim]", "value": None, "words": "Dr. Kim"},
        {"op": "set", "field": "letters[kim].writer.name", "value": "Ada Kim", "words": "Dr. Ada Kim"},
    ]

    async def talk(client: Client) -> None:
        await client.call_tool("update_profile", {"changes": changes})
        case = _held(await client.call_tool("update_profile", {"changes": []}))["case"]
        assert case["letters"][0]["writer"]["name"] == "Ada Kim"
        assert "Dear Ada Kim," in _held(await client.call_tool("draft_email", {"kind": "request"}))["body"]

    _talk(make_server(_box()), talk)


@pytest.mark.parametrize(
    ("name", "arguments", "line"),
    [
        ("draft_email", {"kind": "poem"}, "kind: "),
        ("draft_email", {}, "kind: "),
        ("draft_email", {"kind": "request", "letter": "nobody"}, "letter: there is none with the id 'nobody'"),
        ("audit_letters", {"speciality": "surgery"}, "speciality: is no argument of audit_letters; it takes specialty"),
        ("plan_timeline", {"runtime": {}}, "runtime: is no argument of plan_timeline; it takes none"),
        ("erase_everything", {}, "'erase_everything' is no tool; there are search_guide, "),
        ("update_profile", {"changes": [{"op": "set", "field": "graduation_year", "value": "soon"}]}, "case: graduation_year: "),
    ],
)  # fmt: skip
def test_a_wrong_call_gets_one_line_and_changes_nothing(name: str, arguments: dict[str, Any], line: str) -> None:
    box = _box()

    async def talk(client: Client) -> None:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        error = _held(result)["error"]
        assert error.startswith(line), error
        assert "\n" not in error

    _talk(make_server(box), talk)
    assert box.case == {"targets": ["neurology"]}


def test_calls_that_come_together_do_not_lose_each_others_changes() -> None:
    box = _box()

    async def talk(client: Client) -> None:
        async def add(name: str) -> None:
            change = {"op": "add_letter", "field": f"letters[{name}]", "value": None, "words": name}
            await client.call_tool("update_profile", {"changes": [change]})

        async with anyio.create_task_group() as together:
            for number in range(8):
                together.start_soon(add, f"writer{number}")

    _talk(make_server(box), talk)
    assert sorted(letter["id"] for letter in box.case["letters"]) == [f"writer{number}" for number in range(8)]


def test_a_profile_that_is_no_case_ends_with_its_faults(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("targets: []\n", encoding="utf-8")
    ended = vouch("mcp", "--profile", str(bad), home=tmp_path)
    assert ended.returncode == 2
    assert "bad.yaml: targets: " in ended.stderr
    assert "Traceback" not in ended.stderr
