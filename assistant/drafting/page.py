"""A printed page before it is set: a title and blocks of text, headings and bullets, read from a rendered template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "text", "bullet"]

# Both US letter and A4 hold this block of text at full size; measures on letter, in points.
PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
MARGIN_SIDE, MARGIN_TOP = 72.0, 54.0
TITLE_LARGER, HEADING_LARGER = 6.0, 1.5  # points above the size of the text
LEADING = 1.36  # distance of lines, in sizes of type
SPACE_HEADING, SPACE_TEXT, SPACE_BULLET = 0.7, 0.5, 0.2  # space above, in sizes of type
SPACE_TITLE = 0.6  # space below the title, in sizes of type
BULLET_INDENT = 14.0


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or a bullet, each on one line of the source."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be printed."""

    title: str
    blocks: tuple[Block, ...]


def read_page(text: str) -> Page:
    """A page from a rendered template: `# title`, `## heading`, `- bullet`, all else paragraphs, one a line."""
    title, blocks = "", []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line.startswith("## "):
            blocks.append(Block("heading", line[3:]))
        elif line.startswith("# ") and not title:
            title = line[2:]
        else:
            blocks.append(Block("bullet", line[2:]) if line.startswith("- ") else Block("text", line))
    return Page(title, tuple(blocks))


def page_of(title: str, lines: Iterable[str]) -> Page:
    """A page from plain lines, such as the body of an e-mail; lines that begin with a hyphen are bullets."""
    blocks = [Block("bullet", line[2:]) if line.startswith("- ") else Block("text", line) for line in lines if line]
    return Page(title, tuple(blocks))


def size_of(kind: str, points: float) -> float:
    """Size of type of a title, heading, paragraph or bullet, where text has `points`."""
    return points + {"title": TITLE_LARGER, "heading": HEADING_LARGER}.get(kind, 0.0)


def space_above(kind: str, points: float) -> float:
    """Space above a block, in points."""
    return points * {"heading": SPACE_HEADING, "bullet": SPACE_BULLET}.get(kind, SPACE_TEXT)
