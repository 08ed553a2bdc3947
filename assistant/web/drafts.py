"""Drafts, outline and packet for the panel "Write": made from the case, shown as escaped HTML, offered as files."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.web.letter_fields import APPLICANT, LETTER, changed
from assistant.web.own_files import own_files
from assistant.web.texts import LONGEST_SHOWN, html_block, shortened

if TYPE_CHECKING:
    from assistant.domain import Applicant
    from assistant.drafting import Draft
    from assistant.web.desk import CaseView, Desk

_LABELS = {
    "signal": "Early interest", "request": "Request", "script": "What to say in person",
    "packet": "Note with the packet", "follow-up": "Reminder, by the date", "follow-up 1": "Reminder 1",
    "follow-up 2": "Reminder 2", "follow-up 3": "Reminder 3",
    "thank-you": "Thank-you", "gracious-decline": "Answer to a no",
}  # fmt: skip
KIND_CHOICES = tuple((label, kind) for kind, label in _LABELS.items())
_FIELDS = {field.path: field for field in (*APPLICANT, *LETTER)}
_CODE = re.compile(r"`([^`]*)`")
_LONGEST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft and what it was made of; `key` names letter, kind and manner."""

    draft: Draft
    key: str

    def rewritten(self, subject: Any, body: Any) -> WrittenDraft:
        """The draft as a person changed it."""
        line = shortened(str(subject or ""), _LONGEST_SUBJECT)
        return WrittenDraft(replace(self.draft, subject=line, body=str(body or "")[:LONGEST_SHOWN]), self.key)

    def memory(self) -> str:
        """What the page remembers of it, to tell what was changed by hand."""
        return json.dumps({"of": self.key, "subject": self.draft.subject, "body": self.draft.body})

    def blanks(self) -> list[tuple[str, str]]:
        """The fields of the case that it lacks, each with the question for it."""
        fields = [blank.field for blank in self.draft.blanks]
        if self.draft.to is None and self.draft.kind != "script" and not self.key.endswith("1"):
            fields.append("writer.email")  # through a secretary it is the secretary's address that lacks
        return questions(fields)

    def to_html(self) -> str:
        """Whom it is for."""
        words = texts("web/write.yaml")
        if self.draft.kind == "script":
            return html_block("web/quiet.j2", text=words["script"].fill({}))
        to = words["to"].fill({"to": self.draft.to}) if self.draft.to else words["to_unknown"].fill({})
        return html_block("web/quiet.j2", text=to)

    def notes_html(self) -> str:
        """What to know before it is sent."""
        words = texts("web/write.yaml")
        other = [blank.question for blank in self.draft.blanks if blank.field not in _FIELDS]
        notes = [_for_page(note) for note in (*self.draft.notes, *other)]
        return html_block(
            "web/draft_notes.j2", title=words["notes"].fill({}), notes=notes, facts=self.draft.facts
        )


def questions(fields: Sequence[str]) -> list[tuple[str, str]]:
    """Those fields that stand in the case, each once with what to ask for it: its path, and the label."""
    words, asked = texts("web/letters.yaml"), texts("web/write.yaml")
    return [
        (path, asked.get(f"ask_{path}", words[path]).fill({})) for path in dict.fromkeys(fields) if path in _FIELDS
    ]


def _for_page(note: str) -> str:
    """A note with what the command line calls by a word of its own called as on the page."""
    names = _LABELS | {path: texts("web/letters.yaml")[path].fill({}) for path in _FIELDS}
    return _CODE.sub(lambda match: f"“{names[match[1]]}”" if match[1] in names else match[1], note)


def fitting_kind(letter: Mapping[str, Any]) -> str:
    """The kind of draft that a letter needs next, by its status."""
    status = "uploaded" if letter.get("uploaded_on") else letter.get("status")
    return {"uploaded": "thank-you", "declined": "gracious-decline", "agreed": "packet", "asked": "follow-up"}.get(
        str(status), "request"
    )


def draft_of(applicant: Applicant, letter: str, kind: str, options: Sequence[Any], today: date) -> WrittenDraft:
    """The draft of a kind for a letter; `options` are shorter, formal and secretary.

    Raises:
        InputError: no such kind or letter, or a kind that the letter's status does not allow.
    """
    from assistant.drafting import DraftOptions, draft  # loaded when something is written

    shorter, formal, secretary = (value is True for value in options)
    name, _, stage = kind.partition(" ")
    made = draft(
        name, applicant, letter, today, int(stage) if stage else None,
        options=DraftOptions(shorter=shorter, formal=formal, secretary=secretary),
    )  # fmt: skip
    return WrittenDraft(made, f"{letter}/{kind}/{shorter:d}{formal:d}{secretary:d}")


def remembered_draft(before: Any) -> dict[str, Any]:
    """What the page remembers of a draft; nothing where a browser sent anything else."""
    try:
        known = json.loads(before)
    except (TypeError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def draft_files(desk: Desk, view: CaseView, made: WrittenDraft) -> str:
    """Links to the draft as a file for mail programs, as text, and into the mail program."""
    from assistant.drafting import draft_to_eml, draft_to_mailto

    words, draft = texts("web/write.yaml"), made.draft
    text = f"{draft.subject}\n\n{draft.body}\n" if draft.subject else f"{draft.body}\n"
    key = hashlib.blake2b(f"{made.key}\n{text}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    files = [{"label": words["txt"].fill({}), "download": True,
              "href": desk.link(view, "draft.txt", lambda: text.encode("utf-8", "replace"), key)}]  # fmt: skip
    if draft.kind != "script":
        eml = desk.link(view, "draft.eml", lambda: draft_to_eml(draft), key)
        files.insert(0, {"label": words["eml"].fill({}), "href": eml, "download": True})
        files.append({"label": words["mailto"].fill({}), "href": draft_to_mailto(draft), "download": False})
    return html_block("web/link.j2", files=files)


def outline_html(desk: Desk, view: CaseView, letter: str) -> str:
    """The outline for a writer who asked for a draft, and its file."""
    from assistant.drafting import outline, outline_to_docx

    applicant, words = desk.known(view), texts("web/write.yaml")
    try:
        made = outline(applicant, letter, view.today)
    except InputError as error:
        return html_block("web/quiet.j2", text=str(error))
    areas: dict[str, list[str]] = {}
    for bullet in made.bullets:
        areas.setdefault(bullet.area, []).append(bullet.text)

    def docx() -> bytes:
        now = desk.again(view)
        return outline_to_docx(outline(desk.known(now), letter, now.today))

    return html_block(
        "web/outline.j2", title=made.title, areas=[{"name": name, "points": points} for name, points in areas.items()],
        questions=made.questions, questions_title=words["questions"].fill({}), why=made.why,
        href=desk.link(view, "outline.docx", docx, letter), label=words["docx"].fill({}),
    )  # fmt: skip


def packet_html(desk: Desk, view: CaseView, letter: str) -> tuple[str, list[tuple[str, str]]]:
    """What the packet holds and what it lacks, with its file; and the fields of the case that it lacks.

    Raises:
        InputError: no such letter, or one that needs no packet.
    """
    from assistant.drafting import build_packet, packet_zip

    words = texts("web/write.yaml")
    made = build_packet(desk.known(view), letter, view.today, own_files(desk, view))

    def archive() -> bytes:
        now = desk.again(view)
        return packet_zip(build_packet(desk.known(now), letter, now.today, own_files(desk, now)), now.today)

    own = {name: words[name].fill({}) for name in ("cv", "personal_statement")}
    lacking = questions(made.missing)
    missing = [label for _, label in lacking] + [own[item] for item in made.missing if item in own]
    html = html_block(
        "web/packet.j2", files=[file.name for file in made.files], missing=missing,
        notes=[_for_page(note) for note in made.notes], missing_title=words["missing"].fill({}),
        label=words["zip"].fill({}), href=desk.link(view, "packet.zip", archive, letter),
    )  # fmt: skip
    return html, lacking


def fill_in(case: Mapping[str, Any], letter: str, fields: Any, given: Sequence[Any]) -> dict[str, Any]:
    """The case with blanks filled in. `fields` are the paths that the page showed, in the order of what was `given`.

    Raises:
        InputError: nothing was given, or the letter is gone.
    """
    result = copy.deepcopy(dict(case))
    paths = [path for path in str(fields or "").split() if path in _FIELDS]
    typed = {path: _worded(path, text) for path, text in zip(paths, given, strict=False) if str(text or "").strip()}
    if not typed:
        raise InputError(texts("web/write.yaml")["nothing"].fill({}))
    result = changed(result, APPLICANT, typed, {})
    letters = list(result.get("letters") or ())
    places = [place for place, item in enumerate(letters) if item.get("id") == letter]
    own = [field for field in LETTER if field.path in typed]
    if own and not places:
        raise InputError(texts("web/letters.yaml")["gone"].fill({}))
    if own:
        letters[places[0]] = changed(letters[places[0]], own, typed, {})
        result["letters"] = letters
    return result


def _worded(path: str, text: Any) -> Any:
    """What was typed; a choice in everyday writing (`Hands on`) as the word of the case."""
    kind = _FIELDS[path].kind
    if kind == "several":
        return [part.strip() for part in str(text).split(",") if part.strip()]
    return str(text).strip().casefold().replace(" ", "_").replace("-", "_") if kind == "one" else str(text)
