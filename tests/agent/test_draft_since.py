"""What happened since a text: silence, a late writer who does it now; how one can be reached; whom a title is of."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import noted, talk, text_of, written

TOLD = (
    "I am Leila, neurology 2027. Dr. Paul Grant, neurologist in Denver, 4 weeks hands-on. "
    "Dr. Mary Kane, neurologist in Boise, 4 weeks hands-on"
)


@pytest.mark.parametrize("silence", [
    "no reply for 10 days, what now? draft it", "grant no answers since 12 days, what i write to him now",
    "he never answered. please write something",
])  # fmt: skip
def test_silence_after_a_request_calls_for_a_reminder(advisor: Advisor, silence: str) -> None:
    *_, turn = talk(advisor, TOLD, "write Grant the request please", silence)
    assert written(turn)[0] == "follow-up" and noted(turn)["letters[grant].status"] == "asked"
    assert "send a request first" not in turn.answer


@pytest.mark.parametrize(("news", "holds"), [
    ("grant wrote back: sorry he was on vacation and will do it this week. what do i answer him", "what you propose suits me"),
    ("grant says he was ill and apologizes, he will upload by friday. answer?", "feel better soon"),
    ("grant replied he will do it next week, he was swamped. help me to reply", "do not worry about the delay"),
])  # fmt: skip
def test_a_late_writer_who_does_it_now_is_thanked(advisor: Advisor, news: str, holds: str) -> None:
    *_, turn = talk(advisor, TOLD, "grant agreed", news)
    assert holds in text_of(turn) and "I attach" not in text_of(turn) and turn.status == "answered"


@pytest.mark.parametrize(("wish", "holds"), [
    ("tell him I'm on WhatsApp under +98 912 555 0101", "You can reach me on WhatsApp at +98 912 555 0101."),
    ("add my telegram 912 555 0101", "You can reach me on Telegram at 912 555 0101."),
])  # fmt: skip
def test_a_number_is_put_in_and_no_chat_message_made(advisor: Advisor, wish: str, holds: str) -> None:
    *_, turn, chat = talk(advisor, TOLD, "write Grant the request please", wish, "make it a whatsapp message")
    assert holds in text_of(turn) and "no chat messages" in chat.answer


def test_a_title_is_of_the_writer_who_is_named(advisor: Advisor) -> None:
    *_, turn = talk(advisor, TOLD, "write Grant the request please", "the mail for kane: she is Prof. not Dr.")
    assert "Dear Prof. Kane" in text_of(turn) and "letters[grant].writer.title" not in noted(turn)


@pytest.mark.parametrize("asked", ["which one i write first? and write it", "whom do I ask first? draft the request please"])
def test_the_text_for_whom_comes_first(advisor: Advisor, asked: str) -> None:
    told = TOLD.replace("Dr. Paul Grant, neurologist in Denver", "Dr. Paul Grant, cardiologist in Cairo")
    *_, turn = talk(advisor, told, asked)
    assert written(turn)[0] == "request" and "Dear Dr. Kane" in text_of(turn) and "comes first" in turn.answer


def test_a_question_about_the_order_writes_nothing(advisor: Advisor) -> None:
    *_, turn = talk(advisor, TOLD, "which one is best?")
    assert written(turn)[0] == ""


@pytest.mark.parametrize("wish", [
    "i don't want him to feel obliged, can you put that in", "say he should feel free to say no",
    "tell him he does not have to feel pressured",
])  # fmt: skip
def test_nobody_is_to_feel_obliged(advisor: Advisor, wish: str) -> None:
    *_, turn = talk(advisor, TOLD, "write Grant the request please", wish)
    assert "or if it does not fit into your days, please just tell me" in text_of(turn) and "In." not in text_of(turn)
