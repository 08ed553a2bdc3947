"""What the allocator keeps after turns, given back to the system: a process that serves for months stays small."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any


def give_back() -> None:
    """Give freed memory back to the system. It takes a millisecond; glibc alone needs to be told."""
    if trim := _trim():
        trim(0)


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], Any] | None:
    if sys.platform != "linux":
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # another C library
        return None
