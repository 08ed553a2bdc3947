"""Freed memory goes back to the system."""

from __future__ import annotations

import sys

import psutil
import pytest

from assistant.memory import give_back

BLOCK, BLOCKS = 64 * 1024, 1600  # too small for a mapping of their own; 100 MB together


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of the others gives memory back by itself")
def test_what_was_freed_below_something_that_is_held_is_given_back() -> None:
    process = psutil.Process()
    held = [bytearray(b"x" * BLOCK) for _ in range(BLOCKS)]
    last = held.pop()
    held.clear()
    before = process.memory_info().rss
    give_back()
    assert before - process.memory_info().rss > BLOCK * BLOCKS / 2
    assert len(last) == BLOCK
