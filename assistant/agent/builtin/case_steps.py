"""The next steps of a case in words: who was not asked is asked, never reminded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from assistant.audit.schedule import STEP_FACTS, Step, asking_days
from assistant.domain import Applicant
from assistant.places import data_root
from assistant.plan import describe
from assistant.yamlfile import Node, read_yaml

MOST_STEPS = 3
SOON = timedelta(days=7)
_AVOIDED = "avoid"  # the tier of a letter that is better not asked for


@lru_cache(maxsize=1)
def case_texts() -> Node:
    """The words about a case."""
    return read_yaml(data_root() / "prompts" / "answers" / "case.yaml")


def step_rows(
    steps: Sequence[Mapping[str, Any]], applicant: Applicant, today: date, report: Mapping[str, Any] | None, *,
    whole: bool,
) -> list[dict[str, str]]:
    """What to do in the coming week, else the next step; everything where a plan was asked for.

    The plan dates the asking by the rotation and leaves it out where no dates are known; the reminders of that writer
    stand in it all the same. Here the asking comes first, dated today, and no reminder before it has had its week.
    """
    dated = [Step.model_validate(step) for step in steps]
    asked = [*_to_ask(dated, applicant, today, report, whole=whole)]
    added = {step.letter for step in asked}
    idea = {letter.id for letter in applicant.letters or () if letter.status == "idea"}
    kept = [
        step for step in dated
        if not (step.action == "follow-up" and step.letter in idea)
        or (whole and not (step.letter in added and step.on <= today + SOON))
    ]  # fmt: skip
    ordered = sorted([*asked, *kept], key=lambda step: step.on)
    due = [step for step in ordered if step.on <= today + SOON] or ordered[:1]
    return [_row(step, applicant) for step in (ordered if whole else due[:MOST_STEPS])]


def _to_ask(
    steps: Sequence[Step], applicant: Applicant, today: date, report: Mapping[str, Any] | None, *, whole: bool
) -> Iterator[Step]:
    """The asking that the plan cannot date, and where a plan was asked for that of writers of whom nobody said."""
    usable = {entry["letter"] for entry in report["ranking"] if entry["tier_name"] != _AVOIDED} if report else set()
    usable |= {step.letter for step in steps}
    planned = {step.letter for step in steps if step.action in {"ask", "backup"}}
    for letter in applicant.letters or ():
        if letter.id not in usable - planned or letter.status not in ({"idea", None} if whole else {"idea"}):
            continue
        first, _ = asking_days(letter.experience)
        on = max(first, today) if first else today
        yield Step(on=on, action="ask", letter=letter.id, facts=STEP_FACTS["ask"])


def _row(step: Step, applicant: Applicant) -> dict[str, str]:
    what = describe(step, applicant).title
    status = next((letter.status for letter in applicant.letters or () if letter.id == step.letter), None)
    if step.action == "ask" and status is None:
        what = case_texts()["dates"]["unless_asked"].text().format(what=what)
    return {"on": step.on.isoformat(), "what": what, "facts": "".join(f"[[{fact}]]" for fact in step.facts[:1])}
