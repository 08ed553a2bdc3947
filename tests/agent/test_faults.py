"""Every fault of an endpoint, three times in a row in one session: each time a good answer of the built-in model, with
one quiet line; then the endpoint is well again, and so is the next turn."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from assistant.agent.breaker import FAILURES, REST, Breaker
from tests.endpoint import Act, Endpoint, Handler, calls, results, says, searching, unused_address

# A stream of the HTTP library that broke off in the middle may be collected before it is closed.
pytestmark = pytest.mark.filterwarnings("ignore:.*AsyncResponseStream:pytest.PytestUnraisableExceptionWarning")
TODAY = "2026-11-23"
QUESTION = "how many letters do i need"
TRUE = "Aim for 4 strong letters uploaded to ERAS. [[NUM-2]]"
LOOKS_UP = calls(("search_guide", {"query": "how many letters"}))


def answers(act: Act) -> Callable[[dict[str, Any]], Act]:
    """The fault comes at once."""
    return lambda _: act


def afterwards(act: Act) -> Callable[[dict[str, Any]], Act]:
    """The fault comes in the answer, after a tool call."""
    return lambda request: act if results(request) else LOOKS_UP


def hangs(handler: Handler) -> None:
    handler.endpoint.release.wait()


def hangs_midway(handler: Handler) -> None:
    handler.open_stream()
    handler.delta(content="Aim for 4 strong letters uploaded to ERAS. [[NUM-2]] Then")
    handler.endpoint.release.wait()


def comments_for_ever(handler: Handler) -> None:
    handler.open_stream()
    while not handler.endpoint.release.wait(0.02):
        handler.wfile.write(b": still here\n\n")
        handler.wfile.flush()


def cut_midway(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.delta(content="Aim for 4 strong letters uploaded to ERAS. [[NUM-2]] Then")
    handler.close_connection = True


def raw(body: bytes, kind: str = "text/event-stream") -> Act:
    return lambda handler: handler.status(200, body, kind)


def ten_megabytes(handler: Handler) -> None:
    handler.open_stream()
    for number in range(1000):
        handler.delta(content=" ".join(f"word-{number}-{n}" for n in range(900)))
    handler.delta("stop")


def one_endless_line(handler: Handler) -> None:
    handler.open_stream()
    while not handler.endpoint.release.is_set():
        handler.wfile.write(b"data: " + b"x" * 1_000_000)


def redirected(handler: Handler) -> None:
    handler.status(302, b"", Location="http://127.0.0.1:9/elsewhere")


def endless_tool(request: dict[str, Any]) -> Act:
    return LOOKS_UP


def new_tool_each_time(request: dict[str, Any]) -> Act:
    return calls(("search_guide", {"query": f"how many letters, {len(results(request))}"}))


FLOOD = calls(*[("search_guide", {"query": f"letters {n}"}) for n in range(5000)])
FAULTS: dict[str, tuple[str, Callable[[dict[str, Any]], Act]]] = {
    "401": ("key", answers(lambda h: h.status(401, b'{"error": {"message": "Incorrect API key provided: sk-planted-0123456789"}}'))),
    "404 model": ("model", answers(lambda h: h.status(404))),
    "429": ("busy", answers(lambda h: h.status(429))),
    "429 for an hour": ("busy", answers(lambda h: h.status(429, Retry_After="3600"))),
    "500": ("server", answers(lambda h: h.status(500))),
    "503": ("server", answers(lambda h: h.status(503, b"<html>down</html>", "text/html"))),
    "400": ("rejected", answers(lambda h: h.status(400))),
    "hangs": ("timeout", answers(hangs)),
    "hangs midway": ("timeout", afterwards(hangs_midway)),
    "comments for ever": ("timeout", answers(comments_for_ever)),
    "cut midway": ("cut", afterwards(cut_midway)),
    "no finish reason": ("cut", afterwards(says("Aim for 4 strong letters uploaded to ERAS. [[NUM-2]] You should", finish=None))),
    "empty": ("empty", afterwards(says(""))),
    "nothing at all": ("garbled", answers(raw(b""))),
    "a web page": ("garbled", answers(raw(b"<html><body>Welcome</body></html>", "text/html"))),
    "bad JSON": ("garbled", answers(raw(b'data: {"choices": [{"delta": {"content": "Aim\n\n'))),
    "invalid UTF-8": ("garbled", answers(raw(b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe"}}]}\n\n'))),
    "JSON of another kind": ("empty", answers(raw(b'data: {"hello": 1}\n\ndata: [DONE]\n\n'))),
    "an error in the stream": ("server", answers(raw(b'data: {"error": {"message": "boom", "code": 1}}\n\n'))),
    "arguments that are no JSON": ("arguments", answers(calls(("search_guide", '{"query": "how many')))),
    "arguments of another shape": ("arguments", answers(calls(("search_guide", {"question": 1})))),
    "an unknown tool": ("arguments", answers(calls(("launch_rocket", {})))),
    "the same tool for ever": ("loop", endless_tool),
    "ever new tools": ("loop", new_tool_each_time),
    "5,000 tool calls": ("flood", answers(FLOOD)),
    "10 MB of text": ("flood", afterwards(ten_megabytes)),
    "one endless line": ("flood", answers(one_endless_line)),
    "the same sentence for ever": ("loop", afterwards(says("Should I go on with this? " * 300))),
    "a redirect": ("garbled", answers(redirected)),
    "a filtered answer": ("filtered", afterwards(says("I", finish="content_filter"))),
    "cut by length": ("long", afterwards(says("I would say that", finish="length"))),
    "the key sent back": ("leak", afterwards(says("Your key is sk-planted-0123456789, is it not?"))),
    "nothing but lies": ("unsupported", afterwards(says("Most programs demand 9 letters."))),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_no_matter_of_the_person(make: Any, endpoint: Endpoint, name: str) -> None:
    kind, script = FAULTS[name]
    advisor = make(turn_seconds=12, silence_seconds=2.5)
    good = advisor.reply(QUESTION, "good", TODAY, model="builtin")
    endpoint.script = script
    for number in range(3):
        *events, last = advisor.stream(QUESTION, "one", TODAY)
        reply = last.reply
        assert (reply.status, reply.model, reply.fallback) == ("answered", "builtin", kind), reply
        assert {f for c in good.citations for f in c.facts} <= {f for c in reply.citations for f in c.facts}
        assert reply.answer.count("this is the built-in model's answer") == 1
        assert "".join(event.text for event in events if event.kind == "text") == reply.answer
        assert "sk-planted" not in reply.model_dump_json()
        assert len(advisor.history("one")) == 2 * (number + 1)
    endpoint.release.set()
    endpoint.script = searching(TRUE)
    reply = advisor.reply(QUESTION, "one", TODAY)
    assert (reply.model, reply.fallback, reply.answer) == ("openai:made-up", None, "Aim for 4 strong letters uploaded to ERAS. [1]")


@pytest.mark.parametrize("address", [unused_address(), "http://no-such-host.invalid/v1"], ids=["refused", "no such host"])
def test_an_endpoint_that_is_not_there(make: Any, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    import socket

    def no_names(host: Any, *rest: Any, **more: Any) -> Any:
        if host == "no-such-host.invalid":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *rest, **more)

    known = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", no_names)  # so that no test asks a name server
    advisor = make(openai_base_url=address)
    for _ in range(FAILURES):
        reply = advisor.reply(QUESTION, "one", TODAY)
        assert (reply.status, reply.model, reply.fallback) == ("answered", "builtin", "refused")
    assert advisor.reply(QUESTION, "one", TODAY).fallback == "resting"
    check = advisor.check_model()
    assert not check.ok and "OPENAI_BASE_URL" in check.message


def test_a_dead_endpoint_is_left_alone(make: Any, endpoint: Endpoint) -> None:
    endpoint.script = answers(lambda h: h.status(500))
    advisor = make()
    replies = [advisor.reply(QUESTION, "one", TODAY) for _ in range(FAILURES + 4)]
    assert [r.fallback for r in replies] == ["server"] * FAILURES + ["resting"] * 4
    assert len(endpoint.requests) == 2 * FAILURES


def test_wrong_arguments_go_back_once_with_the_reason(make: Any, endpoint: Endpoint) -> None:
    def script(request: dict[str, Any]) -> Act:
        last = request["messages"][-1]
        if last["role"] != "tool":
            return calls(("search_guide", '{"query": 1'), ("no_such_tool", {}))
        if "error" in json.loads(last["content"]):
            return LOOKS_UP
        return says(TRUE)

    endpoint.script = script
    reply = make().reply(QUESTION, "one", TODAY)
    assert reply.fallback is None and [use.name for use in reply.tools] == ["search_guide"]
    answered = [m for m in endpoint.requests[1]["messages"] if m["role"] == "tool"]
    assert len(answered) == 2 and "JSON" in answered[0]["content"] + answered[1]["content"]
    assert "search_guide" in answered[0]["content"] + answered[1]["content"]  # the tools that there are


def test_a_breaker_opens_rests_tries_once_and_closes() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    now[0] += REST
    assert breaker.allows() and not breaker.allows()  # one trial
    breaker.failed()
    now[0] += REST
    assert not breaker.allows()  # the rest has doubled
    now[0] += REST
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows() and breaker.allows() and breaker.failures == 0


def test_a_breaker_respects_what_the_endpoint_asked_for() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(FAILURES):
        breaker.failed(retry_after=120)
    now[0] = 119
    assert not breaker.allows()
    now[0] = 120
    assert breaker.allows()
