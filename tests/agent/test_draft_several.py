"""Several things that one order names, people beside the writer, and the name in answer to a blank."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_mention import mentioned
from tests.agent.talks import noted, talk, text_of

REQUEST = "Dr. Patel was my attending. Make the request"
THANKS = "Dr. Shah uploaded my letter. Write thanks to him"


@pytest.mark.parametrize(("said", "told"), [
    ("Mention the stroke alert we ran. Also say that I will be in Denver in May",
     "the stroke alert we ran; that I will be in Denver in May"),
    ("please mention our TB patient, add that i published a case, and say I speak Farsi",
     "our TB patient; that I published a case; that I speak Farsi"),
    ("Mention the asthma talk, say my brother works in Tampa, and put a joke at the end",
     "the asthma talk; that my brother works in Tampa; a joke"),
    ("Mention that I passed OET, and ask if he wants my transcript",
     "that I passed OET; ask if he wants my transcript"),
    ("Mention the asthma talk and make it shorter", "the asthma talk"),
    ("Mention the asthma talk, and tell me what is missing", "the asthma talk"),
    ("Mention the asthma talk. Add the deadline 15 August", "the asthma talk"),
])  # fmt: skip
def test_each_order_adds_its_thing(said: str, told: str) -> None:
    assert mentioned(said) == told


def test_a_question_that_no_sentence_holds_is_said_to_be_left_out(advisor: Advisor) -> None:
    (reply,) = talk(advisor, "Request to Dr. Kim. Mention that I passed OET, and ask if he wants my transcript")
    assert "I passed OET." in text_of(reply) and "transcript" not in text_of(reply)
    assert 'I did not put in "ask if he wants my transcript"' in reply.answer


@pytest.mark.parametrize(("wish", "whom"), [
    ("also thank his nurse Mercy", "nurse Mercy"), ("and thank his team too", "team"),
])  # fmt: skip
def test_thanks_to_those_beside_the_writer_are_no_pressure(advisor: Advisor, wish: str, whom: str) -> None:
    _, reply = talk(advisor, THANKS, wish)
    assert reply.status == "answered" and f"My thanks go to your {whom}." in text_of(reply)
    assert not noted(reply)


def test_mercy_that_is_begged_for_stays_refused(advisor: Advisor) -> None:
    _, reply = talk(advisor, THANKS, "beg him to have mercy on me and write one more")
    assert reply.status == "refused"


@pytest.mark.parametrize(("said", "name"), [
    ("Will Adeyinka", "Will Adeyinka"), ("May Thandar", "May Thandar"),
    ("I am Hope Nakato", "Hope Nakato"), ("Chidi Obi, IM, September 2027", "Chidi Obi"),
])  # fmt: skip
def test_a_name_answers_the_blank(advisor: Advisor, said: str, name: str) -> None:
    _, reply = talk(advisor, REQUEST, said)
    assert noted(reply)["name"] == name and text_of(reply).rstrip().endswith(name)


@pytest.mark.parametrize("said", ["Lupus Nephritis", "Hope So", "Heart failure rounds, internal medicine, 2027"])
def test_what_is_no_name_signs_nothing(advisor: Advisor, said: str) -> None:
    _, reply = talk(advisor, REQUEST, said)
    assert "name" not in noted(reply)


@pytest.mark.parametrize(("order", "stage"), [("reminder no. 2 to Dr. Lund, he agreed in May", "stage 2"),
                                              ("Dr. Lund agreed. Reminder nr 3 please", "stage 3")])
def test_a_numbered_reminder_is_of_its_stage(advisor: Advisor, order: str, stage: str) -> None:
    (reply,) = talk(advisor, order)
    assert stage in reply.answer


@pytest.mark.parametrize("order", [
    "write to Dr. Rossi to ask for a phone call", "Write Dr. Rossi asking for a short zoom meeting",
])  # fmt: skip
def test_a_meeting_that_is_ordered_without_the_word_email(advisor: Advisor, order: str) -> None:
    (reply,) = talk(advisor, order)
    assert "May I" in text_of(reply) and "letter of recommendation" not in text_of(reply)
