"""A breaker before an endpoint: after some failed turns in a row it is left alone for a while, then tried once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 4  # turns in a row after which the endpoint is left alone
REST, LONGEST_REST = 10.0, 300.0  # seconds; doubled each time that the trial fails


class Breaker:
    """Counts failed turns of one endpoint. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._failures = 0
        self._rest = REST
        self._until = 0.0
        self._trying = False

    @property
    def failures(self) -> int:
        """Failed turns in a row."""
        return self._failures

    def allows(self) -> bool:
        """Whether a turn may try the endpoint now. Where it does after a rest, no other may until this one ends."""
        with self._guard:
            if self._failures < FAILURES:
                return True
            if self._trying or self._clock() < self._until:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """The endpoint did its part in a turn."""
        with self._guard:
            self._failures, self._rest, self._trying = 0, REST, False

    def failed(self, retry_after: float = 0.0) -> None:
        """A turn failed at the endpoint, which asked to be left alone for `retry_after` seconds."""
        with self._guard:
            self._failures += 1
            if self._trying:
                self._rest = min(self._rest * 2, LONGEST_REST)
            self._trying = False
            if self._failures >= FAILURES:
                self._until = self._clock() + max(self._rest, min(retry_after, LONGEST_REST))

    def left(self) -> None:
        """A turn ended without a word on the endpoint (the person's own process failed, say)."""
        with self._guard:
            self._trying = False
