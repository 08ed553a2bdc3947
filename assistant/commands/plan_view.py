"""The plan on screen: what to do today, then the later steps, then what must be known to date more of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assistant.audit.wording import texts
from assistant.commands.options import legible
from assistant.domain import Applicant
from assistant.plan import Plan, Step, describe

_INDENT = (0, 0, 0, 2)


def show_plan(console: Console, applicant: Applicant, plan: Plan, today: date, written: Path | None) -> None:
    """Print the plan; `written` is the calendar file that holds it too."""
    console.print(Text(_say("title", today=f"{today.day} {today:%B %Y}"), style="bold"))
    due = plan.due(today)
    later = [step for step in plan.steps if step.on > today]
    for name, steps in (("today", due), ("later", later)):
        console.print(Rule(_say(f"{name}_title"), align="left", style="dim"))
        inner = _steps(steps, applicant, today) if steps else Text(_say(f"{name}_none"), style="dim")
        console.print(Padding(inner, _INDENT, expand=False))
    if plan.questions:
        console.print(Rule(_say("questions_title"), align="left", style="dim"))
        for question in plan.questions:
            console.print(Padding(Text(f"- {legible(question)}"), _INDENT, expand=False))
    if written:
        console.print(Text(_say("written", file=written.name, count=len(plan.steps))), soft_wrap=True)


def tell_unwritten(file: Path) -> None:
    """Say on standard error that a calendar without a dated step is not written."""
    typer.echo(_say("unwritten", file=file.name), err=True)


def _say(name: str, **values: Any) -> str:
    return legible(texts("terminal/plan.yaml")[name].fill(values))


def _steps(steps: Iterable[Step], applicant: Applicant, today: date) -> Table:
    """A row for all that is to be done alike on one day: the day, whom it concerns, and once what to do."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    before: date | None = None
    for (on, detail), titles in _alike(steps, applicant).items():
        if before:
            grid.add_row()
        when = Text()
        if on != before:
            when.append(f"{on:%a} {on.day} {on:%b %Y}", style="bold green" if on == today else "bold")
            when.append(f"\n{_say('in_days', days=(on - today).days)}" if on > today else "", style="dim")
        told = Text("\n").join([*(Text(title, style="bold") for title in titles), Text(detail)])
        grid.add_row(when, told)
        before = on
    return grid


def _alike(steps: Iterable[Step], applicant: Applicant) -> dict[tuple[date, str], list[str]]:
    """Titles of steps by their day and by what is to be done."""
    alike: dict[tuple[date, str], list[str]] = defaultdict(list)
    for step in steps:
        words = describe(step, applicant)
        alike[step.on, legible(words.detail)].append(legible(words.title))
    return alike
