"""`vouch assign`: which letters go to which program of the applicant's own list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import (
    CaseArgument,
    ForceOption,
    JsonOption,
    TodayOption,
    day_of,
    print_json,
    screen,
)


def assign(
    context: typer.Context, file: CaseArgument,
    programs: Annotated[Path, typer.Argument(metavar="PROGRAMS.csv", help="your list of programs")],
    today: TodayOption = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="write the assignment to a CSV file as well")] = None,
    as_json: JsonOption = False, force: ForceOption = False,
) -> None:
    """Choose letters for each program: its own demands first, then the guide's rules."""
    from assistant.domain import read_applicant
    from assistant.programs import assign as choose
    from assistant.programs import read_programs, to_csv

    day = day_of(today, context)
    assignment = choose(read_applicant(file, day), read_programs(programs), day)
    if csv:
        from assistant.drafting.files import write_file

        write_file(csv, to_csv(assignment), force=force)
    if as_json:
        print_json(assignment.as_json())
        return
    from assistant.commands.assign_view import show_assignment

    show_assignment(screen(), assignment, csv)
