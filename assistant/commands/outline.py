"""`vouch outline`: bullet points for a writer who asked the applicant for a draft."""

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


def outline(
    context: typer.Context, file: CaseArgument, letter: LetterOption = None, today: TodayOption = None,
    docx: Annotated[Path | None, typer.Option("--docx", help="write it as a Word file as well")] = None,
    as_json: JsonOption = False, force: ForceOption = False,
) -> None:
    """Make bullet points for a writer who asked for a draft; never a letter."""
    from assistant.drafting import outline as make
    from assistant.drafting import outline_to_docx, write_file

    applicant, chosen, day = letter_of(context, file, letter, today)
    made = make(applicant, chosen, day)
    if docx:
        write_file(docx, outline_to_docx(made), force=force)
    if as_json:
        print_json(json.dumps(made.to_dict(), ensure_ascii=False, indent=2))
        return
    from assistant.commands.draft_view import show_outline

    show_outline(screen(), made, chosen, docx)
