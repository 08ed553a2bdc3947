"""Questions of letters in general, asked before any letter is known; and what lies beyond the guide, which is no topic."""

from __future__ import annotations

import pytest

from assistant import Advisor, Reply
from assistant.agent.builtin.further import NOTHING_TOLD
from assistant.agent.builtin.topics import lies_elsewhere, topic_of


def facts_of(reply: Reply) -> set[str]:
    return {fact for citation in reply.citations for fact in citation.facts}


@pytest.mark.parametrize(
    "question, fact",
    [
        ("i want to see the letter before he uploads it, can i", "OFF-WAIVER"),
        ("can the writer show me the letter", "OFF-WAIVER"),
        ("is it allowed that my doctor sends me a copy of the letter", "OFF-WAIVER"),
        ("does old letter of 2024 still work for 2027 match", "OFF-FRESH"),
        ("can i use the letter from last season", "OFF-IMPORT"),
        ('he said "i can write you a letter" but not strong, is it enough?', "ASK-5"),
        ("can letter explain my gap", "FLAG-3"),
        ("what should letter contain", "WHY-4"),
        ("he said yes but 5 weeks nothing, what now", "TIME-6"),
        ("he ignores my emails 2 months", "TIME-6"),
        ("what if only 2 letters are ready in september", "TIME-2"),
    ],
)
def test_a_general_question_is_answered_from_its_facts(advisor: Advisor, question: str, fact: str) -> None:
    reply = advisor.reply(question, "general", "2027-06-28")
    assert reply.status == "answered" and fact in facts_of(reply)


@pytest.mark.parametrize(
    "message",
    [
        "I waived my right but I want to read the letter anyway, how do I get it?",
        "my attending can send me a copy of the letter on the quiet?",
        "Need a full template for the letter, he signs whatever i bring",
    ],
)
def test_what_must_be_declined_stays_so(advisor: Advisor, message: str) -> None:
    assert advisor.reply(message, "declined", "2027-06-28").status == "refused"


@pytest.mark.parametrize(
    "message",
    [
        "can I get a refund when the agency guaranteed a letter and the doctor says no",
        "can i sue my preceptor for promising a letter then ghosting me",
        "my school does not answer my emails about the mspe",
        "must the letter say Dear Program Director",
        "my letter writer passed away, is the letter still valid",
    ],
)
def test_what_lies_beyond_the_guide_is_no_topic(message: str) -> None:
    assert topic_of(message, NOTHING_TOLD, of_case=True) is None


def test_a_question_of_one_program_or_of_another_matter_is_no_question_of_letters() -> None:
    assert lies_elsewhere("does that program want a chair letter", "program_specific")
    assert lies_elsewhere("my school ignores my e-mails", "residency_other")
    assert not lies_elsewhere("he ignores my e-mails", "residency_other")
