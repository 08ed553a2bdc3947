"""WAIVE and TIME: the waiver, reminders, and letters that are late."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit.case import Case
from assistant.audit.rule import Issue, rule
from assistant.audit.schedule import MISSING, asked_lately, open_window


@rule("not-waived", facts=("WAIVE-2", "WAIVE-3"), strength="preference", about="letter", related=("WAIVE-4",))
def not_waived(case: Case) -> Iterator[Issue]:
    """Warning where the right to view is not waived; a question where that is unknown."""
    for view in case.open_letters:
        waived = view.letter.waived
        if waived is not True:
            settled = "uploaded" if view.status == "uploaded" else ""  # then it is confirmed and cannot be waived
            yield Issue(
                "advice" if waived is None else "warning", {"waived": waived}, view.id,
                text="ask" if waived is None else settled, values={"writer": view.letter.writer_label},
            )


@rule(
    "follow-up-due", facts=("TIME-3", "TIME-4", "TIME-5"), strength="preference", about="letter", related=("TIME-2",)
)
def follow_up_due(case: Case) -> Iterator[Issue]:
    """Warning: asked or agreed, not uploaded, and today in a follow-up window, but not within a week of asking.

    Of unknown status: a question.
    """
    window = open_window(case)
    if window is None or case.deadline is None:
        return
    for view in case.open_letters:
        if view.status in {"asked", "agreed", None} and not asked_lately(view, case):
            because = {
                "status": view.status, "stage": window.stage, "deadline": case.deadline.isoformat(),
                "today": case.today.isoformat(),
            }
            yield Issue(
                "advice" if view.status is None else "warning", because, view.id,
                text="ask" if view.status is None else "", facts=(window.fact,), values={
                    "writer": view.letter.writer_label, "stage": window.stage, "deadline": case.deadline,
                    "days": -(case.days_to_deadline or 0),
                },
            )


@rule("late-letter", facts=("MIST-5",), strength="requirement", about="letter", related=("TIME-2",))
def late_letter(case: Case) -> Iterator[Issue]:
    """Critical: not uploaded, and today is after the deadline; a question where the status is unknown."""
    if case.deadline is None or case.today <= case.deadline:
        return
    for view in case.open_letters:
        if view.status in MISSING or view.status is None:
            because = {
                "status": view.status, "deadline": case.deadline.isoformat(), "today": case.today.isoformat()
            }
            yield Issue(
                "advice" if view.status is None else "critical", because, view.id,
                text="ask" if view.status is None else "",
                values={"writer": view.letter.writer_label, "deadline": case.deadline},
            )
