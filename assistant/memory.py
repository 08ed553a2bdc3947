"""The allocator's memory, kept small and flat: a process that serves for months stays as it was in its first hour."""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache

ARENA_MAX, ARENAS = -8, 2  # M_ARENA_MAX of glibc's mallopt(3)


def share_arenas() -> None:
    """Let all threads of the process share two arenas of the allocator.

    Each turn runs on a thread of its own; with an arena a thread, what one turn frees another cannot use, and 2,000
    turns left 80 MB so. The interpreter's lock lets one thread allocate at a time anyway.
    """
    if library := _glibc():
        library.mallopt(ARENA_MAX, ARENAS)


def give_back() -> None:
    """Give freed memory back to the system. It takes a millisecond; glibc alone needs to be told."""
    if library := _glibc():
        library.malloc_trim(0)


@lru_cache(maxsize=1)
def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
