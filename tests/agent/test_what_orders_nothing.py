"""A greeting, all the world's opinion and a question what to do order no text; a wish beside them still does."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk

CASE = (
    "I apply internal medicine for 2027. 6 weeks hands-on elective in Chicago with Dr. Anne Keller, internist, in april "
    "2027, she agreed. Prof Ravi Menon, internist in India, hands-on 2 years until 2025, not asked"
)  # fmt: skip


def wrote(advisor: Advisor, *messages: str) -> bool:
    return any(tool.name.startswith("draft") for tool in talk(advisor, *messages)[-1].tools)


@pytest.mark.parametrize("told", [
    "Hello please, I am from Kumasi Ghana, KNUST 2020. Interested in OB/GYN but my friend says apply IM also. My "
    "consultant Dr. Kwabena Osei-Tutu OBGYN has agreed to write, he supervises me daily since 2024",
    "good evening sir, i am interested in psychiatry 2027. Dr. Paul Green, psychiatrist in Ohio, agreed to write for me",
])  # fmt: skip
def test_who_presents_a_case_politely_gets_no_text(advisor: Advisor, told: str) -> None:
    assert not wrote(advisor, told)


@pytest.mark.parametrize("asked", [
    "what would you tell somebody to do about menon",
    "what would you tell her to do about keller, she is nervous",
    "they need hands on clinical? everybody say hands on but i saw no patient",
    "my friend says everyone needs four, true?",
])  # fmt: skip
def test_advice_that_is_asked_for_is_no_order(advisor: Advisor, asked: str) -> None:
    assert not wrote(advisor, CASE, asked)


@pytest.mark.parametrize("wished", [
    "hello please write an email to menon", "good morning, please ask menon for a letter by email",
    "everybody says a packet helps, write the cover note for keller",
])  # fmt: skip
def test_an_order_stays_an_order(advisor: Advisor, wished: str) -> None:
    assert wrote(advisor, CASE, wished)
