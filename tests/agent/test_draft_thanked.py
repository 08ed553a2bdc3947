"""Thanks for one thing beside another text, a greeting word for word, and points that a writer wants."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

DECLINED = "Dr. Aldana (cardiology) declined to write my letter."
REMINDER = "reminder to Dr. Oyelaran who agreed for family medicine, deadline dec 15 2026"


@pytest.mark.parametrize(("told", "wish", "says"), [
    (DECLINED, "please thank him for the ecg rounds", "Thank you for the ECG rounds."),
    (DECLINED, "write him an answer and thank him for his patience with me", "Thank you for your patience with me."),
    (REMINDER, "also thank her for letting me present", "Thank you for letting me present."),
])  # fmt: skip
def test_thanks_for_one_thing_stand_in_the_text(advisor: Advisor, told: str, wish: str, says: str) -> None:
    *_, reply = talk(advisor, told, wish)
    kind, text = written(reply)
    assert kind == ("gracious-decline" if told is DECLINED else "follow-up") and says in text


def test_thanks_for_the_letter_are_no_mention(advisor: Advisor) -> None:
    _, reply = talk(advisor, "Dr. Oyelaran uploaded her letter.", "please thank her for the letter")
    kind, text = written(reply)
    assert kind == "thank-you" and "Thank you for the letter" not in text


@pytest.mark.parametrize(("wish", "greeting"), [
    ("greet her 'Dear Funke'", "Dear Funke,"), ("greeting should be 'Dear Prof. Oyelaran'", "Dear Prof. Oyelaran,"),
])  # fmt: skip
def test_a_greeting_stands_as_it_was_given(advisor: Advisor, wish: str, greeting: str) -> None:
    _, reply = talk(advisor, REMINDER, wish)
    assert greeting in written(reply)[1].splitlines()


@pytest.mark.parametrize("told", [
    "Dr. Aldana wants bullet points from me for the letter. 6 wks surgery sub-i, scrubbed in 22 cases, presented at M&M",
    "Dr. Aldana agreed, he told me to send him some bullet points. I do IM. I scrubbed in 22 cases",
])  # fmt: skip
def test_points_that_a_writer_wants_are_written(advisor: Advisor, told: str) -> None:
    (reply,) = talk(advisor, told)
    kind, text = written(reply)
    assert kind == "outline" and "Scrubbed in 22 cases." in text
    assert "Did IM" not in text and "6 wks" not in text


@pytest.mark.parametrize("told", ["Dr. Aldana wants to point out my late notes", "Dr. Aldana has a point of view on IMGs"])
def test_a_point_that_is_made_is_no_wish_for_points(advisor: Advisor, told: str) -> None:
    (reply,) = talk(advisor, told)
    assert written(reply)[0] == "" and "status" not in str(noted(reply))


POINTS = "Dr. Aldana agreed, psychiatry, 8 weeks in Montreal. He wants bullet points from me"


@pytest.mark.parametrize(("told", "points"), [
    ("here: led the family group on mondays, never missed a day", ("Led the family group on Mondays.", "Never missed a day.")),
    ("presented case of catatonia at grand rounds, wrote 3 capacity notes", ("Wrote 3 capacity notes.", "Presented case of")),
])  # fmt: skip
def test_a_list_behind_the_points_is_read_as_points_alone(
    advisor: Advisor, told: str, points: tuple[str, ...]
) -> None:
    *_, reply = talk(advisor, POINTS, told)
    kind, text = written(reply)
    assert kind == "outline" and all(point in text for point in points)
    assert not any(name.endswith(("country", "weeks")) for name in noted(reply))


def test_a_mention_beside_a_tone_stays_and_a_subject_line_orders_nothing(advisor: Advisor) -> None:
    *_, warmer = talk(advisor, DECLINED, "answer him please", "warmer, and say I hope to stay in touch")
    assert "I hope to stay in touch." in written(warmer)[1]
    *_, named = talk(advisor, REMINDER, "Put subject: Letter due tomorrow")
    assert named.status == "answered" and "Subject: Letter due tomorrow" in named.answer


def test_a_question_of_the_writer_is_no_no(advisor: Advisor) -> None:
    (reply,) = talk(advisor, "Dr. Aldana wants to know my Step 2 score. It is 251. Reply for me")
    assert written(reply)[0] != "gracious-decline" and "honest answer" not in reply.answer


@pytest.mark.parametrize("told", [
    "he moved the date to january 9", "new date is 9 january", "change december 15 to january 9", "deadline is now jan 9",
])  # fmt: skip
def test_a_moved_day_is_the_deadline_to_come(advisor: Advisor, told: str) -> None:
    _, reply = talk(advisor, REMINDER, told)
    assert noted(reply) == {"deadline": "2028-01-09"} or noted(reply) == {"deadline": "2027-01-09"}
    assert "January 9, 20" in written(reply)[1]


@pytest.mark.parametrize("told", ["I moved my interview to january 9", "my rotation with her started january 9 2026"])
def test_other_days_move_no_deadline(advisor: Advisor, told: str) -> None:
    _, reply = talk(advisor, REMINDER, told)
    assert "deadline" not in noted(reply)


def test_the_number_of_a_reminder_is_no_no(advisor: Advisor) -> None:
    (reply,) = talk(advisor, "please write to Dr. Oyelaran follow up no 2. I asked 3 weeks ago")
    assert noted(reply)["letters[oyelaran].status"] == "asked" and written(reply)[0] == "follow-up"
