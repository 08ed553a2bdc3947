"""`vouch schema`: the JSON Schema of each format."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.commands.options import print_schema
from assistant.errors import InputError

_NAMES = ("applicant", "program", "report", "reply")


def schema(name: Annotated[str, typer.Argument(help="applicant, program, report or reply")]) -> None:
    """Print the JSON Schema of a format."""
    if name not in _NAMES:
        raise InputError(f"schema: must be one of {', '.join(_NAMES)}, got {name[:40]!r}")
    print_schema(_schema(name))


def _schema(name: str) -> dict[str, Any]:
    if name == "reply":
        from assistant.reply import Reply

        return {**Reply.model_json_schema(), "$schema": "https://json-schema.org/draft/2020-12/schema"}
    if name == "report":
        from assistant.audit import report_schema

        return report_schema()
    from assistant.domain import applicant_schema, program_schema

    return applicant_schema() if name == "applicant" else program_schema()
