"""Benchmarks of the audit: one case of 12 letters, 10,000 applicants, and the command from cold.

    python -m evals.bench_audit
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.audit import audit
from assistant.domain import Applicant, dump_applicant, parse_applicant, read_applicant
from assistant.places import data_root

TODAY = date(2027, 7, 21)
LETTERS, APPLICANTS, ROUNDS = 12, 10_000, 400
EXAMPLES = sorted((data_root() / "docs" / "examples").glob("*.yaml"))
VOUCH = (sys.executable, "-m", "assistant.cli")


def wide_case() -> Applicant:
    """A case of 12 different letters: those of the examples under new ids."""
    letters = [letter for path in EXAMPLES for letter in dump_applicant(read_applicant(path)).get("letters", ())]
    chosen = [{**letter, "id": f"letter-{place}"} for place, letter in enumerate(letters[:LETTERS])]
    return parse_applicant({"targets": ["IM", "FM"], "application_year": 2027, "home_country": "PK", "letters": chosen})


def one_audit() -> None:
    """The audit alone, in a process that is warm."""
    case = wide_case()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        audit(case, TODAY)
        times.append(time.perf_counter() - started)
    middle, high = statistics.median(times), sorted(times)[int(ROUNDS * 0.95)]
    count = len(case.letters or ())
    print(f"audit of {count} letters: median {middle * 1000:.2f} ms, p95 {high * 1000:.2f} ms (bar 2)")


def _run(*command: str) -> tuple[float, float, float]:
    """Seconds of wall time, seconds of processor time and megabytes of the largest of a command's processes."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: ended with {process.returncode}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def whole_batch(folder: Path, kind: str, write: Callable[[Path, int], Path]) -> None:
    """`vouch batch` as a whole process, for a tenth of the applicants and for all: the memory must not grow."""
    for count in (APPLICANTS // 10, APPLICANTS):
        out = folder / f"{kind}-{count}.jsonl"
        source = str(write(folder, count))
        wall, busy, memory = _run(*VOUCH, "batch", source, "--jsonl", str(out), "--today", TODAY.isoformat())
        with out.open("rb") as stream:
            done = sum(1 for _ in stream)
        print(f"batch of {done}, {kind}: {wall:.1f} s, {busy:.1f} s of processor, {memory:.0f} MB the largest process")


def _as_lines(folder: Path, count: int) -> Path:
    cases = [json.dumps(dump_applicant(read_applicant(path))) for path in EXAMPLES]
    file = folder / f"{count}.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(f"{cases[number % len(cases)]}\n")
    return file


def _as_folder(folder: Path, count: int) -> Path:
    cases = [path.read_bytes() for path in EXAMPLES]
    made = folder / str(count)
    made.mkdir()
    for number in range(count):
        (made / f"{number:05}.yaml").write_bytes(cases[number % len(cases)])
    return made


def cold_start() -> None:
    """`vouch audit FILE` from nothing to the printed report."""
    taken = [_run(*VOUCH, "audit", str(EXAMPLES[0]), "--today", TODAY.isoformat()) for _ in range(7)]
    wall, busy, _ = (statistics.median(values) for values in zip(*taken, strict=True))
    print(f"vouch audit, cold: median {wall:.2f} s, {busy:.2f} s of processor (bar 1)")


def main() -> None:
    """Print every figure; the bar for 10,000 applicants is 20 s on two cores."""
    print(f"cores: {os.cpu_count()}, load before: {os.getloadavg()[0]:.1f}")
    one_audit()
    cold_start()
    with tempfile.TemporaryDirectory() as folder:
        whole_batch(Path(folder), "JSON lines", _as_lines)
        whole_batch(Path(folder), "YAML files", _as_folder)


if __name__ == "__main__":
    main()
