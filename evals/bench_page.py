"""How soon the page is there: Vouch against a bare Gradio hello world in the same run, and its first answer.

Run it as `python -m evals.bench_page`. The two start in turn on free loopback ports; time runs from the start of the
process to the first byte of the page. It needs a built index (`vouch index`), which is prepared once and not timed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assistant.web.identity import COOKIE

ROOT = Path(__file__).parent.parent
RATIO_BAR, ANSWER_BAR = 1.4, 3.0  # times bare Gradio; seconds after the first byte
PATIENCE = 120.0  # seconds
QUESTION = "how many letters do i need?"
BARE = """
import sys, gradio
with gradio.Blocks() as page:
    said, back = gradio.Textbox(), gradio.Textbox()
    said.submit(lambda text: "Hello " + text, said, back)
page.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), quiet=True)
"""


@dataclass(frozen=True, slots=True)
class PageBench:
    """Seconds: medians over the runs, and every run."""

    bare: float
    vouch: float
    ratio: float
    answer: float
    bare_runs: tuple[float, ...]
    vouch_runs: tuple[float, ...]
    answer_runs: tuple[float, ...]

    @property
    def passed(self) -> bool:
        """Whether both bars are met."""
        return self.ratio <= RATIO_BAR and self.answer <= ANSWER_BAR


def measure(home: Path, runs: int = 3) -> PageBench:
    """Time both pages, alternating. `home` holds a built index."""
    bare: list[float] = []
    vouch: list[float] = []
    answers: list[float] = []
    for _ in range(runs):
        port = _free_port()
        bare.append(_first_byte([sys.executable, "-c", BARE, str(port)], port, {})[0])
        port = _free_port()
        first, answered = _first_byte(
            [sys.executable, str(ROOT / "app.py"), "--port", str(port)], port, {"VOUCH_HOME": str(home)}, QUESTION
        )
        vouch.append(first)
        answers.append(answered)
    middle = statistics.median
    return PageBench(
        middle(bare), middle(vouch), middle(vouch) / middle(bare), middle(answers), tuple(bare), tuple(vouch),
        tuple(answers),
    )  # fmt: skip


def _first_byte(
    command: Sequence[str], port: int, more: Mapping[str, str], question: str = ""
) -> tuple[float, float]:
    """Seconds to the first byte of the page, and from there to the whole answer to `question`."""
    environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False", "PYTHONPATH": str(ROOT), **more}
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, env=environment, cwd=tempfile.gettempdir(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while (page := _page(port, started)) is None:
            if process.poll() is not None:
                raise RuntimeError(f"{command[1]}: ended with code {process.returncode} before it served its page")
        first = time.perf_counter()
        answered = _ask(port, page, question) - first if question else 0.0
        return first - started, answered
    finally:
        process.terminate()
        process.wait()


def _page(port: int, started: float) -> str | None:
    """The page; None while nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        return connection.getresponse().read().decode()
    except ConnectionError:
        if time.perf_counter() - started > PATIENCE:
            raise
        time.sleep(0.01)  # between two attempts to connect
        return None
    finally:
        connection.close()


def _ask(port: int, page: str, question: str) -> float:
    """Send a message as the page does, and give back the moment at which its turn was over."""
    config, _ = json.JSONDecoder().raw_decode(page.partition("window.gradio_config = ")[2])
    kinds = {item["id"]: item["type"] for item in config["components"]}
    event = next(
        item for item in config["dependencies"]
        if any(kinds.get(target) == "textbox" and name == "submit" for target, name in item["targets"])
    )  # fmt: skip
    data = [question if kinds[part] == "textbox" else None for part in event["inputs"]]
    sent = {"data": data, "fn_index": event["id"], "session_hash": "bench", "event_data": None, "trigger_id": None}
    _post(port, "/gradio_api/queue/join", sent)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", f"/gradio_api/queue/data?session_hash={quote('bench')}")
        stream = connection.getresponse()
        seen = ""
        while line := stream.readline().decode():
            seen += line
            if '"process_completed"' in line:
                if "[1]" not in seen:
                    raise RuntimeError("the page's answer cites nothing")
                return time.perf_counter()
    finally:
        connection.close()
    raise RuntimeError("the page gave no answer")


def _post(port: int, path: str, body: Mapping[str, Any]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        headers = {"Content-Type": "application/json", "Cookie": f"{COOKIE}={'b' * 32}"}
        connection.request("POST", path, json.dumps(body), headers)
        reply = connection.getresponse()
        if reply.status != http.client.OK:
            raise RuntimeError(f"{path}: status {reply.status}")
    finally:
        connection.close()


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main() -> int:
    """Entry of the script; ends with 1 below a bar."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--home", type=Path, help="a home folder with a built index; default: a temporary one")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="vouch-bench-") as scratch:
        home = Path(scratch)
        if given.home:  # a copy: the question asked below is no conversation of its owner
            shutil.copytree(given.home / "index", home / "index")
        subprocess.run(
            [sys.executable, "-c", "from assistant.knowledge import load_knowledge\n"
             "from assistant.retrieval.index import open_index\nfrom assistant.settings import load_settings\n"
             "open_index(load_settings(), load_knowledge())"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "VOUCH_HOME": str(home)}, check=True,
        )  # fmt: skip
        result = measure(home, given.runs)
    if given.json:
        print(json.dumps({**asdict(result), "passed": result.passed}, indent=2))
        return 0 if result.passed else 1
    for name, runs in (("bare Gradio", result.bare_runs), ("Vouch", result.vouch_runs)):
        print(f"first byte of the page, {name:<12} {statistics.median(runs):6.2f} s   {_list(runs)}")
    print(f"ratio                                {result.ratio:6.2f}     bar {RATIO_BAR}")
    answered = _list(result.answer_runs)
    print(f"first answer after that              {result.answer:6.2f} s   {answered}   bar {ANSWER_BAR} s")
    return 0 if result.passed else 1


def _list(runs: Sequence[float]) -> str:
    return "(" + ", ".join(f"{run:.2f}" for run in runs) + ")"


if __name__ == "__main__":
    raise SystemExit(main())
