"""The `vouch` command. It holds what a person enters; everything it does lives below it."""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError  # Typer carries its own copy of click

from assistant import commands
from assistant.commands.options import JsonOption, TodayOption
from assistant.compiled import COMPILED
from assistant.errors import InputError, VouchError

if TYPE_CHECKING:
    from assistant.advisor import Advisor
    from assistant.reply import Citation, Reply
    from assistant.settings import Settings

app = typer.Typer(
    name="vouch", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Letters of recommendation for international medical graduates: sourced answers, offline.",
    context_settings={"obj": date.today},  # the clock of every command
)  # fmt: skip

ModelOption = Annotated[str | None, typer.Option("--model", help="builtin, or provider:model")]
SessionOption = Annotated[str | None, typer.Option("--session", help="name of the conversation to go on with")]


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="the message; - reads it from standard input")],
    session: SessionOption = None,
    profile: Annotated[Path | None, typer.Option("--profile", help="applicant file, YAML or JSON")] = None,
    model: ModelOption = None, today: TodayOption = None, as_json: JsonOption = False,
) -> None:
    """Ask one question. Without --session nothing of it is kept."""
    gc.disable()  # one turn leaves nothing to collect, and looking for it costs half a second of the start
    message = _standard_input() if text == "-" else text
    if not message.strip():
        raise InputError("text: is empty; write a question, or - to read it from standard input")
    case = _read_profile(profile) if profile else None
    settings = load_settings(model=model)
    _tell_first_use(settings)
    with _advisor(settings) as advisor:
        name = session or f"once-{uuid4()}"
        try:
            reply = advisor.reply(message, session=name, today=today, profile=case)
        finally:
            if not session and advisor.is_open:
                advisor.forget(name)
    _print_reply(reply, as_json)


@app.command()
def chat(session: SessionOption = None, model: ModelOption = None, today: TodayOption = None) -> None:
    """Talk with Vouch in the terminal. An empty line or Ctrl-D ends it; /model NAME changes the model."""
    from rich.console import Console

    from assistant.commands.model_talk import switched

    console = Console()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    name = session or "terminal"
    settings = load_settings(model=model)
    _tell_first_use(settings)
    now = settings.model
    with _advisor(settings) as advisor:
        advisor.warm()
        kept = len(advisor.history(name))
        console.print(f"Vouch. Conversation: {name}{f' ({kept} lines kept)' if kept else ''}. Empty line to leave.")
        while True:
            try:
                message = console.input("[bold]you>[/bold] ")
            except (EOFError, KeyboardInterrupt):
                break
            if not message.strip():
                break
            if switch := switched(message, advisor, now):
                now, line = switch
                console.print(line, markup=False, highlight=False)
                continue
            _print_reply(advisor.reply(message, session=name, today=today, model=now), as_json=False)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option("--host")] = None,
    port: Annotated[int | None, typer.Option("--port")] = None, model: ModelOption = None,
) -> None:
    """Serve the web page."""
    from assistant.web.server import serve as run

    settings = load_settings(host=host, port=port, model=model)
    _tell_first_use(settings)
    run(settings)


@app.command()
def index(check: Annotated[bool, typer.Option("--check", help="say what differs; change nothing")] = False) -> None:
    """Build the knowledge index, or verify it."""
    from assistant.knowledge import load_knowledge
    from assistant.retrieval.index import check_index, index_folder, open_index

    settings = load_settings()
    knowledge = load_knowledge()
    if check:
        if found := check_index(settings, knowledge):
            for line in found:
                typer.echo(line)
            raise typer.Exit(1)
        typer.echo(f"{index_folder(settings)}: whole and up to date")
        return
    with _progress() as show:
        opened = open_index(settings, knowledge, show, rebuild=True)
    typer.echo(f"{index_folder(settings)}: {len(opened.labels)} rows")


@app.command()
def forget(session: Annotated[str, typer.Argument(help="name of the conversation")]) -> None:
    """Delete a conversation and its case."""
    from assistant.conversations import open_store

    if not session.isprintable() or not session:
        raise InputError(f"session: must be printable characters, got {session[:20]!r}")
    store = open_store(load_settings())
    try:
        with store.lock(session):
            known = bool(store.history(session) or store.case(session))
            store.forget(session)
    finally:
        store.close()
    typer.echo(f"{session}: deleted" if known else f"{session}: nothing was kept")


commands.register(app)


@app.command()
def evals(
    model: ModelOption = None,
    task: Annotated[str | None, typer.Option("--task", help="run one task only")] = None,
    as_json: JsonOption = False,
) -> None:
    """Run the evals and print the table; ends with 1 below a bar."""
    from evals.run import run

    with _progress() as show:
        table = run(load_settings(model=model), task, show)
    typer.echo(_json(table.document()) if as_json else table.text())
    if not table.passed:
        raise typer.Exit(1)


@app.command()
def doctor() -> None:
    """Say what is installed, configured and reachable, and what to do about what is not."""
    from assistant.doctor import examine

    findings = examine(load_settings())
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'FIX '} {finding.what}: {finding.state}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(3 if any(finding.away for finding in findings) else 1)


def load_settings(**overrides: Any) -> Settings:
    """The settings, whose reader is loaded only by commands that need it."""
    from assistant.settings import load_settings as load

    return load(**overrides)


def _tell_first_use(settings: Settings) -> None:
    """Before a language model is used for the first time: what is sent where."""
    if settings.model != "builtin":
        from assistant.commands.model_talk import first_use

        if sentence := first_use(settings):
            typer.echo(sentence, err=True)


@contextmanager
def _advisor(settings: Settings) -> Iterator[Advisor]:
    COMPILED.keep_in(settings.home)  # before the import, which compiles many patterns
    from assistant.advisor import Advisor

    with _progress() as show:
        advisor = Advisor(settings, show)
        try:
            yield advisor
        finally:
            advisor.close()


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """A progress bar on standard error that appears with the first report."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    bar = Progress(console=console, transient=True, disable=not console.is_terminal)
    tasks: dict[str, Any] = {}

    def show(stage: str, share: float) -> None:
        if not tasks:
            bar.start()
        if stage not in tasks:
            tasks[stage] = bar.add_task(f"preparing the knowledge index: {stage}", total=1.0)
        bar.update(tasks[stage], completed=share)
        if all(task.finished for task in bar.tasks):
            bar.stop()

    try:
        yield show
    finally:
        bar.stop()


def _print_reply(reply: Reply, as_json: bool) -> None:
    if as_json:
        typer.echo(_json(reply.model_dump(mode="json")))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    sources = "".join(f"\n  {_source_line(cited)}" for cited in reply.citations)
    if not console.is_terminal:
        typer.echo(f"{reply.answer}{sources}")
        return
    console.print(Markdown(reply.answer), soft_wrap=True)
    console.print(sources.strip("\n"), markup=False, style="dim", soft_wrap=True, highlight=False)
    if reply.usage is not None:
        from assistant.commands.model_talk import usage_line

        console.print(usage_line(reply), markup=False, style="dim", highlight=False)


def _source_line(cited: Citation) -> str:
    season = f"; {cited.season}" if cited.season else ""
    return f"[{cited.n}] {cited.title} ({cited.source}{season}; {', '.join(cited.facts)})"


def _json(document: Any) -> str:
    encoding = (sys.stdout.encoding or "").lower()
    return json.dumps(document, ensure_ascii=not encoding.startswith("utf"), indent=2)


def _standard_input() -> str:
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"standard input: is not UTF-8 (byte {error.start}); save the text as UTF-8 and try again"
        ) from None


def _read_profile(path: Path) -> dict[str, Any]:
    from assistant.domain import dump_applicant, read_applicant

    return dump_applicant(read_applicant(path))


def main() -> None:
    """Entry of the command: one line a fault on standard error, never a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started the command
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal shows ? for what it has no letter for
    try:
        code = typer.main.get_command(app).main(standalone_mode=False)
        sys.stdout.flush()
    except VouchError as error:
        _complain(str(error))
        code = error.exit_code
    except NoArgsIsHelpError as error:
        typer.echo(error.format_message())
        code = 2
    except ClickException as error:
        _complain(f"vouch: {error.format_message().rstrip('.')}; see vouch --help")
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except (BrokenPipeError, SystemExit):  # Typer exits of itself on a closed pipe, and on nothing else in this mode
        _drop_output()  # the reader has gone, as with `| head`
        code = 0
    except OSError as error:
        _drop_output()
        _complain(f"vouch: the answer cannot be written: {error.strerror or error}; make room, or print elsewhere")
        code = 2
    gc.freeze()  # what ends with the process needs no last search for rubbish: a third of a second
    raise SystemExit(code or 0)


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that it does not fail on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(text: str) -> None:
    sys.stderr.write(text.encode("utf-8", "replace").decode("utf-8").rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
