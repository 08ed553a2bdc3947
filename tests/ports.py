"""Ports of loopback for servers that cannot choose one themselves, or that come back on the same one."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

# Below the range from which Linux takes ports for connections and for whoever asks for any: nobody else takes one
# between this look and the server's start, or while a server is away.
_LOWEST, _EACH, _WORKERS = 16_000, 1_000, 16
_taken: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on, and that is given once only."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
    first = _LOWEST + worker * _EACH
    offset = os.getpid() % _EACH  # two runs on one machine begin at different places
    for step in range(_EACH):
        port = first + (offset + step) % _EACH
        if port in _taken:
            continue
        _taken.add(port)
        with suppress(OSError), socket.socket() as found:
            found.bind(("127.0.0.1", port))
            return port
    raise OSError("no port of loopback is free")
