"""What Vouch adds to a language model's own time, against a bare `openai` client that makes the same two calls.

The server is a process of its own that answers at once: a search of the guide first, then an answer of a few sentences.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import statistics
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

from assistant.advisor import Advisor
from assistant.settings import Settings, load_settings

TODAY = "2026-11-23"
TURNS, UNCOUNTED = 40, 5
QUESTION = "how many letters do I need?"
ANSWER = (
    "Aim for 4 strong letters uploaded to ERAS. [[NUM-2]] Most residency programs accept 3 to 4 letters. [[NUM-1]]\n\n"
    "- Most IMGs should have at least 2 US clinical letters, ideally in the chosen specialty. [[NUM-3]]\n"
)
_SENTENCE = re.compile(r"[.!?](?:\s*\[\[[A-Z0-9-]+\]\])?\s")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        """Call the tool where no result is in the messages, else answer, a few letters a chunk."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if body["messages"][-1]["role"] == "tool":
            for start in range(0, len(ANSWER), 6):
                self._delta({"content": ANSWER[start : start + 6]})
            self._delta({}, "stop")
        else:
            function = {"name": "search_guide", "arguments": json.dumps({"query": QUESTION})}
            self._delta({"tool_calls": [{"index": 0, "id": "c1", "type": "function", "function": function}]})
            self._delta({}, "tool_calls")
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""

    def _delta(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "bench", "choices": [choice]}
        self._chunk(f"data: {json.dumps(event)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A client that closes a kept connection is no error to print."""


def _serve(reports: Connection) -> None:
    server = _Server(("127.0.0.1", 0), _Handler)
    reports.send(server.server_address[1])
    server.serve_forever()


def _bare_turn(client: Any, tools: list[Any], system: str, result: str) -> float:
    """Seconds to the first whole sentence with the client alone: both calls, the same messages, a made-up tool run."""
    started = time.perf_counter()
    messages: list[Any] = [{"role": "system", "content": system}, {"role": "user", "content": QUESTION}]
    call: dict[str, str] = {"id": "", "name": "", "arguments": ""}
    for chunk in client.chat.completions.create(model="bench", messages=messages, tools=tools, stream=True):
        for part in chunk.choices[0].delta.tool_calls or []:
            call["id"] += part.id or ""
            call["name"] += part.function.name or ""
            call["arguments"] += part.function.arguments or ""
    function = {"name": call["name"], "arguments": call["arguments"]}
    messages += [
        {"role": "assistant", "content": None,
         "tool_calls": [{"id": call["id"], "type": "function", "function": function}]},
        {"role": "tool", "tool_call_id": call["id"], "content": result},
    ]  # fmt: skip
    text, first = "", 0.0
    for chunk in client.chat.completions.create(model="bench", messages=messages, tools=tools, stream=True):
        text += chunk.choices[0].delta.content or ""
        if not first and _SENTENCE.search(text):
            first = time.perf_counter() - started
    return first


def _our_turn(advisor: Advisor, session: str) -> tuple[float, float]:
    """Seconds to the first sentence that is shown, and of the whole turn."""
    started = time.perf_counter()
    first = 0.0
    for event in advisor.stream(QUESTION, session, TODAY):
        if event.kind == "text" and not first:
            first = time.perf_counter() - started
        if event.reply is not None and event.reply.fallback:
            raise SystemExit(f"the built-in model answered: {event.reply.fallback}")
    return first, time.perf_counter() - started


def model_overhead(settings: Settings) -> None:
    """Print what Vouch adds until the first sentence and in a whole turn."""
    import openai

    from assistant.agent.instructions import instructions, tool_schemas

    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    address = f"http://127.0.0.1:{ours.recv()}/v1"
    with tempfile.TemporaryDirectory() as folder:
        given = {"database": f"sqlite:///{folder}/bench.sqlite3", "model": "openai:bench", "openai_base_url": address}
        advisor = Advisor(settings.model_copy(update=given))
        advisor.warm()
        reply = advisor.reply(QUESTION, "result", TODAY)
        system, result = instructions({}, advisor_day(), ""), json.dumps(reply.tools[0].result)
        client = openai.OpenAI(base_url=address, api_key="none", max_retries=0)
        pairs = []
        for number in range(TURNS):  # turn about, so that a busy moment meets both
            bare = _bare_turn(client, tool_schemas(), system, result)
            pairs.append((bare, *_our_turn(advisor, f"bench-{number}")))
        advisor.close()
    process.kill()
    _report(pairs[UNCOUNTED:])


def advisor_day() -> Any:
    """The day of the benchmark."""
    from assistant.advisor import read_day

    return read_day(TODAY)


def _report(pairs: list[tuple[float, float, float]]) -> None:
    bare, first, whole = ([row[n] * 1000 for row in pairs] for n in range(3))
    rows = {"bare client, first sentence": bare, "Vouch, first sentence": first, "Vouch, turn": whole}
    for name, values in rows.items():
        print(f"{name}: least {min(values):.1f} ms, median {statistics.median(values):.1f} ms")
    added = [ours - theirs for theirs, ours in zip(bare, first, strict=True)]
    print(f"added before the first sentence: least to least {min(first) - min(bare):.1f} ms, "
          f"median {statistics.median(added):.1f} ms (bar 30)")  # fmt: skip
    print(f"own time of a turn: least to least {min(whole) - min(bare):.1f} ms, "
          f"median {statistics.median(whole) - statistics.median(bare):.1f} ms (bar 50)")  # fmt: skip


if __name__ == "__main__":
    model_overhead(load_settings())
