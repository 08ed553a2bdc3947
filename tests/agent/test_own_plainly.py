"""Short questions on the own letters whose first words are the answer: the deadline, the US ones, to drop one, a plan."""

from __future__ import annotations

import pytest

from assistant import Advisor

STORY = (
    "I apply to Family Medicine 2027, I am from Egypt. My letters: Dr. Nadia Salem, family physician in Cairo, hands-on "
    "1 year, agreed. Dr. Peter Voss, family physician in Denver, hands-on 6 weeks, agreed. Dr. Ann Reid, family "
    "physician in Tulsa, observership 5 weeks, not asked yet."
)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("what is my deadline", "2027-09-01: by then"),
        ("till which date letters must be uploaded", "2027-09-01: by then"),
        ("how many american letters i have", "Family Medicine: 2 US clinical so far"),
        ("how much letters i got from us", "Family Medicine: 2 US clinical so far"),
        ("does Salem count as a us letter", "No: Dr. Nadia Salem works outside the US"),
        ("can Voss be counted as us clinical", "Yes: Dr. Peter Voss works in the US"),
        ("can i skip Salem", "No, keep it"),
        ("should i leave Reid out", "Keep it as the last one only"),
        ("is Salem good", "Yes, the letter"),
        ("can Voss write", "Yes, the letter of Dr. Peter Voss"),
        ("when do i remind Voss", "2027-07-21"),
        ("give me my plan", "Next:"),
    ],
)
def test_the_first_words_are_the_answer(advisor: Advisor, question: str, begins: str) -> None:
    session = f"plainly {question}"
    advisor.reply(STORY, session, "2026-12-01")
    reply = advisor.reply(question, session, "2026-12-01")
    assert reply.status == "answered" and reply.answer.removeprefix("**").startswith(begins)
    assert not any(tool.name == "draft_email" for tool in reply.tools)


def test_of_two_the_one_for_the_wrong_field_is_not_for_sending(advisor: Advisor) -> None:
    session = "plainly wrong field"
    advisor.reply(STORY, session, "2026-12-01")
    advisor.reply("The letter of Voss recommends me for general surgery.", session, "2026-12-01")
    said = advisor.reply("Which is better, Voss or Salem?", session, "2026-12-01").answer
    assert said.startswith("Dr. Nadia Salem: the letter of Dr. Peter Voss is better not used.")
    assert "room for both" not in said


@pytest.mark.parametrize("message", ["write the reminder to Voss when you can", "remind Voss please, write it"])
def test_an_order_for_a_reminder_stays_one(advisor: Advisor, message: str) -> None:
    advisor.reply(STORY, f"plainly {message}", "2026-12-01")
    reply = advisor.reply(message, f"plainly {message}", "2026-12-01")
    assert any(tool.name == "draft_email" for tool in reply.tools)
