"""What several commands share: their options, the clock, and where they print."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.domain import Applicant

CaseArgument = Annotated[Path, typer.Argument(metavar="FILE", help="applicant file, YAML or JSON")]
TodayOption = Annotated[str | None, typer.Option("--today", help="fix the clock, such as 2027-07-21")]
JsonOption = Annotated[bool, typer.Option("--json", help="print one JSON document")]
LetterOption = Annotated[str | None, typer.Option("--letter", help="id of the letter; not needed where there is one")]
ForceOption = Annotated[bool, typer.Option("--force", help="replace the output file if it exists")]


def day_of(given: str | None, context: typer.Context) -> date:
    """The day that --today gives, else the one of the clock that cli.py puts into the context.

    Raises:
        InputError: no day such as 2027-07-21.
    """
    from assistant.domain.fields import read_day

    if given is None:
        today: date = context.obj()
        return today
    try:
        return read_day(given)
    except ValueError as error:
        raise InputError(f"--today: {error}") from None


def letter_of(context: typer.Context, file: Path, letter: str | None, given: str | None) -> tuple[Applicant, str, date]:
    """The case in a file, the id of the letter that is meant, and the day.

    Raises:
        InputError: no such day, a case that cannot be read, or a letter that is not in it.
    """
    from assistant.domain import read_applicant
    from assistant.drafting import letter_id_of

    day = day_of(given, context)
    applicant = read_applicant(file, day)
    try:
        return applicant, letter_id_of(applicant, letter), day
    except InputError as error:
        raise InputError(*(f"{file.name}: {fault}" for fault in error.faults)) from None


def print_json(text: str) -> None:
    """One JSON document on standard output, in letters that its encoding has."""
    encoding = (sys.stdout.encoding or "").lower()
    typer.echo(text if encoding.startswith("utf") else json.dumps(json.loads(text), indent=2))


def print_schema(schema: dict[str, Any]) -> None:
    """A JSON Schema on standard output."""
    print_json(json.dumps(schema, ensure_ascii=False, indent=2))


def screen() -> Console:
    """The terminal, or a file of the same text without colours."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def legible(text: str) -> str:
    """A person's text without what a terminal would obey: control and direction characters are dropped."""
    return "".join(letter for letter in text if letter.isprintable() or letter in " \n")
