"""Other words for some of a text, what the writer said of the work, and a text without the year that nobody told."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk, text_of

TOLD = "I am Farah, IM applicant. Dr. Alan Reyes, internist, 4 weeks hands-on elective in Tampa"
SEEN = "I am Omar, neurology applicant. Dr. Paul Grant, neurologist in Denver, 4 weeks observership"


@pytest.mark.parametrize(("wish", "holds", "gone"), [
    ("not the word rotation, say elective", "during my elective with you", "rotation"),
    ("use clerkship instead of rotation", "during my clerkship with you", "rotation"),
    ("instead of 'rotation' please write sub-internship", "during my sub-internship with you", "rotation"),
    ("can you replace the word rotation with externship", "during my externship with you", "rotation"),
    ('it was an elective, not a rotation', "during my elective with you", "rotation"),
    ('no "teaching", say guidance, and make it warmer', "Thank you for your guidance", "teaching"),
    ("instead of kind regards put Best wishes", "Best wishes,\nFarah", "regards"),
    ("it's not a rotation but an elective", "during my elective with you", "rotation"),
    ('change "whatever you decide" into "in any case"', "Thank you for your time, in any case.", "decide"),
    ("shorter, and say clerkship instead of rotation", "during my clerkship with you", "rotation"),
    ("change residency to training", "applying for training in Internal Medicine", "residency in"),
])  # fmt: skip
def test_other_words_stand_in_the_text_and_stay(advisor: Advisor, wish: str, holds: str, gone: str) -> None:
    *_, changed, shorter = talk(advisor, TOLD, "request for dr reyes", wish, "more formal")
    assert changed.status == "answered" and holds in text_of(changed) and gone not in text_of(changed)
    assert gone not in text_of(shorter) and "instead of" not in text_of(shorter)


@pytest.mark.parametrize(("wish", "status", "answer"), [
    ("say elective instead of observership", "refused", "your case has an observership"),
    ("not the word strong, say good", "answered", 'the word "strong" is what shields you'),
    ('I do not like the word "whatever", use another one', "clarify", 'instead of "whatever"'),
    ('put "hope" instead of "need"', "answered", "no such word"),
    ('i don\'t like "faded", say something else', "answered", "no such word"),
    ("not formal, make it casual", "answered", "Less formal"),
    ("change the deadline to september 10", "answered", "September 10, 2027"),
    ("mention the stroke talk, not the lunch", "answered", "You may recall the stroke talk"),
])  # fmt: skip
def test_what_is_no_change_of_a_word_is_said(advisor: Advisor, wish: str, status: str, answer: str) -> None:
    *_, turn = talk(advisor, SEEN, "request for dr grant", wish)
    assert turn.status == status and answer in turn.answer


@pytest.mark.parametrize(("wish", "holds"), [
    ("please mention he said my notes were the best he read", "you said my notes were the best you read"),
    ("put in that he called me the most hardworking student", "you called me the most hardworking student"),
])  # fmt: skip
def test_what_the_writer_said_of_the_work_may_be_recalled(advisor: Advisor, wish: str, holds: str) -> None:
    *_, turn = talk(advisor, TOLD, "request for dr reyes", wish)
    assert turn.status == "answered" and holds in text_of(turn)


def test_praise_of_oneself_is_left_out_and_the_text_stays_as_it_was(advisor: Advisor) -> None:
    *_, turn = talk(advisor, TOLD, "request for dr reyes", "use elective instead of rotation", "say I was the best student")
    assert turn.status == "refused" and "my elective with you" in text_of(turn) and "best" not in text_of(turn)
