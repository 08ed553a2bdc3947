"""FLAG: what letters can soften: an older graduation, exam history, a gap in clinical work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.audit.case import Case, LetterView, maybe_physician
from assistant.audit.rule import Issue, rule
from assistant.audit.rules.numbers import absent_fields


@rule("older-graduation", facts=("FLAG-1",), strength="preference", about="applicant")
def older_graduation(case: Case) -> Iterator[Issue]:
    """Advice from 5 years between graduation and application on (our threshold: the guide gives none)."""
    applicant = case.applicant
    if applicant.application_year is None or applicant.graduation_year is None:
        return
    years = applicant.application_year - applicant.graduation_year
    if years >= case.figures.older_graduation_years:
        because = {"application_year": applicant.application_year, "graduation_year": applicant.graduation_year}
        yield Issue(
            "advice", {**because, "years": years},
            values={"years": years, "threshold": case.figures.older_graduation_years},
        )


@rule("exam-history", facts=("FLAG-2", "FLAG-4"), strength="preference", about="applicant")
def exam_history(case: Case) -> Iterator[Issue]:
    """Advice after a failed attempt or with a low score."""
    failures, low = case.applicant.exam_failures, case.applicant.low_score
    if (failures or 0) >= 1 or low:
        yield Issue("advice", {"exam_failures": failures, "low_score": low})


@rule("clinical-gap", facts=("FLAG-3",), strength="caution", about="applicant")
def clinical_gap(case: Case) -> Iterator[Issue]:
    """Warning for a gap of 6 months or more (our threshold), unless a physician saw recent clinical work and writes.

    Recent: begun by today, ended on or after the day one year before the deadline.
    """
    months, figures = case.applicant.clinical_gap_months, case.figures
    if months is None or months < figures.clinical_gap_months:
        return
    since = _years_before(case.deadline, figures.recent_years) if case.deadline else None
    recent = [view for view in case.usable_letters if since and _recent(view, since, case.today)]
    if any(view.physician and view.clinical for view in recent):
        return
    because: dict[str, Any] = {"clinical_gap_months": months}
    if since:
        because["since"] = since.isoformat()
    maybe = tuple(view for view in recent if view.clinical is not False and maybe_physician(view))
    if not case.letters_known:
        because["letters"] = None
    elif maybe:
        because.update(absent_fields(maybe, "setting", "profession")[0])
    asks = bool(maybe) or not case.letters_known
    yield Issue(
        "advice" if asks else "warning", because, text="ask" if asks else "",
        values={"months": months, "threshold": figures.clinical_gap_months},
    )


def _recent(view: LetterView, since: date, today: date) -> bool:
    """Begun by today and ended on or after a day; a rotation of unknown end ended no earlier than it began."""
    start, end = view.letter.experience.first_day, view.letter.experience.last_day
    begun, ended = start or end, end or start
    return begun is not None and ended is not None and begun <= today and ended >= since


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
