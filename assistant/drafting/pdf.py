"""A page as PDF: text set line by line, in fonts that hold its scripts, on US letter with margins that A4 keeps too."""

from __future__ import annotations

import io
import threading
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.drafting.page import (
    BULLET_INDENT,
    LEADING,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Page,
    size_of,
    space_above,
)
from assistant.drafting.rules import load_rules
from assistant.errors import VouchError

_BOX, _BULLET = "□", "•"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_FIRST_SHAPED, _LAST_SHAPED = "\u0590", "\u1cff"  # from Hebrew to the Vedic signs: letters that join, stack or reorder
_LOCK = threading.Lock()  # reportlab keeps its fonts in one table for the whole process
_INK, _ACCENT = (0.1, 0.1, 0.12), (0.13, 0.3, 0.45)


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF, how many pages it has, and the characters that no font holds (each is shown as a box)."""

    data: bytes
    pages: int
    uncovered: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    text: Any  # plain or shaped text, ready to be drawn
    font: str
    width: float
    right_to_left: bool


@dataclass(slots=True)
class _Fonts:
    """The fonts of one document, each loaded when a character first needs it; fresh ones, so that bytes repeat."""

    loaded: list[Any] = field(default_factory=list)
    uncovered: set[str] = field(default_factory=set)
    words: dict[tuple[str, float], _Word] = field(default_factory=dict)

    def _font(self, index: int) -> Any:
        if index == len(self.loaded):
            from reportlab.pdfbase.pdfmetrics import registerFont  # type: ignore[import-untyped]
            from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

            font = TTFont(f"vouch-{index}", str(_font_files()[index]), shapable=True)
            registerFont(font)
            self.loaded.append(font)
        return self.loaded[index]

    def _covering(self, text: str) -> Any | None:
        for index in range(len(_font_files())):
            font = self._font(index)
            if all(ord(letter) in font.face.charToGlyph for letter in text):
                return font
        return None

    def word(self, text: str, size: float) -> _Word:
        """A word with its font and width; what no font holds becomes a box."""
        if (text, size) not in self.words:
            self.words[text, size] = self._set(unicodedata.normalize("NFC", text), size)
        return self.words[text, size]

    def _set(self, text: str, size: float) -> _Word:
        import uharfbuzz  # noqa: F401 - a missing shaper must be told: reportlab would go on without it
        from reportlab.pdfbase.ttfonts import shapeStr

        font = self._covering(text)
        if font is None:
            kept = "".join(letter if self._covering(letter) else self._missing(letter) for letter in text)
            font = self._covering(kept)
            if font is None:  # two scripts in one word
                kept, font = _BOX * len(text), self._font(0)
            text = kept
        backwards = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
        name = font.fontName
        if any(_FIRST_SHAPED <= letter <= _LAST_SHAPED for letter in text):
            shaped = shapeStr(text, name, size, force=True)
            width = sum(part.x_advance for part in shaped.__shapeData__) * size / 1000
            return _Word(shaped, name, width, backwards)
        return _Word(text, name, font.stringWidth(text, size), backwards)

    def _missing(self, letter: str) -> str:
        self.uncovered.add(letter)
        return _BOX


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


def page_to_pdf(page: Page, points: float, author: str = "", *, most_pages: int | None = None) -> Pdf:
    """Set a page with text of `points`; what does not fit runs on to further pages.

    With `most_pages` setting stops at the first block beyond them: only `pages` tells then that it did not fit.
    Same input, same bytes. Characters that no installed font holds are shown as boxes and reported.
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
        self.y -= self.points * 0.4
        self.canvas.line(MARGIN_SIDE, self.y, PAGE_WIDTH - MARGIN_SIDE, self.y)
        self.y -= self.points * 0.2
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
        for number, line in enumerate(self._lines(text, size, PAGE_WIDTH - 2 * MARGIN_SIDE - indent)):
            self._next_line(size)
            self.canvas.setFillColorRGB(*colour)
            if kind == "bullet" and number == 0:
                self._draw(MARGIN_SIDE, [self.fonts.word(_BULLET, size)], size)
            self._draw(MARGIN_SIDE + indent, _in_visual_order(line), size)

    def _next_line(self, size: float) -> None:
        self.y -= size * LEADING
        if self.y < MARGIN_TOP:
            self.canvas.showPage()
            self.pages += 1
            self.y = PAGE_HEIGHT - MARGIN_TOP - size * LEADING

    def _draw(self, x: float, words: list[_Word], size: float) -> None:
        """Draw a line: words of one font as one string, so that the text can be copied; shaped words one by one."""
        space = self.fonts.word(" ", size).width
        for (font, shaped), group in groupby(words, key=lambda word: (word.font, type(word.text) is not str)):
            run = list(group)
            self.canvas.setFont(font, size)
            for text, width in (
                [(word.text, word.width) for word in run] if shaped
                else [(" ".join(word.text for word in run), 0.0)]
            ):  # fmt: skip
                self.canvas.drawString(x, self.y, text)
                x += width + space if shaped else self.canvas.stringWidth(text, font, size) + space

    def _lines(self, text: str, size: float, width: float) -> list[list[_Word]]:
        """The words of a paragraph in lines no wider than `width`."""
        space = self.fonts.word(" ", size).width
        lines: list[list[_Word]] = [[]]
        used = 0.0
        for part in (piece for word in text.split() for piece in self._pieces(word, size, width)):
            if lines[-1] and used + space + part.width > width:
                lines.append([])
                used = 0.0
            used += part.width + (space if lines[-1] else 0.0)
            lines[-1].append(part)
        return lines

    def _pieces(self, word: str, size: float, width: float) -> list[_Word]:
        """A word, cut where it is wider than the line."""
        whole = self.fonts.word(word, size)
        if whole.width <= width or len(word) == 1:
            return [whole]
        fits = max(1, int(len(word) * width / whole.width * 0.9))
        return [piece for at in range(0, len(word), fits) for piece in self._pieces(word[at : at + fits], size, width)]


def _in_visual_order(line: list[_Word]) -> list[_Word]:
    """A line with each run of right-to-left words turned round; the letters inside a word are turned by shaping."""
    ordered: list[_Word] = []
    run: list[_Word] = []
    for word in line:
        if word.right_to_left:
            run.append(word)
        else:
            ordered += [*reversed(run), word]
            run = []
    return [*ordered, *reversed(run)]
