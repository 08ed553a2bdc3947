"""A letter that is better not used, or of no use: no text is offered for it, and no day is named without saying so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.agent.builtin.case_words import applicant_of, finding_rows, ranking_rows
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_order import AVOID, FAR, UNMET, is_last_resort
from assistant.agent.builtin.own_season import in_season
from assistant.audit import audit

_CRITICAL = ("critical",)
_NOT_ASKED = frozenset({None, "idea"})


def barred_tier(letter: str, case: Mapping[str, Any], today: date) -> str:
    """ "avoid", "far" or "unmet" of a letter that is not to be asked for; empty of any other."""
    tier = _row(_report(case, today), letter, case).get("tier", "")
    return tier if tier in {AVOID, FAR, UNMET} else ""


def barred_line(letter: str, case: Mapping[str, Any], today: date) -> str:
    """ "Better not use the letter of Dr. Shaw: you only shadowed ..."; empty where nothing speaks against it.

    Of one who was not asked yet also that the writer does not know the applicant.
    """
    report = _report(case, today)
    row = _row(report, letter, case)
    texts = own_texts()["verdict"]
    if row and is_last_resort(row) and row["tier"] != FAR and letter_of(case, letter).get("status") in _NOT_ASKED:
        return texts["stranger"].text().format(who=row["who"], why=f"{row['why']} {row['facts']}", told="")
    if row.get("tier") != AVOID:
        return ""
    found = finding_rows(report, 1, _CRITICAL, letter)
    message = f"{found[0]['message']} {found[0]['facts']}" if found else row["why"]
    return texts["avoid"].text().format(who=row["who"], message=message)


def _report(case: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """The audit of a case; nothing where no specialty is known."""
    applicant = applicant_of(in_season(case, today))
    return audit(applicant, today).model_dump(mode="json") if applicant else {}


def _row(report: Mapping[str, Any], letter: str, case: Mapping[str, Any]) -> Mapping[str, str]:
    """The line of a letter in the ranking; nothing where it stands in none."""
    rows = ranking_rows(report, case) if report else []
    return next((row for row in rows if row["letter"] == letter), {})
