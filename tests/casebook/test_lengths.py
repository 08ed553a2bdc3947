"""How long: what counts in weeks is written, what leaves a choice is asked once, and nothing else is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

TODAY = date(2027, 6, 28)
CASE: Mapping[str, Any] = {"targets": ["internal_medicine"], "letters": [{"id": "stone", "writer": {"name": "Stone", "title": "Dr."}}]}
WEEKS, START, END = (f"letters[stone].experience.{name}" for name in ("weeks", "start", "end"))


def hear(message: str, asked: str | None = None) -> CaseUpdate:
    """What a message does to the case."""
    return understand_case(message, CASE, today=TODAY, asked=asked)


def told(message: str, asked: str | None = None) -> dict[str, Any]:
    """What a message sets, by field."""
    return {change.field: change.value for change in hear(message, asked).changes if change.op == "set"}


@pytest.mark.parametrize(("message", "choices"), [
    ("stone one and half month", ("6", "7")), ("stone one and a half months", ("6", "7")),
    ("stone 1 month and 2 weeks", ("6", "6.43")),
])  # fmt: skip
def test_months_are_asked_in_weeks(message: str, choices: tuple[str, ...]) -> None:
    update = hear(message)
    assert [(question.field, question.choices) for question in update.questions] == [(WEEKS, choices)]
    assert WEEKS not in told(message)


@pytest.mark.parametrize(("answer", "weeks"), [("2 months", 8), ("yes 2 full months i told you", 8), ("one and half month", 6), ("3 months", 13), ("1 month", 4)])
def test_months_as_the_answer_are_taken_and_said_to_be(answer: str, weeks: int) -> None:
    assert told(answer, asked=WEEKS) == {WEEKS: weeks}
    assert [question.text_key for question in hear(answer, asked=WEEKS).questions] == ["assumed_weeks"]


@pytest.mark.parametrize(("message", "weeks"), [
    ("stone 1 year", 52), ("stone 2 and a half weeks", 2.5),
    ("stone 3 weeks and 2 days", 3.29), ("stone 6 weeks 3 days a week", 6), ("stone 4 full weeks", 4), ("stone half days for 4 weeks", 4),
])  # fmt: skip
def test_weeks_that_can_be_counted(message: str, weeks: float) -> None:
    assert told(message)[WEEKS] == weeks


def test_years_under_somebody_are_long_and_counted() -> None:
    for message in ("stone 3 years he was my boss", "stone was my boss 3 years", "my boss 3 years was stone"):
        assert told(message).items() >= {"letters[stone].experience.longitudinal": True, WEEKS: 156}.items()
        question = hear(message).next_question
        assert question is not None and question.field != WEEKS
    assert told("3 years", asked=WEEKS) == {WEEKS: 156}


@pytest.mark.parametrize(("told", "weeks"), [
    ("observer 1 month", 4), ("i did 6 months there as junior resident", 26), ("4 months ICU in 2025", 17), ("FM amman 6 months 2024", 26),
    ("i am his SHO for 18 months now", 78), ("my residency 3 years under him", 156), ("worked 2 yrs with her as resident", 104),
    ("3 years resident in radiology in Leipzig under him", 156), ("hands on, 3 years, agreed", 156),
])  # fmt: skip
def test_months_and_years_of_a_stay_are_counted_and_said(told: str, weeks: int) -> None:
    update = hear(f"stone, {told}")
    assert {change.value for change in update.changes if change.field == WEEKS} == {weeks}
    assert [(q.text_key, q.choices) for q in update.questions if q.field == WEEKS] == [("assumed_weeks", (str(weeks),))]


@pytest.mark.parametrize("message", ["stone knows me 3 years", "i know stone since 2 years", "stone couple of months", "stone 2 years",
    "stone, 2 years supervised", "stone said wait 2 months", "stone is away 2 months", "i was his resident, stone knows me 4 years"])
def test_weeks_that_were_not_said(message: str) -> None:
    assert WEEKS not in told(message)


@pytest.mark.parametrize("message", [
    "with stone from march to may", "stone since january till march", "stone jan-feb 2026", "stone jan-feb", "with stone between march and april 2026",
])  # fmt: skip
def test_months_of_a_stay_are_asked_by_their_days(message: str) -> None:
    assert {START, END}.isdisjoint(told(message))
    assert START in [question.field for question in hear(message).questions]


def test_a_length_beside_the_months_is_enough() -> None:
    assert told("stone 6 weeks from march to may") == {WEEKS: 6} and not hear("stone 6 weeks from march to may").questions


def test_a_month_behind_a_surname_is_no_name() -> None:
    update = understand_case("Dr. Park jan-feb 2026 agreed", {}, today=TODAY)
    assert [letter["writer"]["name"] for letter in update.case["letters"]] == ["Park"]
    may = understand_case("Dr. April May, surgeon", {}, today=TODAY)
    assert [letter["writer"]["name"] for letter in may.case["letters"]] == ["April May"]


def test_months_of_something_else_are_no_stay() -> None:
    assert not hear("he will upload between august and september").questions
    assert not hear("In july and august I will be on the wards").questions
