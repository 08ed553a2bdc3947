"""A page as a Word file (DOCX) with the same measures as the PDF, and the outline as one."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from assistant.drafting.direction import reads_right_to_left
from assistant.drafting.outline import QUESTION, Outline
from assistant.drafting.page import (
    BULLET_INDENT,
    LEADING,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SPACE_TITLE,
    Block,
    Page,
    size_of,
    space_above,
)

FONT = "Arial"  # measure.py reckons with its widths
TEXT_POINTS = 10.5
_ACCENT = "214D73"
_STYLES = {"title": "Title", "heading": "Heading2", "bullet": "ListBullet"}  # ids in python-docx's own template
# What the schema wants behind w:bidi in the properties of a paragraph.
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # files inside carry no clock: same page, same bytes


def page_to_docx(page: Page, points: float = TEXT_POINTS, author: str = "") -> bytes:
    """The page as a DOCX with text of `points`, on US letter with margins that A4 keeps too."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(MARGIN_SIDE)
    section.top_margin = section.bottom_margin = Pt(MARGIN_TOP)
    document.core_properties.title, document.core_properties.author = page.title[:255], author[:255]
    document.core_properties.comments = ""
    _add(document, "title", page.title, points)
    for block in page.blocks:
        _add(document, block.kind, block.text, points)
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream.getvalue())


def outline_to_docx(made: Outline) -> bytes:
    """The outline as a DOCX for the writer: why these are bullets, then the areas; room to write where one asks."""
    blocks, area = [Block("text", made.why)], ""
    for item in made.bullets:
        if item.area != area:
            area = item.area
            blocks.append(Block("heading", area[:1].upper() + area[1:]))
        blocks.append(Block("bullet", item.text))
        if item.source == QUESTION:
            blocks.append(Block("text", " "))
    return page_to_docx(Page(made.title, tuple(blocks)))


def _add(document: Any, kind: str, text: str, points: float) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    if kind in _STYLES:
        paragraph._p.style = _STYLES[kind]
    size = size_of(kind, points)
    shape = paragraph.paragraph_format
    shape.space_before = Pt(0 if kind == "title" else space_above(kind, points))
    shape.space_after = Pt(points * SPACE_TITLE if kind == "title" else 0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * LEADING)
    if kind == "bullet":
        shape.left_indent, shape.first_line_indent = Pt(BULLET_INDENT), Pt(-BULLET_INDENT)
    run = paragraph.add_run(text)
    run.font.name, run.font.size = FONT, Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    complex_size = OxmlElement("w:szCs")  # Arabic, Hebrew and Indic letters have a size of their own
    complex_size.set(qn("w:val"), str(round(size * 2)))
    run._element.rPr.append(complex_size)
    if reads_right_to_left(text):
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        run.font.rtl = True
    if kind in {"title", "heading"}:
        run.font.color.rgb = RGBColor.from_string(_ACCENT)
        run.font.bold = kind == "heading"


def _without_clock(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED, compresslevel=3)
    return stream.getvalue()
