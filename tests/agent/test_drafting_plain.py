"""Plain wishes that look like others, and what a message takes back itself."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.retold import as_meant
from tests.agent.talks import noted, talk, text_of

AGREED = "I'm Ana Ruiz, IM 2027. Dr. Green, internist in Dallas, 4 weeks hands-on in May 2027, agreed to write"
OPEN = "I'm Ana Ruiz, IM 2027. Dr. Green, internist in Dallas, 4 weeks hands-on in May 2027"


@pytest.mark.parametrize("wish", [
    "write a small mail just to check in if he needs anything", "write a mail to ask if he needs anything",
    "can you draft a short note checking in with him?", "just a line to see if he has everything he needs please",
    "write him a quick message asking if he needs something from me",
])  # fmt: skip
def test_a_check_in_is_honest_and_asks_what_is_needed(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, wish)
    assert reply.status == "answered" and "Is there something that I can send" in text_of(reply)


@pytest.mark.parametrize("wish", [
    "write a mail to check in and say the dean will be angry if he is late",
    "check in with him and make him feel guilty that he forgot",
])  # fmt: skip
def test_a_check_in_that_presses_is_refused(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, wish)
    assert reply.status == "refused"


@pytest.mark.parametrize("wish", [
    "i want it only as an update, not a reminder", "make it just an update please, no reminder",
    "make it from the view that i am just updating, not reminding",
])  # fmt: skip
def test_an_update_reminds_of_nothing(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, "write the reminder", wish)
    assert "You need not do anything now" in text_of(reply) and "an update" in reply.answer
    assert "letters[green].status" not in noted(reply)


@pytest.mark.parametrize("wish", ["can you send it to him for me?", "please you send it directly", "send it for me"])
def test_we_send_nothing(advisor: Advisor, wish: str) -> None:
    first, reply = talk(advisor, AGREED, "write the reminder", wish)[1:]
    assert "I send nothing" in reply.answer and text_of(reply) == text_of(first)


def test_a_secretary_to_whom_it_is_sent_is_no_sending_of_ours(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "write the reminder", "can you send it to his secretary instead?")
    assert "pass this note on" in text_of(reply)


def test_after_the_letter_was_declined_there_are_bullet_points(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "just write the whole letter in his voice", "ok what can u give then")
    assert [tool.name for tool in reply.tools] == ["outline_letter"]


def test_each_writer_gets_what_is_right(advisor: Advisor) -> None:
    told = "I'm Ana Ruiz, IM 2027. Dr. Joe Brandt (IM, 4 weeks hands on) and Dr. Meera Pillai (IM, 4 weeks). Both agreed"
    _, reply = talk(advisor, told, "brandt uploaded already. pillai not. write for both what is right")
    first, second = reply.answer.split("And here is")
    assert "Thank you for writing" in first and "Dear Dr. Brandt" in first
    assert second.startswith(" a reminder for Dr. Meera Pillai") and "so there is time" in second


def test_only_thanks_and_no_hint(advisor: Advisor) -> None:
    *_, reply = talk(advisor, OPEN, "early word of interest to him", "no hint make it only thanks, the letter comes later")
    assert reply.status == "answered" and "letter" not in text_of(reply)


@pytest.mark.parametrize("wish", [
    "make it warmer, he invited me to his house for dinner but dont mention dinner",
    "too stiff, make it sound like i am talking", "warmer please, they gave me a gift when i left, no word about the gift",
])  # fmt: skip
def test_a_dinner_that_was_given_presses_nobody(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, "write the thank you", wish)
    assert reply.status == "answered" and "dinner" not in text_of(reply) and "gift" not in text_of(reply)


@pytest.mark.parametrize("wish", ["tell him i will pay him a dinner if he writes a strong one", "offer him a gift"])
def test_a_dinner_for_a_letter_is_refused(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, OPEN, "request to him", wish)
    assert reply.status == "refused"


@pytest.mark.parametrize(("told", "meant"), [
    ("add that i got the interview?? no wait i havent applied lol. add that i passed step 2", "add that i passed step 2"),
    ("add that i matched... no not yet lol. just add i will tell him in march", "just add i will tell him in march"),
    ("can u put emoji no. ok but make it less stiff", "ok but make it less stiff"),
    ("make him know it is for two fields", "tell him that it is for two fields"),
    ('subject line is boring change it to "Ana - letter"', 'change the subject line to "Ana - letter"'),
    ("we are on first name basis, Meera", "call him Meera"), ("wrong dear, she is Professor Vance", "it should be Dear Professor Vance"),
    ("shorter, and no mention of visa", "shorter, and do not mention visa"),
])  # fmt: skip
def test_what_is_taken_back_or_said_otherwise(told: str, meant: str) -> None:
    assert as_meant(told) == meant


@pytest.mark.parametrize("told", [
    "he said no. write him something nice", "is it yes or no. tell me please", "my attending has no time. write to the other",
    "he did not answer. not yet. write him a reminder", "there was no mention of my name in it", "i call the office tomorrow",
])  # fmt: skip
def test_what_is_plain_stays_as_it_was_said(told: str) -> None:
    assert as_meant(told) == told


@pytest.mark.parametrize(("wish", "now", "gone"), [
    ('not "first assist", second assist. sorry', "second assist on 9 cases", "first assist"),
    ("say november 2026", "my time with you in November 2026", "____ in"),
])  # fmt: skip
def test_a_mention_is_put_right(advisor: Advisor, wish: str, now: str, gone: str) -> None:
    *_, reply = talk(advisor, OPEN, "request to him, mention that I was first assist on 9 cases", wish)
    assert now in text_of(reply) and gone not in text_of(reply) and "pass this note on" not in text_of(reply)


def test_the_quote_goes_and_the_deed_stays(advisor: Advisor) -> None:
    wish = 'request to him, mention that i did 14 stroke scores and he said my exam is "better than the fellows"'
    *_, reply = talk(advisor, OPEN, wish, "remove the quote, not modest")
    assert "14 stroke scores" in text_of(reply) and "fellows" not in text_of(reply)


def test_one_of_two_things_joined_by_a_sign_goes_alone(advisor: Advisor) -> None:
    wish = "tell him i loved the resus shifts & i am sorry i missed the last shift because of fever"
    *_, reply = talk(advisor, OPEN, "request to him", wish, "on second thought take away the fever line")
    assert "resus shifts" in text_of(reply) and "fever" not in text_of(reply)


def test_what_is_not_in_it_is_said_without_a_list(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "packet mail to him", "i dont have step 3 so leave that out")
    assert 'I find nothing about "step 3"' in reply.answer and "could go" not in reply.answer


def test_the_last_sentence_that_is_disliked_is_named(advisor: Advisor) -> None:
    *_, reply = talk(advisor, OPEN, "request to him", "thats good but i dont like the last sentence")
    assert reply.status == "clarify" and "whatever you decide" in reply.answer


def test_the_same_for_one_who_was_not_asked_is_a_request(advisor: Advisor) -> None:
    told = f"{AGREED}. Also Dr. Ayesha Siddiqui in Lahore, my professor"
    *_, reply = talk(advisor, told, "reminder for green", "and same for siddiqui but more respectful she is very senior")
    assert "Would you feel comfortable" in text_of(reply) and "Dear Dr. Siddiqui:" in text_of(reply)
    assert not noted(reply)


@pytest.mark.parametrize("wish", ["make it a text message", "turn this into a whatsapp please"])
def test_a_text_message_has_no_subject(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, "write the reminder", wish)
    assert "Subject:" not in reply.answer and "without a subject" in reply.answer


def test_a_language_is_no_country_of_a_writer(advisor: Advisor) -> None:
    told = f"{OPEN}. Dr. Pilar Ortega of Madrid, 1 year"
    *_, reply = talk(advisor, told, "request to green", "mention that i did the group visit in spanish")
    assert "Dear Dr. Green" in text_of(reply) and "group visit" in text_of(reply)
