"""Auditing many applicants: a folder of case files or JSON lines in, one report line each out.

A report line is the report's JSON with `source`, `applicant` and `today` before it. Cases are read and audited in
chunks on all cores and come back in the order of the input; no more than a few chunks are held at once, so memory does
not grow with their number. What a report file already holds is not done again.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from assistant.audit import audit
from assistant.domain import Applicant, parse_applicant, read_applicant
from assistant.domain.parsing import MAX_BYTES, decode, key_text
from assistant.errors import InputError, VouchError

CASE_SUFFIXES, LINES_SUFFIXES = (".yaml", ".yml", ".json"), (".jsonl", ".ndjson")
_CHUNK = 50  # cases handed to a worker at once
_AHEAD = 3  # chunks in work or waiting, for each worker
_DRAIN = 1 << 20
_STRING = rb'"(?:[^"\\]|\\.)*"'
_HEAD = re.compile(
    rb'\{"source": (%b), "applicant": (?:%b|null), "today": "([0-9]{4}-[0-9]{2}-[0-9]{2})", ' % (_STRING, _STRING)
)
_PLACEHOLDER = "line.json"  # tells the reader of cases that a line must be JSON


@dataclass(frozen=True, slots=True)
class Item:
    """One case to audit: its name in the output, the file or the line that holds it, and its share of the input."""

    source: str
    path: Path | None
    line: bytes | None
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: its report line (ending in a line break), or the faults that kept it from being audited.

    `held` counts cases that the report file holds already; such an outcome has neither line nor faults.
    """

    size: int
    line: bytes = b""
    faults: tuple[str, ...] = ()
    held: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What a report file of an earlier run holds: the sources done, and its length up to the last whole line."""

    sources: frozenset[str] = field(default_factory=frozenset)
    length: int = 0


@dataclass(frozen=True, slots=True)
class Inputs:
    """Cases to audit. `total` is their number for a folder, bytes for JSON lines: the unit of each item's `size`."""

    total: int
    items: Callable[[], Iterator[Item]]


def find_inputs(path: Path) -> Inputs:
    """The cases in a folder (YAML and JSON files, in the order of their names) or in a file of JSON lines.

    Raises:
        InputError: neither of the two, or nothing in it to audit.
    """
    name = key_text(path.name) or str(path)
    try:
        if path.is_dir():
            files = sorted(
                entry.name for entry in os.scandir(path)
                if entry.name.lower().endswith(CASE_SUFFIXES) and not entry.name.startswith(".")
            )
            if not files:
                raise InputError(f"{name}: holds no {', '.join(CASE_SUFFIXES)} file; name the folder with the cases")
            return Inputs(len(files), lambda: (Item(_source(file), path / file, None, 1) for file in files))
        if not path.is_file():
            raise InputError(f"{name}: is not there; name a folder of cases or a {LINES_SUFFIXES[0]} file")
        if path.suffix.lower() not in LINES_SUFFIXES:
            raise InputError(f"{name}: must be a folder or a {LINES_SUFFIXES[0]} file; for one case use vouch audit")
        if not (size := path.stat().st_size):
            raise InputError(f"{name}: is empty; it must hold one case a line, as JSON")
        return Inputs(size, partial(_lines_of, path, name))
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}; check the path") from None


def _source(file: str) -> str:
    """A file's name as text that can be written, whatever bytes it is made of."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def _lines_of(path: Path, name: str) -> Iterator[Item]:
    """Each line that is not blank, its number in its name; of an overlong line only the beginning is held."""
    number = 0
    try:
        with path.open("rb") as stream:
            while line := stream.readline(MAX_BYTES + 2):
                number += 1
                cut = len(line) > MAX_BYTES and not line.endswith(b"\n")
                size = len(line) + (_skip_rest(stream) if cut else 0)
                if line.strip():
                    yield Item(f"{name}: line {number}", None, line.rstrip(b"\r\n"), size)
    except OSError as error:
        raise InputError(f"{name}: line {number + 1}: cannot be read: {error.strerror}; check the file") from None


def _skip_rest(stream: BinaryIO) -> int:
    """Read to the end of the line; how many bytes that was."""
    skipped = 0
    while part := stream.readline(_DRAIN):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def read_held(path: Path, today: date) -> Held:
    """What an earlier run left in a report file; a last line that was cut off does not count.

    Raises:
        InputError: the file holds something else, or reports of another day.
    """
    name, sources, length = key_text(path.name), set[str](), 0
    if not path.exists():
        return Held()
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                head = _HEAD.match(line)
                if not line.endswith(b"\n") and (head or b'{"source": '.startswith(line[:11])):
                    break
                if not head or not line.endswith(b"}\n"):
                    raise InputError(f"{name}: line {number}: is no report of vouch batch; name another file")
                if head[2].decode() != today.isoformat():
                    raise InputError(
                        f"{name}: holds reports of {head[2].decode()}, not of {today.isoformat()}; "
                        f"name another file, begin anew with --force, or use --today {head[2].decode()}"
                    )
                sources.add(json.loads(head[1]))
                length += len(line)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be read: {reason}; check the file") from None
    return Held(frozenset(sources), length)


def run_batch(
    inputs: Inputs, today: date, held: Held | None = None, workers: int | None = None
) -> Generator[Outcome, None, None]:
    """The outcome of every case, in the order of the input; of those that are `held` only the number comes back.

    `workers` None takes every core; a single chunk of cases is done in this process.

    Raises:
        InputError: the input cannot be read to its end.
        VouchError: a worker was killed, by want of memory for instance.
    """
    done = held.sources if held else frozenset[str]()
    chunks = _chunks(inputs.items())
    first = next(chunks, [])
    count = workers or _cores()
    if count == 1 or len(first) < _CHUNK:
        for chunk in (first, *chunks):
            yield from audit_chunk(chunk, today, done)
        return
    pool = ProcessPoolExecutor(count, initializer=_follow_the_parent)
    try:
        yield from _in_order(pool, _put_before(first, chunks), today, done, count * _AHEAD)
    except BrokenProcessPool:
        raise VouchError("batch: a worker process was ended from outside; run again to go on") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _cores() -> int:
    available = getattr(os, "sched_getaffinity", None)  # what this process may use, where the platform tells
    return len(available(0)) if available else os.cpu_count() or 1


def _follow_the_parent() -> None:
    """Leave Ctrl-C to the parent process, and end with it even where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():

        def end_with_it() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=end_with_it, daemon=True).start()


def _put_before(first: list[Item], rest: Iterator[list[Item]]) -> Iterator[list[Item]]:
    yield first
    yield from rest


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, _CHUNK)):
        yield chunk


def _in_order(
    pool: Executor, chunks: Iterator[list[Item]], today: date, done: frozenset[str], ahead: int
) -> Iterator[Outcome]:
    """Chunks go out as others come back, so that input and output never pile up."""
    waiting: deque[Future[list[Outcome]]] = deque()
    for chunk in chunks:
        skipped = [item for item in chunk if item.source in done]
        fresh = [item for item in chunk if item.source not in done] if skipped else chunk
        if skipped:
            yield Outcome(sum(item.size for item in skipped), held=len(skipped))
        if fresh:
            waiting.append(pool.submit(audit_chunk, fresh, today))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def audit_chunk(items: list[Item], today: date, done: frozenset[str] = frozenset()) -> list[Outcome]:
    """The outcomes of some cases, one after the other."""
    return [
        Outcome(item.size, held=1) if item.source in done else _outcome(item, today) for item in items
    ]


def _outcome(item: Item, today: date) -> Outcome:
    try:
        applicant = _case(item, today)
    except InputError as error:
        return Outcome(item.size, faults=error.faults)
    head = {"source": item.source, "applicant": applicant.name, "today": today.isoformat()}
    told = json.dumps(head, ensure_ascii=False).removesuffix("}")
    report = audit(applicant, today).model_dump_json().removeprefix("{")
    return Outcome(item.size, f"{told}, {report}\n".encode())


def _case(item: Item, today: date) -> Applicant:
    if item.path is not None:
        return read_applicant(item.path, today)
    try:
        return parse_applicant(decode(item.line or b"", _PLACEHOLDER), _PLACEHOLDER, today)
    except InputError as error:
        told = [fault.removeprefix(f"{_PLACEHOLDER}: ").removeprefix("line 1: ") for fault in error.faults]
        raise InputError(*(f"{item.source}: {fault}" for fault in told)) from None
