"""About when the time with a writer was over is remembered, and answers about an open month are understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

TODAY = date(2027, 6, 28)  # a Monday
RAO = "dr Sunita Rao, nephrology, Tampa, observership 4 weeks"


def talk(*messages: str) -> CaseUpdate:
    """The last update of a talk."""
    case: Mapping[str, Any] = {}
    memory: Mapping[str, Any] | None = None
    asked: str | None = None
    update = understand_case(messages[0], case, today=TODAY)
    for message in messages:
        update = understand_case(message, case, today=TODAY, asked=asked, memory=memory)
        case, memory = update.case, update.memory
        asked = next((question.field for question in update.questions if not question.assumed), None)
    return update


def ended(*messages: str) -> str | None:
    """About when the time with Dr. Rao was over, as it is remembered."""
    return dict(talk(*messages).memory.get("ended", {})).get("rao")


@pytest.mark.parametrize(("told", "day"), [
    ("in april", "2027-04-30"), ("february this year", "2027-02-28"), ("finished last may", "2027-05-31"),
    ("till march 2022", "2022-03-31"), ("in 2024 spring", "2024-05-31"), ("spring 2024", "2024-05-31"), ("july 2026", "2026-07-31"),
    ("may and june 2026", "2026-06-30"), ("back in 2024", "2024-12-31"), ("until 2022", "2022-12-31"),
    ("all in 2023-24", "2024-12-31"), ("ended 2 weeks ago", "2027-06-14"), ("finished 7 months ago", "2026-11-30"),
])  # fmt: skip
def test_months_seasons_and_years_are_remembered(told: str, day: str) -> None:
    assert ended(f"{RAO}, {told}") == day


@pytest.mark.parametrize("told", [
    "it will be in july", "starting in may", "i asked her in may", "she agreed in june", "since september 2025", "next august",
    "i graduated in 2020", "ended may 14", "for the application this september",
])  # fmt: skip
def test_what_is_to_come_or_of_something_else_is_not(told: str) -> None:
    assert ended(f"{RAO}, {told}") is None


@pytest.mark.parametrize(("told", "day"), [("finished friday", "2027-06-25"), ("ended yesterday", "2027-06-27")])
def test_a_weekday_that_is_gone_is_the_last_one(told: str, day: str) -> None:
    assert talk(f"{RAO}, {told}").case["letters"][0]["experience"]["end"] == day


def test_a_month_put_right_is_kept_of_whom_it_is_said() -> None:
    two = "Dr. Oduya, psychiatry, Reno, 4 weeks, April 2027. Dr. Lowell, IM, Reno, 4 weeks, may 2027"
    update = talk(two, "Sorry mixed up. Oduya was may and Lowell was april.")
    assert update.memory["ended"] == {"oduya": "2027-05-31", "lowell": "2027-04-30"}
    assert {question.text_key for question in update.questions} == {"assumed_month"}


@pytest.mark.parametrize(("answer", "field", "day"), [
    ("15 july", "start", "2026-07-15"), ("the 15th", "start", "2026-07-15"), ("it ended on the 28th", "end", "2026-07-28"),
])  # fmt: skip
def test_a_day_is_of_the_month_that_was_asked_about(answer: str, field: str, day: str) -> None:
    experience = talk(f"{RAO}, july 2026", answer).case["letters"][0]["experience"]
    assert {name: experience.get(name) for name in ("start", "end")} == {"start": None, "end": None} | {field: day}


@pytest.mark.parametrize(("answer", "day"), [
    ("it ended then", "2026-07-31"), ("ended", "2026-07-31"), ("it ended in august 2026", "2026-08-31"),
    ("dont remember the day", "2026-07-31"),
])  # fmt: skip
def test_an_answer_without_a_day_makes_none_up(answer: str, day: str) -> None:
    update = talk(f"{RAO}, july 2026", answer)
    assert not {"start", "end"} & set(update.case["letters"][0]["experience"])
    assert update.memory["ended"] == {"rao": day}
    assert update.is_case_talk
    assert not update.questions


@pytest.mark.parametrize(("told", "stay"), [
    ("it ended in april", "ended 2027-04"), ("in april", "in 2027-04"), ("till march 2022", "ended 2022-03"), ("ended 2 weeks ago", "about 2027-06-14"),
    ("seeing patients in her clinic since january", "since 2027-01"), ("spring 2024", None), ("no clinical work since january", None),
    ("she uploaded since march", None), ("ended yesterday", None),
])  # fmt: skip
def test_when_a_stay_was_is_kept_as_it_was_told(told: str, stay: str | None) -> None:
    assert dict(talk(f"{RAO}, {told}").memory.get("stays", {})).get("rao") == stay


@pytest.mark.parametrize(("first", "then", "words", "stay"), [
    ("4 weeks, march 2027", "oh wait dr rao rotation was february not march", "february", "in 2027-02"),
    ("rotation in jan 2027, 4 weeks", "dr rao said yes. I told wrong, rotation was in december 2026", "december", "in 2026-12"),
    ("clerkship with her but in 2024", "sorry the clerkship was 2023 not 2024", "2023", "in 2023"),
    ("volunteering in her clinic since january", "actually the clinic since february", "february", "since 2027-02"),
])  # fmt: skip
def test_a_month_put_right_is_said_to_be_kept(first: str, then: str, words: str, stay: str) -> None:
    update = talk(f"{RAO}, {first}", "Dr. Baker, neurologist in Reno, agreed", then)
    assert [q.about for q in update.questions if q.text_key == "assumed_month"] == [words]
    assert update.memory["stays"]["rao"] == stay


def test_the_month_of_a_stay_is_not_asked_to_be_its_start_or_end() -> None:
    assert {q.text_key for q in talk(f"{RAO}, may 2027").questions} == {"which_day"}


def test_a_number_of_something_else_is_no_day() -> None:
    assert "end" not in talk(f"{RAO}, finished in may", "i asked her 3 times").case["letters"][0]["experience"]
