"""Dates of a letter: the asking window (RULING-5), the follow-ups (TIME-3 to TIME-5), and the plan's dated steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.audit.case import Case, LetterView
from assistant.audit.figures import DAYS_PER_WEEK, Window, load_figures
from assistant.domain import Experience

Action = Literal["ask", "packet", "follow-up", "deadline", "thank-you", "backup"]
_ORDER: tuple[Action, ...] = ("backup", "ask", "packet", "follow-up", "deadline", "thank-you")
STEP_FACTS: dict[Action, tuple[str, ...]] = {
    "ask": ("ASK-1", "TIME-1", "RULING-5"),
    "packet": ("PACK-2",),
    "follow-up": (),  # the window's own
    "deadline": ("TIME-2", "RULING-6"),
    "thank-you": ("TIME-6",),
    "backup": ("MIST-5",),
}
MISSING = frozenset({"idea", "asked", "agreed"})


class Step(BaseModel):
    """One dated step. `until` is the last day of its window, where it has one; `stage` belongs to follow-ups."""

    model_config = ConfigDict(frozen=True)

    on: date
    until: date | None = None
    action: Action
    stage: int | None = None
    letter: str | None = None
    facts: tuple[str, ...]


def asking_window(view: LetterView) -> tuple[date | None, date | None]:
    """First and last day for asking, each None where the dates do not tell (RULING-5).

    From the first day of week 3 on rotations of 4 weeks or less, else from 13 days before the end; until the end.
    """
    return asking_days(view.letter.experience)


def asking_days(seen: Experience) -> tuple[date | None, date | None]:
    """The asking window of a rotation, whoever it was with."""
    figures, weeks = load_figures(), seen.length_weeks
    first = None
    if weeks is not None and weeks <= figures.short_rotation_weeks:
        if seen.first_day:
            first = seen.first_day + timedelta(days=(figures.ask_from_week - 1) * DAYS_PER_WEEK)
    elif weeks is not None and seen.last_day:
        first = seen.last_day - timedelta(days=figures.ask_last_weeks * DAYS_PER_WEEK - 1)
    return first, seen.last_day


def asking_due(view: LetterView, today: date) -> bool:
    """Whether today lies in the asking window or after the rotation."""
    first, end = asking_window(view)
    return bool((first and today >= first) or (end and today > end))


def open_window(case: Case) -> Window | None:
    """The follow-up window in which today lies."""
    days = case.days_to_deadline
    if days is None:
        return None
    return next((window for window in case.figures.follow_ups if window.first <= days <= window.last), None)


def asked_lately(view: LetterView, case: Case) -> bool:
    """Whether the writer was asked so lately that a reminder would be pressure."""
    asked = view.letter.asked_on
    return asked is not None and (case.today - asked).days <= case.figures.quiet_days_after_asking


def steps(case: Case) -> tuple[Step, ...]:
    """Everything still to do for usable letters, first things first; nothing is dated before today.

    Letters of unknown status have no steps of their own: what is to do depends on the answer.
    """
    found = [step for view in case.usable_letters for step in _letter_steps(case, view)]
    if case.deadline and case.today <= case.deadline:
        found.append(_step("deadline", case.deadline))
    return tuple(sorted(found, key=lambda s: (s.on, _ORDER.index(s.action), s.letter or "", s.stage or 0)))


def _step(action: Action, on: date, view: LetterView | None = None, until: date | None = None) -> Step:
    return Step(on=on, until=until, action=action, letter=view.id if view else None, facts=STEP_FACTS[action])


def _letter_steps(case: Case, view: LetterView) -> Iterator[Step]:
    today = case.today
    if view.status == "uploaded":
        thanks = _day_after(view.letter.uploaded_on)
        if thanks and thanks >= today:
            yield _step("thank-you", thanks, view)
        return
    if view.status not in MISSING:
        return
    contacted = view.letter.asked_on
    if view.status == "idea":
        first, last = asking_window(view)
        contacted = today if asking_due(view, today) else first
        if contacted:
            yield _step("ask", contacted, view, last if last and last >= contacted else None)
    if view.status == "agreed":
        yield _step("packet", today, view)
    if case.deadline is None:
        return
    if today > case.deadline:
        yield _step("backup", today, view)
        return
    yield from _follow_ups(case, view, contacted)


def _follow_ups(case: Case, view: LetterView, contacted: date | None) -> Iterator[Step]:
    """The follow-ups whose window is not over, each not before the writer has had a quiet week since being asked."""
    quiet = timedelta(days=case.figures.quiet_days_after_asking + 1)
    for window in case.figures.follow_ups:
        if case.deadline is None:
            return
        last = case.deadline + timedelta(days=window.last)
        on = max(case.deadline + timedelta(days=window.first), case.today)
        if contacted:
            on = max(on, contacted + quiet)
        if on <= last:
            yield Step(on=on, until=last, action="follow-up", stage=window.stage, letter=view.id, facts=(window.fact,))


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None
