"""The packet: its files, one page, scripts, blanks, and writing it whole or not at all."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from hypothesis import given, settings

from assistant.domain import Applicant, parse_applicant
from assistant.drafting import ExtraFile, PacketFiles, build_packet, packet_zip, write_file, write_packet
from assistant.errors import InputError
from tests.drafting.people import EMPTY, TODAY, any_case, case

AGREED: dict[str, Any] = {"status": "agreed"}
NAMES = [
    "MANIFEST.txt",
    "for-your-writer/cover-note.eml",
    "for-your-writer/cover-note.docx",
    "for-your-writer/rotation-summary.docx",
    "for-your-writer/rotation-summary.pdf",
    "for-your-writer/strengths-note.docx",
    "for-your-writer/letter-request.docx",
    "for-you/request-form-guidance.docx",
    "for-you/cv-and-personal-statement-checklists.docx",
]


def data_of(packet: PacketFiles, name: str) -> bytes:
    return next(file.data for file in packet.files if file.name.endswith(name))


def words_of(packet: PacketFiles, name: str) -> str:
    return "\n".join(part.text for part in docx.Document(io.BytesIO(data_of(packet, name))).paragraphs)


def pdf_of(packet: PacketFiles) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data_of(packet, "rotation-summary.pdf")))


def test_holds_every_part_and_says_what_is_missing() -> None:
    packet = build_packet(case(AGREED), "smith", date(2027, 5, 31))  # the last day of the facts' season
    assert [file.name for file in packet.files] == NAMES
    assert packet.missing == ("cv", "personal_statement")
    assert "if you feel it is accurate" in words_of(packet, "strengths-note.docx")
    assert "calm with families" in words_of(packet, "strengths-note.docx")
    guidance = words_of(packet, "request-form-guidance.docx")
    assert "season: 2027 ERAS season; source: students-residents.aamc.org" in guidance
    assert "AAMC ID: 12345678" in words_of(packet, "letter-request.docx")
    assert "rotation-summary.pdf" in data_of(packet, "MANIFEST.txt").decode()


def test_summary_holds_the_notes_and_nothing_of_others() -> None:
    packet = build_packet(case(AGREED), "smith", TODAY)
    for text in (words_of(packet, "rotation-summary.docx"), pdf_of(packet).pages[0].extract_text()):
        for part in (
            "March 1, 2027 to April 25, 2027",
            "DKA at noon conference",
            "Six patients a day",
            "Lead with the",
        ):
            assert part in text
        assert "week)" not in text  # weeks only where the case gives them


def test_empty_case_is_blanks_listed_as_missing() -> None:
    packet = build_packet(parse_applicant(EMPTY), "smith", TODAY)
    assert {"name", "aamc_id", "writer.name", "deadline", "notes.cases", "experience.start", "cv"} <= set(
        packet.missing
    )
    assert "____" in words_of(packet, "rotation-summary.docx")


def test_own_files_go_along_under_plain_names() -> None:
    extra = [ExtraFile("cv", "../../My CV.PDF", b"1"), ExtraFile("personal_statement", "draft.docx", b"2")]
    packet = build_packet(case(AGREED), "smith", TODAY, extra)
    assert [file.name for file in packet.files[-2:]] == [
        "for-your-writer/cv.pdf",
        "for-your-writer/personal-statement.docx",
    ]
    assert packet.missing == ()


def test_extra_files_too_large_or_twice_are_refused() -> None:
    with pytest.raises(InputError, match="MB or smaller"):
        build_packet(case(AGREED), "smith", TODAY, [ExtraFile("cv", "a.pdf", bytes(10_000_001))])
    with pytest.raises(InputError, match="one CV"):
        build_packet(case(AGREED), "smith", TODAY, [ExtraFile("cv", "a.pdf", b"1"), ExtraFile("cv", "b.doc", b"2")])


@pytest.mark.parametrize("notes", [1, 40, 200])
def test_summary_is_one_page_whatever_the_notes(notes: int) -> None:
    much = {name: [f"{number} " + "long note " * 60 for number in range(notes)] for name in ("cases", "feedback")}
    packet = build_packet(case({**AGREED, "notes": much}), "smith", TODAY)
    reader = pdf_of(packet)
    assert len(reader.pages) == 1
    assert (float(reader.pages[0].mediabox.width), float(reader.pages[0].mediabox.height)) == (612, 792)
    assert any("stays one page" in note for note in packet.notes) == (notes > 1)


@settings(max_examples=15, deadline=None)
@given(any_case())
def test_any_packet_is_whole_and_one_page(applicant: Applicant) -> None:
    try:
        packet = build_packet(applicant, "smith", TODAY)
    except InputError:
        return
    assert len(pdf_of(packet).pages) == 1
    for file in packet.files:
        if file.name.endswith(".docx"):
            text = "\n".join(part.text for part in docx.Document(io.BytesIO(file.data)).paragraphs)
            assert "{{" not in text
            assert "Value(" not in text


@pytest.mark.parametrize(
    "name", ["محمد بن علي", "अमित शर्मा", "Nguyễn Thị Ánh", "Иван Петров", "รัตนา", "রহমান", "דוד כהן"]
)
def test_scripts_that_the_fonts_hold(name: str) -> None:
    packet = build_packet(case(AGREED, name=name), "smith", TODAY)
    assert not any("fonts of the PDF lack" in note for note in packet.notes)


def test_script_that_no_font_holds_is_said() -> None:
    packet = build_packet(case(AGREED, name="李明"), "smith", TODAY)
    assert any("fonts of the PDF lack" in note and "李" in note for note in packet.notes)
    assert "李明" in words_of(packet, "rotation-summary.docx")


def test_same_case_and_day_give_the_same_bytes() -> None:
    first, second = (packet_zip(build_packet(case(AGREED), "smith", TODAY), TODAY) for _ in range(2))
    assert first == second


def test_written_whole_with_the_document_of_the_contract(tmp_path: Path) -> None:
    packet = build_packet(case(AGREED), "smith", TODAY)
    made = write_packet(tmp_path / "out.zip", packet, TODAY)
    assert list(made) == ["out", "files", "missing"]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert [{"name": item.filename, "bytes": item.file_size} for item in archive.infolist()] == made["files"]


def test_paths_that_cannot_be_written_leave_nothing(tmp_path: Path) -> None:
    old = tmp_path / "old.zip"
    old.write_bytes(b"old")
    for path, words in (
        (old, "exists already"),
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "x.zip", "folder is not there"),
        (tmp_path / ("x" * 300), "cannot be written"),
        (Path("a\0b"), "cannot be written"),
    ):
        with pytest.raises(InputError, match=words):
            write_file(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["old.zip"]
    assert old.read_bytes() == b"old"
    write_file(old, b"new", force=True)
    assert old.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["old.zip"]


def test_a_packet_takes_a_second_and_a_half_at_most() -> None:
    build_packet(case(AGREED), "smith", TODAY)
    started = time.process_time()
    packet_zip(build_packet(case(AGREED), "smith", TODAY), TODAY)
    assert time.process_time() - started <= 1.5


@pytest.mark.parametrize("status", ["declined", "uploaded"])
def test_settled_letters_have_no_packet(status: str) -> None:
    with pytest.raises(InputError, match="only"):
        build_packet(case({"status": status}), "smith", TODAY)
