"""`vouch mcp`: the tools for a program that speaks the Model Context Protocol."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import TodayOption, day_of

if TYPE_CHECKING:
    from assistant.retrieval.retriever import GuideRetriever


def mcp(
    context: typer.Context,
    profile: Annotated[Path | None, typer.Option("--profile", help="applicant file to begin with")] = None,
    today: TodayOption = None,
) -> None:
    """Serve the tools over MCP, on standard input and output, to the program that started it."""
    from assistant.domain import dump_applicant, read_applicant
    from assistant.mcp_server import ToolBox, serve_tools
    from assistant.retrieval.retriever import LaterRetriever

    fixed = day_of(today, context) if today else None
    case = dump_applicant(read_applicant(profile, day_of(today, context))) if profile else {}

    def clock() -> date:
        return fixed or day_of(None, context)

    serve_tools(ToolBox(LaterRetriever(open=_open_retriever), case, clock))


def _open_retriever() -> GuideRetriever:
    from assistant.knowledge import load_knowledge
    from assistant.retrieval.index import open_index
    from assistant.retrieval.retriever import GuideRetriever
    from assistant.retrieval.search import Searcher
    from assistant.settings import load_settings

    knowledge = load_knowledge()
    searcher = Searcher(open_index(load_settings(), knowledge), knowledge)
    return GuideRetriever(searcher=searcher, knowledge=knowledge)
