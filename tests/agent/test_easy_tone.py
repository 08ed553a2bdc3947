"""An easy tone where it is wished for, few sentences where few are, and no blank that nothing asks for."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk, text_of

ASKING = "I am Omar, neurology. Dr. Sam Weir in Ohio, 4 weeks hands-on finished last week, not asked yet."
AGREED = "I am Omar, neurology. Dr. Sam Weir in Ohio, 4 weeks hands-on, he agreed."


@pytest.mark.parametrize("wish", [
    "make it casual, he is a very relaxed guy", "too formal, please make it less stiff", "more friendly please",
    "less formal pls, he is like a big brother to me",
])  # fmt: skip
def test_an_easy_tone_is_written(advisor: Advisor, wish: str) -> None:
    *_, eased, back = talk(advisor, ASKING, "write the request", wish, "more formal please")
    assert "Hi Dr. Weir," in text_of(eased) and "strong letter" in text_of(eased)
    assert "Dear Dr. Weir:" in text_of(back) and "I'm" not in text_of(back)


def test_an_easy_tone_is_heard_with_the_order(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "send him the packet mail, friendly, he is like a brother to me")
    assert "Hi Dr. Weir," in text_of(reply) and "- My CV" in text_of(reply)


@pytest.mark.parametrize("wish", ["make it warmer", "write a friendly reminder", "not casual please"])
def test_what_asks_for_no_easy_tone_gets_none(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, "write the packet mail", wish)
    assert "Hi Dr. Weir," not in text_of(reply)


@pytest.mark.parametrize("wish", ["shorten it, text message only", "now as a whatsapp message", "sms please"])
def test_a_message_has_no_list_and_no_subject(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, "write the packet mail", wish)
    shown = reply.answer.partition("```text\n")[2].partition("```")[0]
    assert "Subject:" not in shown and "\n- " not in shown and "personal statement" in shown and "has stayed" not in shown


@pytest.mark.parametrize("wish", [
    "script what to say to him, I get nervous, three sentences max",
    "what to say in person? I stammer a bit when nervous, make it only two or three sentences",
])  # fmt: skip
def test_few_sentences_to_say_are_few(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, ASKING, wish)
    shown = reply.answer.partition("```text\n")[2].partition("```")[0]
    assert shown.count("\n- ") == 3 and "strong letter" in shown and "____" not in shown and "You asked for" not in reply.answer


def test_thanks_hold_no_blank_and_a_reminder_the_day_of_the_request(advisor: Advisor) -> None:
    *_, thanks = talk(advisor, AGREED, "write a thank you mail")
    assert "____" not in text_of(thanks)
    asked = "I'm Ali, IM. Dr. Joe Fine, 4 weeks hands-on in Houston, asked on june 10, no answer"
    *_, reminder = talk(advisor, asked, "write a reminder")
    assert "I asked you for a letter for my Internal Medicine application on June 10, 2027." in text_of(reminder)
