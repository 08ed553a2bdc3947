"""`vouch batch`: many applicants at once, a report line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from assistant.commands.options import ForceOption, TodayOption, day_of, legible
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.batch import Held


def batch(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="DIR|FILE.jsonl", help="folder of cases, or one case a line")],
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", help="report lines go to this file; what it holds is not done again")
    ] = None,
    today: TodayOption = None, force: ForceOption = False,
) -> None:
    """Audit many applicants. Faulty cases are reported and skipped; a second run goes on where the first ended."""
    from rich.console import Console
    from rich.progress import Progress

    from assistant.audit.wording import texts
    from assistant.batch import Held, find_inputs, run_batch

    day, words = day_of(today, context), texts("terminal/batch.yaml")
    inputs = find_inputs(source)
    held = _held(source, jsonl, day, force) if jsonl else Held()
    console = Console(stderr=True, highlight=False, markup=False)
    audited = faulty = before = 0
    # Closed on every way out, a pipe that has been closed included, so that no worker is left.
    outcomes = run_batch(inputs, day, held)
    progress = Progress(console=console, transient=True, disable=not console.is_terminal)
    with _output(jsonl, held) as stream, progress as bar:
        task = bar.add_task(words["bar"].fill({}), total=inputs.total)
        try:
            for outcome in outcomes:
                audited, faulty = audited + bool(outcome.line), faulty + bool(outcome.faults)
                before += outcome.held
                for fault in outcome.faults:
                    bar.console.print(legible(fault), soft_wrap=True)
                stream.write(outcome.line)
                bar.advance(task, outcome.size)
        finally:
            outcomes.close()
    console.print(words["summary"].fill({"audited": audited, "faulty": faulty, "held": before}), soft_wrap=True)
    if faulty and not audited and not before:
        raise typer.Exit(2)


def _held(source: Path, out: Path, day: date, force: bool) -> Held:
    """What the report file holds already; nothing with `force`."""
    from assistant.batch import Held, read_held

    name = out.name or str(out)
    if out.is_dir():
        raise InputError(f"{name}: is a folder; name a file in it")
    if out.exists() and not out.is_file():
        raise InputError(f"{name}: is no file; without --jsonl the reports go to standard output")
    if not out.parent.is_dir():
        raise InputError(f"{name}: its folder is not there; make it first")
    if out.exists() and source.is_file() and out.samefile(source):
        raise InputError(f"{name}: is the file with the cases; name another one for the reports")
    return Held() if force else read_held(out, day)


@contextmanager
def _output(out: Path | None, held: Held) -> Iterator[BinaryIO]:
    """Where report lines go: standard output, or the file after the last whole line that it holds."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    there = out.exists()
    try:
        with out.open("r+b" if there else "wb") as stream:
            stream.truncate(held.length)
            stream.seek(held.length)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if not there and not out.stat().st_size:
            out.unlink()  # of faulty cases alone nothing is kept
    except OSError as error:
        raise InputError(f"{out.name}: cannot be written: {error.strerror}; run again to go on") from None
