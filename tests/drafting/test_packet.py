"""The packet: its files, one page, scripts, blanks, and writing it whole or not at all."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from hypothesis import given, settings

from assistant.domain import Applicant, parse_applicant
from assistant.drafting import (
    ExtraFile,
    PacketFiles,
    build_packet,
    packet_zip,
    read_extra_file,
    write_packet,
)
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


@settings(max_examples=15, deadline=None)
@given(any_case())
def test_any_packet_is_whole_and_one_page(applicant: Applicant) -> None:
    try:
        packet = build_packet(applicant, "smith", TODAY)
    except InputError:
        return
    for file in packet.files:
        if file.name.endswith(".pdf"):
            assert len(pypdf.PdfReader(io.BytesIO(file.data)).pages) == 1
        if file.name.endswith(".docx"):
            text = "\n".join(part.text for part in docx.Document(io.BytesIO(file.data)).paragraphs)
            assert "{{" not in text
            assert "Value(" not in text


@pytest.mark.parametrize(
    "name", ["محمد بن علي", "अमित शर्मा", "Nguyễn Thị Ánh", "Иван Петров", "รัตนา", "রহমান", "דוד כהן"]
)
def test_scripts_that_the_fonts_hold(name: str) -> None:
    packet = build_packet(case(AGREED, name=name), "smith", TODAY)
    assert not any("no PDF" in note for note in packet.notes)
    assert len(pdf_of(packet).pages) == 1


@pytest.mark.parametrize("name", ["李明", "김민수", "山田花子", "ნინო", "Արամ", "አበበ"])
def test_where_no_font_holds_a_script_there_is_no_pdf_and_it_is_said(name: str) -> None:
    packet = build_packet(case(AGREED, name=name), "smith", TODAY)
    assert not any(file.name.endswith(".pdf") for file in packet.files)
    manifest = data_of(packet, "MANIFEST.txt").decode()
    for told in (*packet.notes, manifest):
        assert " box" not in told
    assert any("no PDF" in told and name[0] in told and "rotation-summary.docx" in told for told in packet.notes)
    assert name in words_of(packet, "rotation-summary.docx")
    assert "rotation-summary.pdf" not in manifest


def test_a_summary_of_blanks_is_for_the_applicant() -> None:
    empty = build_packet(parse_applicant(EMPTY), "smith", TODAY)
    assert not any("for-your-writer/rotation" in file.name for file in empty.files)
    assert any("page of blanks" in told for told in empty.notes)
    assert "for-your-writer/rotation-summary.pdf" in [
        file.name for file in build_packet(case(AGREED), "smith", TODAY).files
    ]


def test_manifest_says_what_each_file_is_for_and_what_is_not_attached() -> None:
    bare = build_packet(case(AGREED), "smith", TODAY)
    manifest = data_of(bare, "MANIFEST.txt").decode()
    for file in bare.files[1:]:
        assert re.search(rf"{re.escape(file.name)}: \w+", manifest)
    assert "packet lacks both" in manifest
    own = build_packet(case(AGREED), "smith", TODAY, [ExtraFile("cv", "a.pdf", b"%PDF-1")])
    assert any("packet lacks the statement" in told for told in own.notes)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("cv.exe", b"plain text", "must be one of"),
        ("cv", b"plain text", "must be one of"),
        ("cv.pdf", b"plain text", r"is no \.pdf file"),
        ("cv.txt", b"a\0b", r"is no \.txt file"),
        ("cv.txt", b" \n", "is empty"),
        ("cv.pdf", b"%PDF-" + bytes(4 * 1024**2), "4 MB or smaller"),
    ],
)
def test_own_files_that_a_writer_cannot_open_are_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=words):
        read_extra_file("cv", tmp_path / name)


def test_own_files_of_the_usual_kinds_are_read(tmp_path: Path) -> None:
    for name, data in (("cv.PDF", b"%PDF-1.7"), ("cv.docx", b"PK\3\4"), ("cv.txt", b"CV")):
        (tmp_path / name).write_bytes(data)
        assert read_extra_file("cv", tmp_path / name).data == data


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


@pytest.mark.parametrize("status", ["declined", "uploaded"])
def test_settled_letters_have_no_packet(status: str) -> None:
    with pytest.raises(InputError, match="only"):
        build_packet(case({"status": status}), "smith", TODAY)
