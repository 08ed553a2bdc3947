"""Ends of a stay that are told without their day: the day is asked, and none is made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

TODAY = date(2027, 6, 28)  # a Monday
WRITER = "Dr. Reyes, internist in Miami, hands-on"
START, END = (f"letters[reyes].experience.{name}" for name in ("start", "end"))


def hear(told: str) -> CaseUpdate:
    """What is told of the one writer."""
    return understand_case(f"{WRITER}, {told}", {}, today=TODAY)


@pytest.mark.parametrize(("told", "words"), [
    ("four weeks in march", "march"), ("2 wk in may, havent asked", "may"), ("externship 4 weeks in august", "august"),
    ("4 weeks in march april", "march"), ("in february 4 weeks", "february"), ("6 weeks during january", "january"),
    ("4 weeks last october", "last october"), ("3 wks june", "june"), ("8 weeks since april", "april"),
])  # fmt: skip
def test_a_month_alone_is_asked(told: str, words: str) -> None:
    update = hear(told)
    assert [(q.text_key, q.about) for q in update.questions if q.field == START] == [("which_day", words)]
    assert "start" not in update.case["letters"][0]["experience"]


@pytest.mark.parametrize(("told", "words"), [
    ("in IM, 4 weeks, he taught me a lot on the ward, ended in may", "may"), ("finished last November", "last November"),
    ("from february until end of July", "July"),
])  # fmt: skip
def test_the_month_in_which_it_was_over_is_asked(told: str, words: str) -> None:
    update = hear(told)
    assert [(q.text_key, q.about) for q in update.questions if q.field == END] == [("which_day", words)]


@pytest.mark.parametrize("told", ["I finished school in may", "he will answer until june", "ended 3 May 2027"])
def test_what_else_was_over_is_not(told: str) -> None:
    assert "which_day" not in [question.text_key for question in hear(told).questions]


@pytest.mark.parametrize("told", [
    "4 weeks, agreed in may", "4 weeks, I asked in june", "4 weeks. I apply in september", "4 weeks, may write for me",
    "4 weeks in march, uploaded", "8 weeks", "4 weeks. I graduated in may",
])  # fmt: skip
def test_another_month_is_not(told: str) -> None:
    assert START not in [question.field for question in hear(told).questions]


def test_a_first_day_that_was_told() -> None:
    assert hear("4 weeks from 3 May 2027").case["letters"][0]["experience"]["start"] == "2027-05-03"


@pytest.mark.parametrize("told", ["4 weeks until friday", "4 weeks, ends this friday", "4 weeks till friday, not asked"])
def test_the_friday_ahead(told: str) -> None:
    assert hear(told).case["letters"][0]["experience"]["end"] == "2027-07-02"


def test_which_friday_is_next() -> None:
    update = hear("4 weeks until next friday")
    assert [q.choices for q in update.questions if q.field == END] == [("2027-07-02", "2027-07-09")]
    assert "end" not in update.case["letters"][0]["experience"]


@pytest.mark.parametrize("told", ["4 weeks, he answers on friday", "4 weeks, I ask him next friday", "clinic every friday until noon"])
def test_fridays_of_something_else(told: str) -> None:
    assert "end" not in hear(told).case["letters"][0]["experience"]
