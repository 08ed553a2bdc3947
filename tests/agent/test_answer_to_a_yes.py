"""An order to answer a writer writes what the writer's status calls for, and never a refusal that nobody told of."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import talk

LEE = "Dr. Ann Lee, internist in Dallas, hands on 4 weeks. I apply to internal medicine"
AGREED = f"{LEE}. She agreed"
ASKED = f"{LEE}. I asked her in May, no answer"


def status_of(profile: object) -> str:
    """The status of the one letter of a case."""
    assert isinstance(profile, dict)
    return str(profile["letters"][0].get("status"))


@pytest.mark.parametrize(("first", "wish", "kind", "words"), [
    (f"{LEE}. she wrote 'I would be glad to write for you, what do you need from me?'", "answer her", "packet", "agreeing"),
    (AGREED, "answer her mail politely", "packet", "I attach these"),
    (AGREED, "She said she already has a template letter she uses for all students. What do I reply politely", "packet", "examples"),
    (AGREED, "reply to her that i will send everything tomorrow", "thank-you", "I will send everything tomorrow"),
    (AGREED, "how to write her back again", "packet", "Thank you for agreeing"),
    (AGREED, "she apologizes for being late with it. reply that no problem", "packet", "suits me well"),
    (ASKED, "ok she answered today!! she says she will do it but only in august. write answer to her that it is fine", "packet",
     "What you propose suits me well."),
    (ASKED, "she says she can write but only in september. answer that this is ok for me", "packet", "suits me well"),
    (ASKED, "she just replied yes!! answer her", "packet", "Thank you for agreeing"),
])  # fmt: skip
def test_an_answer_to_a_willing_writer(advisor: Advisor, first: str, wish: str, kind: str, words: str) -> None:
    _, reply = talk(advisor, first, wish)
    assert written(reply)[0] == kind and words in reply.answer
    assert status_of(reply.profile) == "agreed"


@pytest.mark.parametrize(("first", "wish", "status"), [
    (AGREED, "she wrote me again: so sorry, I am overcommitted and must step back. answer her", "declined"),
    (ASKED, 'she said today "sorry i dont feel comfortable". i am broken. what do i answer her', "declined"),
    (ASKED, "she says she has no time this year. reply to her kindly", "declined"),
    (ASKED, "she said maybe. what do i write back", "asked"),
])  # fmt: skip
def test_a_no_that_is_told_is_taken_kindly(advisor: Advisor, first: str, wish: str, status: str) -> None:
    _, reply = talk(advisor, first, wish)
    assert written(reply)[0] == "gracious-decline"
    assert status_of(reply.profile) == status


def test_after_the_documents_an_answer_gives_thanks(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "write the packet note", "answer her")
    assert written(reply)[0] == "thank-you"


def test_a_reminder_that_is_ordered_stays_one(advisor: Advisor) -> None:
    _, reply = talk(advisor, AGREED, "answer her with a reminder, the letter is not there yet")
    assert written(reply)[0] == "follow-up"


def test_a_strong_yes_beside_an_order_is_kept(advisor: Advisor) -> None:
    _, reply = talk(advisor, LEE, "Dr Lee said yes, strong. thank her now")
    assert reply.profile["letters"][0]["attitude"] == "supportive"


@pytest.mark.parametrize("wish", [
    "wait she texted 'sorry im leaving the hospital, cant do letters no more'. what do i text back",
    "so i should let it. how can I say her no without to hurt",
])
def test_a_no_of_either_is_answered_as_one(advisor: Advisor, wish: str) -> None:
    assert written(talk(advisor, AGREED, wish)[-1])[0] in {"gracious-decline", "reply"}


def test_not_more_before_a_field_asks_for_no_further_letter(advisor: Advisor) -> None:
    told = (
        "Monday i see Dr. Lee in the corridor before rounds, 30 seconds not more. pediatrics, "
        " im with her since 5 weeks in Cleveland. i want the letter. what words"
    )
    assert written(talk(advisor, told)[-1])[0] == "script"
