"""`vouch packet`: all that a writer who agreed needs, as files in one ZIP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import (
    CaseArgument,
    ForceOption,
    JsonOption,
    LetterOption,
    TodayOption,
    letter_of,
    print_json,
    screen,
)  # fmt: skip


def packet(
    context: typer.Context, file: CaseArgument,
    out: Annotated[Path, typer.Option("--out", metavar="ZIP", help="the file to write")],
    letter: LetterOption = None, today: TodayOption = None,
    cv: Annotated[Path | None, typer.Option("--cv", help="your CV, to go along")] = None,
    statement: Annotated[
        Path | None, typer.Option("--personal-statement", help="a draft of your personal statement, to go along")
    ] = None,
    as_json: JsonOption = False, force: ForceOption = False,
) -> None:
    """Make the letter packet for a writer who agreed. Nothing is sent."""
    from assistant.drafting import build_packet, read_extra_file, write_packet

    applicant, chosen, day = letter_of(context, file, letter, today)
    extras = [read_extra_file("cv", cv)] if cv else []
    extras += [read_extra_file("personal_statement", statement)] if statement else []
    made = build_packet(applicant, chosen, day, extras)
    document = write_packet(out, made, day, force=force)
    if as_json:
        print_json(json.dumps(document, ensure_ascii=False, indent=2))
        return
    from assistant.commands.draft_view import show_packet

    show_packet(screen(), made, out)
