"""The applicant's own dates beside an answer of the guide: the reminders of one writer, the days for asking, and how
long it is to the deadline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from assistant.agent.builtin.case_steps import case_texts
from assistant.agent.builtin.case_words import applicant_of, writer_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, letters_named
from assistant.agent.builtin.own_barred import barred_line
from assistant.agent.builtin.own_counts import NEXT, US_HELD, counted, next_writers
from assistant.agent.builtin.own_letters import OwnAsk
from assistant.agent.builtin.own_season import in_season, is_open, own_deadline, season_assumed
from assistant.agent.builtin.parts import asks, sentences
from assistant.agent.builtin.topics import COUNTED, REMINDING, Topic
from assistant.audit.figures import DAYS_PER_WEEK, load_figures
from assistant.audit.schedule import Step, asking_days
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path
from assistant.domain import Experience
from assistant.domain.vocabulary import WAITED_FOR
from assistant.knowledge import load_knowledge
from assistant.plan import backup_writers, plan

REMINDERS = frozenset({"follow-up", "backup"})
_REMINDER_FACTS = frozenset({"TIME-3", "TIME-4", "TIME-5"})
_TELLS_NOTHING = "PACK-9"  # never tell writers what to write
_DONE = frozenset({"uploaded", "declined"})


def own_dates(own: str, text: str, update: CaseUpdate, today: date, timeline: Mapping[str, Any] | None) -> list[str]:
    """Lines with the dates and counts that belong to a topic; none where the case tells too little."""
    if own in COUNTED or own == US_HELD:
        return counted(own, update, today)
    if own == NEXT:
        return next_writers(text, update, today)
    if own == REMINDING:
        return list(_reminders(_waiting(text, update), update, today, timeline))
    match own:
        case "deadline":
            return _deadline(update, today)
        case "asking":
            return list(_days_for_asking(text, update, today))
        case "late":
            return list(_days_for_asking(text, update, today, ahead=True)) or list(_time_left(text, update, today))
    return []


def _deadline(update: CaseUpdate, today: date) -> list[str]:
    """ "2027-09-01: by then your letters should be in", with what is assumed for it."""
    due = own_deadline(update.case, today)
    said = case_texts()["dates"]["deadline" if due >= today else "deadline_over"].text()
    return [*filter(None, [said.format(deadline=due.isoformat()), season_assumed(update.case, today)])]


def fitted_topic(topic: Topic, text: str, update: CaseUpdate) -> Topic:
    """A topic as it fits the letters meant: reminders before the deadline are for a letter that was promised.

    "Am I late to ask her, and do I tell her what to write" is answered in both parts.
    """
    if topic.own == "late" and has_cue("tells_what_to_write", text):
        return replace(topic, facts=(_TELLS_NOTHING, *topic.facts))
    waiting = _waiting(text, update) if topic.own == REMINDING else []
    if not waiting or any(letter_of(update.case, letter).get("status") == "agreed" for letter in waiting):
        return topic
    return replace(topic, facts=tuple(fact for fact in topic.facts if fact not in _REMINDER_FACTS))


def _waiting(text: str, update: CaseUpdate) -> list[str]:
    """The letter that a message speaks of, while it is waited for; else all that are."""
    waiting = [str(item["id"]) for item in update.case.get("letters") or [] if item.get("status") in WAITED_FOR]
    named = letters_named(" ".join(part for part in sentences(text) if asks(part)), update)
    spoken = named[0] if len(named) == 1 else letter_spoken_of(text, update)
    return [spoken] if spoken in waiting else [] if spoken else waiting


def _reminders(
    meant: Sequence[str], update: CaseUpdate, today: date, timeline: Mapping[str, Any] | None
) -> Iterator[str]:
    """What to do about each letter that is waited for, and who could write in its place."""
    case = in_season(update.case, today)
    applicant = applicant_of(case)
    if applicant is None or timeline is None or "error" in timeline:
        return
    planned = plan(applicant, today).steps if is_open(update.case) else [
        Step.model_validate(step) for step in timeline["steps"]
    ]  # fmt: skip
    steps = [step for step in planned if step.letter in meant and step.action in REMINDERS]
    asked = [letter for letter in meant if _only_asked(update, letter) and today <= own_deadline(case, today)]
    dated = [step for step in steps if step.letter not in asked]
    yield from (_once_more(letter, update, today) for letter in asked)
    yield from (_reminder(step, update, today) for step in dated)
    silent = list(dict.fromkeys([*asked, *(str(step.letter) for step in steps)]))
    others = list(dict.fromkeys(other for ident in silent for other in backup_writers(applicant, today, ident)))
    if others:
        named = ", ".join(writer_in_words(other, update.case) for other in others)
        yield case_texts()["dates"]["others"].text().format(who=named)
    if dated and (assumed := season_assumed(update.case, today)):
        yield assumed


def _only_asked(update: CaseUpdate, letter: str) -> bool:
    return letter_of(update.case, letter).get("status") == "asked"


def _once_more(letter: str, update: CaseUpdate, today: date) -> str:
    """ "Ask her once more now, and look for another": a request without an answer is no promise."""
    asked_on, texts = letter_of(update.case, letter).get("asked_on"), case_texts()["dates"]
    quiet = timedelta(days=load_figures().quiet_days_after_asking)
    soon = asked_on is not None and today - date.fromisoformat(str(asked_on)) <= quiet
    who = writer_in_words(letter, update.case)
    return texts["again_soon" if soon else "again"].text().format(who=who, asked=asked_on)


def _reminder(step: Step, update: CaseUpdate, today: date) -> str:
    """ "2027-07-21 to 2027-08-04: the first reminder to Dr. Lee"."""
    texts = case_texts()["dates"]
    key = f"reminder_{step.stage}" if step.action == "follow-up" else "backup"
    when = "today" if step.on == today else step.on.isoformat()
    if step.until and step.until > step.on:
        when = texts["until"].text().format(on=when, until=step.until.isoformat())
    said = texts[key].text().format(when=when, who=writer_in_words(step.letter, update.case))
    return f"{said[0].upper()}{said[1:]} [[{step.facts[0]}]]"


def _days_for_asking(text: str, update: CaseUpdate, today: date, *, ahead: bool = False) -> Iterator[str]:
    """From when to when to ask, by the rotation's dates; a year that is still open is not said.

    Args:
        ahead: only while the first day for asking lies ahead.
    """
    letter = letter_spoken_of(text, update)
    held = next((item for item in update.case.get("letters") or [] if item["id"] == letter), None)
    if held is None or held.get("status") in WAITED_FOR | _DONE:
        return
    days, open_year = _with_open_year(held.get("experience", {}), letter, update)
    first, last = _window(days)
    if first is None or (ahead and today >= first):
        return
    who, texts = writer_in_words(letter, update.case), case_texts()["dates"]
    if today >= first and not open_year:
        yield f"{texts['ask_now'].text().format(who=who)} [[RULING-5]]"
        return
    shown = [f"{day:%B} {day.day}" if open_year else day.isoformat() for day in (first, last) if day]
    key = "ask_days" if len(shown) > 1 else "ask_from"
    yield f"{texts[key].text().format(who=who, first=shown[0], last=shown[-1])} [[RULING-5]]"


def word_when(own: OwnAsk, text: str, update: CaseUpdate, today: date, timeline: Mapping[str, Any] | None) -> str:
    """ "When do I ask her?": for each letter meant its days for asking, or where it stands already; then the rule."""
    over, ended = has_cue("time_is_over", text), update.memory.get("ended") or {}
    lines = [
        line for letter in own.letters
        for line in _asking_line(
            letter, update, today, timeline, over=over or str(ended.get(letter, "9")) <= today.isoformat()
        )
    ]  # fmt: skip
    facts = ["TIME-1", *([_TELLS_NOTHING] if has_cue("tells_what_to_write", text) else [])]
    rules = [f"{load_knowledge().quote(fact)} [[{fact}]]" for fact in facts]
    return "\n\n".join(["\n".join(lines if len(lines) == 1 else [f"- {line}" for line in lines]), *rules])


def _asking_line(
    letter: str, update: CaseUpdate, today: date, timeline: Mapping[str, Any] | None, *, over: bool
) -> Iterator[str]:
    held, who, texts = letter_of(update.case, letter), writer_in_words(letter, update.case), case_texts()["dates"]
    status = str(held.get("status"))
    if barred := barred_line(letter, update.case, today):
        promised = status in _DONE | WAITED_FOR
        yield barred if promised else f"{barred} {texts['if_still'].text()}"
        if promised:
            return
    if status in _DONE | WAITED_FOR:
        yield texts[f"asked_{status}"].text().format(who=who)
        yield from _reminders([letter] if status in WAITED_FOR else [], update, today, timeline)
        return
    days, open_year = _with_open_year(held.get("experience", {}), letter, update)
    first, last = _window(days)
    if first is None and last is None:
        key = "ask_now_over" if over else "ask_undated"
        yield f"{texts[key].text().format(who=who)} [[RULING-5]]"
    elif (first is None or today >= first) and not open_year and (first or (last and today > last)):
        yield f"{texts['ask_now'].text().format(who=who)} [[RULING-5]]"
    else:
        shown = [f"{day:%B} {day.day}" if open_year else day.isoformat() for day in (first, last) if day]
        key = "ask_days" if len(shown) > 1 else "ask_from" if first else "ask_before"
        yield f"{texts[key].text().format(who=who, first=shown[0], last=shown[-1])} [[RULING-5]]"


def _window(days: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """The days for asking of a rotation; none where its dates cannot be read."""
    try:
        return asking_days(Experience.model_validate(days))
    except ValidationError:
        return None, None


def _with_open_year(days: Mapping[str, Any], letter: str, update: CaseUpdate) -> tuple[dict[str, Any], bool]:
    """The dates of a rotation; where only the year is still asked for, with the later one, and that it is open."""
    found, open_year = dict(days), False
    for question in update.questions:
        whose, name = split_path(question.field)
        if whose == letter and question.text_key == "which_year" and name in {"experience.start", "experience.end"}:
            found[name.partition(".")[2]] = max(question.choices)
            open_year = True
    return found, open_year


def _time_left(text: str, update: CaseUpdate, today: date) -> Iterator[str]:
    """How long it is to the deadline for a writer who was not asked yet; nothing where no case is known."""
    if is_open(update.case) and not update.case.get("letters"):
        return
    deadline = own_deadline(update.case, today)
    who = writer_in_words(letter_spoken_of(text, update) or None, update.case)
    weeks, texts = (deadline - today).days // DAYS_PER_WEEK, case_texts()["dates"]
    key = "late_weeks" if weeks > 1 else "late_days" if deadline >= today else "late_over"
    yield f"{texts[key].text().format(who=who, weeks=weeks, deadline=deadline.isoformat())} [[TIME-2]]"
    if assumed := season_assumed(update.case, today):
        yield assumed
