"""Regular expressions that are compiled once on a machine, and kept in the home folder, as Python keeps its bytecode.

Some 1,500 patterns stand in the knowledge files; to compile them takes a quarter of a cold start, to load them a
fortieth of that. The standard library gives no way to keep a compiled pattern, so this reaches below `re`, for the
releases of Python whose parts it knows; wherever something is amiss, the pattern is simply compiled.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import importlib
import marshal
import os
import re
import sys
import threading
from array import array
from functools import lru_cache
from pathlib import Path
from typing import Any

_KNOWN = ((3, 11), (3, 15))  # releases whose `re` is put together as is used here: from the first, before the last
_LARGEST = 30_000_000  # bytes; a file that grew so large holds mostly patterns of the past
_DIGEST = 16
Key = tuple[str, int]
Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]  # as `_sre.compile` takes them, the code as bytes


class CompiledPatterns:
    """The patterns that a file keeps, with those that were compiled since; safe to share between threads."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._lock = threading.Lock()
        self._kept: dict[Key, Kept] = {}
        self._new: dict[Key, Kept] = {}

    def keep_in(self, folder: Path) -> None:
        """Take what a folder keeps, and keep there what is new. Only the first folder counts; it may be missing."""
        with self._lock:
            if self._file is None:
                self._file = folder / f"patterns.{sys.implementation.cache_tag}"
                self._kept = _read(self._file)

    def compile(self, text: str, flags: re.RegexFlag) -> re.Pattern[str]:
        """The same as `re.compile`.

        Raises:
            re.error: it is no regular expression.
        """
        if not _can_keep():
            return re.compile(text, flags)
        key = (text, int(flags))
        try:
            with self._lock:
                kept = self._kept.get(key) or self._new.get(key)
            if kept is None:
                kept = _compiled(*key)
                with self._lock:
                    self._new[key] = kept
            return _pattern(text, kept)
        except re.error:
            raise
        except Exception:  # another Python's insides, or a file that lies about them
            return re.compile(text, flags)

    def save(self) -> None:
        """Keep what was compiled since. Nothing is said where that cannot be written: it is a matter of speed only."""
        with self._lock:
            if not self._new or self._file is None or not self._file.parent.is_dir():
                return
            body = marshal.dumps({**self._kept, **self._new})
            if len(body) > _LARGEST:
                body = marshal.dumps(self._new)
            beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
            try:
                beside.write_bytes(_digest(body) + body)
                beside.replace(self._file)
                self._kept, self._new = {**self._kept, **self._new}, {}
            except OSError:
                with contextlib.suppress(OSError):
                    beside.unlink()


def _read(file: Path) -> dict[Key, Kept]:
    try:
        data = file.read_bytes()
        if data[:_DIGEST] == _digest(data[_DIGEST:]):
            kept: dict[Key, Kept] = marshal.loads(data[_DIGEST:])  # noqa: S302 - checked: our own, of this very Python
            return kept
    except OSError:
        pass
    return {}


def _digest(body: bytes) -> bytes:
    made_by = f"{sys.version} {sys.byteorder}".encode()
    return hashlib.blake2b(made_by + body, digest_size=_DIGEST).digest()


@lru_cache(maxsize=1)
def _can_keep() -> bool:
    """Whether this Python's `re` is put together as is used here."""
    known = _KNOWN[0] <= sys.version_info[:2] < _KNOWN[1]
    return known and array("I").itemsize == getattr(importlib.import_module("_sre"), "CODESIZE", None)


def _compiled(text: str, flags: int) -> Kept:
    compiler: Any = importlib.import_module("re._compiler")
    parsed = compiler._parser.parse(text, flags)
    state, code = parsed.state, compiler._code(parsed, flags)
    groups: dict[str, int] = dict(state.groupdict)
    names: list[str | None] = [None] * state.groups
    for name, number in groups.items():
        names[number] = name
    return flags | state.flags, array("I", code).tobytes(), state.groups - 1, groups, tuple(names)


def _pattern(text: str, kept: Kept) -> re.Pattern[str]:
    flags, code, groups, index, names = kept
    words = array("I")
    words.frombytes(code)
    engine: Any = importlib.import_module("_sre")
    made: re.Pattern[str] = engine.compile(text, flags, words.tolist(), groups, index, names)
    return made


COMPILED = CompiledPatterns()
atexit.register(COMPILED.save)
