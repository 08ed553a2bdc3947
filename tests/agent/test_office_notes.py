"""Notes of their own to the office of a writer: what is asked there stands in them, and nothing is passed on."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import noted, talk, text_of

AGREED = "I'm Farah, IM 2027. Dr. Ellen Brody, internist in Cleveland, agreed to write, 4 weeks hands-on ended last week."
ASKED = "I'm Sana, pediatrics. I worked with Dr. Ruth Klein in Boston, 4 weeks hands-on, she has not answered my request."


@pytest.mark.parametrize(("first", "order", "holds"), [
    (AGREED, "write to her assistant Kelly Marsh to find a time to meet her next week",
     "Could you please tell me when Dr. Brody has a few minutes for me next week?"),
    (AGREED, "now ask the coordinator Ms. Joan Ortiz whether she is on vacation",
     "Dear Ms. Ortiz,\n\nDr. Ellen Brody kindly agreed"),
    (AGREED, "Please write to her admin, Rosa Diaz, that I need 15 minutes on zoom with her, I am in Prague, 6 hours ahead",
     "15 minutes for me by video? I am in Prague, 6 hours ahead."),
    (AGREED, "- write mail to office for zoom time. i am in hanoi, time difference 11 hours", "a time difference of 11 hours"),
    (AGREED, "she said her assistant Michelle Dunn will handle it. write to her with all what she need",
     "Dear Michelle Dunn,\n\nDr. Ellen Brody kindly agreed to write a letter for my Internal Medicine application. I attach"),
    (ASKED, "email the department office to ask how I can reach her",
     "I have not heard back yet. Could you please tell me how I can reach her?"),
    (ASKED, "message for her administrative assistant, Paula Reyes: did Dr. Klein see my mail?",
     "for my Pediatrics application. Did Dr. Klein see my mail?"),
    (AGREED, "one to the residency office to find out when she is back", "Could you please tell me when she is back?"),
    (AGREED, "mail for the secretary, Ms. Long, she asked for my CV and the ERAS form", "Dear Ms. Long,"),
    (ASKED, "write to the clerkship coordinator mrs Donna Pruitt to ask if dr klein is away",
     "Dear Mrs. Pruitt,"),
    (ASKED, "the coordinator handles the SLOE, her name is Tanya Brooks. write to her asking how it works for IMGs",
     "Could you please tell me how the SLOE works for IMGs?"),
])  # fmt: skip
def test_what_is_asked_of_an_office_stands_in_a_note_of_its_own(
    advisor: Advisor, first: str, order: str, holds: str
) -> None:
    *_, reply = talk(advisor, first, order)
    assert holds in text_of(reply) and "pass this note on" not in text_of(reply)
    assert len(reply.profile["letters"]) == 1 and not noted(reply)


def test_it_is_told_more_and_a_name_alone_spells_one_of_hers(advisor: Advisor) -> None:
    *_, named, told = talk(
        advisor, AGREED, "she said her assistant Michelle Dunn will handle it. write to her with all what she need",
        "Sorry the assistant's name is Michele with one l", "pls tell her also the ERAS form comes tomorrow",
    )  # fmt: skip
    assert "Dear Michele Dunn," in text_of(named) and "The ERAS form comes tomorrow." in text_of(told)


def test_the_reminder_after_it_goes_to_the_writer(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "write mail to the office for a zoom time", "now the reminder to her")
    assert "Dear Dr. Brody," in text_of(reply) and "pass this note on" not in text_of(reply)


@pytest.mark.parametrize("order", [
    "write the reminder, it goes through her secretary Ms. Amy Ross",
    "her secretary Ms. Amy Ross opens all mails, write the reminder for her to print",
    "email to her secretary Ms. Amy Ross for the letter",
])  # fmt: skip
def test_a_note_that_is_passed_on_still_is(advisor: Advisor, order: str) -> None:
    *_, reply = talk(advisor, AGREED, order)
    assert "pass this note on to Dr. Ellen Brody" in text_of(reply)


def test_a_coordinator_who_writes_stays_a_writer(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "my research coordinator Dr. Jane Lee also agreed to write a letter")
    assert len(reply.profile["letters"]) == 2
