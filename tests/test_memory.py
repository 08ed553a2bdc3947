"""Freed memory goes back to the system, and threads share what the allocator keeps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from assistant.memory import give_back

BLOCK, BLOCKS = 64 * 1024, 1600  # too small for a mapping of their own; 100 MB together
ARENAS = """
import ctypes, pathlib, sys, threading
from assistant.memory import share_arenas
if sys.argv[2] == "shared":
    share_arenas()
together = threading.Barrier(16)
def work():
    together.wait()
    held = [bytearray(3000) for _ in range(300)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(16)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
library = ctypes.CDLL(None)
library.fopen.restype = ctypes.c_void_p
stream = ctypes.c_void_p(library.fopen(sys.argv[1].encode(), b"w"))
library.malloc_info(0, stream), library.fclose(stream)
print(pathlib.Path(sys.argv[1]).read_text().count("<heap nr="))
"""
glibc = pytest.mark.skipif(sys.platform != "linux", reason="the C library of the others manages without")


@glibc
def test_what_was_freed_below_something_that_is_held_is_given_back() -> None:
    process = psutil.Process()
    held = [bytearray(b"x" * BLOCK) for _ in range(BLOCKS)]
    last = held.pop()
    held.clear()
    before = process.memory_info().rss
    give_back()
    assert before - process.memory_info().rss > BLOCK * BLOCKS / 2
    assert len(last) == BLOCK


@glibc
def test_threads_share_two_arenas(tmp_path: Path) -> None:
    def arenas(how: str) -> int:
        command = [sys.executable, "-c", ARENAS, str(tmp_path / how), how]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    assert arenas("as they come") > 2
    assert arenas("shared") <= 2
