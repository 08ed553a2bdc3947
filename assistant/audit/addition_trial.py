"""The letter that is tried as an addition. It is never shown; its id cannot be that of a real letter."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from assistant.audit.case import Case, LetterView, view_letter
from assistant.audit.figures import Addition, load_additions
from assistant.domain import Experience, Letter, Writer

TRIAL_ID = "~trial"


def trial_view(addition: Addition, target: str, case: Case) -> LetterView:
    """An uploaded, waived letter of the addition's kind from the target's field, recommending for every target.

    Its rotation begins today and ends no earlier than the deadline, so that it counts as recent clinical work.
    """
    end = max(case.today, case.deadline or case.today)
    return _view(addition.id, target, case.applicant.targets, case.today, end)


@lru_cache(maxsize=256)
def _view(addition_id: str, target: str, targets: tuple[str, ...], start: date, end: date) -> LetterView:
    addition = next(item for item in load_additions() if item.id == addition_id)
    # Not validated: a rotation of these dates and weeks stands for whatever the applicant can arrange.
    writer = Writer.model_construct(specialty=target, **addition.letter["writer"])
    experience = Experience.model_construct(start=start, end=end, **addition.letter["experience"])
    letter = Letter.model_construct(
        id=TRIAL_ID, writer=writer, experience=experience, status="uploaded", attitude="supportive", waived=True,
        recommends_for=targets, template=False,
    )
    return view_letter(letter, targets)
