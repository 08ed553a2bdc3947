"""The letter packet: what a writer who agreed needs, and what the applicant checks first, as files in one ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Applicant
from assistant.drafting.case import LetterCase, Record, Value, question
from assistant.drafting.email import draft
from assistant.drafting.files import write_file
from assistant.drafting.kinds import Draft
from assistant.drafting.mail import draft_to_eml
from assistant.drafting.notes import dated_fact, note
from assistant.drafting.page import Page, page_of, read_page
from assistant.drafting.rules import load_rules
from assistant.drafting.summary import Summary, summarise, summary_notes
from assistant.drafting.word import page_to_docx
from assistant.drafting.wording import in_words, shown_value, usable_notes
from assistant.errors import InputError
from assistant.extra import ROLES, ExtraFile, refuse_too_large
from assistant.templates import render

WRITER, OWN = "for-your-writer", "for-you"
# Dated facts on ERAS for the writer's page and for the applicant's, in the order in which they are needed.
UPLOAD_FACTS = ("OFF-PORTAL", "OFF-UPLOADER", "OFF-FILE", "OFF-WAIVED-CONTENT")
FORM_FACTS = ("OFF-ENTRY-FIELDS", "OFF-LABEL", "OFF-WAIVER", "OFF-EDIT-LOCK", "OFF-PORTAL", "OFF-LRF-OLD")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class PacketFile:
    """A file of the packet."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PacketFiles:
    """The files in order, what is missing (fields of the case, `cv`, `personal_statement`), and notes."""

    files: tuple[PacketFile, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]

    def to_dict(self, out: str) -> dict[str, Any]:
        """The JSON document `packet` of the contract."""
        return {
            "out": out,
            "files": [{"name": file.name, "bytes": len(file.data)} for file in self.files],
            "missing": list(self.missing),
        }


def build_packet(
    applicant: Applicant, letter_id: str, today: date, extra_files: Sequence[ExtraFile] = (),
    cover: Draft | None = None,
) -> PacketFiles:  # fmt: skip
    """The packet for one letter. What the case lacks is a blank on its page and stands in `missing`.

    `cover`: the cover note as the applicant changed it, a draft of the kind `packet` for this letter.

    Raises:
        InputError: no such letter, one that is declined or uploaded, or an extra file that is too large or given twice.
    """
    cover = cover or draft("packet", applicant, letter_id, today)
    case = LetterCase(applicant, applicant.letter(letter_id), today)
    record, author = Record(), shown_value(applicant.name) or ""
    own_files = [_extra(file) for file in extra_files]
    if len({file.name.rsplit(".")[0] for file in own_files}) < len(own_files):
        raise InputError("extra_files: one CV and one personal statement at most; leave one out")
    summary = summarise(case, author)
    files = [
        PacketFile(f"{WRITER}/cover-note.eml", draft_to_eml(cover)),
        PacketFile(f"{WRITER}/cover-note.docx", page_to_docx(_cover_page(cover), author=author)),
        *_summary_files(summary, author),
        *(
            PacketFile(f"{folder}/{name}.docx", page_to_docx(read_page(text), author=author))
            for folder, name, text in _texts(case, record)
        ),
        *own_files,
    ]
    blanks = [blank.field for blank in (*cover.blanks, *record.blanks, *summary.record.blanks)]
    if not case.letter.notes.strengths:
        blanks.append("notes.strengths")
    absent = sorted(set(ROLES) - {file.role for file in extra_files})
    missing = tuple(dict.fromkeys([*blanks, *absent]))
    told = [line for line in cover.notes if line != note("packet-files")]
    if absent:
        told.insert(0, render("packet/notes.j2", key="not_attached", value=" ".join(absent)))
    notes = tuple(dict.fromkeys([*summary_notes(summary), *told]))
    manifest = PacketFile("MANIFEST.txt", _manifest(case, files, missing, notes).encode())
    return PacketFiles((manifest, *files), missing, notes)


def write_packet(path: Path | str, packet: PacketFiles, today: date, *, force: bool = False) -> dict[str, Any]:
    """Write the packet as a ZIP dated `today`, whole or not at all; gives the JSON document `packet`.

    Raises:
        InputError: the path exists (and no `force`), is a folder, or cannot be written.
    """
    target = write_file(path, packet_zip(packet, today), force=force)
    return packet.to_dict(str(target))


def packet_zip(packet: PacketFiles, today: date) -> bytes:
    """The bytes of the ZIP; same packet and day, same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in packet.files:
            entry = zipfile.ZipInfo(file.name, (max(today.year, 1980), today.month, today.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.data, zipfile.ZIP_DEFLATED, compresslevel=3)
    return stream.getvalue()


def _extra(file: ExtraFile) -> PacketFile:
    if file.role not in ROLES:
        raise InputError(f"extra_files: role must be {' or '.join(ROLES)}, got {file.role!r:.40}")
    refuse_too_large(file.name[:80], len(file.data))
    suffix = Path(file.name).suffix.lower()
    kept = suffix if _SUFFIX.fullmatch(suffix) else ""
    return PacketFile(f"{WRITER}/{file.role.replace('_', '-')}{kept}", file.data)


def _cover_page(cover: Draft) -> Page:
    return page_of(cover.subject, cover.body.split("\n"))


def _summary_files(summary: Summary, author: str) -> list[PacketFile]:
    """The summary as files; one of blanks alone is for the applicant to fill in, not for the writer."""
    folder = OWN if summary.empty else WRITER
    files = [PacketFile(f"{folder}/rotation-summary.docx", page_to_docx(summary.page, summary.points, author))]
    if summary.pdf:
        files.append(PacketFile(f"{folder}/rotation-summary.pdf", summary.pdf.data))
    return files


def _texts(case: LetterCase, record: Record) -> list[tuple[str, str, str]]:
    """The other pages: folder, name and text."""
    applicant, letter, has = case.applicant, case.letter, case.conditions
    former, eras = case.former_field or "", case.through_eras
    extra = [source for target in applicant.targets for source in load_rules().specialty_notes.get(target, ())]
    strengths = render(
        "packet/strengths.j2", strengths=usable_notes(letter.notes.strengths), research="research_writer" in has,
        home=case.home_mentor, former=former, older="older_graduate" in has, us="us_writer" in has,
        exams="exam_history" in has, gap="clinical_gap" in has, nothing_yet=case.nothing_yet,
    )  # fmt: skip
    request = render(
        "packet/request.j2", services=" and ".join(case.services), uses_aamc_id="ERAS" in case.services,
        targets=Value("targets", case.targets, record), waived=letter.waived,
        applicant=Value("name", shown_value(applicant.name), record),
        aamc_id=Value("aamc_id", shown_value(applicant.aamc_id), record),
        writer=Value("writer.name", case.writer_label, record),
        writer_email=Value("writer.email", shown_value(letter.writer.email), record),
        deadline=Value("deadline", case.date_text(case.deadline), record),
        official=[dated_fact(source, case) for source in dict.fromkeys([*(UPLOAD_FACTS if eras else ()), *extra])],
    )  # fmt: skip
    form_facts = dict.fromkeys([*(FORM_FACTS if eras else ()), *extra])
    steps = render("packet/steps.j2", official=[dated_fact(source, case) for source in form_facts])
    checklists = render("packet/checklists.j2", targets=case.targets or "", former=former)
    return [
        (WRITER, "strengths-note", strengths),
        (WRITER, "letter-request", request),
        (OWN, "request-form-guidance", steps),
        (OWN, "cv-and-personal-statement-checklists", checklists),
    ]


def _described(files: Sequence[PacketFile], folder: str) -> list[tuple[str, str]]:
    """The files of a folder, each with what it is for."""
    names = [file.name for file in files if file.name.startswith(f"{folder}/")]
    return [
        (name, render("packet/purposes.j2", file=Path(name).stem, kind=Path(name).suffix, blank=folder == OWN))
        for name in names
    ]


def _manifest(case: LetterCase, files: Sequence[PacketFile], missing: Sequence[str], notes: Sequence[str]) -> str:
    return render(
        "packet/manifest.j2", today=in_words(case.today), missing=[question(field) for field in missing],
        notes=list(notes),
        writer_files=_described(files, WRITER), own_files=_described(files, OWN),
    ) + "\n"  # fmt: skip
