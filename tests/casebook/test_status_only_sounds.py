"""A hope, a plan, a bystander's word or an own wish is no status; a letter that is ready, or strength promised, is told."""

from __future__ import annotations

from datetime import date

import pytest
from conversation import LEE, case_after
from conversation import told_of_lee as told

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)


@pytest.mark.parametrize("message", [
    "do you think the letter can enter for peds? she will write fine letter but it is surgery",
    "he would write a glowing letter", "Lee would probably write a nice letter", "I think she will write me a good one",
    "as soon as she accepts I will send her my CV", "after she says yes i send the mail with documents",
    "once i have her yes i send the papers", "these people can write for me", "also put in that the fellow confirmed",
    "the resident confirmed what i said about the murmur", "she confirmed my finding", "my wife agreed that Lee is best",
    "i would love to match there, can i say so", "I would be happy to train in her program",
    "she says: 'Of course I remember Chau! Call my office for a time'", 'she told me "you have good judgment", put it in',
    "she doesnt talk much but is fair", "how many letters can i upload in eras? not assign, upload",
    "can i upload the letter of Lee myself", "she would write if i come back for 2 weeks",
])  # fmt: skip
def test_what_only_sounds_like_a_status_tells_none(message: str) -> None:
    assert "status" not in told(message)


@pytest.mark.parametrize(("message", "status"), [
    ("she will write strong letter i am sure but didnt ask", "idea"),
    ("I am confident dr lee will write me a good one, I just have not talked to her", "idea"),
    ("He is thinking of asking Dr. Lee", "idea"), ("when she said yes I could not believe it", "agreed"),
    ("she confirmed", "agreed"), ("she told me she would write a very good letter", "agreed"),
    ('she said today "sorry i dont feel comfortable"', "declined"), ("she isnt comfortable writing for me", "declined"),
    ("Lee ignored my mail twice", "asked"), ("she does not reply to any of my emails", "asked"),
    ("she said she submitted but ERAS shows nothing, its been 5 weeks", "agreed"),
    ("lee says its sent but myeras doesnt show anything", "agreed"), ("she already gave me a paper letter, signed", "agreed"),
    ("Dr Lee already write it, i saw it", "agreed"), ("her letter is ready", "agreed"),
    ("she said she write whatever i want", "agreed"), ("lee: letter done, not in eras yet", "agreed"),
    ("she hesitated at first but then yes", "agreed"), ("she will write me a letter", "agreed"),
    ("Dr Lee uploaded it", "uploaded"), ("i forgot to ask Dr Lee before leaving", "idea"),
    ("i wanted to ask lee but she was on leave", "idea"), ("Lee said she is not the right person", "declined"),
    ("lee finished the letter last night and will submit tomorrow", "agreed"),
    ('Lee said yes but she told "I can write you a standard letter"', "agreed"),
])  # fmt: skip
def test_a_status_is_told(message: str, status: str) -> None:
    assert told(message)["status"] == status


@pytest.mark.parametrize("later", [
    "Since then i did not write to her.", "We have not spoken since then", "I did not contact her after that",
])  # fmt: skip
def test_silence_since_takes_no_yes_back(later: str) -> None:
    letters = case_after([f"Dr. Ann Lee in Ohio. I asked her in march, she said yes. {later}"])["letters"]
    assert letters[0]["status"] == "agreed"


@pytest.mark.parametrize("message", [
    "Lee went silent, no answer for a month", "i got no reply since", "she ignored my last two mails", "still waiting for her",
])  # fmt: skip
def test_silence_of_one_who_agreed_is_no_open_request(message: str) -> None:
    assert "status" not in told(message, status="agreed")


def test_not_asked_puts_a_yes_right() -> None:
    assert told("sorry i have not asked her yet, i mixed up", status="agreed")["status"] == "idea"


@pytest.mark.parametrize(("message", "attitude"), [
    ("lee says of course it will be very strong", "supportive"), ("she already said yes to a strong letter", "supportive"),
    ("strong letter uploaded waived", "supportive"), ("she agreed today! strong", "supportive"),
    ("she said yes!! and strong, she will submit by end of july", "supportive"), ("no problem, strong one, she said", "supportive"),
    ("she said of course i write you best letter", "supportive"), ("she said i was one of her best students", "supportive"),
    ("Lee agreed but not said strong", None), ("she agreed but never used the word strong", None),
    ("she hesitated at first but then yes", None), ("I was so happy", None), ("she is hesitant", "hesitant"),
])  # fmt: skip
def test_strength_is_heard_as_it_was_said(message: str, attitude: str | None) -> None:
    assert told(message).get("attitude") == attitude


def test_both_are_strong() -> None:
    case = case_after(["Dr Wang in Ohio, Dr Kim in Ohio", "both said they'd write strong letters"])
    assert {(item["status"], item["attitude"]) for item in case["letters"]} == {("agreed", "supportive")}


@pytest.mark.parametrize(("message", "field", "value"), [
    ("she waived? or i waived, who waives?", "waived", None), ("Lee wrote it already, i saw it", "waived", None),
    ("i waived for Lee", "waived", True), ("she saw me never with patients", "experience.directly_observed", False),
    ("maybe she forget me", "experience.knows_me_well", None),
    ("maybe she doesnt know my name", "experience.knows_me_well", None), ('she told "I can write you a standard letter"', "template", True), ("im so worried she forgot me", "experience.knows_me_well", None),
    ("she forgot me", "experience.knows_me_well", False), ("she agreed but only a standard letter", "template", True),
    ("she signs letters for everyone", "template", True), ("a friend offers to ask his boss dr harold stein but i never worked with him",
     "experience.setting", None),
])  # fmt: skip
def test_doubt_and_sight_of_a_letter_tell_nothing(message: str, field: str, value: object) -> None:
    assert told(message).get(field) == value


@pytest.mark.parametrize(("message", "field"), [
    ("she wants to be finished by August 1, not september", "experience.end"),
    ("2 weeks later: no letter yet, but deadline still far", "deadline"),
])  # fmt: skip
def test_a_day_of_the_letter_moves_no_other_day(message: str, field: str) -> None:
    case = {"deadline": "2027-09-01", "letters": [{**LEE, "experience": {"start": "2027-05-03", "end": "2027-06-11"}}]}
    changes = understand_case(message, case, today=TODAY).changes
    assert not any(change.field.endswith(field) for change in changes)
