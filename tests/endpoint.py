"""An OpenAI-compatible HTTP server on loopback that does as a test says: answers, tool calls, and every fault."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.ports import free_port

Act = Callable[["Handler"], None]
Script = Callable[[dict[str, Any]], Act]


@dataclass
class Endpoint:
    """A running server. `script` decides on each request; `requests` are the bodies that came, `headers` theirs."""

    address: str
    script: Script
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)  # lets whatever hangs go


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    endpoint: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.endpoint.requests.append(body)
        self.endpoint.headers.append(dict(self.headers))
        with suppress(OSError):
            self.endpoint.script(body)(self)

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, *_: Any) -> None:
        """Keep standard error clean."""

    def status(self, code: int, body: bytes = b"{}", kind: str = "application/json", **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def open_stream(self) -> None:
        """Begin an event stream, whose end is the end of the connection."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def event(self, data: Any) -> None:
        text = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def delta(self, finish: str | None = None, **delta: Any) -> None:
        self.event({
            "id": "made-up", "object": "chat.completion.chunk", "created": 1, "model": "made-up",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        })  # fmt: skip


@contextmanager
def serving(script: Script) -> Iterator[Endpoint]:
    """A server on a free port for the length of a test."""

    class Own(Handler):
        pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that has gone is no matter of the test."""

    server = Server(("127.0.0.1", 0), Own)
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", script)
    Own.endpoint = endpoint
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.release.set()
        server.shutdown()
        server.server_close()
        thread.join()


def unused_address() -> str:
    """An address at which nobody listens."""
    return f"http://127.0.0.1:{free_port()}/v1"


def says(text: str, finish: str | None = "stop", size: int = 7) -> Act:
    """An answer in small pieces, with the tokens that it took."""

    def act(handler: Handler) -> None:
        handler.open_stream()
        handler.delta(role="assistant", content="")
        for start in range(0, len(text), size):
            handler.delta(content=text[start : start + size])
        if finish:
            handler.delta(finish)
        handler.event({
            "id": "made-up", "object": "chat.completion.chunk", "created": 1, "model": "made-up", "choices": [],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        })  # fmt: skip
        handler.event("[DONE]")

    return act


def calls(*wanted: tuple[str, Any], text: str = "") -> Act:
    """Tool calls; arguments that are text are sent as they are."""

    def act(handler: Handler) -> None:
        handler.open_stream()
        handler.delta(role="assistant", content=text)
        for number, (name, args) in enumerate(wanted):
            arguments = args if isinstance(args, str) else json.dumps(args)
            function = {"name": name, "arguments": ""}
            handler.delta(tool_calls=[{"index": number, "id": f"c{number}", "type": "function", "function": function}])
            for start in range(0, len(arguments), 20):
                part = {"arguments": arguments[start : start + 20]}
                handler.delta(tool_calls=[{"index": number, "function": part}])
        handler.delta("tool_calls")
        handler.event("[DONE]")

    return act


def results(request: dict[str, Any]) -> list[Any]:
    """The tool results of the last turn in a request."""
    found: list[Any] = []
    for message in reversed(request["messages"]):
        if message["role"] == "user":
            break
        if message["role"] == "tool":
            found.insert(0, json.loads(message["content"]))
    return found


def searching(answer: str, query: str = "how many letters do I need?") -> Script:
    """A model that looks the question up and then says `answer`; a repair of a sentence is a hyphen."""

    def script(request: dict[str, Any]) -> Act:
        if "tools" not in request:
            return says("1. -")
        return says(answer) if results(request) else calls(("search_guide", {"query": query}))

    return script
