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


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how to nudge a writer gently", "In a few kind lines"),
        ("must i attach resume for the writer", "Yes, once the writer has agreed"),
        ("chair letter needed for general surgery?", "No, none is required"),
        ("its only the first week with him, too early to ask?", "Yes, mostly"),
        ("short letter or detailed letter, what do PDs like", "The guide sets no length"),
        ("which observership is best, 3 weeks at a big center or 7 weeks in a clinic", "For a letter the longer one"),
        ("who is better, a program director who hardly knows me or an attending of 5 weeks", "The attending who saw"),
        ("do recommendations count more than grades", "Often, yes"),
        ("is it bad if all my letters are from Egypt", "It weakens the set"),
        ("is a thank you note to the writer necessary? thank you needed after upload?", "No rule asks for it"),
        ("must all writers come from my field", "Not every one"),
    ],
)
def test_a_general_question_is_answered_at_once(advisor: Advisor, question: str, begins: str) -> None:
    reply = advisor.reply(question, f"at once {question}", "2026-06-01")
    assert reply.status == "answered" and reply.answer.startswith(begins)
    assert not any(tool.name == "draft_email" for tool in reply.tools)


@pytest.mark.parametrize(
    "message",
    [
        "write a polite reminder to my attending",
        "is two weeks before the deadline too early to remind",
        "should my personal statement be long or short",
        "send my CV to the program coordinator?",
        "write a thank you to the writer please",
        "how many writers must be from my specialty",
    ],
)
def test_look_alikes_are_none_of_these(message: str) -> None:
    named = {"How do I remind a writer politely?", "Is a long or a short letter better?",
             "Must I thank the writer after the letter?",
             "Should I send my CV to the writer?", "Must my writer be in my specialty?"}  # fmt: skip
    found = topic_of(message, NOTHING_TOLD)
    assert found is None or (found.question not in named and not found.question.startswith("Is the first or second"))
