"""A process that talks to an Advisor, to be killed at any moment. Started from a warm server: a start costs little."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from assistant import Advisor
from assistant.settings import Settings

TODAY = "2026-11-23"
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["assistant.advisor", "assistant.conversations.sqlite", "tests.talking", "tests.warmed"])


def message(number: int) -> str:
    """The words of turn `number`: questions of one and of several parts, so that turns differ in length."""
    more = "" if number % 3 else " And when should I send the first reminder? Can a nurse write one?"
    return f"Message {number}: how many letters do I need?{more}"


def _talk(home: Path, database: str, session: str, numbers: range, reports: Connection) -> None:
    advisor = Advisor(Settings(home=home, database=database))
    advisor.warm()
    for number in numbers:
        began = False
        for event in advisor.stream(message(number), session, TODAY):
            if not began:
                reports.send(("began", number, ""))
                began = True
            if event.reply:
                reports.send(("answered", number, event.reply.status))
    advisor.close()


def talking(home: Path, database: str, session: str, numbers: range) -> tuple[BaseProcess, Connection]:
    """A process that says the messages of `numbers` one after the other, and the end of a pipe with its reports."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_talk, args=(home, database, session, numbers, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def reports(pipe: Connection) -> Iterator[tuple[str, int, str]]:
    """Its reports until it ends or is killed."""
    try:
        while True:
            report: Any = pipe.recv()
            yield report
    except (EOFError, OSError):
        return
