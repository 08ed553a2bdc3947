"""Marked tellings: what applicants write of their case, with the words that tell a value marked by hand.

`[8 wks|1.weeks=8]` marks "8 wks" as the weeks of the first writer's letter; the marks are explained at the head of
knowledge/README.md. What is learned from them stands in tagging.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.yamlfile import read_yaml

_MARK = re.compile(
    r"\[(?P<words>[^\[\]|]+)\|(?:(?P<letters>\d+(?:\+\d+)*)\.)?(?P<field>\w+)(?:=(?P<value>[^\[\]|]*))?\]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of a text tell a field; `letters` are numbers of writers, none of the person."""

    start: int
    end: int
    letters: tuple[int, ...]
    field: str
    value: str


def unmarked(text: str) -> tuple[str, list[Mark]]:
    """The text as it was typed, and its marks in order."""
    parts, marks, at, length = [], [], 0, 0
    for found in _MARK.finditer(text):
        before = text[at : found.start()]
        start = length + len(before)
        parts += [before, found["words"]]
        length = start + len(found["words"])
        numbers = tuple(int(number) for number in (found["letters"] or "").split("+") if number)
        marks.append(Mark(start, length, numbers, found["field"], found["value"] or ""))
        at = found.end()
    return "".join([*parts, text[at:]]), marks


@dataclass(frozen=True, slots=True)
class Telling:
    """A conversation by a hand: each message as typed, with its marks."""

    hand: str
    turns: tuple[tuple[str, tuple[Mark, ...]], ...]


def tellings(folder: Path) -> Iterator[Telling]:
    """All marked conversations of a folder, in a fixed order.

    Raises:
        KnowledgeError: a file is no YAML.
    """
    for path in sorted(folder.glob("*.yaml")):
        for item in read_yaml(path):
            texts = (unmarked(text) for text in item["turns"].strings())
            yield Telling(path.stem, tuple((text, tuple(marks)) for text, marks in texts))
