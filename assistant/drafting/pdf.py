"""A page as PDF: text set line by line, in fonts that hold its scripts, on US letter with margins that A4 keeps too."""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.drafting.direction import levels_of, mirrored, reads_right_to_left, visual_order
from assistant.drafting.page import (
    BULLET_INDENT,
    LEADING,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SPACE_TITLE,
    Page,
    size_of,
    space_above,
)
from assistant.drafting.rules import load_rules
from assistant.errors import VouchError

_BULLET = "•"
_FIRST_SHAPED, _LAST_SHAPED = "\u0590", "\u1cff"  # from Hebrew to the Vedic signs: letters that join, stack or reorder
_LOCK = threading.Lock()  # reportlab keeps its fonts in one table for the whole process
_INK, _ACCENT = (0.1, 0.1, 0.12), (0.13, 0.3, 0.45)
_STRONG = frozenset({"L", "R", "AL"})  # what is no letter has no direction of its own to be shaped in


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF, how many pages it has, and the characters that no font holds: they are missing from it."""

    data: bytes
    pages: int
    uncovered: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Run:
    """A part of a line in one font and one direction, ready to be drawn from the left; width in points."""

    text: Any  # plain or shaped text
    font: str
    width: float
    level: int


@dataclass(slots=True)
class _Fonts:
    """The fonts of one document, each loaded when a character first needs it; fresh ones, so that bytes repeat."""

    loaded: list[Any] = field(default_factory=list)
    uncovered: set[str] = field(default_factory=set)
    words: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    runs: dict[tuple[str, int, int, float], _Run] = field(default_factory=dict)

    def _font(self, index: int) -> Any:
        if index == len(self.loaded):
            from reportlab.pdfbase.pdfmetrics import registerFont  # type: ignore[import-untyped]
            from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

            font = TTFont(f"vouch-{index}", str(_font_files()[index]), shapable=True)
            registerFont(font)
            self.loaded.append(font)
        return self.loaded[index]

    def _covering(self, text: str) -> int | None:
        for index in range(len(_font_files())):
            glyphs = self._font(index).face.charToGlyph
            if all(ord(letter) in glyphs for letter in text):
                return index
        return None

    def of_word(self, word: str) -> tuple[int | None, ...]:
        """The font of each character, by its place in the list: one for the whole word where one holds it.

        None for a character that is not drawn: one that only steers, or one that no font holds.
        """
        if word not in self.words:
            whole = self._covering(word)
            self.words[word] = (whole,) * len(word) if whole is not None else tuple(self._by_letter(word))
        return self.words[word]

    def _by_letter(self, word: str) -> Iterator[int | None]:
        last: int | None = None
        for letter in word:
            if last is not None and ord(letter) in self._font(last).face.charToGlyph:
                yield last
                continue
            found = self._covering(letter)
            if found is None and unicodedata.category(letter) != "Cf":
                self.uncovered.add(letter)
            last = last if found is None else found
            yield found

    def run(self, text: str, index: int, level: int, size: float) -> _Run:
        """Text of one font and level, shaped where its script asks for it."""
        key = (text, index, level % 2, size)
        if key not in self.runs:
            self.runs[key] = self._set(*key)
        made = self.runs[key]
        return _Run(made.text, made.font, made.width, level)

    def _set(self, text: str, index: int, backwards: int, size: float) -> _Run:
        import uharfbuzz  # noqa: F401 - a missing shaper must be told: reportlab would go on without it
        from reportlab.pdfbase.ttfonts import shapeStr

        font = self._font(index)
        name = font.fontName
        letters = [letter for letter in text if unicodedata.bidirectional(letter) in _STRONG]
        if backwards and not letters:
            text = mirrored(text)  # marks alone: a shaper would take them for left to right
        elif any(_FIRST_SHAPED <= letter <= _LAST_SHAPED for letter in letters):  # Arabic digits alone run forwards
            shaped = shapeStr(text, name, size, force=True)
            width = sum(part.x_advance for part in shaped.__shapeData__) * size / 1000
            return _Run(shaped, name, width, backwards)
        return _Run(text, name, font.stringWidth(text, size), backwards)


@lru_cache(maxsize=1)
def _font_files() -> tuple[Path, ...]:
    """The font files that are installed, in the order of knowledge/drafting.yaml."""
    found = []
    for font in load_rules().fonts:
        spec = find_spec(font.package)
        if spec and spec.origin:
            found.append(Path(spec.origin).parent / "files" / font.file)
    files = tuple(file for file in found if file.is_file())
    if not files:
        raise VouchError("PDF: no font is installed; install the package fontpkg-noto-sans")
    return files


@lru_cache(maxsize=1)
def _widths() -> tuple[dict[int, float], ...]:
    from reportlab.pdfbase.ttfonts import TTFontFace

    return tuple(TTFontFace(str(file)).charWidths for file in _font_files())


def width_of(letter: str) -> float | None:
    """The width of a character in ems, before any shaping; None where no font holds it."""
    found = (widths[ord(letter)] for widths in _widths() if ord(letter) in widths)
    width = next(found, None)
    return None if width is None else width / 1000


def page_to_pdf(page: Page, points: float, author: str = "", *, most_pages: int | None = None) -> Pdf:
    """Set a page with text of `points`; what does not fit runs on to further pages.

    With `most_pages` setting stops at the first block beyond them: only `pages` tells then that it did not fit.
    Same input, same bytes. Characters that no installed font holds are missing from it, and named.
    """
    with _LOCK:
        return _Setting(points, author, page.title).set(page, most_pages)


class _Setting:
    """One document while it is set."""

    def __init__(self, points: float, author: str, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

        self.points, self.fonts, self.buffer = points, _Fonts(), io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setCreator("Vouch")
        self.y, self.pages = PAGE_HEIGHT - MARGIN_TOP, 1

    def set(self, page: Page, most_pages: int | None) -> Pdf:
        """Set the blocks one after the other."""
        self._block("title", page.title)
        self.canvas.setStrokeColorRGB(*_ACCENT)
        self.y -= self.points * SPACE_TITLE * 2 / 3
        self.canvas.line(MARGIN_SIDE, self.y, PAGE_WIDTH - MARGIN_SIDE, self.y)
        self.y -= self.points * SPACE_TITLE / 3
        for block in page.blocks:
            if most_pages is not None and self.pages > most_pages:
                break
            self.y -= space_above(block.kind, self.points)
            self._block(block.kind, block.text)
        self.canvas.save()
        return Pdf(self.buffer.getvalue(), self.pages, frozenset(self.fonts.uncovered))

    def _block(self, kind: str, text: str) -> None:
        size = size_of(kind, self.points)
        indent = BULLET_INDENT if kind == "bullet" else 0.0
        colour = _ACCENT if kind in {"title", "heading"} else _INK
        paragraph = _Paragraph(text, size, self.fonts)
        for number, line in enumerate(paragraph.lines(PAGE_WIDTH - 2 * MARGIN_SIDE - indent)):
            self._next_line(size)
            self.canvas.setFillColorRGB(*colour)
            if kind == "bullet" and number == 0:
                self._draw([self.fonts.run(_BULLET, 0, 0, size)], 0.0, size, from_right=paragraph.right_to_left)
            self._draw(line, indent, size, from_right=paragraph.right_to_left)

    def _next_line(self, size: float) -> None:
        self.y -= size * LEADING
        if self.y < MARGIN_TOP:
            self.canvas.showPage()
            self.pages += 1
            self.y = PAGE_HEIGHT - MARGIN_TOP - size * LEADING

    def _draw(self, line: list[_Run], indent: float, size: float, *, from_right: bool) -> None:
        """Draw the runs of a line side by side, from the margin on which its paragraph begins."""
        width = sum(run.width for run in line)
        x = PAGE_WIDTH - MARGIN_SIDE - indent - width if from_right else MARGIN_SIDE + indent
        for run in line:
            self.canvas.setFont(run.font, size)
            self.canvas.drawString(x, self.y, run.text)
            x += run.width


class _Paragraph:
    """A paragraph with the font and the embedding level of each of its characters."""

    def __init__(self, text: str, size: float, fonts: _Fonts) -> None:
        self.text = " ".join(unicodedata.normalize("NFC", text).split())
        self.size, self.fonts = size, fonts
        self.right_to_left = reads_right_to_left(self.text)
        self.levels = levels_of(self.text, right_to_left=self.right_to_left)
        self.used: list[int | None] = []
        for number, word in enumerate(self.text.split(" ")):
            before = self.used[-1] if self.used else None
            self.used += [before or 0, *fonts.of_word(word)] if number else fonts.of_word(word)

    def lines(self, width: float) -> Iterator[list[_Run]]:
        """The lines, none wider than `width` points, each as its runs from left to right."""
        space = self.fonts.run(" ", 0, 0, self.size).width
        start, end, used = 0, 0, 0.0
        for first, last in self._pieces(width):
            wide = self._width(first, last)
            gap = space if first > end else 0.0
            if end and used + gap + wide > width:
                yield self._in_visual_order(start, end)
                start, used, gap = first, 0.0, 0.0
            used, end = used + gap + wide, last
        if end:
            yield self._in_visual_order(start, end)

    def _pieces(self, width: float) -> Iterator[tuple[int, int]]:
        """Where each word begins and ends; a word that is wider than the line comes in several pieces."""
        at = 0
        for word in self.text.split(" "):
            yield from self._cut(at, at + len(word), width)
            at += len(word) + 1

    def _cut(self, start: int, end: int, width: float) -> Iterator[tuple[int, int]]:
        whole = self._width(start, end)
        if whole <= width or end - start <= 1:
            yield start, end
            return
        fits = max(1, int((end - start) * width / whole * 0.9))
        for at in range(start, end, fits):
            yield from self._cut(at, min(at + fits, end), width)

    def _width(self, start: int, end: int) -> float:
        return sum(run.width for run in self._runs(start, end))

    def _runs(self, start: int, end: int) -> Iterator[_Run]:
        for (level, index), places in groupby(range(start, end), key=lambda at: (self.levels[at], self.used[at])):
            if index is not None:
                yield self.fonts.run("".join(self.text[at] for at in places), index, level, self.size)

    def _in_visual_order(self, start: int, end: int) -> list[_Run]:
        runs = list(self._runs(start, end))
        return [runs[at] for at in visual_order([run.level for run in runs])]
