"""Several texts in one message: the first is written, the others are announced and wait until they are called for."""

from __future__ import annotations

import pytest

from assistant import Advisor, Reply
from evals.drafting_talk import written
from tests.agent.talks import talk

TWO = "I need a second reminder for Dr. Oyelaran and a thank you for Dr. Schmidt, I'm Farid. deadline is July 12"
THREE = "please write a request to Dr. Park, a reminder to Dr. Wilson and a thank-you to Dr. Moss. IM 2027, I'm Lena"


def made(reply: Reply) -> tuple[str, str]:
    """Kind and letter of the text of a reply."""
    last = reply.tools[-1].args if reply.tools else {}
    return str(last.get("kind", "")), str(last.get("letter", ""))


def test_the_first_is_written_and_the_others_are_announced(advisor: Advisor) -> None:
    [two] = talk(advisor, TWO)
    assert made(two) == ("follow-up", "oyelaran") and two.tools[-1].args["stage"] == 2
    assert 'Still to come: a thank-you for Dr. Schmidt. Say "next one"' in two.answer
    [three] = talk(advisor, THREE)
    assert made(three) == ("request", "park")
    assert "a reminder for Dr. Wilson; then a thank-you for Dr. Moss" in three.answer


@pytest.mark.parametrize(("wish", "kind"), [
    ("next one", "follow-up"), ("great, now the next please", "follow-up"), ("and the last", "thank-you"),
    ("the second one", "follow-up"), ("now the thank you", "thank-you"), ("continue", "follow-up"),
    ("good, the thank you for Dr. Moss now", "thank-you"), ("and the reminder", "follow-up"),
    ("ok the other one for Dr. Moss", "thank-you"),
])  # fmt: skip
def test_what_waits_is_called_for_by_its_turn_or_its_name(advisor: Advisor, wish: str, kind: str) -> None:
    *_, reply = talk(advisor, THREE, wish)
    assert made(reply)[0] == kind and "Still to come" in reply.answer


def test_it_waits_while_another_is_revised_and_ends(advisor: Advisor) -> None:
    _, shorter, following, none = talk(advisor, TWO, "shorter", "next one", "next one")
    assert made(shorter) == ("follow-up", "oyelaran") and "Still to come" not in shorter.answer
    assert made(following) == ("thank-you", "schmidt") and "Still to come" not in following.answer
    assert made(none) == ("thank-you", "schmidt") and "No other text waits" in none.answer


def test_two_forms_in_one_message_are_both_made(advisor: Advisor) -> None:
    *_, first, second = talk(
        advisor, TWO, "next one", "the reminder shorter please and the thank you more formal", "next one"
    )
    assert made(first) == ("follow-up", "oyelaran") and "Shorter." in first.answer
    assert "Dear Dr. Schmidt:" in written(second)[1]


@pytest.mark.parametrize("message", [
    "should I send a reminder to Dr. Park or a thank you to Dr. Moss?",
    "reminder to Dr. Park please, and mention that I thank him for the autopsy teaching",
    "write a request to Dr. Park. he said thanks to me and to Dr. Moss",
])  # fmt: skip
def test_one_text_or_a_question_makes_none_wait(advisor: Advisor, message: str) -> None:
    [reply] = talk(advisor, message)
    assert "Still to come" not in reply.answer


def test_what_is_mentioned_goes_into_the_text_before_it(advisor: Advisor) -> None:
    first, second = talk(
        advisor, "a reminder to Dr. Park, mention that he let me lead the clinic, and a thank you to Dr. Moss", "next one"
    )
    assert "you let me lead the clinic" in written(first)[1] and "clinic" not in written(second)[1]


def test_next_one_with_nothing_waiting_is_nobodys_name(advisor: Advisor) -> None:
    *_, reply = talk(advisor, "write a reminder for Dr. Reed", "next one")
    assert "name" not in reply.profile
