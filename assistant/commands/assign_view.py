"""An assignment on screen: a row a program, then what each lacks and why, and the general set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assistant.audit.wording import texts
from assistant.commands.options import legible
from assistant.domain.vocabulary import specialty_label
from assistant.programs import Assignment, ProgramLetters

_INDENT = (0, 0, 0, 2)


def show_assignment(console: Console, assignment: Assignment, written: Path | None) -> None:
    """Print the assignment; `written` is the CSV file that holds it too."""
    console.print(Text(_say("title"), style="bold"))
    console.print(_table(assignment))
    console.print(Text(_say("note"), style="dim"))
    console.print()
    told: dict[str, str] = {}  # what has been said of a letter, and of which program
    for item in assignment.programs:
        console.print(Rule(Text(_title(item), style="bold"), align="left", style="dim"))
        for line in item.unmet:
            console.print(Padding(Text(legible(line), style="yellow"), _INDENT, expand=False))
        for line in _reasons(item, told):
            console.print(Padding(Text(legible(line)), _INDENT, expand=False))
    console.print(Rule(Text(_say("general_title"), style="bold"), align="left", style="dim"))
    general = (", ".join(assignment.general_set) or _say("general_none"), *assignment.general_why)
    for line in general:
        console.print(Padding(Text(legible(line)), _INDENT, expand=False))
    if written:
        console.print(Text(_say("written", file=written.name, count=len(assignment.programs))), soft_wrap=True)


def _say(name: str, **values: Any) -> str:
    return legible(texts("terminal/assign.yaml")[name].fill(values))


def _title(item: ProgramLetters) -> str:
    return _say("program_title", rank=item.rank, program=item.program)


def _reasons(item: ProgramLetters, told: dict[str, str]) -> list[str]:
    """Why, a line each; letters of which the same was said for a program above are only named."""
    again: dict[str, list[str]] = {}
    fresh = []
    for line in item.why:
        letter = line.partition(":")[0]
        if letter in item.letters and line in told:
            again.setdefault(told[line], []).append(letter)
        else:
            fresh.append(line)
            if letter in item.letters:
                told[line] = item.program
    return [*(_say("as_above", letters=letters, program=name) for name, letters in again.items()), *fresh]


def _table(assignment: Assignment) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="dim", padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(_say("column_rank"), justify="right")
    for name in ("program", "specialty", "letters", "met"):
        table.add_column(_say(f"column_{name}"), overflow="fold")
    for item in assignment.programs:
        met = _say("met", met=item.met, asked=item.asked) if item.asked else _say("nothing_asked")
        style = ("green" if item.met == item.asked else "yellow") if item.asked else "dim"
        table.add_row(
            str(item.rank), Text(legible(item.program), style="bold"),
            Text(specialty_label(item.specialty) if item.specialty else _say("specialty_unknown"), style="dim"),
            Text(", ".join(item.letters) or _say("no_letters")), Text(met, style=style),
        )
    return table
