"""The audit on screen: the verdict at a glance, what to do, every finding with its source, the writers, the sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assistant.audit import Finding, Report, deadline_of
from assistant.audit.case import AVOID
from assistant.audit.rule import spoken
from assistant.audit.wording import texts
from assistant.commands.options import legible
from assistant.domain import Applicant
from assistant.domain.vocabulary import specialty_label
from assistant.plan import describe

STYLES = {"critical": "bold red", "warning": "bold yellow", "advice": "bold cyan", "ok": "green", "ready": "bold green"}
BADGES = {"critical": "bold white on red", "warning": "bold black on yellow", "ready": "bold black on green"}
_SEVERITIES = ("critical", "warning", "advice", "ok")
_MARKS = {"critical": "✗", "warning": "!", "advice": "→", "ok": "✓"}
_PLAIN_MARKS = {"critical": "x", "warning": "!", "advice": ">", "ok": "+"}  # for a terminal of ASCII alone
_STEPS_SHOWN = 6
_INDENT = (0, 0, 0, 2)


def say(name: str, **values: Any) -> str:
    """A text of the report, made fit for a terminal."""
    return legible(texts("terminal/report.yaml")[name].fill(values))


def long_date(day: date) -> str:
    """1 September 2027."""
    return f"{day.day} {day:%B %Y}"


def show_report(console: Console, applicant: Applicant, report: Report, today: date) -> None:
    """Print the whole report; nothing of the case is read as markup."""
    marks = _PLAIN_MARKS if console.options.ascii_only else _MARKS
    parts: list[RenderableType] = [
        _heading(applicant, today), _targets(applicant, report), _next(applicant, report, today),
        *_findings(report, marks), *_sets(applicant, report),
    ]
    if report.ranking:
        parts.append(Group(_rule(say("ranking_title")), _indented(_ranking(applicant, report))))
    parts.append(Text(say("closing"), style="dim"))
    for part in parts:
        console.print(part)
        console.print()


def _rule(title: str | Text) -> Rule:
    return Rule(title, align="left", style="dim")


def _indented(inner: RenderableType) -> Padding:
    return Padding(inner, _INDENT, expand=False)


def _heading(applicant: Applicant, today: date) -> Text:
    text = Text(legible(applicant.name or say("someone")), style="bold")
    deadline = deadline_of(applicant)
    if deadline is None:
        return text.append(f"\n{say('due_unknown')}", style="not bold")
    days = (deadline - today).days
    kind = "due_in" if days > 0 else "due_today" if days == 0 else "due_past"
    words = texts("terminal/report.yaml")[kind]
    values = {"deadline": long_date(deadline), "days": abs(days)}
    return text.append(f"\n{words.fill(values)}", style="not bold red" if days < 0 else "not bold")


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, header_style="dim", padding=(0, 1, 0, 0), show_edge=False)


def _grid(*columns: int | None) -> Table:
    """A table without lines; a number is a column's least width, which does not wrap."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for width in columns:
        grid.add_column(no_wrap=width is not None, min_width=width)
    return grid


def _targets(applicant: Applicant, report: Report) -> RenderableType:
    table = _table()
    table.add_column(say("column_target"))
    table.add_column(say("column_verdict"))
    for name in ("usable", "us", "specialty", "research", "home"):
        table.add_column(say(f"column_{name}"), justify="right")
    for target in report.targets:
        counts = (target.usable, target.us_clinical, target.in_specialty, target.research, target.home_country)
        verdict = Text(f" {say(f'verdict_{target.verdict}')} ", style=BADGES[target.verdict])
        if applicant.letters is None and target.verdict == "ready":
            verdict = Text(say("verdict_unknown"), style="bold")  # nothing is wrong as far as nothing is told
        table.add_row(Text(specialty_label(target.specialty), style="bold"), verdict, *map(str, counts))
    general = [specialty_label(target.specialty) for target in report.targets if target.rule_basis == "general"]
    note = [Text(say("general_basis", targets=general), style="dim")] if general else []
    return Group(table, *note)


def _next(applicant: Applicant, report: Report, today: date) -> RenderableType:
    lines: list[RenderableType] = [_rule(say("next_title"))]
    grid, before = _grid(len(long_date(today)), None), None
    for step in report.next[:_STEPS_SHOWN]:
        due = step.on == today
        when = Text(say("next_today") if due else long_date(step.on), style="bold green" if due else "dim")
        grid.add_row(when if step.on != before else "", Text(legible(describe(step, applicant).title)))
        before = step.on
    lines.append(_indented(grid if report.next else Text(say("next_none"))))
    if len(report.next) > _STEPS_SHOWN:
        lines.append(_indented(Text(say("next_more", count=len(report.next) - _STEPS_SHOWN), style="dim")))
    if found := report.best_addition:
        told = Text(say("addition", describe=found.describe), style="bold")
        for name, rules in (("clears", found.clears), ("eases", found.eases)):
            if rules:
                told.append(" " + say(f"addition_{name}", rules=rules), style="not bold dim")
        lines += [Text(), _indented(told)]
    return Group(*lines)


def _findings(report: Report, marks: Mapping[str, str]) -> Iterator[RenderableType]:
    for severity in _SEVERITIES:
        found = [finding for finding in report.findings if finding.severity == severity]
        if not found:
            continue
        rows = _grid(1, None)
        for place, finding in enumerate(found):
            told = _settled(finding) if severity == "ok" else _finding(finding)
            if place and severity != "ok":
                rows.add_row()
            rows.add_row(Text(marks[severity], style=STYLES[severity]), told)
        title = Text(f"{say(f'severity_{severity}')} ({len(found)})", style=STYLES[severity])
        yield Group(_rule(title), _indented(rows))


def _settled(finding: Finding) -> Text:
    return Text.assemble(legible(finding.message), (f" [{', '.join(finding.facts)}]", "dim"))


def _finding(finding: Finding) -> RenderableType:
    because = ", ".join(f"{_field(name)} {_plain(value)}" for name, value in finding.because.items())
    rows = _grid(None, None)
    rows.columns[0].no_wrap = True
    for name, value, style in (
        ("fix", finding.fix, ""), ("quote", f"{finding.quote} [{', '.join(finding.facts)}]", "italic"),
        ("because", because, "dim"), ("not_checked", finding.not_checked, "dim"),
    ):
        if value:
            rows.add_row(Text(say(name), style="dim"), Text(legible(value), style=style))
    return Group(Text(legible(finding.message), style="bold"), rows)


def _field(name: str) -> str:
    return " ".join("US" if word == "us" else word for word in spoken(name).split())


def _plain(value: Any) -> str:
    if value is None:
        return say("unknown")
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or say("none")
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return spoken(value) if isinstance(value, str) else str(value)


def _ranking(applicant: Applicant, report: Report) -> Table:
    table = _table()
    table.add_column("#", justify="right")
    for name in ("writer", "tier", "reasons"):
        table.add_column(say(f"column_{name}"), overflow="fold")
    for place, ranked in enumerate(report.ranking, 1):
        style = STYLES["critical"] if ranked.tier == AVOID else ""
        tier = Text(say(f"tier_{ranked.tier}"), style=style)
        table.add_row(
            str(place), _writer(applicant, ranked.letter), tier, Text(" ".join(ranked.reasons), style="dim")
        )
    return table


def _writer(applicant: Applicant, letter_id: str) -> Text:
    """The writer as the case names them, and the letter's id where that is something else."""
    label = legible(applicant.letter(letter_id).writer_label)
    return Text.assemble(label, (f" ({letter_id})", "dim")) if label != letter_id else Text(label)


def _sets(applicant: Applicant, report: Report) -> Iterator[RenderableType]:
    for chosen in report.sets:
        grid = _grid(1, None, None)
        for place, letter in enumerate(chosen.letters, 1):
            status = spoken(applicant.letter(letter).status) or say("status_unknown")
            done = "green" if status == "uploaded" else "dim"
            grid.add_row(Text(str(place), style="dim"), _writer(applicant, letter), Text(status, style=done))
        lines: list[RenderableType] = [grid if chosen.letters else Text(say("set_none"))]
        if chosen.missing:
            lines.append(Text(say("set_missing", missing=chosen.missing), style="yellow"))
        lines += [
            Text(say("set_left_out", letter=left.letter, why=left.why, facts=left.facts), style="dim")
            for left in chosen.left_out
        ]
        title = _rule(say("set_title", target=specialty_label(chosen.target)))
        yield Group(title, *map(_indented, lines))
