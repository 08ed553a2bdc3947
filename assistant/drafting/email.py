"""Drafts of every kind: which may be written for a letter, with what values, and what to tell the applicant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.audit.figures import load_figures
from assistant.domain import Applicant
from assistant.drafting.ahead import offers_papers, parted, room_in
from assistant.drafting.case import LetterCase, Memory, Record, Value
from assistant.drafting.easy import eased
from assistant.drafting.instead import say_instead
from assistant.drafting.kinds import MARKER, Draft, DraftOptions, check_kind
from assistant.drafting.leaving import leave_out
from assistant.drafting.notes import draft_facts, draft_notes
from assistant.drafting.office import office_sentences, staff_greeted
from assistant.drafting.readability import reading_ease
from assistant.drafting.recall import as_mention
from assistant.drafting.rules import load_rules
from assistant.drafting.wording import shown_value
from assistant.errors import InputError
from assistant.templates import render

_GREETED = ("title", "greeting", "formal", "warm", "mention")
_SIGNED = ("sender", "email", "shorter", "targets")
_AHEAD = ("ahead", "offered")
_RECALLED = ("memory_known", "memory_kind", "memory")
_SECOND = ("second_kind", "second")
_NEEDS = ("several", "research", "home", "former", "waived", "deadline", "services", "year")
# The variables that each template names; rendering is strict both ways.
VARIABLES: dict[str, tuple[str, ...]] = {
    "signal": (
        *_GREETED, *_SIGNED, *_RECALLED, "ahead", "noun", "year", "this_cycle", "research", "over",
        "nothing_yet", "not_begun", "begins",
    ),
    "request": (
        *_GREETED, *_SIGNED, *_RECALLED, *_SECOND, *_NEEDS, *_AHEAD,
        "noun", "second_request", "asked_on", "months_ago", "long_known",
        "ended", "barely_known", "nothing_yet", "not_begun", "room",
    ),
    "packet": (
        *_GREETED, *_SIGNED, *_RECALLED, *_SECOND, *_NEEDS, "ahead",
        "noun", "agreed", "aamc_id", "uses_aamc_id", "writer_email", "older", "us", "exams", "gap", "nothing_yet",
    ),
    "follow-up": (
        *_GREETED, *_SIGNED, "agreed", "asked", "asked_on", "late", "stage", "deadline", "nothing_yet", "update",
        "room",
    ),
    "thank-you": (*_GREETED, *_SIGNED, *_RECALLED, *_SECOND, "uploaded", "agreed", "nothing_yet"),
    "gracious-decline": (
        *_GREETED, "sender", "email", "shorter", "noun", "nothing_yet", "no_time", "hardship", "offer",
    ),
    "office": (
        "formal", *_SIGNED, "office", "parts", "secretary", "writer", "noun", "nothing_yet", "agreed", "asked",
        "asked_on", "deadline", "services", "aamc_id", "uses_aamc_id",
    ),
    "reply": (*_GREETED, *_SIGNED, "deadline", "nothing_yet", "reply", "agreed", "unseen", "hardship", "answer"),
    "brief": (*_GREETED, "sender", "email", "targets", "deadline", "nothing_yet", "agreed", "uploaded", "kind", "room"),
    "script": (
        *_GREETED, *_RECALLED, "shorter", "targets", "year", "several", "services", "deadline", "waived",
        "nothing_yet", "brief", "year_known", "room",
    ),
}  # fmt: skip
_FREE_GREETINGS = ("Hi ", "Hello ", "Hey ")
_CLOSINGS = re.compile(r"^(?:Respectfully yours|With warm thanks|With kind regards|Many thanks),$", re.MULTILINE)
_WORD_LIMITS = {"request": "request_words", "follow-up": "follow_up_words"}


def draft(
    kind: str,
    applicant: Applicant,
    letter_id: str,
    today: date,
    stage: int | None = None,
    *,
    options: DraftOptions | None = None,
) -> Draft:
    """A draft of one kind for one letter, as an unsent text with its blanks, notes and facts.

    A follow-up without `stage` takes the stage of the date. Nothing stands in it that the case (or `options`) lacks.

    Raises:
        InputError: no such kind or letter (the nearest is named), or a kind that the letter's status does not allow.
    """
    check_kind(kind, stage)
    letter = applicant.letter(letter_id)
    case = LetterCase(applicant, letter, today, options or DraftOptions())
    check_status(kind, case)
    if kind == "follow-up" and stage is None:
        stage = stage_of(case)
    composed = _compose(case, kind, stage)
    return replace(composed, notes=draft_notes(case, kind, stage, composed), facts=draft_facts(case, kind, stage))


def check_status(kind: str, case: LetterCase) -> None:
    """InputError where the letter's status does not allow a draft of this kind."""
    letter, status, hesitant = case.letter, case.status, case.letter.attitude == "hesitant"
    if status == "declined" and kind != "gracious-decline":
        raise InputError(f"kind: letter {letter.id} is declined: only gracious-decline fits, got {kind}")
    if status == "uploaded" and kind != "thank-you":
        raise InputError(f"kind: letter {letter.id} is uploaded: only thank-you fits, got {kind}")
    own_no = case.options.reply in {"release", "no_thanks"}
    willing = (letter.attitude == "supportive" or status == "agreed") and not own_no
    if kind == "gracious-decline" and status != "declined" and willing and not hesitant:
        raise InputError(
            f"kind: gracious-decline answers a writer who hesitates or declines, and by the case {letter.id} does "
            "neither; correct status or attitude, or draft a thank-you"
        )


def stage_of(case: LetterCase) -> int:
    """The stage of a follow-up on the case's day: the window that opened last, 1 before any or without a deadline."""
    days = case.days_to_deadline
    opened = [window.stage for window in load_figures().follow_ups if days is not None and window.first <= days]
    return max(opened, default=1)


def _compose(case: LetterCase, kind: str, stage: int | None) -> Draft:
    """The first version that is short and plain enough: with two details to recall, then one, then shorter."""
    limits = load_rules().limits
    most = limits[_WORD_LIMITS.get(kind, "other_words")]
    recalls = "memory" in VARIABLES[_template_of(kind, case.options)]
    memories = case.memories if recalls else [Memory("", "blank", None)]
    briefest = min(memories, key=lambda memory: len(memory.text or ""))
    tries: list[tuple[Memory, Memory | None, bool]] = [
        (memory, second, False) for memory in memories[:6] if (second := _second(memory, memories))
    ]
    tries += [(memory, None, False) for memory in memories[:6]] + [(memories[0], None, True), (briefest, None, True)]
    if case.options.mention:  # what was asked for stays, where both are too much
        tries.append((Memory("notes.feedback", "blank", None), None, True))
    versions: list[tuple[int, float, int, Draft]] = []  # words too many, then ease: the least and the highest wins
    for memory, second, shorter in tries:
        version = _render(case, kind, stage, memory, second, shorter=shorter or case.options.shorter)
        words, ease = len(version.body.split()), reading_ease(version.body)
        if words <= most and ease >= limits["reading_ease"]:
            return version
        versions.append((max(0, words - most), -ease, len(versions), version))
    return min(versions)[-1]


def _second(first: Memory, memories: Sequence[Memory]) -> Memory | None:
    """A detail of another kind that reads well beside the first."""
    if not first.told_well:
        return None
    kind = first.kind.partition("_")[0]
    return next((m for m in memories if m.told_well and not m.shortened and m.kind.partition("_")[0] != kind), None)


def _render(
    case: LetterCase, kind: str, stage: int | None, memory: Memory, second: Memory | None, *, shorter: bool
) -> Draft:
    record = Record()
    values = _values(case, record, memory, stage, shorter=shorter)
    values |= {"second_kind": "", "second": ""}
    if second and not (shorter or case.options.mention):
        values |= {"second_kind": second.kind, "second": Value(second.field, second.text, record)}
    values |= {"kind": kind}
    made = _template_of(kind, case.options)
    if "room" in VARIABLES[made]:
        values["mention"], values["room"] = room_in(values["mention"])
    if "ahead" in VARIABLES[made]:
        recalled, ahead = parted(values["mention"])
        values |= {"mention": recalled, "ahead": ahead, "offered": offers_papers(ahead)}
    name = "script.j2" if made == "script" else f"emails/{made}.j2"
    subject, body = _split(render(name, **{key: values[key] for key in VARIABLES[made]}))
    body, left_out, kept = leave_out(body, case.options.without)
    if left_out:
        _forget(record, values, subject, body, kept)
    body = _worded(body, case.options)
    subject = shown_value(case.options.subject) or subject
    for pair in case.options.instead:
        subject, body = say_instead(subject, pair), say_instead(body, pair)
    if phone := shown_value(case.options.phone):
        body = f"{body}\n{phone}"
    writer = case.letter.writer
    to, to_name = shown_value(writer.email), case.writer_label
    if kind == "script":
        to, to_name = None, None
    elif case.options.office:
        to, to_name = case.options.secretary_email, case.options.secretary_name
    elif case.options.secretary:
        to, to_name = case.options.secretary_email, case.options.secretary_name
        subject, body, record = _to_secretary(case, subject, body, record, shorter=shorter)
    applicant = case.applicant
    return Draft(
        kind=kind,
        stage=stage,
        to=to,
        subject=subject,
        body=body,
        blanks=tuple(record.blanks),
        notes=(),
        facts=(),
        used=tuple(record.used),
        to_name=to_name,
        sender_name=shown_value(applicant.name),
        sender_email=shown_value(applicant.email),
        left_out=left_out,
    )


def _template_of(kind: str, options: DraftOptions) -> str:
    """The template's name: that of the kind, of a note to an office, of a short answer, or of a few sentences."""
    if options.office:
        return "office"
    if options.reply:
        return "reply"
    return "brief" if options.brief and kind != "script" else kind


def _worded(body: str, options: DraftOptions) -> str:
    """The body with a greeting such as "Hi Pete" as it was given, and with the closing words that were."""
    greeting = shown_value(options.greeting) or ""
    if greeting.startswith(_FREE_GREETINGS):
        body = body.replace(f"Dear {greeting}", greeting, 1)
    if options.casual:
        body = eased(body)
    if closing := shown_value(options.closing):
        body = _CLOSINGS.sub(lambda _: f"{closing},", body)
    return body


def _forget(record: Record, values: dict[str, Any], subject: str, body: str, kept: Sequence[int]) -> None:
    """Take from the record what went with what was left out; `kept` are the blanks that stayed."""
    first = subject.count(MARKER)
    record.blanks[first:] = [record.blanks[first + at] for at in kept]
    texts = {value.name: value.text or "" for value in values.values() if isinstance(value, Value)}
    record.used[:] = [name for name in record.used if texts.get(name, "") in f"{subject}\n{body}"]


def _to_secretary(
    case: LetterCase, subject: str, body: str, record: Record, *, shorter: bool
) -> tuple[str, str, Record]:
    above, name = Record(), staff_greeted(shown_value(case.options.secretary_name))
    subject, body = _split(render(
        "emails/secretary.j2", subject=subject, body=body, formal=case.options.formal, writer=case.writer_label or "",
        shorter=shorter, secretary=Value("secretary_name", name, above),
    ))  # fmt: skip
    return subject, body, Record([*above.used, *record.used], [*above.blanks, *record.blanks])


def _split(text: str) -> tuple[str, str]:
    """Subject (the first line) and body of a rendered template, without stray spaces and empty lines."""
    subject, _, body = text.partition("\n")
    lines = "\n".join(re.sub(r" {2,}", " ", line).strip() for line in body.split("\n"))
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", lines).strip()


def _values(case: LetterCase, record: Record, memory: Memory, stage: int | None, *, shorter: bool) -> dict[str, Any]:
    """Every value that a template may name. `Value` records its use; an empty text is an optional part left out."""
    applicant, letter, options, has = case.applicant, case.letter, case.options, case.conditions
    writer, status, year = letter.writer, case.status, applicant.application_year

    def value(name: str, text: str | None) -> Value:
        return Value(name, text, record)

    def optional(name: str, text: str | None) -> Value | str:
        return value(name, text) if text else ""

    services = case.services
    return {
        "title": "" if case.greeting_name else case.greeting_title,
        "greeting": value("writer.name", case.greeting_name),
        "sender": value("name", shown_value(applicant.name)),
        "email": optional("email", shown_value(applicant.email)),
        "formal": options.formal, "warm": options.warmer, "shorter": shorter,
        "mention": as_mention(shown_value(options.mention) or ""),
        "targets": value("targets", case.targets),
        "year": value("application_year", str(year) if year else None),
        "deadline": value("deadline", case.date_text(case.deadline)),
        "memory_known": memory.text is not None, "memory_kind": memory.kind, "memory": value(memory.field, memory.text),
        "noun": case.noun, "services": " and ".join(services),
        "second_request": case.second_request, "asked_on": optional("asked_on", case.date_text(case.asked_on)),
        "months_ago": case.months_ago, "long_known": case.long_known, "over": case.ended, "no_time": options.no_time,
        "brief": options.brief, "year_known": year is not None,
        "hardship": options.hardship, "offer": options.offer, "update": options.update,
        "answer": value("answer", None),
        "reply": options.reply or "", "unseen": case.never_taught or letter.writer.family_friend is True,
        "office": options.office or "", "parts": office_sentences(shown_value(options.mention) or ""),
        "secretary": optional("secretary_name", staff_greeted(shown_value(options.secretary_name))),
        "writer": value("writer.name", case.writer_label), "asked": status == "asked",
        "ended": value("experience.end", case.date_text(letter.experience.end) if case.ended else None),
        "barely_known": case.barely_known, "nothing_yet": case.nothing_yet, "not_begun": case.not_begun,
        "begins": case.begins if case.not_begun else "",
        "several": "several_targets" in has, "this_cycle": year == case.today.year,
        "research": "research_writer" in has, "home": case.home_mentor,
        "former": optional("switched_from", case.former_field),
        "waived": letter.waived is True, "agreed": status in {"agreed", "uploaded"},
        "uploaded": status == "uploaded" or options.uploaded,
        "aamc_id": value("aamc_id", shown_value(applicant.aamc_id)),
        "uses_aamc_id": "ERAS" in services or (not services and bool(applicant.aamc_id)),
        "writer_email": optional("writer.email", shown_value(writer.email)),
        "older": "older_graduate" in has, "us": "us_writer" in has,
        "exams": "exam_history" in has, "gap": "clinical_gap" in has,
        "late": (case.days_to_deadline or 0) > 0, "stage": stage or 1,
    }  # fmt: skip
