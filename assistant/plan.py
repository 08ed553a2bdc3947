"""The dated plan: what to do for each letter and when, and what must be asked before a date can be given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.audit.case import Case, build_case, deadline_of
from assistant.audit.ranking import ranked
from assistant.audit.schedule import Step, asking_due, asking_window, steps
from assistant.audit.wording import texts
from assistant.domain import Applicant
from assistant.domain.vocabulary import specialty_label

__all__ = ["Plan", "Step", "StepText", "backup_writers", "describe", "plan"]


class Plan(BaseModel):
    """Steps, first things first, none before today; questions whose answers would give more of them."""

    model_config = ConfigDict(frozen=True)

    steps: tuple[Step, ...]
    questions: tuple[str, ...]

    def as_json(self) -> str:
        """The plan as one JSON document; the same case and day give the same bytes."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2)

    def due(self, today: date) -> tuple[Step, ...]:
        """What is to be done today."""
        return tuple(step for step in self.steps if step.on == today)


@dataclass(frozen=True, slots=True)
class StepText:
    """A step in words: a title of one line, and what to do."""

    title: str
    detail: str


def plan(applicant: Applicant, today: date) -> Plan:
    """The plan of a case on a day: asks, packets, follow-ups (TIME-3 to TIME-5), deadline, thanks, backup (MIST-5).

    Pure, like the audit. Only usable letters have steps. Without a deadline nothing is dated from it, and one question
    asks for it.
    """
    case = build_case(applicant, today)
    return Plan(steps=steps(case), questions=_questions(case))


def _questions(case: Case) -> tuple[str, ...]:
    words = texts("plan/questions.yaml")
    if case.deadline is None:
        return (words["deadline"].fill({}),)
    if not case.letters_known:
        return (words["letters"].fill({}),)
    found = []
    for view in case.usable_letters:
        values = {"writer": view.letter.writer_label}
        if view.status is None:
            found.append(words["status"].fill(values))
        elif view.status == "idea" and asking_window(view)[0] is None and not asking_due(view, case.today):
            found.append(words["rotation"].fill(values))
    return tuple(found)


def backup_writers(applicant: Applicant, today: date, late: str | None = None) -> tuple[str, ...]:
    """Ids of usable letters that are still ideas, best writer first: whom to ask when the letter `late` is late."""
    case = build_case(applicant, today)
    usable = {view.id for view in case.usable_letters}
    return tuple(view.id for view in ranked(case) if view.id in usable - {late} and view.status == "idea")


def describe(step: Step, applicant: Applicant) -> StepText:
    """A step in words, for the screen and the calendar.

    Raises:
        InputError: the step's letter is not in the case.
    """
    letter = applicant.letter(step.letter) if step.letter else None
    wanted = (letter.recommends_for if letter else None) or applicant.targets
    words = texts("plan/steps.yaml")
    values: dict[str, Any] = {
        "writer": letter.writer_label if letter else "",
        "target": " and/or ".join(specialty_label(target) for target in wanted),
        "deadline": deadline_of(applicant) or "",
        "stage": step.stage or "",
        "until": step.until or "",
    }
    detail = words[f"{step.action}_detail"].fill(values)
    backups = backup_writers(applicant, step.on, step.letter) if step.action == "backup" else ()
    if backups:
        named = [applicant.letter(letter_id).writer_label for letter_id in backups]
        detail = f"{detail} {words['backup_writers'].fill({'backups': named})}"
    if step.until:
        detail = f"{detail} {words['until'].fill(values)}"
    return StepText(words[f"{step.action}_title"].fill(values), detail)
