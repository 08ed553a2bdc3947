"""What can go wrong with an endpoint, by kind. Kinds are the keys of `fallback` in prompts/agent/words.yaml.

An endpoint's own error text is never passed on: it may hold a key, or anything else that a server likes to send.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

STATUS_KINDS = {
    400: "rejected", 401: "key", 402: "busy", 403: "key", 404: "model", 408: "timeout", 413: "long", 422: "rejected",
    429: "busy",
}  # fmt: skip
AGAIN = frozenset({"refused", "busy", "server"})  # kinds after which one more try makes sense
ENDPOINT_KINDS = frozenset({
    "refused", "busy", "server", "timeout", "cut", "empty", "garbled", "key", "model", "rejected", "long", "filtered",
    "flood", "arguments", "loop", "leak", "tools",
})  # fmt: skip


class Fault(Exception):  # noqa: N818 - it is caught inside and never shown as an error
    """A language model's turn cannot go on. `retry_after`: seconds that the endpoint asked to wait."""

    def __init__(self, kind: str, retry_after: float = 0.0) -> None:
        super().__init__(kind)
        self.kind = kind
        self.retry_after = retry_after

    @property
    def again(self) -> bool:
        """Whether one more try makes sense."""
        return self.kind in AGAIN


def read_fault(error: BaseException, begun: bool) -> Fault:
    """The kind of an exception that a call of the endpoint raised. `begun`: part of its answer had come."""
    for one in _chain(error):
        if isinstance(one, Fault):
            return one
        if found := _status_fault(one):
            return found
    names = {kind.__name__ for one in _chain(error) for kind in type(one).__mro__}
    if names & {"TimeoutError", "APITimeoutError", "TimeoutException"}:
        return Fault("timeout")
    if names & {"RemoteProtocolError", "ReadError"}:
        return Fault("cut")
    if names & {"APIConnectionError", "TransportError", "OSError"}:
        return Fault("cut" if begun else "refused")
    if names & {"ContextOverflowError"}:
        return Fault("long")
    return Fault("server" if "APIError" in names else "garbled")


def _status_fault(error: BaseException) -> Fault | None:
    status = getattr(error, "status_code", None)
    if not isinstance(status, int):
        return None
    if "ContextOverflow" in type(error).__name__:
        return Fault("long")
    kind = STATUS_KINDS.get(status) or ("server" if status >= 500 else "garbled" if status < 400 else "rejected")
    if kind in {"rejected", "model", "server"} and "tool" in _said(error):
        return Fault("tools")
    if kind == "rejected" and "context" in _said(error):
        return Fault("long")
    return Fault(kind, _retry_after(error))


def _said(error: Any) -> str:
    return f"{getattr(error, 'message', '')} {getattr(error, 'body', '')}".casefold()


def _retry_after(error: Any) -> float:
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:  # a date: far enough away to be no matter of this turn
        return 60.0


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
