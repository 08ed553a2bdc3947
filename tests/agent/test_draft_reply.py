"""Moments of a talk that call for one text: what a writer asked or offered, thanks ahead, the applicant's own no."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

WRITER = "I am Nino Beridze, applying to neurology. Dr. Thomas Arnold in Boston, hands on, 4 weeks, ended 30 april 2027"
AGREED = f"{WRITER}. He agreed"
REQUEST = "write the request"


@pytest.mark.parametrize(("first", "wish", "kind", "words"), [
    (AGREED, 'he ask "when you need?" i say what', "packet", "Thank you for asking. I hope to have the letter in by"),
    (AGREED, "ok and when he uploads what should i write to him", "thank-you", "Thank you for writing a letter"),
    (AGREED, 'he told me "you write and i will sign, yaar". how do i tell him no nicely', "packet",
     "so I cannot write it for you"),
    (WRITER, "he said he can only write if I come again for 2 weeks in august. what to reply, I want to accept",
     "request", "I would be glad to come again for 2 weeks in August."),
    (WRITER, "thank you mail for the rotation", "thank-you", "Thank you for your time and your teaching."),
    (WRITER, "early thanks mail for the rotation and that i will come back to him about letter", "thank-you",
     "I will come back to you about a letter."),
    (WRITER, "and write request to dr arnold, he reads english but he dont know about ERAS at all", "request",
     "Would you feel comfortable"),
    (WRITER, "i would like to make a letter request email, say please that i want to waive my rights and that i can "
     "send cv and PS", "request", "I waive my right"),
    (AGREED, "write request mail to him", "packet", "Thank you for agreeing"),
    (AGREED, 'He wrote: "sorry, I left the hospital and cannot write anymore". Write an answer', "gracious-decline",
     "I wish you all the best for what comes next"),
    (WRITER, "he say he does not write letters for observers. what i answer to him", "gracious-decline",
     "I understand, and I respect it."),
])  # fmt: skip
def test_the_moment_gets_its_text(advisor: Advisor, first: str, wish: str, kind: str, words: str) -> None:
    _, reply = talk(advisor, first, wish)
    assert reply.status == "answered"
    assert written(reply)[0] == kind and words in reply.answer


@pytest.mark.parametrize(("wish", "words", "gone"), [
    ("I would rather ask for a phone call first, not letter directly. rewrite", "May I speak with you", "strong letter"),
    ("three sentences maximum", "please just tell me", "one-page summary"),
    ('please no "Dear Dr. Arnold", just "Hi Tom"', "Hi Tom,", "Dear"),
    ('he is "Tom" for everybody', "Dear Tom,", "Dear Dr."),
    ('finish it with "muchas gracias"', "Muchas gracias,", "With kind regards"),
    ("ask also if he has got the letter request form", "if you have received the letter request form", "Here it is"),
    ("please explain my gap in the mail little bit", "I put in nothing about the gap", "Here it is again"),
    ("cc dr Nguyen", "Who gets a copy is yours to set", "Here it is again"),
    ("say i need to know by july 20 so i can ask another person", "If you could tell me by July 20", "in by July 20"),
])  # fmt: skip
def test_a_change_is_done_or_said_to_be_left(advisor: Advisor, wish: str, words: str, gone: str) -> None:
    *_, reply = talk(advisor, WRITER, REQUEST, wish)
    assert reply.status == "answered" and words in reply.answer and gone not in reply.answer


@pytest.mark.parametrize("wish", ["he asked when I start residency", "does she upload it herself?", "he is kind to everybody"])
def test_what_only_looks_like_such_a_moment_gets_no_answer_to_it(advisor: Advisor, wish: str) -> None:
    *_, reply = talk(advisor, AGREED, wish)
    assert "Thank you for asking" not in reply.answer and "Thank you for writing a letter" not in reply.answer


def test_shyness_takes_no_yes_back(advisor: Advisor) -> None:
    _, reply = talk(advisor, AGREED, "not yet uploaded. can you make a follow up message, i am shy to ask")
    assert "letters[arnold].status" not in noted(reply) and written(reply)[0] == "follow-up"


def test_the_script_becomes_an_email(advisor: Advisor) -> None:
    *_, reply = talk(advisor, WRITER, "script for asking him in person", "now the email version, dont mention he is chair")
    assert written(reply)[0] == "request" and "A second note" not in reply.answer


@pytest.mark.parametrize(("wish", "point"), [
    ("one more bullet: i speak yoruba and english", "Yoruba and English"),
    ("Include that i caught a missed PE, and that i stayed in contact with family", "- Caught a missed PE."),
])  # fmt: skip
def test_a_dictated_point_is_a_point(advisor: Advisor, wish: str, point: str) -> None:
    *_, reply = talk(advisor, AGREED, "give me bullet points for him", wish)
    assert point in reply.answer and "4 weeks" in reply.answer


def test_the_form_of_points_is_no_point(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "give me bullet points for him", "Could you put it in a form with four headings: a, b")
    assert "in a form with" not in written(reply)[1] and "The headings stay" in reply.answer


@pytest.mark.parametrize(("told", "kind", "says"), [
    ("Please write an email just asking Dr. Amsel for a 15 min meeting about my application, IM", "meet with you", "meet"),
    ("write an email to Dr. Amsel to ask for a short zoom call about my CV", "by phone or video", "call"),
    ("Dr. Amsel offered to write me a letter. write her an email that i am happy", "I gladly accept", "accept"),
    ("Dr. Amsel agreed. She asked me how she can upload the letter, answer her", "Please use the link", "upload"),
])  # fmt: skip
def test_a_meeting_an_offer_and_the_upload_have_their_own_answers(
    advisor: Advisor, told: str, kind: str, says: str
) -> None:
    (reply,) = talk(advisor, told)
    text = written(reply)[1]
    assert kind in text and "strong letter" not in text and "other writer" not in reply.answer
    assert any(tool.args.get("reply") == says for tool in reply.tools)


@pytest.mark.parametrize("told", [
    "request a letter from Dr. Amsel, IM, and offer her a meeting", "email to Dr. Amsel for a letter, peds",
    "Dr. Amsel offered to write if I draft it and she signs. answer her",
    "Dr. Amsel offered me a letter in may, no answer since. reminder please",
])  # fmt: skip
def test_another_wish_gets_none_of_them(advisor: Advisor, told: str) -> None:
    (reply,) = talk(advisor, told)
    assert not any(tool.args.get("reply") for tool in reply.tools)
