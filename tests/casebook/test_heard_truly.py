"""What is no fact stays out of the case: time of waiting, how often, a mere yes, who was taken out, a number alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)
CASE: Mapping[str, Any] = {
    "application_year": 2028, "targets": ["internal_medicine"],
    "letters": [{"id": "wen", "writer": {"name": "Wen", "title": "Dr."}}],
}  # fmt: skip
WEEKS = "letters[wen].experience.weeks"


def told(message: str, asked: str | None = None) -> dict[str, Any]:
    """What a message sets, by field."""
    update = understand_case(message, CASE, today=TODAY, asked=asked)
    return {change.field: change.value for change in update.changes if change.op == "set"}


@pytest.mark.parametrize("message", [
    "Wait 5 weeks for dr wen", "i now wait 4 weeks for dr wen", "i just wait 3 weeks for dr wen",
    "dr wen makes me wait 5 weeks", "dr wen let me wait 4 weeks", "since 6 weeks nothing from dr wen",
    "no news from dr wen for 3 weeks", "5 weeks with no answer from dr wen", "3 weeks with silence from dr wen",
    "i spent 3 weeks waiting for dr wen", "dr wen is on maternity leave for 8 weeks", "dr wen is sick since 3 weeks",
    "dr wen is abroad for 4 weeks", "dr wen is away for 3 weeks", "dr wen asked for 3 weeks",
    "dr wen wants 2 weeks for the letter", "dr wen promised within 2 weeks", "dr wen uploads within 2 weeks",
    "my rotation with dr wen ends in 2 weeks", "we begin in 2 weeks with dr wen",
    "dr wen did not answer since 3 weeks, observership was in may", "after hands on with dr wen i wait 3 weeks",
    "i wait 5 weeks for dr wen and nothing", "waiting 6 weeks already for dr wen", "no reply from dr wen for 3 weeks",
    "dr wen did not answer since 4 weeks", "dr wen is silent 5 weeks", "5 weeks silence from dr wen",
    "dr wen said he needs 3 weeks to write", "dr wen is on vacation for 2 weeks", "dr wen will be back in 2 weeks",
    "dr wen ignored my email 2 weeks now", "i have not heard from dr wen for 3 weeks",
    "i start with dr wen in 3 weeks", "since 3 weeks dr wen does not answer", "for 3 weeks dr wen did not answer",
    "dr wen didn't answer 3 weeks", "it is 4 weeks no answer from dr wen", "4 weeks i wait for dr wen",
    "i am waiting since 4 weeks for dr wen", "dr wen takes 3 weeks vacation", "dr wen is 2 weeks on leave",
    "the letter of dr wen is pending since 3 weeks", "3 weeks without answer from dr wen",
    "dr wen never replied for 5 weeks", "he is sick for 3 weeks, dr wen", "dr wen needs 3 weeks",
    "in 2 weeks dr wen will be back", "dr wen has been quiet for 4 weeks", "i wait since 4 weeks on dr wen",
    "dr wen is at a conference for 2 weeks", "dr wen will send it in 2 weeks", "no letter from dr wen since 5 weeks",
])  # fmt: skip
def test_waiting_is_no_time_together(message: str) -> None:
    assert WEEKS not in told(message)


@pytest.mark.parametrize(("message", "weeks"), [
    ("8 weeks dr wen no answer", 8), ("dr wen 6 weeks letter pending", 6),
    ("6 weeks IM Cleveland dr wen pending letter", 6), ("i did cardiology 6 weeks dr wen no response", 6),
    ("I trained under dr wen 12 weeks he never replied", 12), ("8 weeks USCE dr wen no reply", 8),
    ("8 weeks audition dr wen no reply", 8), ("I was with dr wen for 6 weeks he answered all my questions", 6),
    ("my attending for 4 weeks dr wen has not answered", 4),
    ("i was his student for 8 weeks he heard all my presentations", 8),
    ("every day for 4 weeks dr wen answered my questions", 4), ("12 weeks fellowship dr wen he answers fast", 12),
    ("I was his quiet student 6 weeks dr wen", 6), ("i joined dr wen team 6 weeks during summer holidays", 6),
    ("in my vacation i was 4 weeks at dr wen", 4), ("i follow dr wen 4 weeks in my holiday", 4),
    ("in 4 weeks i start to do procedures alone with dr wen", 4), ("it was 8 weeks i have to wait no it was 6", 6),
    ("4 weeks with dr wen no answer yet", 4), ("6 weeks elective with dr wen, waiting for his answer", 6),
    ("dr wen, hands on 8 weeks, no answer since 3 weeks", 8), ("dr wen, 8 weeks, no reply", 8),
    ("i worked with dr wen 5 weeks and wait 3 weeks for his answer", 5),
    ("i did 6 weeks in dr wen clinic and he did not answer", 6), ("dr wen 8 weeks, no wait, 6 weeks", 6),
    ("dr wen 8 weeks no reply", 8), ("dr wen 8 weeks waiting for letter", 8),
    ("cardiology 8 weeks waiting for letter dr wen", 8), ("dr wen IM 8 weeks without reply so far", 8),
    ("8 weeks with dr wen without any reply since 3 weeks", 8), ("i worked 8 weeks dr wen he is on vacation", 8),
    ("i was 8 weeks dr wen he needs time", 8), ("8 weeks dr wen he is sick now", 8),
    ("dr wen taught me 6 weeks he will write in 2 weeks", 6), ("i followed dr wen 6 weeks he is silent", 6),
    ("during my leave i did 8 weeks at dr wen", 8), ("6 weeks hands on dr wen letter not answered", 6),
    ("dr wen supervised me 8 weeks never got response", 8), ("he was my boss 8 weeks dr wen, no news", 8),
    ("dr wen 8 weeks wait 6 weeks", 6), ("dr wen knows me 8 weeks but no response", 8),
    ("i never heard a complaint in 8 weeks with dr wen", 8), ("dr wen 4 weeks in summer vacation", 4),
    ("in 8 weeks dr wen taught me everything", 8), ("4 weeks dr wen, he will be back in 2 weeks", 4),
    ("8 weeks dr wen i wait for his answer", 8), ("6 weeks dr wen ignored my mail", 6),
    ("dr wen was very quiet man, 6 weeks", 6), ("dr wen saw me 8 weeks, he is away for 3 weeks", 8),
    ("dr wen wanted me for 6 weeks", 6), ("without contact to patients 6 weeks dr wen", 6),
    ("dr wen asked still waiting IM 8 weeks", 8), ("Dr. Wen pending IM 8 weeks", 8),
    ("wait it was 5 weeks dr wen", 5), ("dr wen was always available for 6 weeks", 6),
    ("dr wen answered all my questions for 6 weeks", 6), ("i was with dr wen in vacation 6 weeks", 6),
    ("8 weeks pending dr wen", 8),
    ("8 weeks with her wait 6 weeks dr wen", 6), ("since 6 weeks dr wen supervises me", 6),
])  # fmt: skip
def test_the_time_together_is_kept_beside_it(message: str, weeks: int) -> None:
    assert told(message)[WEEKS] == weeks


@pytest.mark.parametrize(("message", "months"), [
    ("i have 14 months gap waiting for the visa", 14), ("my clinical gap is 18 months pending green card", 18),
    ("clinical gap 10 months no answer from programs", 10), ("I have gap of 8 months pending ECFMG certificate", 8),
    ("clinical gap of 9 months, waiting for my exam", 9), ("i wait for the visa, gap 12 months", 12),
])  # fmt: skip
def test_a_gap_in_which_somebody_waits_is_a_gap(message: str, months: int) -> None:
    assert told(message)["clinical_gap_months"] == months


def test_a_length_that_was_asked_for_is_no_wait() -> None:
    assert told("8 weeks, still waiting for his answer", asked=WEEKS)[WEEKS] == 8
    assert told("8 weeks still waiting for his answer", asked=WEEKS)[WEEKS] == 8


@pytest.mark.parametrize(("answer", "status"), [("yes", None), ("ok", None), ("no", "idea"), ("yes i asked him", "asked")])
def test_a_mere_yes_is_none_of_the_statuses_that_were_named(answer: str, status: str | None) -> None:
    assert told(answer, asked="letters[wen].status").get("letters[wen].status") == status


@pytest.mark.parametrize("message", ["i saw 15 patient a day with wen", "he let me see 10 patients a day", "3 new cases per week with wen"])
def test_how_often_is_no_length(message: str) -> None:
    assert WEEKS not in told(message)


def test_what_is_told_of_one_who_is_taken_out_does_not_bring_her_back() -> None:
    update = understand_case("delete dr wen, she only stay for 2 weeks", CASE, today=TODAY)
    assert [(c.op, c.field) for c in update.changes] == [("remove_letter", "letters[wen]")]
    assert not update.case.get("letters")
    other = understand_case("drop wen, Dr Lee agreed", CASE, today=TODAY)
    assert [letter["id"] for letter in other.case["letters"]] == ["lee"]


@pytest.mark.parametrize(("message", "field"), [
    ("my step 2 is 251, want go to general surgery", "low_score"), ("step 2 score 251", "low_score"),
    ("dr sarah lindqvist of cleveland clinic, she was visiting here 2 weeks we did ward round", "letters[lindqvist].status"),
])  # fmt: skip
def test_nothing_is_heard_where_no_word_says_it(message: str, field: str) -> None:
    assert field not in told(message)


@pytest.mark.parametrize(("message", "name"), [
    ("my name is Nguyen Van An", "Nguyen Van An"), ("my full name is Tran Minh Duc", "Tran Minh Duc"),
    ("my name is Omar Sayed and I am from Egypt", "Omar Sayed"),
])  # fmt: skip
def test_a_name_is_taken_whole(message: str, name: str) -> None:
    assert told(message)["name"] == name


@pytest.mark.parametrize("message", ["i asked nobody", "i have asked no one yet", "wen did not agree yet", "wen didnt agree she only say later"])
def test_who_was_not_asked_or_is_not_decided_is_not_said_to_be(message: str) -> None:
    assert told(message).get("letters[wen].status") in {None, "idea"}


def test_nobody_was_asked_of_those_who_are_told_in_the_same_message() -> None:
    message = "Farid Nasser psychiatrist (3 weeks march 2027), and NY with dr. Elena Petrova, 2 weeks april 2027. i asked nobody."
    statuses = {path: value for path, value in told(message).items() if path.endswith(".status")}
    assert statuses and set(statuses.values()) == {"idea"}


def test_a_question_without_its_mark_names_no_deadline() -> None:
    assert "deadline" not in told("can writer upload after the 30 september")
    assert told("letters must be uploaded until 30 september")["deadline"] == "2028-09-30"


def test_the_year_of_a_house_job_is_no_graduation() -> None:
    assert "graduation_year" not in told("dr Eze, pediatrician, my boss in house job 3 months, 2022")
    assert told("i graduated from lagos, 2022")["graduation_year"] == 2022
