"""One call of a language model: streamed, bounded in time and size, and complete or a Fault."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage

from assistant.agent.background import iterate
from assistant.agent.fault import Fault, read_fault

MOST_CHARACTERS = 12_000  # of one answer; the longest good one has some four thousand
MOST_CALLS = 64  # tool calls of one message from which it is a flood, and not merely too many
TRIES, PAUSE, LONGEST_PAUSE = 2, 0.25, 2.0  # tries of one call, and seconds between them
_CUT_REASONS = {"length": "long", "content_filter": "filtered"}
_THINKING = ("<think>", "</think>")


@dataclass(slots=True)
class Deadline:
    """The end of a turn on a monotonic clock."""

    end: float

    @property
    def left(self) -> float:
        """Seconds left; 0 or more."""
        return max(0.0, self.end - time.monotonic())


@dataclass(slots=True)
class Completion:
    """What a call gave: text, tool calls as they came, and the tokens that it took."""

    text: str = ""
    calls: dict[Any, dict[str, str]] = field(default_factory=dict)
    finish: str = ""
    tokens: tuple[int, int] = (0, 0)

    def message(self) -> AIMessage:
        """The tool calls as a message; arguments that are no JSON object are in `invalid_tool_calls`."""
        good: list[Any] = []
        bad: list[Any] = []
        for number, call in enumerate(self.calls.values()):
            identity = call["id"] or f"call-{number}"
            try:
                args = json.loads(call["args"] or "{}")
            except (ValueError, RecursionError):
                args = None
            if isinstance(args, dict):
                good.append({"name": call["name"], "args": args, "id": identity, "type": "tool_call"})
            else:
                bad.append({"name": call["name"], "args": call["args"], "id": identity, "error": None,
                            "type": "invalid_tool_call"})  # fmt: skip
        return AIMessage(content=self.text, tool_calls=good, invalid_tool_calls=bad)


def call_model(
    model: Any, messages: Sequence[BaseMessage], deadline: Deadline, silence: float, secret: str,
    show: Callable[[str], None],
) -> Completion:
    """Ask the model once, with another try where the endpoint was busy or away and nothing had come yet.

    Args:
        model: a LangChain chat model, bound with tools or not.
        silence: the longest wait for the next words, in seconds.
        secret: the key, which must not come back; empty where there is none.
        show: called with each piece of the answer's text, thinking left out.

    Raises:
        Fault: the endpoint gave no complete answer.
    """
    for attempt in range(TRIES):
        done = Completion()
        try:
            _read(model, messages, deadline, silence, secret, show, done)
            return done
        except Exception as error:  # libraries raise whatever they like for what a server sends
            fault = read_fault(error, bool(done.text or done.calls))
        wait = max(PAUSE * 2**attempt, fault.retry_after)
        last = attempt == TRIES - 1 or not fault.again or done.text or done.calls
        if last or wait > LONGEST_PAUSE or wait >= deadline.left:
            raise fault from None
        threading.Event().wait(wait)
    raise Fault("server")


def _read(
    model: Any, messages: Sequence[BaseMessage], deadline: Deadline, silence: float, secret: str,
    show: Callable[[str], None], done: Completion,
) -> None:
    if deadline.left <= 0:
        raise Fault("timeout")
    thinking = _Thinking()
    with closing(iterate(lambda: model.astream(list(messages)), deadline.left, silence)) as chunks:
        for chunk in chunks:
            _collect(chunk, done)
            if len(done.text) > MOST_CHARACTERS or len(done.calls) > MOST_CALLS:
                raise Fault("flood")
            if secret and secret in done.text:
                raise Fault("leak")
            if piece := thinking.without(_text(chunk)):
                show(piece)
    if secret and any(secret in text for call in done.calls.values() for text in call.values()):
        raise Fault("leak")
    done.text = thinking.said
    if not done.finish:
        raise Fault("cut" if done.text or done.calls else "empty")
    if done.finish in _CUT_REASONS:
        raise Fault(_CUT_REASONS[done.finish])
    if not done.text.strip() and not done.calls:
        raise Fault("empty")


def _text(chunk: AIMessageChunk) -> str:
    return chunk.content if isinstance(chunk.content, str) else str(chunk.text)


def _collect(chunk: AIMessageChunk, done: Completion) -> None:
    done.text += _text(chunk)
    for part in chunk.tool_call_chunks:
        index = part["index"] if part.get("index") is not None else len(done.calls)
        call = done.calls.setdefault(index, {"name": "", "args": "", "id": ""})
        call["name"] += part["name"] or ""
        call["args"] += part["args"] or ""
        call["id"] = call["id"] or part["id"] or ""
        if len(call["args"]) > MOST_CHARACTERS:
            raise Fault("flood")
    done.finish = str(chunk.response_metadata.get("finish_reason") or done.finish)
    if chunk.usage_metadata:
        done.tokens = (chunk.usage_metadata["input_tokens"], chunk.usage_metadata["output_tokens"])


class _Thinking:
    """Leaves out what a model thinks aloud at the start of its answer, between `<think>` and `</think>`."""

    def __init__(self) -> None:
        self.said = ""
        self._held = ""
        self._state = "start"  # start, inside, over

    def without(self, text: str) -> str:
        """The part of the next piece that is said and not thought."""
        self._held += text
        opening, closing = _THINKING
        if self._state == "start":
            begun = self._held.lstrip()
            if begun.startswith(opening):
                self._state = "inside"
            elif not opening.startswith(begun):
                self._state = "over"
        if self._state == "inside" and closing in self._held:
            self._held = self._held.partition(closing)[2].lstrip()
            self._state = "over"
        if self._state != "over":
            return ""
        piece, self._held = self._held, ""
        self.said += piece
        return piece

