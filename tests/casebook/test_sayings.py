"""Whole sayings tell how it stands with a letter; words that only sound so tell nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from conversation import LEE, case_after
from conversation import told_of_lee as told

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)


def statuses(*messages: str) -> dict[str, str]:
    """The status of each letter that has one, once all messages were told."""
    case = case_after(messages)
    return {letter["id"]: letter["status"] for letter in case.get("letters") or [] if "status" in letter}


@pytest.mark.parametrize(("message", "status"), [
    ("She's a definite yes", "agreed"), ("she told me gladly", "agreed"), ("so obviously yes", "agreed"),
    ('she said "consider it done"', "agreed"), ("we shook hands on it", "agreed"), ("she gave me her word", "agreed"),
    ("she told me yes I write you a strong letter", "agreed"), ('"of course I will" she said', "agreed"),
    ("she'd be honored", "agreed"), ("she will make me a new one", "agreed"), ("she says she is on it", "agreed"),
    ("zero words about a letter until today", "idea"), ("I have not opened my mouth", "idea"),
    ("I didn't speak with her about it", "idea"), ("I am asking her next week", "idea"),
    ("I have said nothing to her about a letter", "idea"), ("she doesn't know yet that I will ask her", "idea"),
    ("that's a no, I didn't ask", "idea"), ("I haven't had the courage to ask her", "idea"),
    ("says she is too tired for letters this year, so no", "declined"), ("she takes her yes back", "declined"),
    ("she wrote back: non, désolée", "declined"), ("she just wrote no sorry too busy", "declined"),
    ("the letter is lying there in ERAS since March", "uploaded"), ("she has put hers up", "uploaded"),
    ("ERAS shows it as received", "uploaded"), ("she got my request in May", "asked"),
    ("her answer was yes", "agreed"), ("she has started writing", "agreed"), ("I can count on her letter", "agreed"),
    ("she replied with a thumbs up", "agreed"), ("the letter is ready but not uploaded", "agreed"),
    ("will be asked in July", "idea"), ("she has no idea about the letter", "idea"),
    ("the letter was never mentioned", "idea"), ("I didn't find the moment to ask", "idea"),
    ("she left me on read", "asked"), ("the ball is in her court", "asked"), ("she is still thinking", "asked"),
    ("her policy is no letters", "declined"), ("she said ask somebody else", "declined"), ("she won't", "declined"),
    ("it appeared in my ERAS", "uploaded"), ("ERAS confirmed the letter", "uploaded"),
])  # fmt: skip
def test_a_saying_tells_a_status(message: str, status: str) -> None:
    assert told(message)["status"] == status


@pytest.mark.parametrize("message", [
    "they promised hands on", "hands on they promised", "I got accepted for observership with her",
    "she promised me a rotation in July", "she accepted me for 4 weeks in her clinic",
    "she agreed to take me for a rotation", "I hope she says yes", "should I ask her?", "what if she says no",
    "she writes papers about sepsis", "she told me gladly about her research", "she never opened her mouth in rounds",
    "my application is in the system", "my transcript is uploaded", "I asked her about the dose",
    "she was asked by the dean to lead the ward", "I did not speak with her about the patient",
    "the waiver question I answered with no", "I think she doesn't want to write it", "she said let me see",
    '"I\'ll see what I can do, I don\'t really know you", she said', "she has not refused", "she did not say no",
    "she always asked what I think", "I no longer want Lee as my tutor",
    "a third one has turned up",
])  # fmt: skip
def test_what_only_sounds_like_a_status_tells_none(message: str) -> None:
    assert "status" not in told(message)


@pytest.mark.parametrize(("message", "field", "value"), [
    ("she avoided the question", "attitude", "hesitant"), ("she gave me a vague answer", "attitude", "hesitant"),
    ("I had my own panel with her", "experience.setting", "hands_on"), ("only eyes, no hands with her", "experience.setting", "observership"),
    ("data collection for her study", "experience.setting", "research"),
    ("she was in the room when I examined", "experience.directly_observed", True),
    ("I only listened in her discussions", "experience.in_discussions", False),
    ("she forgot my name", "experience.knows_me_well", False), ("she is associate PD", "writer.leadership", "other"),
    ("I did not tick the waiver", "waived", False), ("she has one letter for everybody", "template", True),
    ("she said let me see", "attitude", "hesitant"), ("she made a face when I asked", "attitude", "hesitant"),
    ("I don't think she really wants to write it", "attitude", "hesitant"),
    ("there was a long pause before she answered", "attitude", "hesitant"),
    ("she let me see patients alone then present", "experience.setting", "hands_on"),
    ("I was treating her patients under her", "experience.setting", "hands_on"),
    ("she put the laryngoscope in my hand", "experience.setting", "hands_on"),
    ("I did everything the interns did with her", "experience.setting", "hands_on"),
    ("with her only looking over shoulders", "experience.setting", "observership"),
    ("with her I stood behind the glass", "experience.setting", "observership"),
    ("I labelled scans for her", "experience.setting", "research"),
    ("half of the day her lab, half of the day her clinic", "experience.setting", "research_and_clinic"),
    ("I sutured under her eyes", "experience.directly_observed", True),
    ("she looked at everything I did with the patient", "experience.directly_observed", True),
    ("she never saw me with any patient", "experience.directly_observed", False),
    ("after each group she wanted MY formulation before her own", "experience.in_discussions", True),
    ("she couldn't pick me out of a line", "experience.knows_me_well", False),
    ("I know her only from the corridor", "experience.knows_me_well", False),
    ("she knows me better than my mum", "experience.knows_me_well", True),
    ("she has been mentoring me for six years", "experience.longitudinal", True),
    ("I ticked the box that I will not see it", "waived", True), ("I gave up the right to read it", "waived", True),
    ("waiver question: no", "waived", False),
    ("she runs the fellowship", "writer.leadership", "other"),
    ("she is head of our radiology department", "writer.leadership", "department_chair"),
    ("she got promoted associate now", "writer.academic_title", "associate_professor"),
    ("a small community hospital with their own residents", "experience.site", "community_teaching"),
    ("she gives the same format to all the observers, only the name is changed", "template", True),
    ("she is a cousin of my mother in law", "writer.family_friend", True),
])  # fmt: skip
def test_a_saying_tells_a_fact(message: str, field: str, value: Any) -> None:
    assert told(message)[field] == value


@pytest.mark.parametrize(("message", "field"), [
    ("I shook her hands on the last day", "experience.setting"), ("her research is about sepsis", "experience.setting"),
    ("she said we'll see the patient together", "experience.setting"),
    ("she let me see how she works", "experience.setting"), ("I looked at my watch", "experience.setting"),
    ("I also went to her clinic on Tuesdays", "experience.setting"),
    ("she will not be able to come", "waived"), ("should I waive?", "waived"),
    ("she was head of the department till last year", "writer.leadership"),
    ("she is a former department chair", "writer.leadership"), ("she will be chair next year", "writer.leadership"),
    ("she used to be the PD", "writer.leadership"),
    ("I never saw her angry", "experience.directly_observed"),
    ('"let me see your notes" she said', "attitude"), ("I want to be an excellent surgeon", "recommends_for"),
    ("I presented at journal club", "experience.in_discussions"),
])  # fmt: skip
def test_what_only_sounds_like_a_fact_tells_none(message: str, field: str) -> None:
    assert field not in told(message)


@pytest.mark.parametrize(("message", "fields"), [
    ("it begs everybody to take me for SURGERY", ["general_surgery"]),
    ("she will write for both, IM and/or FM", ["internal_medicine", "family_medicine"]),
    ("she wrote 'he will be an excellent surgeon' in the letter", ["general_surgery"]),
    ('it says at the end "I recommend her for internal medicine residency"', ["internal_medicine"]),
    ("she put 'for neurology residency' in her letter", ["neurology"]),
    ("the letter says that I will be an excellent internist", ["internal_medicine"]),
])  # fmt: skip
def test_what_a_letter_recommends_for_is_no_other_letter_and_no_target(message: str, fields: list[str]) -> None:
    said = told(message)
    assert said["recommends_for"] == fields
    assert "targets" not in said
    assert not any(field.startswith("letters[") for field in said)


def test_her_clinic_widens_a_research() -> None:
    assert told("I went also to her clinic on tuesdays", experience={"setting": "research"}) == {
        "experience.setting": "research_and_clinic"
    }


def test_a_title_that_is_over_is_taken_back() -> None:
    update = understand_case(
        "she was chair till last year", {"letters": [{**LEE, "writer": {"name": "Ann Lee", "leadership": "department_chair"}}]},
        today=TODAY,
    )  # fmt: skip
    assert "leadership" not in update.case["letters"][0]["writer"]


STONE_KOWAL_LIM = "Dr. Kevin Stone, internist, Reno, uploaded. Prof. Anna Kowal, surgeon, Warsaw. Dr. Sara Lim, internist, Boston"


@pytest.mark.parametrize(("messages", "said"), [
    (["I have only 2 letters uploaded! Dr. Holloway, internist, Ohio, and Dr. Mensah, Accra."], {"holloway": "uploaded", "mensah": "uploaded"}),
    (["2 letters uploaded: Dr Kim, Boston and Dr Lee, Reno. I asked Dr Park, Miami"], {"kim": "uploaded", "lee": "uploaded", "park": "asked"}),
    (["the other 2 up: dr Chann FM phnom penh, dr Busby IM tulsa 3 wks obs"], {"chann": "uploaded", "busby": "uploaded"}),
    ([STONE_KOWAL_LIM, "The other two both told me yes"], {"stone": "uploaded", "kowal": "agreed", "lim": "agreed"}),
])  # fmt: skip
def test_a_status_of_so_many_is_of_each(messages: list[str], said: dict[str, str]) -> None:
    assert statuses(*messages) == said


def test_both_are_not_three() -> None:
    three = "Dr. Kevin Stone, internist, Reno. Prof. Anna Kowal, surgeon, Warsaw. Dr. Sara Lim, internist, Boston"
    assert statuses(three, "both told me yes") == {}


@pytest.mark.parametrize(("message", "held", "status"), [
    ("she said yes", "uploaded", "uploaded"), ("sorry, she only agreed", "uploaded", "agreed"),
    ("she will make me a new one", "uploaded", "agreed"), ("she said yes", "asked", "agreed"),
    ("she takes her yes back", "agreed", "declined"),
])  # fmt: skip
def test_a_yes_of_an_uploaded_letter_is_over(message: str, held: str, status: str) -> None:
    case = {"targets": ["internal_medicine"], "letters": [{**LEE, "status": held}]}
    assert understand_case(message, case, today=TODAY).case["letters"][0]["status"] == status


@pytest.mark.parametrize(("message", "waived"), [
    ("no", False), ("No, I want to read it", False), ("no sorry it was only 3 weeks", None),
    ("No, no, better I take away Dr. Kim", None), ("no, and drop Kim", False),
])  # fmt: skip
def test_a_no_before_an_order_or_a_mending_is_no_answer(message: str, waived: bool | None) -> None:
    case = {"letters": [LEE, {"id": "kim", "writer": {"name": "Bo Kim", "title": "Dr."}}]}
    update = understand_case(message, case, today=TODAY, asked="letters[lee].waived")
    assert update.case["letters"][0].get("waived") is waived


def test_why_somebody_goes_is_told_of_nobody_who_stays() -> None:
    case = {"letters": [LEE, {"id": "kim", "writer": {"name": "Bo Kim", "title": "Dr."}}]}
    left = understand_case("take out Kim, she is not know me", case, today=TODAY).case["letters"]
    assert [letter["id"] for letter in left] == ["lee"]
    assert "experience" not in left[0]


def test_the_promise_of_a_writer_who_died_is_none() -> None:
    assert "status" not in told("Prof. Lee died, she had promised me a letter")


@pytest.mark.parametrize(("message", "status"), [
    ("Dr. Lee said no to my letter", "declined"), ("dr Lee told me no to the request", "declined"),
    ("Dr. Lee said no to the rotation", None), ("I asked Dr. Lee on the 20th of last month", "asked"),
    ("I asked Dr. Lee about the ward", None),
])  # fmt: skip
def test_what_a_no_is_said_to(message: str, status: str | None) -> None:
    letter = understand_case(message, {}, today=TODAY, asked=None, memory={}).case["letters"][0]
    assert letter.get("status") == status


@pytest.mark.parametrize("message", [
    "the PD spent 40 min w me and dr. Arden walked me to the gate", "After rounds Dr. Crosby defended me",
    "dr arden walked me to the gate", "i want dr Ayele notice me early",
])  # fmt: skip
def test_what_a_writer_did_is_no_name(message: str) -> None:
    [letter] = understand_case(message, {}, today=TODAY, asked=None, memory={}).case["letters"]
    assert " " not in letter["writer"]["name"]


@pytest.mark.parametrize(("message", "field", "value"), [
    ("she already give me a letter", "status", "agreed"), ("she wrote me a letter last year", "status", "agreed"),
    ("she wrote already", "status", "agreed"), ("she wrote me a super strong letter on eras back then", "status", "uploaded"),
    ("she wrote me an email yesterday", "status", None), ("she wrote a letter that says i should become a surgeon", "status", None),
    ("she is very positive and said strong letter", "attitude", "supportive"), ("she told me it will be strong", "attitude", "supportive"),
    ("agreed, she told me it will be a strong one", "attitude", "supportive"), ("she say ok strong letter", "attitude", "supportive"),
    ("said yes strong", "attitude", "supportive"), ("i hope it will be strong", "attitude", None), ("i need a strong letter", "attitude", None),
    ("someone told me a strong letter is better", "attitude", None),
    ("she told me she doesnt feel she knows me enough", "attitude", "hesitant"),
    ("she doesnt feel she knows me enough", "experience.knows_me_well", False), ("she knows me the best of all", "experience.knows_me_well", True),
    ("she barely worked with me", "experience.knows_me_well", False), ("she hardly remembers me", "experience.knows_me_well", False),
    ("she probably forgot me", "experience.knows_me_well", False), ("she is head of the residency there", "writer.leadership", "program_director"),
    ("she's the chief and she knows everybody", "writer.leadership", "other"), ("she is PhD, not MD", "writer.profession", "phd_researcher"),
    ("What about Lee - she is PhD, not MD. Is her letter acceptable?", "writer.profession", "phd_researcher"),
    ("What about Lee, is she PhD?", "writer.profession", None),
])  # fmt: skip
def test_what_strangers_say_of_a_writer(message: str, field: str, value: object) -> None:
    assert told(message).get(field) == value
