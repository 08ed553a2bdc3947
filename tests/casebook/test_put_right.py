"""What is put right: days, lengths, words said by mistake; and what others say takes nobody out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from conversation import case_after

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

JENNINGS = "i want IM, from 20 july 4 weeks externship with dr Paul Jennings IM in st louis"
NWOSU = "i want pediatrics, dr Emeka Nwosu consultant in Benin city sent his letter"
RUSSO = "i want IM, observership 4 weeks with dr Anthony Russo IM in Bronx"
RAMAN = "i want IM, Dr Priya Raman endocrinologist in ohio research 10 months"


def last(messages: list[str]) -> CaseUpdate:
    """What the last of some messages does."""
    case: dict[str, Any] = {}
    memory, update = None, None
    for message in messages:
        update = understand_case(message, case, today=date(2027, 6, 28), memory=memory)
        case, memory = dict(update.case), update.memory
    assert update is not None
    return update


def experience(*messages: str) -> dict[str, Any]:
    """The experience with the first writer once all messages were told."""
    return dict(case_after(messages)["letters"][0]["experience"])


@pytest.mark.parametrize("message", [
    "sorry not 20 july, 13 july", "it is 13 july not 20 july", "13 july instead of 20 july", "jennings starts 13 july not 20",
    "sorry not 20 july, 13 july. And he is nice",
])  # fmt: skip
def test_a_day_that_is_denied_gives_way_to_the_other(message: str) -> None:
    assert experience(JENNINGS, message)["start"] == "2027-07-13"


@pytest.mark.parametrize("message", ["not 20 august, 13 august", "on 20 july i asked him", "20 july is a holiday, 13 july not"])
def test_other_days_move_no_stay(message: str) -> None:
    assert experience(JENNINGS, message)["start"] == "2027-07-20"


def test_a_month_into_which_a_stay_moved_is_asked_by_its_day() -> None:
    told = "i have dr Laura Bennett IM at yale hands on, dr Hassan Siddiqui pulm crit in cleveland clinic hands on"
    update = last([told, "dates changed, bennett now in october and siddiqui in november"])
    assert [question.field for question in update.questions] == [
        "letters[bennett].experience.start", "letters[siddiqui].experience.start",
    ]  # fmt: skip
    assert last([told, "i asked bennett in october"]).questions == ()


@pytest.mark.parametrize(("told", "message", "weeks"), [
    (RAMAN, "raman was 6 months", 26), (RAMAN, "no sorry, it was 5 months with raman", 21),
    ("Dr Samira Benjelloun, anesthesia, Rabat, she supervised me 1 yr", "and Samira was 2 years, my mistake, not 1", 104),
    ("Dr. Saima Qureshi neurologist, worked under her 18 months", "saima is 24 months not 18, just checked my contract", 104),
    (RAMAN, "raman answered after 6 months", 43), (RAMAN, "its been 2 months", 43),
])  # fmt: skip
def test_a_length_that_is_told_again(told: str, message: str, weeks: int) -> None:
    assert experience(told, message)["weeks"] == weeks


@pytest.mark.parametrize(("told", "message", "field", "value"), [
    (RUSSO, "actually russo also was hands on, i called it observership by mistake", "setting", "hands_on"),
    (RUSSO, "sorry russo was hands on, i mistakenly wrote observership", "setting", "hands_on"),
    (RUSSO, "by mistake he called it a clerkship, russo is 4 weeks", "setting", "observership"),
    (JENNINGS, "scratch that about jennings, it was 5 weeks", "start", "2027-07-20"),
    (JENNINGS, "scratch that about jennings, it was 5 weeks", "weeks", 5),
])  # fmt: skip
def test_what_was_said_by_mistake_gives_way(told: str, message: str, field: str, value: object) -> None:
    assert experience(told, message)[field] == value


def test_a_place_said_by_mistake_is_heard() -> None:
    stone = "Dr. Richard Stone, pathologist in Cleveland, observership 8 weeks"
    assert last([stone, "by mistake i said cleveland, Dr Stone is in Columbus"]).is_case_talk
    assert case_after([stone, "Stone is in Karachi, i said cleveland by mistake"])["letters"][0]["writer"]["country"] == "PK"


@pytest.mark.parametrize("message", [
    "and with nwosu what i do, keep waiting or forget him", "wait for nwosu or just drop him?",
    "My friend says home letters are useless and I should drop nwosu. true?", "they told me to remove nwosu",
    "people tell me i should delete nwosu", "a senior advised me to drop nwosu", "everyone says to drop nwosu",
    "maybe i should drop nwosu", "I must drop nwosu?", "i think we should drop nwosu, no?",
])  # fmt: skip
def test_what_others_say_or_one_weighs_takes_nobody_out(message: str) -> None:
    assert case_after([NWOSU, message])["letters"]


@pytest.mark.parametrize("message", [
    "please drop nwosu", "i told you to drop nwosu", "can you remove nwosu", "ok nwosu said he wont write, drop him",
    "i said drop nwosu", "you are right, i will drop nwosu",
])  # fmt: skip
def test_an_order_takes_out(message: str) -> None:
    assert not case_after([NWOSU, message]).get("letters")


def test_one_who_is_named_twice_goes_out_once() -> None:
    update = last(["Dr Khan psychiatrist Ohio 4 weeks", "drop Dr khan khan"])
    assert not update.case.get("letters")
    assert [change.op for change in update.changes] == ["remove_letter"]


def test_who_declined_is_not_taken_out_by_a_question() -> None:
    foss = ["i want anesthesia, Dr Gerald Foss, a surgeon in Buffalo, 4 weeks", "Foss told me no"]
    assert case_after([*foss, "ok so without him who else could i ask, i have nobody"])["letters"][0]["status"] == "declined"


def test_a_question_by_field_recommends_nobody() -> None:
    told = ["I apply neurology. Dr. Saima Qureshi neurologist aga khan, agreed", "so final, which letters for neurology"]
    assert "recommends_for" not in case_after(told)["letters"][0]


def test_an_adviser_who_stands_corrected_tells_of_the_student() -> None:
    told = ["my mentee Dr Ibrahim Sani is going for psychiatry", "He has Dr Sanjay Kapoor, an internist in Baltimore"]
    case = case_after([*told, "I stand corrected, Kapoor is a neurologist."])
    assert case["letters"][0]["writer"]["specialty"] == "neurology"
