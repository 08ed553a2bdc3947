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
_DEADLINE = "deadline"
_NO_BEGINNING = frozenset({_DEADLINE, "thank-you"})


@lru_cache(maxsize=1)
def case_texts() -> Node:
    """The words about a case."""
    return read_yaml(data_root() / "prompts" / "answers" / "case.yaml")


def step_rows(
    steps: Sequence[Mapping[str, Any]], applicant: Applicant, today: date, askable: Sequence[str] | None, *,
    whole: bool, soon: bool = False,
) -> list[dict[str, str]]:
    """What to do in the coming week, else the next step; everything where a plan was asked for.

    The plan dates the asking by the rotation and leaves it out where no dates are known; the reminders of that writer
    stand in it all the same. Here the asking comes first, dated today, and no reminder before it has had its week.

    Args:
        askable: ids of the writers who may be asked, best first; None where no audit tells.
        soon: of the plan only what comes first is asked for: the coming week, what is most urgent first, and the end.
    """
    ordered = _ordered(steps, applicant, today, askable, whole=whole)
    due = [step for step in ordered if step.on <= today + SOON] or ordered[:1]
    if soon:
        due.sort(key=lambda step: (_urgency(step, today), *_by_rank(step, askable or ())))
        ends = [step for step in ordered if step.action == _DEADLINE and step not in due]
        return [_row(step, applicant) for step in [*due[:MOST_STEPS], *ends]]
    return [_row(step, applicant) for step in (ordered if whole else due[:MOST_STEPS])]


def first_row(
    steps: Sequence[Mapping[str, Any]], applicant: Applicant, today: date, askable: Sequence[str]
) -> dict[str, str] | None:
    """The one step to begin with: an asking that soon is too late, a packet that waits, then whom to ask best first."""
    ordered = [s for s in _ordered(steps, applicant, today, askable, whole=True) if s.action not in _NO_BEGINNING]
    first = min(ordered, key=lambda step: (_urgency(step, today), *_by_rank(step, askable)), default=None)
    return _row(first, applicant) if first else None


def first_words(step: Mapping[str, str] | None, addition: Mapping[str, Any] | None) -> str:
    """ "Start with this: send Dr. Lee the letter packet": the one first step; else the letter that is still to find."""
    texts = case_texts()["first"]
    if step:
        return texts["step"].text().format(**step)
    return texts["find"].text().format(addition=addition["describe"]) if addition else texts["none"].text()


def _urgency(step: Step, today: date) -> int:
    closes = step.action == "ask" and step.until is not None and step.until <= today + SOON
    if closes or step.action == "backup":
        return 0
    if step.on > today + SOON:
        return 4
    return {"packet": 1, "ask": 2}.get(step.action, 3)


def _by_rank(step: Step, askable: Sequence[str]) -> tuple[int, date]:
    return (askable.index(step.letter) if step.letter in askable else len(askable)), step.on


def _ordered(
    steps: Sequence[Mapping[str, Any]], applicant: Applicant, today: date, askable: Sequence[str] | None, *,
    whole: bool,
) -> list[Step]:
    """The plan's steps and the asking that it cannot date; nobody is asked whose letter is of no use or lies ahead."""
    dated = [
        step for step in map(Step.model_validate, steps)
        if not (step.action == "ask" and step.on <= today and askable is not None and step.letter not in askable)
    ]  # fmt: skip
    idle = _idle(dated, applicant, askable) if askable is not None else frozenset()
    dated = [step for step in dated if step.letter not in idle]
    asked = [*_to_ask(dated, applicant, today, askable, whole=whole)]
    added = {step.letter for step in asked}
    idea = {letter.id for letter in applicant.letters or () if letter.status == "idea"}
    kept = [
        step for step in dated
        if not (step.action == "follow-up" and step.letter in idea)
        or (whole and not (step.letter in added and step.on <= today + SOON))
    ]  # fmt: skip
    return sorted([*asked, *kept], key=lambda step: step.on)


def _idle(steps: Sequence[Step], applicant: Applicant, askable: Sequence[str]) -> frozenset[str]:
    """Letters for which nobody is to be asked, so that nobody is reminded of them either."""
    asked = {step.letter for step in steps if step.action == "ask"}
    ideas = (letter.id for letter in applicant.letters or () if letter.status == "idea")
    return frozenset(ident for ident in ideas if ident not in {*askable, *asked})


def _to_ask(
    steps: Sequence[Step], applicant: Applicant, today: date, askable: Sequence[str] | None, *, whole: bool
) -> Iterator[Step]:
    """The asking that the plan cannot date, and where a plan was asked for that of writers of whom nobody said."""
    usable = {step.letter for step in steps} if askable is None else set(askable)
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
