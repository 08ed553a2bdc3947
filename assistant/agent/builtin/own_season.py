"""The season that talk goes by where the case names none: the coming September, said as an assumption."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.agent.builtin.case_steps import case_texts
from assistant.audit import deadline_of
from assistant.audit.figures import load_figures
from assistant.domain import Applicant

_YEAR, _DEADLINE = "application_year", "deadline"
_ANY = "internal_medicine"  # a deadline is the same for every specialty


def is_open(case: Mapping[str, Any]) -> bool:
    """Whether neither the application year nor a deadline is known."""
    return not case.get(_YEAR) and not case.get(_DEADLINE)


def in_season(case: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The case, with the coming September where no year is known: on 2027-06-28 that of 2027."""
    return {**case, _YEAR: _coming(today).year} if is_open(case) else dict(case)


def own_deadline(case: Mapping[str, Any], today: date) -> date:
    """The day by which the letters are due, in the coming season where none is known."""
    held = {name: case[name] for name in (_YEAR, _DEADLINE) if case.get(name)}
    return deadline_of(Applicant.model_validate({"targets": [_ANY], **held})) or _coming(today)


def season_assumed(case: Mapping[str, Any], today: date) -> str:
    """ "I take the coming September, with the letters in by 2027-09-01": the line that says so; else empty."""
    if not is_open(case):
        return ""
    return case_texts()["dates"]["assumed"].text().format(deadline=own_deadline(case, today).isoformat())


def _coming(today: date) -> date:
    """The deadline that comes next."""
    figures = load_figures()
    due = date(today.year, figures.deadline_month, figures.deadline_day)
    return due if today <= due else due.replace(year=today.year + 1)
