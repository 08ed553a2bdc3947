"""News of a writer: what it tells of the letter, and which text it calls for."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import noted, talk, text_of

AGREED = "I'm Ana Ruiz, IM 2027. Dr. Green, internist in Dallas, 4 weeks hands-on in May 2027, agreed to write"
ASKED = "I'm Ana Ruiz, IM 2027. I asked Dr. Green, internist in Dallas, 4 weeks hands-on in May 2027"


@pytest.mark.parametrize("news", [
    "green answer: 'So sorry!! Doing it this weekend'", "he wrote: sorry for the delay, doing it this weekend",
    "he replied that he will upload it next week", "he answered: on it, will send it tomorrow",
])  # fmt: skip
def test_a_promise_is_no_refusal_and_an_answer_is_thanks(advisor: Advisor, news: str) -> None:
    *_, told, reply = talk(advisor, AGREED, "write the reminder", news, "reply to that")
    assert "nothing has to be written now" in told.answer and not noted(told)
    assert "Thank you for agreeing" in text_of(reply)


@pytest.mark.parametrize("news", [
    "he is on vacation until july 12. what now", "he is away till 12 july", "his autoreply: on leave, back on july 12",
])  # fmt: skip
def test_a_day_of_absence_is_no_deadline(advisor: Advisor, news: str) -> None:
    *_, reply = talk(advisor, AGREED, "write the reminder", news)
    assert "Then wait" in reply.answer and not noted(reply) and "July 12" not in reply.answer


def test_the_day_of_a_promise_stays_out_of_other_texts(advisor: Advisor) -> None:
    told = f"{ASKED}. Also Dr. Nadia Rahimi, 4 weeks hands on"
    *_, reply = talk(advisor, told, "script for green", "write the email that confirms our talk. he said he will do it by august 20")
    assert "deadline" not in noted(reply) and "Thank you for agreeing" in text_of(reply)


@pytest.mark.parametrize("wish", ["the deadline is august 20", "i want it by august 20", "say i need it by august 20"])
def test_a_day_that_is_wished_for_is_the_deadline(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, "write the reminder", wish)
    assert "August 20, 2027" in text_of(reply)


def test_one_who_wants_time_is_asked_gently(advisor: Advisor) -> None:
    *_, reply = talk(advisor, f"{ASKED}. He said 'let me think'. That was 3 weeks ago", "What I write to him?")
    assert "If it does not fit into your days, just tell me" in text_of(reply)


@pytest.mark.parametrize("news", [
    "he answered he can't do it after all, sick wife", "he wrote he cannot write it, there was a death in his family",
])  # fmt: skip
def test_an_illness_gets_good_wishes(advisor: Advisor, news: str) -> None:
    *_, reply = talk(advisor, AGREED, news, "answer him please, kind")
    assert "all the best" in text_of(reply) and "knows my work better" not in text_of(reply)


@pytest.mark.parametrize("wish", [
    "he offers only a standard letter. how do i refuse it", "he could do a short lukewarm letter. I want to decline gracefully",
])  # fmt: skip
def test_a_weak_offer_is_turned_down(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, ASKED, wish)
    assert "Thank you for your offer" in text_of(reply) and "no need to write it" in text_of(reply)


def test_a_plain_no_is_taken_kindly(advisor: Advisor) -> None:
    *_, reply = talk(advisor, ASKED, "he said no, answer him")
    assert "Thank you for being honest" in text_of(reply) and "offer" not in text_of(reply)


def test_a_yes_through_a_coordinator_is_the_writers(advisor: Advisor) -> None:
    told = f"{ASKED}. Also Dr Harpal Gill ortho in Amritsar"
    news = "she said yes via coordinator Marisol Vega, thank both of them in one email"
    *_, reply = talk(advisor, told, "remind green", news)
    assert noted(reply) == {"letters[green].status": "agreed"}
    assert "Thank you for agreeing" in text_of(reply) and "Thank you also to Marisol Vega." in text_of(reply)


def test_done_is_uploaded(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "write the reminder", "he did it. now thanks & tell him i scored 248")
    assert noted(reply) == {"letters[green].status": "uploaded"}
    assert "Thank you for writing" in text_of(reply) and "I scored 248" in text_of(reply)


def test_a_reminder_recalls_what_the_writer_said_and_got(advisor: Advisor) -> None:
    told = f"{AGREED}. I emailed him 3 weeks ago, no reply"
    first, firmer = talk(advisor, told, "write the reminder", 'its too soft. he said himself "bug me if i forget"')[1:]
    assert "I wrote to you 3 weeks ago" in text_of(first) and "telling me to remind you" in text_of(firmer)


def test_a_name_with_another_letter_is_put_right(advisor: Advisor) -> None:
    told = "I'm Ana Ruiz, pediatrics 2027. Dr. Rebecca Stoll, pediatrician in Michigan, 6 weeks hands-on, agreed"
    *_, reply = talk(advisor, told, "packet mail to her", "no its Rebekah Stoll with kh, i wrote it wrong")
    assert noted(reply) == {"letters[stoll].writer.name": "Rebekah Stoll"}


def test_an_upload_that_is_wished_for_has_not_come(advisor: Advisor) -> None:
    *_, reply = talk(advisor, ASKED, "request to him", "make him know it must be in english and uploaded by himself not by me")
    assert reply.status == "answered" and "letters[green].status" not in noted(reply)
    assert "I hope that it can be in English and uploaded by you." in text_of(reply)
