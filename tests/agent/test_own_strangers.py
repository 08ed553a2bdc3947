"""Who does not know the applicant is advised to nobody, whatever the title; nobody who said no is pressed again."""

import pytest

from assistant.advisor import Advisor

TODAY = "2027-06-28"
CHIEF = (
    "pediatrics 2027, from Nigeria. Dr. Ngozi Eze, pediatrician in Enugu, hands on 13 weeks. Dr Bello Abdullahi, chief "
    "medical director in Abuja, he doesnt really know me but his title is big"
)
REFUSED = (
    "internal medicine 2027. Dr. James O'Donnell IM boston 4 weeks hands-on, agreed. Dr. Linda Park IM boston 4 weeks "
    "said no, she is too busy"
)


def _last(advisor: Advisor, *texts: str) -> str:
    return [advisor.reply(text, f"strangers {texts[-1]}", TODAY).answer for text in texts][-1]


@pytest.mark.parametrize("asked", [
    "should i ask the CMD because of his title or leave him", "should i ask dr abdullahi", "do i ask him or not",
    "is abdullahi a good choice because his title is big", "should i take abdullahi or leave him",
])  # fmt: skip
def test_a_title_does_not_make_up_for_a_stranger(advisor: Advisor, asked: str) -> None:
    answer = _last(advisor, CHIEF, asked)
    assert "Rather not: Dr. Bello Abdullahi is someone who does not know your work" in answer and "hands-on work, an" not in answer


@pytest.mark.parametrize(("asked", "expected"), [
    ("rank my writers please", "2. Dr. Bello Abdullahi: someone who does not know your work"),
    ("is abdullahi's letter worth it? he is famous here", "No, a name alone does not help: Dr. Bello Abdullahi does not"),
    ("which letters should i send", "Only if nobody else can write:\n\n- Dr. Bello Abdullahi"),
    ("is the letter of dr eze good", "Yes, the letter of Dr. Ngozi Eze is worth having"),
])  # fmt: skip
def test_the_stranger_stands_last(advisor: Advisor, asked: str, expected: str) -> None:
    assert expected in _last(advisor, CHIEF, asked)


@pytest.mark.parametrize("asked", [
    "can i try to convince dr park again? she is big name", "what if i go to dr park's office and beg her",
    "is it ok to push dr park a little after her no", "dr park said no but can i persuade her, good idea?",
])  # fmt: skip
def test_a_writer_who_said_no_is_not_pressed(advisor: Advisor, asked: str) -> None:
    answer = _last(advisor, REFUSED, asked)
    assert answer.startswith("No: thank ") and "What was it with Dr. Linda Park" not in answer


def test_a_declined_letter_that_is_weighed_does_not_count(advisor: Advisor) -> None:
    answer = _last(advisor, REFUSED, "does the letter of dr park count")
    assert "does not count: it was declined" in answer and "What was it with Dr. Linda Park" not in answer
