"""What is told beside a draft: advice, what is left out and why, and dated facts with season and source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from assistant.audit.figures import load_figures
from assistant.drafting.case import LetterCase
from assistant.drafting.kinds import Draft
from assistant.drafting.rules import load_rules
from assistant.drafting.wording import in_words, shown_value
from assistant.knowledge import load_knowledge
from assistant.period import period_in_words
from assistant.templates import render

# Dated facts that a kind of draft for ERAS rests on, and the fact behind each piece of advice.
OFFICIAL = {
    "request": ("OFF-WAIVER",),
    "packet": ("OFF-PORTAL", "OFF-WAIVER"),
    "follow-up": ("OFF-PORTAL",),
    "script": ("OFF-WAIVER",),
}
ADVICE_FACTS = {
    "barely-known": ("WHO-5", "RULING-9"), "in-person": ("ASK-2",), "not-agreed": ("PACK-2",),
    "not-waived": ("WAIVE-2", "WAIVE-3"), "waiver-unknown": ("WAIVE-3",), "deadline-default": ("TIME-2", "RULING-6"),
    "after-deadline": ("MIST-5", "OFF-LATE-ARRIVAL"), "deadline-over": ("MIST-5",),
    "note-left-out": ("RULING-10", "PUB-IMPROVE"), "not-begun": ("ASK-1", "RULING-5"),
}  # fmt: skip
AVOIDED_FACTS = {
    "writer-not-physician": ("AVOID-1", "AVOID-2"), "writer-character-reference": ("AVOID-4",),
    "writer-family-friend": ("AVOID-3",), "writer-shadowed-only": ("AVOID-3", "RULING-3"),
    "writer-hesitant": ("AVOID-5", "WAIVE-4"),
}  # fmt: skip
_NAMES_DEADLINE = frozenset({"request", "script", "packet", "follow-up"})
_ASKING = frozenset({"signal", "request", "script"})
_NAMES_YEAR = _ASKING | {"packet"}
_SPEAKS_OF_WAIVER = frozenset({"request", "script", "packet"})


def note(key: str, value: str = "") -> str:
    """One note by its key in prompts/emails/notes.j2."""
    return render("emails/notes.j2", key=key, value=value)


def dated_fact(source: str, case: LetterCase) -> str:
    """An official fact with its season and source; past its season it says so."""
    fact = load_knowledge().official[source]
    stale = fact.stale(case.today)
    return render(
        "emails/dated.j2", stale=stale, period=period_in_words(fact.season), season=fact.season, source=fact.source,
        statement=fact.statement,
    )  # fmt: skip


def draft_notes(case: LetterCase, kind: str, stage: int | None, draft: Draft) -> tuple[str, ...]:
    """Everything to tell the applicant beside a draft, advice first, dated facts last."""
    if case.options.office:  # nothing in it is to the writer
        return tuple(note(key, value) for key, value in _left_out(case, draft))
    texts = [note(key, value) for key, value in _advice(case, kind, stage)]
    texts += [note(key, value) for key, value in _left_out(case, draft)]
    texts += [dated_fact(source, case) for source in _official(case, kind, stage)]
    return tuple(dict.fromkeys(text for text in texts if text))


def draft_facts(case: LetterCase, kind: str, stage: int | None) -> tuple[str, ...]:
    """Ids of the facts behind a draft: those that it obeys, those of its notes, and dated ones."""
    if case.options.office:
        return ("TIME-6",)
    obeyed = [rule.fact for rule in load_rules().obeyed if kind in rule.kinds and applies(rule.when, case, stage)]
    advice = [fact for key, _ in _advice(case, kind, stage) for fact in ADVICE_FACTS.get(key, ())]
    if kind in _ASKING | {"packet", "follow-up"}:
        advice += [fact for rule in case.advised_against for fact in AVOIDED_FACTS[rule]]
    return tuple(dict.fromkeys([*obeyed, *advice, *_official(case, kind, stage)]))


def applies(when: str, case: LetterCase, stage: int | None) -> bool:
    """Whether a condition of knowledge/drafting.yaml holds; `stage_2` and the like mean the stage of a follow-up."""
    late = case.days_to_deadline is not None and case.days_to_deadline > 0
    return not late and when == f"stage_{stage}" if when.startswith("stage_") else when in case.conditions


def _official(case: LetterCase, kind: str, stage: int | None) -> list[str]:
    found = list(OFFICIAL.get(kind, ())) if case.through_eras else []
    if kind in _NAMES_DEADLINE:
        by_target = load_rules().specialty_notes
        found += [source for target in case.applicant.targets for source in by_target.get(target, ())]
    if kind == "follow-up" and (case.days_to_deadline or 0) > 0:
        found.append("OFF-LATE-ARRIVAL")
    return list(dict.fromkeys(found))


def _advice(case: LetterCase, kind: str, stage: int | None) -> Iterator[tuple[str, str]]:
    """Keys of the notes, each with the value that it shows."""
    letter = case.letter
    if case.advised_against and kind not in {"gracious-decline", "thank-you"}:
        reasons = "; ".join(note(rule, AVOIDED_FACTS[rule][0]) for rule in case.advised_against)
        yield "advised-against", reasons
    if case.nothing_yet:
        yield from _nothing_yet_advice(case)
    if kind in _ASKING:
        yield from _asking_advice(case, kind)
    if kind == "packet":
        yield "packet-files", ""
        if case.status != "agreed":
            yield "not-agreed", ""
    if kind == "thank-you" and case.status != "uploaded":
        yield "not-uploaded", ""
    own_no = case.options.reply in {"release", "no_thanks"}
    if kind == "gracious-decline" and not own_no and letter.status != "declined" and letter.attitude != "hesitant":
        yield "maybe-not-hesitant", ""
    if kind == "follow-up":
        yield from _follow_up_advice(case, stage or 1)
    if kind in _SPEAKS_OF_WAIVER and letter.waived is not True:
        yield ("not-waived" if letter.waived is False else "waiver-unknown"), ""
    yield from _date_advice(case, kind)


def _date_advice(case: LetterCase, kind: str) -> Iterator[tuple[str, str]]:
    year = case.applicant.application_year
    if kind in _NAMES_YEAR and year and year < case.today.year:
        yield "year-over", str(year)
    if kind in _NAMES_DEADLINE - {"follow-up"} and case.deadline and case.today > case.deadline:
        yield "deadline-over", in_words(case.deadline)
    elif kind in _NAMES_DEADLINE and case.deadline and case.applicant.deadline is None:
        yield "deadline-default", in_words(case.deadline)


def _nothing_yet_advice(case: LetterCase) -> Iterator[tuple[str, str]]:
    start, notes = case.letter.experience.start, case.letter.notes
    if case.not_begun:
        yield "not-begun", in_words(start) if start else ""
    if notes.cases or notes.presentations or notes.responsibilities:
        yield "notes-of-nothing", ""


def _asking_advice(case: LetterCase, kind: str) -> Iterator[tuple[str, str]]:
    status = case.status
    if case.barely_known:
        yield "barely-known", ""
    if kind == "request":
        yield "in-person", ""
        if case.second_request:
            yield "second-request", ""
        if case.letter.asked_on and not case.asked_on:
            yield "asked-ahead", in_words(case.letter.asked_on)
    if kind in {"request", "script"} and status == "agreed":
        yield "already-agreed", ""
    if kind == "signal":
        if case.ended:
            yield "too-late-to-signal", ""
        if status in {"asked", "agreed"}:
            yield "already-asked", ""


def _follow_up_advice(case: LetterCase, stage: int) -> Iterator[tuple[str, str]]:
    figures, days = load_figures(), case.days_to_deadline
    if case.status not in {"asked", "agreed"}:
        yield "not-asked", ""
    if case.deadline is None or days is None:
        yield "no-deadline", ""
        return
    if days > 0:
        yield "after-deadline", ""
        return
    window = figures.follow_ups[stage - 1]
    if days < window.first:
        yield "before-window", in_words(case.deadline + timedelta(days=window.first))
    elif days > window.last:
        yield "after-window", in_words(case.deadline + timedelta(days=window.last))
    asked = case.asked_on
    if asked and (case.today - asked).days <= figures.quiet_days_after_asking:
        yield "asked-lately", in_words(asked)


def _left_out(case: LetterCase, draft: Draft) -> Iterator[tuple[str, str]]:
    """What the draft does without: addresses, values that cannot be meant, notes that were cut or dropped."""
    if draft.to is None and draft.kind != "script":
        yield ("secretary-address" if case.options.secretary else "no-address"), ""
    given = {"name": case.applicant.name, "writer.name": case.letter.writer.name, "aamc_id": case.applicant.aamc_id}
    for field, text in given.items():
        if text is not None and shown_value(text) is None:
            yield "value-left-out", field
    memories = {memory.field: memory for memory in case.memories}
    if any(memories[field].shortened for field in draft.used if field in memories):
        yield "shortened", ""
    if case.improvement_left_out:
        yield "note-left-out", ""
    if case.unturned_left_out and draft.kind != "follow-up":
        yield "note-unturned", ""
    limit = {"request": "request_words", "follow-up": "follow_up_words"}.get(draft.kind, "other_words")
    most = load_rules().limits[limit]
    if len(draft.body.split()) > most:
        yield "too-long", str(most)
