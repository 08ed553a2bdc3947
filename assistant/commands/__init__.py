"""The commands that work on files: audit, plan, drafts and the like. Each loads only what it needs, when it runs."""

from __future__ import annotations

import typer

from assistant.commands.assign import assign
from assistant.commands.audit import audit
from assistant.commands.batch import batch
from assistant.commands.draft import draft
from assistant.commands.mcp import mcp
from assistant.commands.outline import outline
from assistant.commands.packet import packet
from assistant.commands.plan import plan
from assistant.commands.sameness import sameness
from assistant.commands.schema import schema


def register(app: typer.Typer) -> None:
    """Add the commands to the application; its context must hold the clock, a function that gives today's date."""
    for command in (audit, plan, draft, outline, packet, sameness, assign, batch, schema, mcp):
        app.command()(command)
