"""The tools of the conversation over the Model Context Protocol, on standard input and output.

One process serves one program on the same machine, which started it: no port is opened, and nothing is kept. The case
lives as long as the process; it may begin with an applicant file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib.metadata import version
from typing import Any

import anyio
from langchain.tools import ToolRuntime
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel, ValidationError

from assistant.agent.context import TurnContext
from assistant.agent.tools import TOOLS, as_json, read_result
from assistant.errors import VouchError
from assistant.templates import render


class ToolBox:
    """The tools by name, with the one case that they share. Calls come one at a time.

    Args:
        retriever: finds passages of the guide.
        case: in the applicant format; may be empty.
        clock: tells the day of each call.
    """

    def __init__(self, retriever: BaseRetriever, case: Mapping[str, Any], clock: Callable[[], date]) -> None:
        self._retriever = retriever
        self._clock = clock
        self._tools = {tool.name: tool for tool in TOOLS}
        self.case: dict[str, Any] = dict(case)

    def listed(self) -> list[Tool]:
        """The tools as clients see them: the names and schemas that language models get."""
        return [
            Tool(
                name=tool.name, description=tool.description, input_schema=_arguments(tool).model_json_schema(),
                annotations=ToolAnnotations(read_only_hint=tool.name != "update_profile", open_world_hint=False),
            )
            for tool in self._tools.values()
        ]  # fmt: skip

    def call(self, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
        """The result of a tool, or one line that says what is wrong with the call."""
        tool = self._tools.get(name)
        if tool is None:
            return _result({"error": f"{name[:60]!r} is no tool; there are {', '.join(self._tools)}"})
        known = _arguments(tool).model_fields
        if unknown := sorted(set(arguments) - set(known)):
            takes = ", ".join(known) or "none"
            return _result({"error": f"{unknown[0][:60]}: is no argument of {name}; it takes {takes}"})
        try:
            return _result(read_result(self._run(tool, arguments)))
        except ValidationError as error:
            return _result({"error": _first_fault(error)})
        except VouchError as error:
            return _result({"error": str(error).splitlines()[0]})

    def _run(self, tool: BaseTool, arguments: Mapping[str, Any]) -> str:
        context = TurnContext(session="mcp", today=self._clock(), retriever=self._retriever, before=self.case)
        runtime: ToolRuntime[TurnContext, Any] = ToolRuntime(
            state={}, context=context, config=RunnableConfig(), stream_writer=lambda _piece: None, tool_call_id=None,
            store=None,
        )  # fmt: skip
        answer: str = tool.invoke({**arguments, "runtime": runtime})
        self.case = context.case
        return answer


def make_server(box: ToolBox) -> Server[Any]:
    """The server over a box of tools."""
    one_at_a_time = anyio.Lock()

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=box.listed())

    async def call_tool(_: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        async with one_at_a_time:
            return await anyio.to_thread.run_sync(box.call, params.name, params.arguments or {})

    return Server(
        "vouch", version=version("vouch-lor"), title="Vouch", instructions=render("mcp/instructions.j2"),
        on_list_tools=list_tools, on_call_tool=call_tool,
    )  # fmt: skip


def serve_tools(box: ToolBox) -> None:
    """Serve on standard input and output until the client leaves."""

    async def run() -> None:
        server = make_server(box)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def _arguments(tool: BaseTool) -> type[BaseModel]:
    schema = tool.tool_call_schema
    assert isinstance(schema, type) and issubclass(schema, BaseModel)  # noqa: S101 - true of every tool made by @tool
    return schema


def _first_fault(error: ValidationError) -> str:
    """Such as "stage: Input should be 1, 2 or 3"."""
    fault = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"


def _result(document: Any) -> CallToolResult:
    held = document if isinstance(document, dict) else {"result": document}
    return CallToolResult(
        content=[TextContent(type="text", text=as_json(held))], structured_content=held, is_error="error" in held
    )
