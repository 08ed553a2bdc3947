"""`vouch audit`: the deterministic audit, to read or as JSON, and as a check that fails."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from assistant.commands.options import CaseArgument, JsonOption, TodayOption, day_of, print_json, screen


def audit(
    context: typer.Context, file: CaseArgument, today: TodayOption = None, as_json: JsonOption = False,
    fail_on: Annotated[
        Literal["critical", "warning"] | None,
        typer.Option("--fail-on", help="end with 1 when a target's verdict is this bad or worse"),
    ] = None,
) -> None:
    """Audit the letters of a case by the guide's rules."""
    from assistant.audit import audit as run
    from assistant.domain import read_applicant

    day = day_of(today, context)
    applicant = read_applicant(file, day)
    report = run(applicant, day)
    if as_json:
        print_json(report.as_json())
    else:
        from assistant.commands.report_view import show_report

        show_report(screen(), applicant, report, day)
    if fail_on and report.worst() in {"critical", fail_on}:
        raise typer.Exit(1)
