"""A stream of text taken apart into sentences as soon as each is whole, with its layout kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.guard.sentences import split_sentences

LONGEST = 2000  # characters of a sentence; more is not read
_LAYOUT = re.compile(r"(?:[ \t]*\n)*[ \t]*(?:(?:[-*+•–>]|\d{1,2}[.)]|#{1,6})[ \t]+)*")
_INLINE = re.compile(r"[ \t]*")
_MARKS = r"(?:[ \t]*\[\[?[A-Za-z0-9_,; -]{1,60}\]\]?)*"
_END = re.compile(rf"[.!?]+[\"'”’)\]*_]*{_MARKS}(?=\s)|{_MARKS}(?=[ \t]*\n)")
_LEADING = re.compile(rf"^{_MARKS}[.!?,;:]?(?=\s|$)")


def without_layout(text: str) -> str:
    """A sentence without the bullet or the signs of a heading before it."""
    return _LAYOUT.sub("", text, count=1).strip()


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence with its markers, and what stands before it: line breaks, bullets, spaces."""

    layout: str
    text: str


class Splitter:
    """Feed it text as it comes; it gives each sentence when the next has begun, or its line has ended."""

    def __init__(self) -> None:
        self._buffer = ""
        self._fresh = True  # at the start of a line, where a bullet may stand

    def feed(self, text: str) -> Iterator[Piece]:
        """The sentences that this text completes."""
        self._buffer += text
        while (piece := self._next(False)) is not None:
            yield piece

    def close(self) -> Iterator[Piece]:
        """What is left."""
        self._buffer += "\n"
        while (piece := self._next(True)) is not None:
            yield piece

    def _next(self, last: bool) -> Piece | None:
        layout = (_LAYOUT if self._fresh or self._buffer.lstrip(" \t")[:1] == "\n" else _INLINE).match(self._buffer)
        start = layout.end() if layout else 0
        end = self._end(start, last)
        if end is None:
            if len(self._buffer) - start > LONGEST:
                end = len(self._buffer)
            else:
                return None
        text = self._buffer[start:end].strip()
        piece = Piece(self._buffer[:start], text)
        rest = self._buffer[end:]
        self._fresh = rest.lstrip(" \t")[:1] == "\n"
        self._buffer = rest
        return piece if text else None

    def _end(self, start: int, last: bool) -> int | None:
        """Where the sentence at `start` ends; None where that cannot be told yet."""
        for match in _END.finditer(self._buffer, start):
            after = self._buffer[match.end() :]
            following = after.lstrip(" \t")
            if not following:
                return None
            if following[0] == "\n":
                return match.end() if match.end() > start else None
            if following[0] == "[" and not (last or len(following) > 64 or set("]\n") & set(following)):
                return None  # a marker that belongs to this sentence may be on its way
            if self._is_boundary(self._buffer[start : match.end()], following):
                return match.end()
        return None

    @staticmethod
    def _is_boundary(head: str, following: str) -> bool:
        """Whether a full stop ends a sentence: not after `Dr.` or before a small letter."""
        word = following.split(None, 1)[0]
        return len(split_sentences(f"{head} {word}")) > len(split_sentences(head))
