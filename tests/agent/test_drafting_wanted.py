"""What a message wants in a text stands in it: deeds behind the order, several wishes at once, another word, more of a
thing; and an offer that the applicant turns down."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk, text_of

OPEN = "Dr. Fitch, family medicine in Ohio, 4 weeks hands on in May, I apply FM 2027, I have not asked him"
FRIEND = "Dr Rao is a friend of my father, he offers to write me a letter. I apply FM"
PAID = "Dr. Anil Patel, internist in Houston, telemedicine 8 weeks, he gives LOR for extra 300 dollar. I apply IM"


@pytest.mark.parametrize(("wish", "holds"), [
    ("now the request to dr fitch. he knows me well, i assisted him in colposcopies and made the recall list",
     "I assisted you in colposcopies and made the recall list"),
    ("write the request: i stayed at night with the family of the ECMO patient and translated for them",
     "I stayed at night with the family of the ECMO patient"),
    ("email to ask him for the letter. We wrote a case report on TTP and I kept the ward list up to date",
     "We wrote a case report on TTP and I kept the ward list up to date"),
])  # fmt: skip
def test_a_deed_behind_the_order_stands_in_the_text(advisor: Advisor, wish: str, holds: str) -> None:
    _, reply = talk(advisor, OPEN, wish)
    assert holds in text_of(reply)


@pytest.mark.parametrize("wish", [
    "write the request to him. i graduated in 2019", "write a request. I already wrote him once about the schedule",
    "request to dr fitch please. I finished my rotation with him in May", "write the request, I passed step 2 last week",
])  # fmt: skip
def test_what_is_no_deed_with_the_writer_does_not(advisor: Advisor, wish: str) -> None:
    _, reply = talk(advisor, OPEN, wish)
    assert "I would like to mention" not in text_of(reply) and "Dear Dr. Fitch" in text_of(reply)


@pytest.mark.parametrize(("change", "holds"), [
    ("make it warmer, mention he came to my graduation, and no \"regards\" at the end it is to cold", "you came to my graduation"),
    ("more about the dialysis rounds and the AKI consults", "the dialysis rounds and the AKI consults"),
    ("put that i ran the vaccine table, and close with warm regards", "I ran the vaccine table.*Warm regards"),
    ("add that the letter must be uploaded by 15 september and that i waived my right to see it",
     "September 15, 2027.*I waive my right"),
    ("my french helped, well no it was my arabic that helped with the syrian family, put this", "My Arabic helped with"),
])  # fmt: skip
def test_several_wishes_in_one_message_all_stand(advisor: Advisor, change: str, holds: str) -> None:
    *_, reply = talk(advisor, OPEN, "write the request", change)
    text, at = text_of(reply), 0
    for part in holds.split(".*"):
        assert part in text[at:]
        at = text.index(part)


@pytest.mark.parametrize(("change", "holds"), [
    ("dont write 'colposcopies' he might get in trouble, say procedures", "I assisted you in procedures"),
    ("better not to say 'colposcopies', patients could be recognised, put 'office procedures'", "in office procedures"),
])  # fmt: skip
def test_another_word_with_its_reason(advisor: Advisor, change: str, holds: str) -> None:
    *_, reply = talk(advisor, OPEN, "request to him. i assisted him in colposcopies every week", change)
    assert holds in text_of(reply) and "left out" not in reply.answer


@pytest.mark.parametrize(("told", "wish"), [
    (FRIEND, "i think Dr Rao is useless for me, how to say no without hurting? he is friend of my father. write it"),
    (FRIEND, "i prefer not to take his letter. compose a message so that he is not offended"),
    (PAID, "i think i dont want the paid one. how to refuse dr patel he already began he says"),
    (PAID, "write a mail to refuse his letter"), (PAID, "decline his offer politely please"),
])  # fmt: skip
def test_an_offer_is_turned_down_as_an_offer(advisor: Advisor, told: str, wish: str) -> None:
    _, reply = talk(advisor, told, wish)
    text = text_of(reply)
    assert reply.status == "answered" and "Thank you for your kind offer" in text and "no need for you to write" in text
    assert "honest" not in text and "comfortable writing" not in text
    assert ("supervised my clinical work" in text) == (told is FRIEND)


def test_a_writers_own_no_is_still_taken_as_one(advisor: Advisor) -> None:
    _, reply = talk(advisor, OPEN.replace("I have not asked him", "he declined"), "write him a kind reply")
    assert "Thank you for being honest with me" in text_of(reply)


@pytest.mark.parametrize(("told", "wish", "holds"), [
    ("i will start my elective with Dr. Tom Reed in august, internist at Emory. I apply IM", "email to him please",
     "with you in August"),
    ("Dr. Sara Quinn, surgeon in Tampa. My elective with her starts in September, hands-on. I apply surgery",
     "write to her that i may need a letter later", "I will start my rotation with you in September"),
    ("next month i will rotate with Dr. Sara Quinn, surgeon in Tampa. I apply surgery", "email to her please", "next month"),
])  # fmt: skip
def test_before_the_time_begins_there_is_an_early_word(advisor: Advisor, told: str, wish: str, holds: str) -> None:
    _, reply, moved = talk(advisor, told, wish, "it starts in October, not then")
    assert holds in text_of(reply) and "your teaching" not in text_of(reply) and "How am I doing" not in text_of(reply)
    assert "in October" in text_of(moved)


@pytest.mark.parametrize("told", [
    "Dr. Sara Quinn, surgeon in Tampa, my rotation with her started in May, 8 weeks. I apply surgery",
    "Dr. Sara Quinn, surgeon in Tampa, 4 weeks in april. I start residency applications in September. I apply surgery",
])  # fmt: skip
def test_what_has_begun_calls_for_a_request(advisor: Advisor, told: str) -> None:
    _, reply = talk(advisor, told, "email to her please")
    assert "comfortable writing a strong letter" in text_of(reply) and "I will start" not in text_of(reply)


@pytest.mark.parametrize(("change", "holds"), [
    ("attach CV, personal statement draft, transcript, list of cases", "I attach my transcript and a list of my cases too."),
    ("now for Dr Saab too but she has to know how to upload from Lebanon", "Please use the link"),
    ("dr saab needs it as well but she does not know how to upload", "Please use the link"),
])  # fmt: skip
def test_papers_and_how_to_upload_stand_in_the_cover_note(advisor: Advisor, change: str, holds: str) -> None:
    told = "Dr. Ruth Abrams, internist in Boston, 4 weeks hands-on, agreed. Dr. Maya Saab, internist in Beirut, agreed. I apply IM"
    *_, reply = talk(advisor, told, "packet mail for Dr Abrams", change)
    assert holds in text_of(reply) and "Thank you for agreeing" in text_of(reply) and "home_country" not in reply.profile
    assert ("Dear Dr. Saab" in text_of(reply)) == ("aab" in change)
