"""Orders that a text stood beside: what they undo, what they never undo, and which kind of text they call for."""

from __future__ import annotations

from itertools import product

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

TOLD = (
    "im applying to pathology.", "my name Wei Chen, apply pathology 2027.", "deadline sept 15.",
    "he agreed yesterday.", "i rotated with her 6 weeks, im from Peru.", "IM and neurology, september 2027.",
)  # fmt: skip
ORDERS = ("remove that line", "take out the line about my CV", "remove this", "delete it", "drop the year", "shorter")


@pytest.mark.parametrize(("told", "order"), list(product(TOLD, ORDERS)))
def test_no_fact_beside_an_order_breaks_a_turn(advisor: Advisor, told: str, order: str) -> None:
    _, turn = talk(advisor, "request for prof zhang", f"{told} {order}")
    assert "went wrong inside" not in turn.answer
    assert "zhang" in {letter["id"] for letter in turn.profile["letters"]}


@pytest.mark.parametrize("order", ["i dont have personal statement now, remove this", "remove it", "pls delete this"])
def test_removing_this_beside_a_text_takes_nothing_back_that_was_told(advisor: Advisor, order: str) -> None:
    first, turn = talk(advisor, "packet cover note for dr adams, she agreed. i apply to internal medicine", order)
    assert turn.profile == first.profile and "no longer noted" not in turn.answer


def test_removing_what_was_told_still_works_where_no_text_is_there(advisor: Advisor) -> None:
    _, turn = talk(advisor, "dr adams agreed, she is an internist", "remove her, i was wrong")
    assert not turn.profile.get("letters")


def test_a_writer_who_may_forget_asks_for_no_deletion(advisor: Advisor) -> None:
    _, turn = talk(
        advisor, "i did rotation with dr Keller, she is IM attending",
        "i need email to ask her letter, its 4 months now she may be forget me",
    )  # fmt: skip
    kind, text = written(turn)
    assert kind == "request" and "It has been a while" in text


@pytest.mark.parametrize("order", ["forget me", "please forget everything about me", "delete everything about me"])
def test_an_order_to_forget_asks_for_the_deletion(advisor: Advisor, order: str) -> None:
    (turn,) = talk(advisor, order)
    assert "Shall I delete this whole conversation" in turn.answer


@pytest.mark.parametrize("said", ["no no dont delete!! i want email for dr keller", "ok write email for dr keller"])
def test_a_no_to_the_deletion_with_a_wish_fulfils_it(advisor: Advisor, said: str) -> None:
    _, turn = talk(advisor, "delete everything about me", said)
    assert turn.answer.startswith("Nothing was deleted.") and written(turn)[0] == "request"


@pytest.mark.parametrize("said", ["no", "ok no", "no, wait", "dont delete it"])
def test_a_mere_no_to_the_deletion_keeps_all(advisor: Advisor, said: str) -> None:
    _, turn = talk(advisor, "delete everything about me", said)
    assert "Nothing was deleted; your conversation is as it was." in turn.answer


@pytest.mark.parametrize("order", [
    "write request for dr feldman. deadline sept 15", "email to ask letter from dr keller, maybe she forgot me",
    "request for dr keller, she forgot me maybe",
])  # fmt: skip
def test_who_was_never_asked_is_not_reminded(advisor: Advisor, order: str) -> None:
    (turn,) = talk(advisor, order)
    assert written(turn)[0] == "request"


def test_who_was_asked_is_reminded(advisor: Advisor) -> None:
    (turn,) = talk(advisor, "i asked dr keller for letter last month, no answer. email to remind her")
    assert written(turn)[0] == "follow-up"


def test_the_same_for_one_who_stands_alike_keeps_its_kind(advisor: Advisor) -> None:
    *_, turn = talk(
        advisor, "dr lee agreed. and dr cohen agreed too. thank you for dr lee", "same for dr cohen",
    )  # fmt: skip
    kind, text = written(turn)
    assert kind == "thank-you" and "Dear Dr. Cohen," in text


def test_the_other_doctor_is_the_one_before(advisor: Advisor) -> None:
    *_, turn = talk(advisor, "request for dr keller", "same for dr lee", "no the other doctor")
    assert "Dear Dr. Keller," in written(turn)[1]


def test_bullet_points_get_their_short_note(advisor: Advisor) -> None:
    points, note = talk(
        advisor, 'Dr. Whitman replied "Sure, send me a draft". What should I send to him?',
        "write short email to send this bullets",
    )  # fmt: skip
    assert "Here are bullet points" in points.answer and written(note)[0] == "packet"


@pytest.mark.parametrize(("asked", "holds"), [
    ("dr cohen said yes. what i say him in person to thank", "Thank you for agreeing"),
    ("he said no to me, dr cohen. what i can say in person", "Thank you for being honest"),
])  # fmt: skip
def test_what_is_said_in_person_is_no_mail(advisor: Advisor, asked: str, holds: str) -> None:
    (turn,) = talk(advisor, asked)
    assert holds in turn.answer and "to say in your own way" in turn.answer and "Subject:" not in turn.answer


def test_thanks_for_a_yes_are_written_ahead(advisor: Advisor) -> None:
    _, turn = talk(
        advisor, "dr patel taught me echo, script to ask him face to face",
        "and if he said yes give me thank you email to send after",
    )  # fmt: skip
    assert written(turn)[0] == "thank-you" and "Written ahead" in turn.answer


def test_a_yes_stays_where_the_writer_fell_silent(advisor: Advisor) -> None:
    (turn,) = talk(
        advisor,
        "Dr Lee said yes to write my letter in april but he dont answer since. i need reminder please, deadline is sept 1",
    )
    assert noted(turn)["letters[lee].status"] == "agreed"
    assert "Thank you again for agreeing" in written(turn)[1]


@pytest.mark.parametrize(("told", "holds"), [
    ("application year 2027", "in ____ in 2027"),
    ("applying to psychiatry 2027, deadline sept 15", "in Psychiatry in 2027"),
])  # fmt: skip
def test_a_year_told_for_a_text_fills_it(advisor: Advisor, told: str, holds: str) -> None:
    _, turn = talk(advisor, "request for dr feldman", told)
    assert noted(turn)["application_year"] == 2027 and holds in written(turn)[1]


def test_the_year_of_a_moved_deadline_is_no_season(advisor: Advisor) -> None:
    _, turn = talk(advisor, "request for dr feldman, psychiatry 2027", "deadline is 15 september 2028")
    assert "application_year" not in noted(turn)


def test_what_fills_a_text_shows_it_again(advisor: Advisor) -> None:
    _, turn = talk(
        advisor, "packet cover note for dr adams, she agreed, i did observership with her", "i apply to internal medicine"
    )
    kind, text = written(turn)
    assert kind == "packet" and "my application in Internal Medicine" in text and "critical" not in turn.answer
