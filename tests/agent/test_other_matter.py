"""Other matters, known by their words: said to be none of ours, whatever the search or a text makes of them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Advisor
from assistant.agent.builtin.other_matter import other_matter

TODAY = date(2027, 6, 1)
ABSTAINED = (
    "polish my personal statement for neurology please, 650 words",
    "what is the phone number of Dr. Elena Moravec in Tampa",
    "recommendation letter for a scholarship in Ankara, who must sign it?",
    "who may sign the affidavit of support",
    "Dr. Bashir billed patients he never saw. should I report him?",
    "how many lors does Henry Ford want for surgery and must the chair write one?",
    "my train is delayed and i will be late to rounds, what should i say to the coordinator",
    "cold email to get an externship in Miami, give me a template",
    "what does Maimonides require: chair letter or no?",
    "is it ok to buy my letter writer flowers when she has submitted",
    "my attending left the clinic, must he put his new title under his name?",
)
OURS = (
    "should i give my personal statement to the writer before he begins",
    "which e-mail address of my attending do I put into eras?",
    "Is a letter of a Mayo Clinic attending worth more?",
    "what should i report in the rotation summary",
    "my phd mentor wants to write, is that usable",
    "I failed step 3, can letters help",
    "say that I need the visa letter later, and remind Dr. Ivo of the deadline",
    "request to Dr. Ott, I had an observership with him in Chicago",
)


@pytest.mark.parametrize("message", ABSTAINED)
def test_another_matter_is_neither_answered_nor_written_nor_refused(advisor: Advisor, message: str) -> None:
    reply = advisor.reply(message, f"other {message}", TODAY)
    assert reply.status == "abstained" and not any(tool.name == "draft_email" for tool in reply.tools)


@pytest.mark.parametrize("message", OURS)
def test_look_alikes_are_of_letters(message: str) -> None:
    assert other_matter(message) == ""


def test_a_doctor_whose_phone_is_asked_for_is_no_writer(advisor: Advisor) -> None:
    reply = advisor.reply("please give me the email of Dr. Ravi Menon in Dallas", "the mail of one", TODAY)
    assert reply.status == "abstained" and not reply.profile.get("letters")


def test_a_text_that_is_there_may_speak_of_other_matters(advisor: Advisor) -> None:
    session = "of a visa"
    advisor.reply("request to Dr. Ott, pediatrics, september 2027, 6 weeks hands on", session, TODAY)
    reply = advisor.reply("mention also that I am on a J-1 visa", session, TODAY)
    assert reply.status == "answered"


@pytest.mark.parametrize("message", ["write an e-mail", "please draft the message", "what about her", "and how about them"])
def test_what_names_nothing_is_asked_back_at_first(advisor: Advisor, message: str) -> None:
    reply = advisor.reply(message, f"nothing {message}", TODAY)
    assert reply.status == "clarify" and reply.tools == ()


def test_an_order_with_a_person_is_written_at_once(advisor: Advisor) -> None:
    reply = advisor.reply("write an e-mail to Dr. Salgado to ask for a letter", "an order", TODAY)
    assert reply.status == "answered" and "Dear Dr. Salgado" in reply.answer
