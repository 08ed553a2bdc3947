"""The panel "Plan": what to do today, a chart of the time that is left, every step in a table, and the calendar file.

The chart is drawn with HTML and CSS of our own: a chart library would load its script from elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import gradio as gr

from assistant.audit import deadline_of
from assistant.audit.wording import texts
from assistant.domain import Applicant
from assistant.plan import Plan, Step, describe, plan
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.texts import html_block

NAME = "plan.ics"
_LEAST_DAYS, _MOST_TICKS = 14, 8
_MOST_MONTHS = 120
_NOW = 9  # percent of the width that the word for today takes
_AIR = 1.06  # the chart's width in spans, so that the last point does not stand on its edge


class PlanPanel:
    """Holds one piece of HTML: everything in it is computed anew from the case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def build(self) -> None:
        """Place the panel here."""
        self.report = gr.Markdown(_nothing(), latex_delimiters=[], elem_classes="vouch-html", elem_id="vouch-plan")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        return [self.report]

    def show(self, view: CaseView) -> Updates:
        """The plan of the case as it is now."""
        applicant = view.applicant
        if applicant is None:
            return {self.report: _nothing()}
        made, words = plan(applicant, view.today), texts("web/plan.yaml")
        href = self._desk.link(view, NAME, lambda: self._calendar(view)) if made.steps else ""
        steps = [_row(step, applicant, view.today) for step in made.steps]
        return {self.report: html_block(
            "web/plan.j2", say={name: words[name].fill({}) for name in words if not words[name].holes},
            due=[step for step in steps if step["due"]], steps=steps, questions=made.questions, href=href,
            chart=_chart(made, applicant, view.today),
        )}  # fmt: skip

    def _calendar(self, view: CaseView) -> bytes:
        from assistant.calendar_export import to_calendar  # loaded when a calendar is asked for

        now = self._desk.again(view)
        applicant = self._desk.known(now)
        return to_calendar(plan(applicant, now.today), applicant, now.today)


def _nothing() -> str:
    return html_block("web/quiet.j2", text=texts("web/plan.yaml")["empty"].fill({}))


def _row(step: Step, applicant: Applicant, today: date) -> dict[str, Any]:
    words, said = describe(step, applicant), texts("web/plan.yaml")
    days = (step.on - today).days
    return {
        "on": long_day(step.on), "iso": step.on.isoformat(), "due": days <= 0, "action": step.action,
        "when": said["today"].fill({}) if days <= 0 else said["in_days"].fill({"days": days}),
        "title": words.title, "detail": words.detail,
    }  # fmt: skip


def long_day(day: date) -> str:
    """1 September 2027."""
    return f"{day.day} {day:%b %Y}"


def _chart(made: Plan, applicant: Applicant, today: date) -> dict[str, Any]:
    """Rows of points between today and the last step; places in percent of the width."""
    deadline = deadline_of(applicant)
    last = max([step.until or step.on for step in made.steps] + ([deadline] if deadline else []), default=today)
    span = max((last - today).days, _LEAST_DAYS) * _AIR

    def place(day: date) -> float:
        return round(100 * (day - today).days / span, 2)

    rows: dict[str, dict[str, Any]] = {}
    for step in made.steps:
        if step.letter is None:
            continue
        width = max(place(step.until) - place(step.on), 0) if step.until else 0
        row = rows.setdefault(step.letter, {"writer": applicant.letter(step.letter).writer_label, "points": []})
        row["points"].append({
            "left": place(step.on), "width": width, "action": step.action,
            "title": f"{long_day(step.on)}: {describe(step, applicant).title}",
        })  # fmt: skip
    due = {"left": place(deadline), "day": long_day(deadline)} if deadline and deadline >= today else None
    actions = list(dict.fromkeys(step.action for step in made.steps if step.letter))
    said = texts("web/plan.yaml")
    legend = [{"action": action, "label": said[f"action_{action}"].fill({})} for action in actions]
    ticks = [{"left": place(day), "label": f"{day:%b}"} for day in _months(today, last) if place(day) > _NOW]
    return {"rows": list(rows.values()), "ticks": ticks, "due": due, "legend": legend}


def _months(first: date, last: date) -> Sequence[date]:
    """First days of months between two days, thinned out where there are many."""
    found: list[date] = []
    day = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= last and len(found) < _MOST_MONTHS:
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found[:: max(1, -(-len(found) // _MOST_TICKS))]
