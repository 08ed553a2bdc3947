"""Several texts in one message: two are written at once, the others are announced and wait until they are called for."""

from __future__ import annotations

import pytest

from assistant import Advisor, Reply
from evals.drafting_talk import written
from tests.agent.talks import talk

TWO = "I need a second reminder for Dr. Oyelaran and a thank you for Dr. Schmidt, I'm Farid. deadline is July 12"
FOUR = (
    "please write a request to Dr. Park, a request to Dr. Wilson, a thank-you to Dr. Moss and a reminder to Dr. Reed. "
    "IM 2027, I'm Lena"
)
BOTH = "Dr. Park, internist in Houston, 4 weeks hands-on in May. Dr. Sen, psychiatrist in Ohio, 4 weeks hands-on. I apply IM"
AGREED = "Dr. Park, internist in Houston, agreed and Dr. Sen, internist in Ohio, agreed too. I apply IM"


def made(reply: Reply) -> list[tuple[str, str]]:
    """Kind and letter of the texts of a reply."""
    return [(str(t.args["kind"]), str(t.args["letter"])) for t in reply.tools if t.name == "draft_email"]


def test_two_are_written_and_the_others_are_announced(advisor: Advisor) -> None:
    [two] = talk(advisor, TWO)
    assert made(two) == [("follow-up", "oyelaran"), ("thank-you", "schmidt")]
    assert two.tools[1].args["stage"] == 2 and "Still to come" not in two.answer
    assert two.answer.index("Dear Dr. Oyelaran") < two.answer.index("And here is a thank-you for Dr. Schmidt")
    [four] = talk(advisor, FOUR)
    assert made(four) == [("request", "park"), ("request", "wilson")]
    assert "Still to come: a thank-you for Dr. Moss; then a reminder for Dr. Reed" in four.answer


@pytest.mark.parametrize(("told", "wish", "kind"), [
    (BOTH, "Write email for both please", "request"), (BOTH, "can you make both request mails, one for each", "request"),
    (BOTH, "please prepare the request emails to both of them", "request"), (AGREED, "thank them both now", "thank-you"),
    (AGREED, "thank you notes for park and sen please", "thank-you"), (AGREED, "write to both what is needed", "packet"),
])  # fmt: skip
def test_the_same_for_two_writers_comes_for_each(advisor: Advisor, told: str, wish: str, kind: str) -> None:
    _, reply = talk(advisor, told, wish)
    assert made(reply) == [(kind, "park"), (kind, "sen")]


@pytest.mark.parametrize(("change", "letters"), [
    ("shorter", ["park", "sen"]), ("the one for dr sen shorter", ["sen"]), ("mention to dr park that I led the clinic", ["park"]),
])  # fmt: skip
def test_a_style_is_of_both_and_what_is_named_of_one(advisor: Advisor, change: str, letters: list[str]) -> None:
    *_, reply = talk(advisor, BOTH, "Write email for both please", change)
    assert [letter for _, letter in made(reply)] == letters


def test_one_of_two_is_meant_by_its_kind(advisor: Advisor) -> None:
    *_, reply = talk(advisor, TWO, "the thank you more formal")
    assert made(reply) == [("thank-you", "schmidt")] and "Dear Dr. Schmidt:" in written(reply)[1]


@pytest.mark.parametrize(("wish", "kind"), [
    ("next one", "thank-you"), ("great, now the next please", "thank-you"), ("and the last", "follow-up"),
    ("now the thank you", "thank-you"), ("continue", "thank-you"), ("good, the thank you for Dr. Moss now", "thank-you"),
    ("and the reminder", "follow-up"), ("ok the other one for Dr. Moss", "thank-you"),
])  # fmt: skip
def test_what_waits_is_called_for_by_its_turn_or_its_name(advisor: Advisor, wish: str, kind: str) -> None:
    *_, reply = talk(advisor, FOUR, wish)
    assert [name for name, _ in made(reply)] == [kind] and "Still to come" in reply.answer


def test_it_waits_while_another_is_revised_and_ends(advisor: Advisor) -> None:
    _, shorter, following, last, none = talk(advisor, FOUR, "shorter", "next one", "next one", "next one")
    assert made(shorter) == [("request", "park"), ("request", "wilson")] and "Still to come" not in shorter.answer
    assert made(following) == [("thank-you", "moss")] and "Still to come" in following.answer
    assert made(last) == [("follow-up", "reed")] and "Still to come" not in last.answer
    assert made(none) == [("follow-up", "reed")] and "No other text waits" in none.answer


def test_two_forms_in_one_message_are_both_made(advisor: Advisor) -> None:
    *_, reply = talk(advisor, TWO, "the reminder shorter please and the thank you more formal")
    assert made(reply) == [("follow-up", "oyelaran"), ("thank-you", "schmidt")]
    assert "Shorter." in reply.answer and "Dear Dr. Schmidt:" in reply.answer


@pytest.mark.parametrize("message", [
    "should I send a reminder to Dr. Park or a thank you to Dr. Moss?",
    "reminder to Dr. Park please, and mention that I thank him for the autopsy teaching",
    "write a request to Dr. Park. he said thanks to me and to Dr. Moss",
])  # fmt: skip
def test_one_text_or_a_question_makes_none_wait(advisor: Advisor, message: str) -> None:
    [reply] = talk(advisor, message)
    assert "Still to come" not in reply.answer and len(made(reply)) <= 1


def test_what_is_mentioned_goes_into_the_text_before_it(advisor: Advisor) -> None:
    [reply] = talk(
        advisor, "a reminder to Dr. Park, mention that he let me lead the clinic, and a thank you to Dr. Moss"
    )
    first, second = reply.answer.split("And here is")
    assert "you let me lead the clinic" in first and "clinic" not in second


def test_next_one_with_nothing_waiting_is_nobodys_name(advisor: Advisor) -> None:
    *_, reply = talk(advisor, "write a reminder for Dr. Reed", "next one")
    assert "name" not in reply.profile
