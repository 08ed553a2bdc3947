"""Days of an absence, of an answer or of own papers are no deadline, no end of a stay and no day of asking."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from conversation import case_after

SORENSEN = "IM. My attending Dr Emily Sorensen, 4 weeks hands on in Ohio from 4 may 2027 to 1 june 2027"


def _letter(case: dict[str, Any]) -> dict[str, Any]:
    return dict(case["letters"][0])


@pytest.mark.parametrize("message", [
    "She said yes but she is going on vacation till 25 july", 'assistant said "Dr. Sorensen is out till august 1"',
    "my personal statement is not ready, say it comes by july 15", "i need to know by july 20",
    "she is back on july 9", "my cv will be ready by july 15", "She agreed on may 3", "she replied to me june 5",
])
def test_such_a_day_is_noted_nowhere(message: str) -> None:
    case = case_after([SORENSEN, message])
    letter = _letter(case)
    assert "deadline" not in case and "asked_on" not in letter
    assert (letter["experience"]["start"], letter["experience"]["end"]) == ("2027-05-04", "2027-06-01")


def test_the_day_of_asking_stays_beside_that_of_the_answer() -> None:
    assert _letter(case_after([SORENSEN, "i asked her 2 june, she reply 5 june"]))["asked_on"] == "2027-06-02"


@pytest.mark.parametrize(("message", "day"), [
    ("i need the letter by september 15, 2027", "2027-09-15"), ("my deadline is 15 september 2027", "2027-09-15"),
])
def test_a_deadline_stays_one(message: str, day: str) -> None:
    assert case_after([SORENSEN, message])["deadline"] == day


def test_a_past_month_of_a_stay_is_no_season() -> None:
    today = date(2027, 6, 28)
    assert "application_year" not in case_after(["Internal medicine. Dr Lee, 4 weeks hands on, sept 2026"], today)
    assert case_after(["Egypt, IM, sept 2027"], today)["application_year"] == 2027
