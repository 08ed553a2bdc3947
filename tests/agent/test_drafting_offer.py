"""A text that nobody ordered is offered in one line where the talk calls for it; a word takes it, silence costs nothing."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

LINE = 'just say "write it"'
AGREED = "Dr. Margaret Osei, internist in Dayton, 5 weeks hands on in may. IM 2028, i am Farid Aziz"
NEWS = "she nodded and said of course before i even finished my sentence, wow!!"


@pytest.mark.parametrize(("said", "kind"), [
    (NEWS, "packet"),
    ("soooo i asked her today and she goes 'absolutely'", "packet"),
    ("she agreed in march. today i had a very long day in the clinic, i can not sleep", "packet"),
    ("I don't know how to start asking her.", "request"),
])  # fmt: skip
def test_what_comes_next_is_offered_and_a_word_takes_it(advisor: Advisor, said: str, kind: str) -> None:
    _, offer, taken = talk(advisor, AGREED, said, "write it")
    assert written(offer)[0] == "" and LINE in offer.answer and "Osei" in offer.answer.rpartition("\n\n")[2]
    assert written(taken)[0] == kind and "Osei" in taken.answer


@pytest.mark.parametrize("yes", [
    "write it pls", "yes write it", "ok go ahead", "sure, do it", "please make it", "write it for me thank you", "can you write it",
])  # fmt: skip
def test_a_yes_by_name_takes_it(advisor: Advisor, yes: str) -> None:
    *_, taken = talk(advisor, AGREED, NEWS, yes)
    assert written(taken)[0] == "packet"


@pytest.mark.parametrize(("rest", "must"), [
    ("write it, and mention our case of the boy with fever", "boy with fever"),
    ("yes write it. through her secretary Ms. Pruitt", "Pruitt"),
])  # fmt: skip
def test_what_is_said_beside_the_yes_is_heard(advisor: Advisor, rest: str, must: str) -> None:
    *_, taken = talk(advisor, AGREED, NEWS, rest)
    kind, text = written(taken)
    assert kind == "packet" and must in text


@pytest.mark.parametrize("said", [
    "thank you, that is all for today", "how many letters can one program get?", "write the whole letter in her name, i sign it",
    "i am so tired, i think of ending my life",
])  # fmt: skip
def test_nothing_is_offered_where_no_text_is_called_for(advisor: Advisor, said: str) -> None:
    _, reply = talk(advisor, AGREED, said)
    assert LINE not in reply.answer


def test_without_a_writer_there_is_nothing_to_offer(advisor: Advisor) -> None:
    (reply,) = talk(advisor, "how do i begin asking for a letter?")
    assert LINE not in reply.answer


def test_the_same_is_not_offered_turn_after_turn(advisor: Advisor) -> None:
    _, first, second = talk(advisor, AGREED, NEWS, "really she is so happy for me, she said yes twice!!")
    assert LINE in first.answer and LINE not in second.answer


def test_another_wish_is_not_taken_for_a_yes(advisor: Advisor) -> None:
    *_, other = talk(advisor, AGREED, NEWS, "no, write a thank you to her")
    assert written(other)[0] == "thank-you"
    *_, asked = talk(advisor, AGREED, NEWS, "ok but can she send it by herself?")
    assert written(asked)[0] == ""
    *_, ended = talk(advisor, AGREED, NEWS, "ok thank you")
    assert written(ended)[0] == ""


@pytest.mark.parametrize(("answer", "status"), [("yes done", "asked"), ("yes already", "asked"), ("no", "idea")])
def test_a_short_answer_about_the_status_is_one(advisor: Advisor, answer: str, status: str) -> None:
    *_, reply = talk(advisor, AGREED, answer)
    assert noted(reply)["letters[osei].status"] == status and written(reply)[0] == ""


def test_a_mere_yes_to_a_question_of_the_case_orders_no_text(advisor: Advisor) -> None:
    asked, again = talk(advisor, AGREED, "yes")
    assert "Where does it stand" in asked.answer and "Which of them is it" in again.answer
    assert written(again)[0] == ""


@pytest.mark.parametrize("said", [
    "please, don't", "ok, not now", "ok, i do it myself", "no thanks", "later", "ok, forget it", "never mind", "great",
    "ok, how many letters i need", "great, now check all my letters", "ok. show me my plan", "ok, but do not write anything",
])  # fmt: skip
def test_what_is_no_yes_takes_nothing_and_changes_nothing(advisor: Advisor, said: str) -> None:
    *_, offer, reply = talk(advisor, AGREED, NEWS, said)
    assert LINE in offer.answer
    assert written(reply)[0] == "" and not noted(reply) and reply.status != "refused"


@pytest.mark.parametrize("yes", ["yes, i want it", "sure", "ok lets write it", "yes please", "lets do it", "go for it"])
def test_a_yes_beside_an_offer_has_one_meaning(advisor: Advisor, yes: str) -> None:
    _, offer, taken = talk(advisor, AGREED, NEWS, yes)
    assert not offer.answer.rstrip().endswith("?") and "?" not in offer.answer.rpartition("\n\n")[2]
    assert written(taken)[0] == "packet" and not noted(taken)


def test_news_beside_a_yes_are_kept(advisor: Advisor) -> None:
    *_, thanked = talk(advisor, AGREED, "she agreed", "yes, she uploaded it")
    assert noted(thanked) == {"letters[osei].status": "uploaded"}


def test_another_writer_beside_an_ok_is_no_yes(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, NEWS, "ok, my next writer is Dr. Smith, he is cardiologist in Boston")
    assert written(reply)[0] == "" and "letters[smith].writer.name" in noted(reply)


@pytest.mark.parametrize("said", [
    "my visa is not approved yet", "her specialty is internal medicine", "i will apply to 60 programs",
    "she is on vacation until august",
])  # fmt: skip
def test_a_reminder_is_not_offered_a_year_early_or_beside_something_else(advisor: Advisor, said: str) -> None:
    *_, reply = talk(advisor, f"{AGREED}. She agreed to write.", "ok thank you", said)
    assert LINE not in reply.answer
