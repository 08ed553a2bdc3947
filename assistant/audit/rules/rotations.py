"""ROT and ASK: how long, how close, and when to ask."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit.case import Case
from assistant.audit.rule import Issue, rule
from assistant.audit.schedule import asking_due, asking_window, open_window


@rule("short-rotation", facts=("ROT-4",), strength="preference", about="letter", related=("ROT-3", "ROT-6"))
def short_rotation(case: Case) -> Iterator[Issue]:
    """Advice: a hands-on US rotation of over 2 and under 4 weeks (2 or less is brief-us-experience)."""
    figures = case.figures
    for view in case.open_letters:
        hands_on = bool(view.us) and view.letter.experience.setting == "hands_on"
        if hands_on and view.weeks is not None and figures.brief_weeks < view.weeks < figures.rotation_weeks_min:
            yield Issue(
                "advice", {"weeks": view.weeks}, view.id, values={
                    "writer": view.letter.writer_label, "weeks": view.weeks, "least": figures.rotation_weeks_min,
                },
            )


@rule("ask-now", facts=("ASK-1", "TIME-1", "RULING-5"), strength="preference", about="letter")
def ask_now(case: Case) -> Iterator[Issue]:
    """Advice: a letter still only an idea, with today in the asking window or after the rotation.

    Of unknown status: a question, unless a later rule (follow-up-due, late-letter) asks the same.
    """
    asked_elsewhere = open_window(case) is not None or (case.days_to_deadline or 0) > 0
    for view in case.open_letters:
        unknown = view.status is None
        if (view.status == "idea" or (unknown and not asked_elsewhere)) and asking_due(view, case.today):
            first, end = asking_window(view)
            because = {
                "status": view.status, "today": case.today.isoformat(),
                "ask_from": first.isoformat() if first else None, "end": end.isoformat() if end else None,
            }
            yield Issue(
                "advice", because, view.id, text="ask" if unknown else "", values={"writer": view.letter.writer_label}
            )
