"""The letter packet: what a writer who agreed needs, and what the applicant checks first, as files in one ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from assistant.domain import Applicant
from assistant.domain.vocabulary import specialty_label
from assistant.drafting.case import LetterCase, Record, Value, question
from assistant.drafting.email import draft
from assistant.drafting.files import write_file
from assistant.drafting.kinds import Draft
from assistant.drafting.mail import draft_to_eml
from assistant.drafting.notes import dated_fact, note
from assistant.drafting.page import Page, page_of, read_page
from assistant.drafting.pdf import Pdf, page_to_pdf
from assistant.drafting.rules import Fit, load_rules
from assistant.drafting.word import page_to_docx
from assistant.drafting.wording import cut, in_words, shown_value, usable_notes
from assistant.errors import InputError
from assistant.templates import render

Role = Literal["cv", "personal_statement"]
WRITER, OWN = "for-your-writer", "for-you"
# Dated facts on ERAS for the writer's page and for the applicant's, in the order in which they are needed.
UPLOAD_FACTS = ("OFF-PORTAL", "OFF-UPLOADER", "OFF-FILE", "OFF-WAIVED-CONTENT")
FORM_FACTS = ("OFF-ENTRY-FIELDS", "OFF-LABEL", "OFF-WAIVER", "OFF-EDIT-LOCK", "OFF-PORTAL", "OFF-LRF-OLD")
_NOTES = ("responsibilities", "cases", "presentations", "feedback")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ExtraFile:
    """A file of the applicant's own: its role, its name (only the suffix is kept) and its bytes."""

    role: Role
    name: str
    data: bytes


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
            "out": out, "files": [{"name": file.name, "bytes": len(file.data)} for file in self.files],
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
    summary = _summary(case, author)
    files = [
        PacketFile(f"{WRITER}/cover-note.eml", draft_to_eml(cover)),
        PacketFile(f"{WRITER}/cover-note.docx", page_to_docx(_cover_page(cover), author=author)),
        PacketFile(f"{WRITER}/rotation-summary.docx", page_to_docx(summary.page, summary.points, author)),
        PacketFile(f"{WRITER}/rotation-summary.pdf", summary.pdf.data),
        *(
            PacketFile(f"{folder}/{name}.docx", page_to_docx(read_page(text), author=author))
            for folder, name, text in _texts(case, record)
        ),
        *own_files,
    ]
    blanks = [blank.field for blank in (*cover.blanks, *record.blanks, *summary.record.blanks)]
    if not case.letter.notes.strengths:
        blanks.append("notes.strengths")
    absent = sorted({"cv", "personal_statement"} - {file.role for file in extra_files})
    missing = tuple(dict.fromkeys([*blanks, *absent]))
    told = (line for line in cover.notes if line != note("packet-files"))
    notes = tuple(dict.fromkeys([*_summary_notes(summary), *told]))
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


def read_extra_file(role: Role, path: Path | str) -> ExtraFile:
    """A file of the applicant's own, read from disk.

    Raises:
        InputError: it is not there, is a folder, is empty, is too large, or cannot be read.
    """
    file, limit = Path(path), load_rules().limits["extra_file_megabytes"]
    try:
        if file.stat().st_size > limit * _MEGABYTE:
            raise InputError(f"{file.name}: must be {limit} MB or smaller, has {file.stat().st_size // _MEGABYTE}")
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{file.name}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not data:
        raise InputError(f"{file.name}: is empty; is this the right file?")
    return ExtraFile(role, file.name, data)


def _extra(file: ExtraFile) -> PacketFile:
    limit = load_rules().limits["extra_file_megabytes"]
    if file.role not in {"cv", "personal_statement"}:
        raise InputError(f"extra_files: role must be cv or personal_statement, got {file.role!r:.40}")
    if len(file.data) > limit * _MEGABYTE:
        raise InputError(f"{file.name[:80]}: must be {limit} MB or smaller, has {len(file.data) // _MEGABYTE}")
    suffix = Path(file.name).suffix.lower()
    kept = suffix if _SUFFIX.fullmatch(suffix) else ""
    return PacketFile(f"{WRITER}/{file.role.replace('_', '-')}{kept}", file.data)


def _cover_page(cover: Draft) -> Page:
    return page_of(cover.subject, cover.body.split("\n"))


@dataclass(frozen=True, slots=True)
class _Summary:
    page: Page
    points: float
    pdf: Pdf
    record: Record
    left_out: int


def _summary(case: LetterCase, author: str) -> _Summary:
    """The rotation summary on one page: smaller type first, then fewer and shorter notes."""
    *larger, last = load_rules().one_page
    for fit in (*larger, last):
        record = Record()
        text, left_out = _summary_text(case, record, fit)
        if fit is not last and len(text) > load_rules().limits["page_characters"]:
            continue
        page = read_page(text)
        made = _Summary(page, fit.points, page_to_pdf(page, fit.points, author, most_pages=1), record, left_out)
        if made.pdf.pages == 1:
            break
    return made


def _summary_text(case: LetterCase, record: Record, fit: Fit) -> tuple[str, int]:
    applicant, seen, left_out = case.applicant, case.letter.experience, 0
    lists: dict[str, list[str]] = {}
    for name in _NOTES:
        lines = usable_notes(getattr(case.letter.notes, name))
        lists[name] = [cut(line, fit.words) for line in lines[: fit.notes]]
        left_out += len(lines) - sum(line in lines for line in lists[name])
    holes = {f"{name}_hole": Value(f"notes.{name}", None, record) for name in _NOTES}
    start = Value("experience.start", case.date_text(seen.start), record)
    end = Value("experience.end", case.date_text(seen.end), record)
    length = seen.length_weeks  # of dates that make no whole weeks, the dates alone are told
    weeks = f"{length:g}" if length is not None and (seen.weeks is not None or length == int(length)) else ""
    year = applicant.application_year
    text = render(
        "packet/summary.j2", noun=case.noun, nothing_yet=case.nothing_yet, dated=not case.never_taught, writer=case.writer_label or "",
        targets=Value("targets", case.targets, record), year=str(year) if year else "",
        applicant=Value("name", shown_value(applicant.name), record),
        start=start, end=end, weeks=weeks, setting=_setting(case),
        **lists, **holes,
    )  # fmt: skip
    return text, left_out


def _setting(case: LetterCase) -> str:
    seen, writer = case.letter.experience, case.letter.writer
    field = writer.subspecialty or writer.specialty
    return render(
        "packet/setting.j2", setting=seen.setting or "", site=seen.site or "", observed=seen.directly_observed is True,
        field=specialty_label(field) if field else "",
    ).removeprefix("; ")  # fmt: skip


def _summary_notes(summary: _Summary) -> Iterable[str]:
    if summary.pdf.uncovered:
        shown = " ".join(sorted(summary.pdf.uncovered)[:20])
        yield render("packet/notes.j2", key="uncovered", value=shown)
    if summary.left_out:
        yield render("packet/notes.j2", key="cut", value=str(summary.left_out))


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


def _manifest(case: LetterCase, files: Sequence[PacketFile], missing: Sequence[str], notes: Sequence[str]) -> str:
    return render(
        "packet/manifest.j2", today=in_words(case.today), missing=[question(field) for field in missing],
        notes=list(notes),
        writer_files=[file.name for file in files if file.name.startswith(f"{WRITER}/")],
        own_files=[file.name for file in files if file.name.startswith(f"{OWN}/")],
    ) + "\n"  # fmt: skip
