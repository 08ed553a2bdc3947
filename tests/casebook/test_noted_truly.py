"""What a message notes of the case: no wrong value from words that only sound so, and none of another writer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casebook.conversation import case_told

KHAN = "dr Khan IM in texas, hands on 8 weeks, agreed"
FRESH = "dr Khan IM in texas, hands on 8 weeks"


def letters(*messages: str) -> dict[str, dict[str, Any]]:
    return {letter["id"]: letter for letter in case_told(*messages).get("letters", [])}


@pytest.mark.parametrize("message", [
    "Dr. Reyes and Dr. Joan Pike, the chair of psychiatry in Utah, both uploaded",
    "Dr. Reyes and Dr. Joan Pike, psychiatrist in Utah, both uploaded",
])  # fmt: skip
def test_a_description_behind_two_names_is_of_the_last_and_the_news_of_both(message: str) -> None:
    told = letters("dr Reyes IM in texas hands on 4 weeks, and dr Joan Pike hands on", message)
    assert {told[name]["status"] for name in ("reyes", "pike")} == {"uploaded"}
    assert told["reyes"]["writer"]["specialty"] == "internal_medicine"
    assert told["pike"]["writer"]["specialty"] == "psychiatry"


@pytest.mark.parametrize(("message", "weeks"), [
    ("2 weeks now since i sent him the packet", 8), ("its 5 weeks since he got my cv", 8),
    ("already 3 weeks since the rotation ended", 8), ("9 days today since the packet went out", 8),
    ("its 5 weeks since i started with him", 5), ("it was 6 weeks", 6),
])  # fmt: skip
def test_time_since_news_is_no_time_at_work(message: str, weeks: int) -> None:
    assert letters(KHAN, message)["khan"]["experience"]["weeks"] == weeks


@pytest.mark.parametrize(("message", "status"), [
    ("i told him i will apply in psychiatry, he is fine with it", None),
    ("told him i am away in may, he was okay with it", None),
    ("i asked him for a letter and he is fine with it", "agreed"), ("he is fine with writing for me", "agreed"),
    ("he will give strong letter", "agreed"), ("he is too busy this year but maybe next", "declined"),
    ("my visa got rejected 2 times", None), ("he refused", "declined"), ("the texas one is in january", None),
])  # fmt: skip
def test_a_status_is_what_was_said_of_a_letter(message: str, status: str | None) -> None:
    assert letters(FRESH, message)["khan"].get("status") == status


@pytest.mark.parametrize(("message", "start"), [
    ("dr Khan IM in texas, since april 2 days per week", None), ("dr Khan in texas, since may 3 shifts weekly", None),
    ("dr Khan IM texas, hands on since april 2", "2027-04-02"),
])  # fmt: skip
def test_a_number_that_counts_something_is_no_day(message: str, start: str | None) -> None:
    experience = letters(message)["khan"].get("experience", {})
    assert (experience.get("start"), experience.get("weeks")) == (start, None)


@pytest.mark.parametrize(("held", "message", "name"), [
    ("dr Brennan IM texas hands on", "it is Dr. Brannan with a, Michael Brannan", "Michael Brannan"),
    ("dr Mayer FM chicago hands on", "i wrote it wrong, it is Dr Meyer", "Meyer"),
    ("dr Grace Adeyemi-Clark IM texas", "her name is Grace Adeyemi-Clarke with e", "Grace Adeyemi-Clarke"),
])  # fmt: skip
def test_a_name_put_right_renames_the_letter(held: str, message: str, name: str) -> None:
    case = case_told(held, message)
    assert [letter["writer"]["name"] for letter in case["letters"]] == [name] and "name" not in case


@pytest.mark.parametrize(("message", "stays"), [
    ("i think to remove khan, what you say?", True), ("i was thinking to leave khan out, is that good?", True),
    ("maybe just drop khan? not sure", True), ("the letter went out", True),
    ("remove khan", False), ("please take khan off my list", False),
])  # fmt: skip
def test_a_letter_goes_on_a_plain_order_only(message: str, stays: bool) -> None:
    assert ("khan" in letters(KHAN, message)) is stays


def test_who_is_known_by_the_work_or_a_short_name_is_nobody_new() -> None:
    told = letters(
        "dr Khan IM in texas, agreed. my house officer supervisor dr Bello in Lagos. dr Wu IM ohio",
        "my house officer supervisor, she said yes too", "wu says he has no time this year",
    )  # fmt: skip
    assert {name: letter.get("status") for name, letter in told.items()} == {
        "khan": "agreed", "bello": "agreed", "wu": "declined",
    }  # fmt: skip


@pytest.mark.parametrize("message", ["he hardly knows who i am", "khan barely remembers me", "he wont know me"])
def test_who_hardly_knows_me(message: str) -> None:
    assert letters(KHAN, message)["khan"]["experience"]["knows_me_well"] is False


@pytest.mark.parametrize(("message", "field"), [
    ("i work in qatar at hamad hospital", "home_country"), ("dr Elbashir khartoum 2016 to 2018", "graduation_year"),
    ("have one letter on file, Dr Ramon Villaluz, uploaded last year 2026 season", "application_year"),
])  # fmt: skip
def test_what_is_told_of_work_and_letters_is_not_told_of_oneself(message: str, field: str) -> None:
    assert field not in case_told(message)


@pytest.mark.parametrize("message", [
    "leave out Khan for the cards programs", "take khan out of the set for cardiology programs",
    "send Khan to the cardiology programs", "ok like that or leave khan out?",
])  # fmt: skip
def test_a_set_of_programs_takes_nobody_out_and_gives_no_specialty(message: str) -> None:
    told = letters(KHAN, message)
    assert told["khan"]["status"] == "agreed" and told["khan"]["writer"]["specialty"] == "internal_medicine"
    assert "subspecialty" not in told["khan"]["writer"]


def test_a_plain_order_takes_out() -> None:
    assert not letters(KHAN, "leave khan out")
