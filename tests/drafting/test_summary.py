"""The rotation summary: one page in Word and in the PDF, and no emptier than it must be."""

from __future__ import annotations

import io
import unicodedata

import docx
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from assistant.drafting import build_packet
from tests.drafting.people import NOTES, TODAY, case
from tests.drafting.test_packet import AGREED, data_of, pdf_of


@pytest.mark.parametrize("notes", [1, 40, 200])
def test_summary_is_one_page_whatever_the_notes(notes: int) -> None:
    much = {name: [f"{number} " + "long note " * 60 for number in range(notes)] for name in ("cases", "feedback")}
    packet = build_packet(case({**AGREED, "notes": much}), "smith", TODAY)
    reader = pdf_of(packet)
    assert len(reader.pages) == 1
    assert (float(reader.pages[0].mediabox.width), float(reader.pages[0].mediabox.height)) == (612, 792)
    assert any("stays one page" in note for note in packet.notes) == (notes > 1)


def test_a_right_to_left_note_is_one_in_word_too() -> None:
    packet = build_packet(case({**AGREED, "notes": {"cases": ["مريض في 12 أبريل"]}}), "smith", TODAY)
    paragraphs = docx.Document(io.BytesIO(data_of(packet, "rotation-summary.docx"))).paragraphs
    turned = [part.text for part in paragraphs if part._p.xpath("./w:pPr/w:bidi")]
    assert turned == ["مريض في 12 أبريل"]


def word_height(data: bytes) -> float:
    """The height in points of a Word file at its own line spacing: Arial's widths, one em for East Asian letters."""
    document = docx.Document(io.BytesIO(data))
    high = 0.0
    for part in document.paragraphs:
        form, size = part.paragraph_format, part.runs[0].font.size.pt
        width = 468 - (form.left_indent.pt if form.left_indent else 0)
        lines, used = 1, 0.0
        for word in part.text.split():
            east = any(unicodedata.east_asian_width(letter) in "WF" for letter in word)
            for piece in word if east else [word]:
                wide = sum(
                    size if unicodedata.east_asian_width(letter) in "WF" else stringWidth(letter, "Helvetica", size)
                    for letter in piece
                )
                if used + wide > width:
                    lines, used = lines + int(wide // width) + (used > 0), 0.0
                used += wide % width
            used += size * 0.278
        high += lines * form.line_spacing.pt + form.space_before.pt + form.space_after.pt
    return high


WORDY = {
    "chinese": "在二〇二七年三月参与管理一名糖尿病酮症酸中毒患者",
    "korean": "환자를 매일 진료하고 가족에게 설명했습니다 ",
    "capitals": "HELD THE ECG AND DKA PROTOCOL MEETING WITH CCU TEAM ",
    "wide": "W" * 144 + " ",
    "narrow": "will little illness it ",
    "arabic": "قدّمت حالة مريض يعاني من ألم في الصدر ",
}


@settings(max_examples=25, deadline=None)
@given(
    text=st.sampled_from(sorted(WORDY)), count=st.integers(1, 25), length=st.sampled_from([40, 90, 150, 700]),
    name=st.sampled_from(["Amina", "W" * 300, "李" * 300]),
)  # fmt: skip
@example(text="chinese", count=3, length=90, name="Amina")
@example(text="korean", count=8, length=90, name="Amina")
@example(text="capitals", count=4, length=150, name="Amina")
@example(text="wide", count=10, length=144, name="W" * 300)
def test_summary_is_one_page_in_word_and_in_the_pdf(text: str, count: int, length: int, name: str) -> None:
    note = (WORDY[text] * 99)[:length]
    notes = {area: [f"{note} {number}" for number in range(count)] for area in NOTES if area != "strengths"}
    packet = build_packet(case({**AGREED, "writer": {"name": name}, "notes": notes}, name=name), "smith", TODAY)
    assert word_height(data_of(packet, "rotation-summary.docx")) <= 684
    assert all(
        len(pypdf.PdfReader(io.BytesIO(file.data)).pages) == 1 for file in packet.files if file.name.endswith(".pdf")
    )


@pytest.mark.parametrize("length", [40, 700])
def test_notes_are_cut_no_more_than_the_page_asks(length: int) -> None:
    notes = {area: [f"{number} {'saw a patient ' * 60}"[:length] for number in range(40)] for area in NOTES}
    packet = build_packet(case({**AGREED, "notes": notes}), "smith", TODAY)
    assert word_height(data_of(packet, "rotation-summary.docx")) >= 0.88 * 684
