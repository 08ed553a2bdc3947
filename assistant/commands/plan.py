"""`vouch plan`: dated steps on screen, as JSON, and for the calendar."""

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


def plan(
    context: typer.Context, file: CaseArgument, today: TodayOption = None,
    ics: Annotated[Path | None, typer.Option("--ics", help="write the steps to a calendar file as well")] = None,
    as_json: JsonOption = False, force: ForceOption = False,
) -> None:
    """Show what to do by which date: asks, packets, follow-ups, deadline."""
    from assistant.domain import read_applicant
    from assistant.plan import plan as make

    day = day_of(today, context)
    applicant = read_applicant(file, day)
    dated = make(applicant, day)
    if ics and dated.steps:  # a calendar without an event is none
        from assistant.calendar_export import is_export, to_calendar
        from assistant.drafting.files import write_file

        write_file(ics, to_calendar(dated, applicant, day), force=force or is_export(ics))
    from assistant.commands.plan_view import show_plan, tell_unwritten

    if ics and not dated.steps:
        tell_unwritten(ics)
    if as_json:
        print_json(dated.as_json())
    else:
        show_plan(screen(), applicant, dated, day, ics if dated.steps else None)
