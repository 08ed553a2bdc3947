"""Lists in one line: "3 letters: (1) Dr. Kern, Reno, agreed (2) my old boss in Cairo (3) ...": each entry on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MARKS = (
    re.compile(r"(?<![^\s,;:.])\((?P<number>\d|[a-h])\)[.:]?(?= ?\w)", re.IGNORECASE),
    re.compile(r"(?<![^\s,;:.])(?P<number>\d|[a-h])\)(?= ?\w)", re.IGNORECASE),
    re.compile(r"(?<![^\s,;:])#?(?P<number>\d)[.:](?=\s?[^\W\d])"),
    re.compile(r"(?<![^\s,;:])(?P<number>\d) ?[-–](?= ?(?!(?:week|wk|day|month|mo|year|yr|on)s?\b)[^\W\d])"),
)
_COUNTED = re.compile(r"\b(?:steps?|level|part|phase|pgy|lor|letter|doctor|writer|no|number|day|year)[ #-]*$", re.I)
_WORD = re.compile(r"\w+")
_LEAST, _LEAST_WORDS = 2, 3  # entries of a list, and words of two of them


def on_lines(text: str) -> str:
    """The text with each entry of such a list on a line of its own; every character stays at its place."""
    for mark in _MARKS:
        entries = _counted(text, mark)
        if len(entries) < _LEAST or not _are_told(text, entries) or all(_begins_line(text, e.start()) for e in entries):
            continue
        for entry in entries:
            text = _broken(text, entry)
        return text
    return text


def _counted(text: str, mark: re.Pattern[str]) -> list[re.Match[str]]:
    """The marks that count from one on, in order."""
    found: list[re.Match[str]] = []
    for entry in mark.finditer(text):
        number = entry["number"].casefold()
        wanted = {str(len(found) + 1), "abcdefgh"[len(found) : len(found) + 1]}
        alike = not found or found[0]["number"].isdigit() is number.isdigit()
        if number in wanted and alike and not _COUNTED.search(text[: entry.start()]):
            found.append(entry)
    return found


def _are_told(text: str, entries: Sequence[re.Match[str]]) -> bool:
    """At least two entries say something of somebody: "1) IM 2) FM" is no list of writers."""
    return sum(len(words) >= _LEAST_WORDS for words in _entries(text, entries)) >= _LEAST


def _entries(text: str, entries: Sequence[re.Match[str]]) -> Iterator[list[str]]:
    for place, entry in enumerate(entries):
        end = entries[place + 1].start() if place + 1 < len(entries) else len(text)
        yield _WORD.findall(text[entry.end() : end])


def _begins_line(text: str, at: int) -> bool:
    return not text[:at].rstrip(" \t(").rpartition("\n")[2].strip()


def _broken(text: str, entry: re.Match[str]) -> str:
    """A new line in the place of the blank or sign before the entry, and a number without its opening bracket."""
    start, before = entry.start(), entry.start() - 1
    if before >= 0 and not _begins_line(text, start) and text[before] != ":":
        text = f"{text[:before]}\n{text[start:]}"
    opens = text[start] in {"(", "#"}
    text = f"{text[:start]} {text[start + 1 :]}" if opens else text
    last = entry.end() - 1
    return f"{text[:last]}){text[last + 1 :]}" if text[last] in {":", "-", "–"} else text
