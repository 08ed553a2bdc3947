"""Drafts and the outline for the panel "Write": made from the case, shown as escaped HTML, offered as files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.web.blanks import ASKED
from assistant.web.letter_fields import APPLICANT, LETTER
from assistant.web.refusals import told_refusal
from assistant.web.texts import LONGEST_SHOWN, html_block, shortened

if TYPE_CHECKING:
    from assistant.drafting import Draft
    from assistant.web.desk import CaseView, Desk

_LABELS = {
    "signal": "Early interest", "request": "Request", "script": "What to say in person",
    "packet": "Note with the packet", "follow-up": "Reminder, by the date", "follow-up 1": "Reminder 1",
    "follow-up 2": "Reminder 2", "follow-up 3": "Reminder 3",
    "thank-you": "Thank-you", "gracious-decline": "Answer to a no",
}  # fmt: skip
KIND_CHOICES = tuple((label, kind) for kind, label in _LABELS.items())
_PATHS = tuple(field.path for field in (*APPLICANT, *LETTER))
_CODE = re.compile(r"`([^`]*)`")
_FIELD = re.compile(r"([a-z_.]+): ")
_NOTE_PLACE = re.compile(r"(notes\.[a-z]+)\[([0-9]+)\]")
_NO_TEXT = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no Word file can hold
_REWORDED = ("packet-files", "no-address", "secretary-address")  # notes that speak of the command line
_LONGEST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft and what it was made of; `key` names letter, kind and manner."""

    draft: Draft
    key: str
    letter: str

    def rewritten(self, subject: str, body: str) -> WrittenDraft:
        """The draft as a person changed it."""
        line = _NO_TEXT.sub("", shortened(subject, _LONGEST_SUBJECT))
        text = _NO_TEXT.sub("", body[:LONGEST_SHOWN].replace("\r\n", "\n"))
        return replace(self, draft=replace(self.draft, subject=line, body=text))

    def memory(self) -> str:
        """What the page remembers of it, to tell what was changed by hand."""
        shown = {"subject": self.draft.subject, "body": self.draft.body}
        return json.dumps({"of": self.key, "letter": self.letter, **shown})

    def lacking(self) -> list[str]:
        """The fields of the case that it lacks."""
        fields = [blank.field for blank in self.draft.blanks]
        if self.draft.to is None and self.draft.kind != "script" and not self.key.endswith("1"):
            fields.append("writer.email")  # through a secretary it is the secretary's address that lacks
        return fields

    def to_html(self) -> str:
        """Whom it is for."""
        words = texts("web/write.yaml")
        if self.draft.kind == "script":
            return html_block("web/quiet.j2", text=words["script"].fill({}))
        to = words["to"].fill({"to": self.draft.to}) if self.draft.to else words["to_unknown"].fill({})
        return html_block("web/quiet.j2", text=to)

    def notes_html(self) -> str:
        """What to know before it is sent, and the facts that it rests on."""
        words = texts("web/write.yaml")
        other = [blank.question for blank in self.draft.blanks if blank.field not in ASKED]
        notes = [note_for_page(note) for note in (*self.draft.notes, *other)]
        return html_block(
            "web/draft_notes.j2", title=words["notes"].fill({}), notes=notes, facts=self.draft.facts,
            facts_title=words["facts"].fill({"count": len(self.draft.facts)}),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writing:
    """What stands on the page: a letter, what is written for it in what manner, the text, and what is remembered of it.

    `before` is what `WrittenDraft.memory` gave when Vouch's own text was shown; a browser may forge it, and gains
    nothing by that.
    """

    letter: str
    kind: str
    options: tuple[bool, ...] = (False, False, False)  # shorter, formal, through the secretary
    subject: str = ""
    body: str = ""
    before: str = ""

    @classmethod
    def read(cls, seen: Sequence[Any]) -> Writing:
        """From the components' values, in the order of the fields."""
        letter, kind, *options, subject, body, before = seen
        manner = tuple(value is True for value in options)
        return cls(str(letter or ""), str(kind), manner, str(subject or ""), str(body or ""), str(before or ""))

    def afresh(self, letter: str, kind: str) -> Writing:
        """Another letter or kind in the same manner, with nothing written yet."""
        return Writing(letter, kind, self.options)

    def made(self, desk: Desk, view: CaseView) -> WrittenDraft:
        """What Vouch writes for it.

        Raises:
            InputError: no such kind or letter, or a kind that the letter's status does not allow.
        """
        from assistant.drafting import DraftOptions, draft  # loaded when something is written

        name, _, stage = self.kind.partition(" ")
        shorter, formal, secretary = self.options
        made = draft(
            name, desk.known(view), self.letter, view.today, int(stage) if stage else None,
            options=DraftOptions(shorter=shorter, formal=formal, secretary=secretary),
        )  # fmt: skip
        letter = letter_key(view, self.letter)
        return WrittenDraft(made, f"{letter}/{self.kind}/{shorter:d}{formal:d}{secretary:d}", letter)

    def is_of(self, letter: str) -> bool:
        """Whether what stands there was written for this letter, by its key."""
        return _remembered(self.before).get("letter") == letter

    def is_stale(self, made: WrittenDraft) -> bool:
        """Whether Vouch would write another text by now than the one that was changed by hand."""
        known = _remembered(self.before)
        return (known.get("subject"), known.get("body")) != (made.draft.subject, made.draft.body)

    def is_by_hand(self, made: WrittenDraft) -> bool:
        """Whether the text is `made` for the same, and was changed by hand since."""
        known = _remembered(self.before)
        same = known.get("of") == made.key
        return same and (known.get("subject"), known.get("body")) != (self.subject, self.body)

    def shown(self, made: WrittenDraft) -> WrittenDraft:
        """`made` as it is to be shown and taken away: with what was changed by hand."""
        return made.rewritten(self.subject, self.body) if self.is_by_hand(made) else made


def letter_key(view: CaseView, letter: str) -> str:
    """Tells a letter from those of other conversations, which may have the same id."""
    return f"{view.whose}/{letter}"


def note_for_page(note: str) -> str:
    """A note with what the command line calls by a word of its own called as on the page."""
    if reworded := _reworded().get(note):
        return reworded
    names = _LABELS | _field_labels()
    note = _FIELD.sub(lambda match: f"{names.get(match[1], match[1])}: ", note, count=1) if _FIELD.match(note) else note
    return _CODE.sub(lambda match: f"“{names[match[1]]}”" if match[1] in names else match[1], note)


@lru_cache(maxsize=1)
def _reworded() -> dict[str, str]:
    from assistant.drafting.notes import note

    words = texts("web/write.yaml")
    return {note(key): words[f"note_{key}"].fill({}) for key in _REWORDED}


def _field_labels() -> dict[str, str]:
    words = texts("web/letters.yaml")
    return {path: words[path].fill({}) for path in _PATHS}


def fitting_kind(letter: Mapping[str, Any]) -> str:
    """The kind of draft that a letter needs next, by its status."""
    status = "uploaded" if letter.get("uploaded_on") else letter.get("status")
    return {"uploaded": "thank-you", "declined": "gracious-decline", "agreed": "packet", "asked": "follow-up"}.get(
        str(status), "request"
    )


def _remembered(before: str) -> dict[str, Any]:
    try:
        known = json.loads(before)
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def draft_files(desk: Desk, view: CaseView, shown: WrittenDraft) -> str:
    """Links to the draft as a file for mail programs, as text, and into the mail program.

    While a text is changed by hand, a tab's files keep their addresses: a new one a change would drive out others.
    """
    from assistant.drafting import draft_to_eml, draft_to_mailto

    words, draft = texts("web/write.yaml"), shown.draft
    text = f"{draft.subject}\n\n{draft.body}\n" if draft.subject else f"{draft.body}\n"
    files = [{"label": words["txt"].fill({}), "download": True,
              "href": desk.link(view, "draft.txt", lambda: text.encode("utf-8", "replace"), view.tab)}]  # fmt: skip
    if draft.kind != "script":
        eml = desk.link(view, "draft.eml", lambda: draft_to_eml(draft), view.tab)
        files.insert(0, {"label": words["eml"].fill({}), "href": eml, "download": True})
        files.append({"label": words["mailto"].fill({}), "href": draft_to_mailto(draft), "download": False})
    return html_block("web/link.j2", files=files)


def outline_html(desk: Desk, view: CaseView, letter: str) -> str:
    """The outline for a writer who asked for a draft, and its file."""
    from assistant.drafting import outline, outline_to_docx

    words = texts("web/write.yaml")
    try:
        made = outline(desk.known(view), letter, view.today)
    except InputError as error:
        return html_block("web/quiet.j2", text=" ".join(told_refusal(error, view, letter)))
    areas: dict[str, list[str]] = {}
    for bullet in made.bullets:
        areas.setdefault(bullet.area, []).append(bullet.text)

    def docx() -> bytes:
        now = desk.again(view)
        return outline_to_docx(outline(desk.known(now), letter, now.today))

    return html_block(
        "web/outline.j2", title=made.title, areas=[{"name": name, "points": points} for name, points in areas.items()],
        questions=[_question_for_page(question) for question in made.questions],
        questions_title=words["questions"].fill({}), why=made.why,
        href=desk.link(view, "outline.docx", docx, letter), label=words["docx"].fill({}),
    )  # fmt: skip


def _question_for_page(question: str) -> str:
    """A question of the outline with a note called by its label and line, as it is found under My letters."""
    words, labels = texts("web/write.yaml"), _field_labels()

    def place(match: re.Match[str]) -> str:
        return words["note_place"].fill({"area": labels.get(match[1], match[1]), "line": int(match[2]) + 1})

    return _NOTE_PLACE.sub(place, question)
