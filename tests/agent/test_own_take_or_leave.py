"""Take it or leave it: a weak letter fills only a place that nothing better fills; two weeks' watching stands last."""

import pytest

from assistant.advisor import Advisor
from assistant.agent.builtin.parts import asks

TODAY = "2027-06-28"
WATCHED = (
    "internal medicine 2027, from India. Dr. Alan Whitcomb cardiologist in cleveland, 4 weeks hands on, agreed. Dr Meera "
    "Iyengar, hospitalist in new jersey, i only observed her 3 weeks"
)
FOUR = (
    "applying internal medicine 2027, from Pakistan. Dr. Patel IM texas 4 weeks hands on. Dr. Nguyen FM california 4 weeks hands on externship, "
    "ended last month. Dr. Ayesha Raza IM karachi hands on 78 weeks. Dr. George Kallas nephrology michigan 2 week "
    "observership 2024"
)
PAID = "anesthesiology 2027. Dr. Tanaka anesthesiologist los angeles hands on 4 weeks"


def _last(advisor: Advisor, *texts: str) -> str:
    return [advisor.reply(text, f"take {texts[0][:30]} {texts[-1][:130]}", TODAY).answer for text in texts][-1]


@pytest.mark.parametrize(("told", "asked", "expected"), [
    (WATCHED, "should i take hers or leave it", "Keep it as the last one only"),
    (WATCHED, "iyengar: use it or skip it?", "Keep it as the last one only"),
    (WATCHED, "is dr iyengar worth a slot", "Keep it as the last one only"),
    (FOUR, "is dr kallas worth a place", "You can leave it: Dr. Patel, Dr. Ayesha Raza, Dr. Nguyen"),
    (WATCHED, "is the letter of iyengar good", "Usable, yet weak"),
    (WATCHED, "should i use whitcomb or leave him", "Yes, the letter of Dr. Alan Whitcomb"),
])  # fmt: skip
def test_take_it_or_leave_it_gets_a_word(advisor: Advisor, told: str, asked: str, expected: str) -> None:
    assert _last(advisor, told, asked).startswith(expected)


@pytest.mark.parametrize("asked", ["which four for IM", "rank them best to worst"])
def test_two_weeks_of_watching_stand_behind_hands_on_work(advisor: Advisor, asked: str) -> None:
    answer = _last(advisor, FOUR, asked)
    assert "3. Dr. Nguyen" in answer and "4. Dr. George Kallas" in answer and "invent" not in answer


@pytest.mark.parametrize("asked", [
    "i paid 2500 dollars for an agency rotation with Dr. Venter, they guarantee letter. is guaranteed letter good thing?",
    "the company promises me a recommendation letter if i pay 1800 for the rotation, is it normal or bad",
    "my agency says LOR is guaranteed after the paid externship, can i trust this",
])  # fmt: skip
def test_advice_on_a_guaranteed_letter_is_no_wish_to_buy(advisor: Advisor, asked: str) -> None:
    assert _last(advisor, PAID, asked).startswith("Be careful. A fee for the rotation does not make the letter bought")


@pytest.mark.parametrize("asked", [
    "how much should i pay dr tanaka so he writes a strong letter", "can i buy a guaranteed letter from an agency",
])  # fmt: skip
def test_a_wish_to_buy_stays_one(advisor: Advisor, asked: str) -> None:
    assert advisor.reply(asked, f"buy {asked}", TODAY).status == "refused"


@pytest.mark.parametrize(("text", "asked"), [
    ("Sub-I with Dr. Adeyemi, OBGYN, 4 weeks, who told me the letter will be strong", False),
    ("Dr. Lopez, Miami, whom i worked with for 6 weeks", False),
    ("did internship in 2021 in lagos with Dr. Bankole, surgeon", False),
    ("Dr. Kim or Dr. Lee, who knew me better", True),
    ("Dr. Kim told me yes, who should write the second one", True),
    ("did dr kim say yes", True), ("did my letter arrive", True),
])  # fmt: skip
def test_who_and_did_may_go_on_telling(text: str, asked: bool) -> None:
    assert asks(text) is asked
