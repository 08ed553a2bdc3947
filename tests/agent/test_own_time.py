"""Whether a letter can still come in time, who replaces whom, and questions for which a yes means that it is bad."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk

CASE = (
    "internal medicine 2027. Dr Ann Lund internist in Ohio hands on 6 weeks, agreed. Dr Joe Park internist in Boston "
    "observership 4 weeks, not asked yet. Prof Hany Aziz internist in Cairo hands on 2 years, not asked yet. Dr Vikram "
    "Malhotra internist in Delhi hands on 1 year"
)


def _answer(advisor: Advisor, *messages: str) -> str:
    return talk(advisor, CASE, *messages)[-1].answer


@pytest.mark.parametrize(("message", "first"), [
    ("i got 4 weeks hands on with Dr Raj Singh internist in Brooklyn starting 19 july. would his letter come on time?",
     "Yes, it can come in time: your time with Dr. Raj Singh ends on 2027-08-15"),
    ("4 weeks hands on with Dr Raj Singh internist in Brooklyn from 2 august. can he still make it for september?",
     "Not too late, but tight: your time with Dr. Raj Singh ends on 2027-08-29"),
    ("i do a rotation in august with Dr Raj Singh internist in Miami, 4 wks hands on. too late??",
     "Not too late, but tight: your time with Dr. Raj Singh ends by 2027-08-31 at the latest"),
    ("would a letter from a rotation in august come in time for september", "Not too late, but tight: a rotation in"),
    ("how to get one more US letter now, is late?", "Not too late: 9 weeks are left until 2027-09-01"),
    ("is the letter of aziz useless?", "No, the letter of Prof. Hany Aziz is worth having"),
    ("is the letter of park weak", "Yes, it is rather weak."),
    ("is aziz strong or weak?", "Yes, the letter of Prof. Hany Aziz is worth having"),
    ("no wait lund was 5 weeks. should i ask park or malhotra for the third", "Dr. Vikram Malhotra before Dr. Joe Park, for Internal Medicine"),
    ("oh dr lund is actually only 4 weeks. still fine?", "Yes, the letter of Dr. Ann Lund is of the strongest kinds"),
    ("who could replace lund", "In the place of Dr. Ann Lund, best first: Prof. Hany Aziz"),
])  # fmt: skip
def test_the_first_line_answers_what_is_asked(advisor: Advisor, message: str, first: str) -> None:
    assert _answer(advisor, message).startswith(first)


def test_a_second_question_is_answered_too(advisor: Advisor) -> None:
    answer = _answer(advisor, "which four should i send? and is park enough for IM?")
    assert answer.startswith("**For Internal Medicine, send") and "Usable, yet weak: with Dr. Joe Park" in answer


@pytest.mark.parametrize("message", ["is it too late to remind lund", "is 2015 graduation too late to apply"])
def test_what_asks_of_another_lateness_stays(advisor: Advisor, message: str) -> None:
    assert "in time" not in _answer(advisor, message).split("\n")[0]
