"""One answer counts letters in one way: what is open is open, and what nobody has promised is possible, not usable."""

import pytest

from assistant.advisor import Advisor

TODAY = "2027-06-28"
AGREED = "pathology 2027, from China. Dr Goldberg pathologist Pittsburgh hands on 8 weeks, agreed."


@pytest.mark.parametrize(("told", "head", "point"), [
    (AGREED, "1 usable, ", "you have 1 usable letter. Most"),
    (AGREED + " Dr Hill pathologist Ohio hands on 4 weeks, agreed. Dr Cole pathologist Texas hands on 6 weeks, agreed",
     "3 usable, ", "you have 3 usable letters, which most programs accept; aim for 4."),
    (AGREED.replace("agreed", "not asked yet"), "1 possible (not promised yet), ",
     "you have 1 possible letter (not promised yet). Most"),
    (AGREED + " Dr Hill pathologist Ohio hands on 4 weeks, not asked", "2 possible (1 promised), ",
     "you have 2 possible letters (1 promised). Most"),
    (AGREED + " Prof Zhang, pathology in China, agreed", "1 usable, 1 US clinical, 1 in the specialty; 1 more",
     "you have 1 usable letter; 1 more is still open, as too little is known. Most"),
    ("pathology 2027, from China. Prof Zhang, pathology in China, agreed", "none placed yet, ",
     "you have no letter that can be placed yet; 1 is still open"),
    (AGREED + " Dr Wu surgeon in China hands on 12 weeks, agreed", "1 usable, ", "you have 1 usable letter. Most"),
])  # fmt: skip
def test_the_points_count_as_the_headline_does(advisor: Advisor, told: str, head: str, point: str) -> None:
    answer = advisor.reply(told, f"tally {told}", TODAY).answer
    assert f"** {head}" in answer and f"Pathology: {point}" in answer


def test_a_promise_alone_does_not_bring_the_count_again(advisor: Advisor) -> None:
    told = AGREED.replace("agreed", "not asked yet")
    answers = [advisor.reply(text, "tally once", TODAY).answer for text in (told, "Dr Goldberg agreed")]
    assert "Pathology: " in answers[0] and "Pathology: " not in answers[1]
