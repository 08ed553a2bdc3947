"""How high a page is at most in a word processor, whose fonts and line breaks are not ours to choose."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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
from assistant.drafting.pdf import width_of

TEXT_HEIGHT = PAGE_HEIGHT - 2 * MARGIN_TOP
_SPARE = 12.0  # points kept free, about a line: programs round line heights and place marks differently
_EAST_ASIAN = frozenset("WF")
_TITLE_SPACING = 0.25  # points between letters that the Title style of the Word template adds
_UPPER, _OTHER = 0.85, 0.77  # widths in ems where none is at hand; wide for every alphabet, marks and all
_WORD, _PDF = "word", "pdf"  # whose letters are reckoned with: Arial's, or those of the fonts of the PDF


def fits_one_page(page: Page, points: float, share: float = 1.0) -> bool:
    """Whether a page with text of `points` takes one page, or `share` of its height, at the widest reckoning."""
    return height_of(page, points) <= (TEXT_HEIGHT - _SPARE) * share


def height_of(page: Page, points: float) -> float:
    """The height of a page in points: the larger of Arial's and the PDF's, with one em for East Asian letters."""
    return max(_height(page, points, letters) for letters in (_WORD, _PDF))


def _height(page: Page, points: float, letters: str) -> float:
    whole = _lines("title", page.title, points, letters) * size_of("title", points) * LEADING + points * SPACE_TITLE
    for block in page.blocks:
        whole += space_above(block.kind, points)
        whole += _lines(block.kind, block.text, points, letters) * size_of(block.kind, points) * LEADING
    return whole


def _lines(kind: str, text: str, points: float, letters: str) -> int:
    """How many lines a block takes, broken at spaces, and between any two letters of Chinese or Japanese."""
    size = size_of(kind, points)
    width = PAGE_WIDTH - 2 * MARGIN_SIDE - (BULLET_INDENT if kind == "bullet" else 0.0)
    extra = _TITLE_SPACING if kind == "title" else 0.0
    space, lines, used = size * 0.28 + extra, 1, 0.0
    for word in text.split():
        gap = space if used else 0.0
        for piece in _pieces(word):
            wide = sum(_ems(letter, letters, bold=kind == "heading") * size + extra for letter in piece)
            if used + gap + wide <= width:
                used += gap + wide
            elif wide <= width:
                lines, used = lines + 1, wide
            else:  # a word longer than a line is broken anywhere, with up to a letter lost at the end of each
                full, used = divmod(wide, width - size)
                lines += int(full) + (1 if used else 0)
            gap = 0.0
    return lines


def _pieces(word: str) -> list[str]:
    """A word cut where a line may end: after each East Asian letter, save Korean ones, which stay together."""
    pieces = [""]
    for letter in word:
        alone = unicodedata.east_asian_width(letter) in _EAST_ASIAN and not "\uac00" <= letter <= "\ud7a3"
        if alone:
            pieces += [letter, ""]
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]


@lru_cache(maxsize=8192)
def _ems(letter: str, letters: str, *, bold: bool) -> float:
    if unicodedata.east_asian_width(letter) in _EAST_ASIAN:
        return 1.0
    if unicodedata.category(letter) == "Cf":
        return 0.0
    if letters == _PDF:
        return width_of(letter) or _OTHER
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return _UPPER if letter.isupper() else _OTHER
    from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

    return float(stringWidth(letter, "Helvetica-Bold" if bold else "Helvetica", 1))  # the widths of Arial
