"""Writers told in a list or a group: names without a title, letters counted before their names, places said once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from conversation import case_after

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)


def held(messages: Sequence[str], field: str) -> dict[str, Any]:
    """One field of each letter that has it, by the writer's name or the id."""
    part, _, name = field.rpartition(".")
    letters = case_after(messages).get("letters") or []
    values = {
        letter.get("writer", {}).get("name", letter["id"]): (letter.get(part, {}) if part else letter).get(name)
        for letter in letters
    }
    return {letter: value for letter, value in values.items() if value is not None}


@pytest.mark.parametrize(("message", "wanted"), [
    ("letters: bukola adeyemi IM nigeria, chair. said no. priya nair endo, atlanta, agreed on 14 june",
     {"Bukola Adeyemi": "declined", "Priya Nair": "agreed"}),
    ("my letters: oluwaseun bello surgery lagos, uploaded. tariq mehmood cards houston, asked",
     {"Oluwaseun Bello": "uploaded", "Tariq Mehmood": "asked"}),
    ("I have bukola adeyemi, IM, nigeria, said no and kwame boateng, cardiology, Ohio, uploaded",
     {"Bukola Adeyemi": "declined", "Kwame Boateng": "uploaded"}),
])  # fmt: skip
def test_whole_names_without_a_title_begin_entries(message: str, wanted: dict[str, str]) -> None:
    assert held([message], "status") == wanted
    assert "name" not in case_after([message])


@pytest.mark.parametrize("message", [
    "letters: community hospital IM ohio uploaded", "letters: super strong IM texas",
    "I have uworld qbank, medicine section done", "i have severe anemia, cardiology clinic says rest",
    "my letters: very short peds ohio uploaded",
])  # fmt: skip
def test_words_with_a_meaning_are_no_names(message: str) -> None:
    assert held([message], "writer.name") == {}


def test_a_small_word_behind_said_no_begins_a_sentence() -> None:
    assert held(["Dr. Stone said no. orr agreed", "Dr Orr agreed"], "status") == {"Stone": "declined", "Orr": "agreed"}


@pytest.mark.parametrize(("first", "later"), [
    ("got 4 letters all from cuba (im cuban). all IM", "names? idk Prof Leyva, Prof Suarez, Prof Cruz, Dr Pena"),
    ("I have 4 letters, all from cuba, all IM", "they are Dr. Leyva, Dr. Suarez, Dr. Cruz and Dr. Pena"),
    ("4 lors, all IM from cuba", "first is Dr. Leyva, second Dr. Suarez, third Dr. Cruz, fourth Dr. Pena"),
    ("four IM letters from cuba", "names are Leyva, Suarez, Cruz and Pena"),
])  # fmt: skip
def test_names_that_come_next_are_of_the_letters_that_were_counted(first: str, later: str) -> None:
    four = {"Leyva", "Suarez", "Cruz", "Pena"}
    assert held([first, later], "writer.country") == dict.fromkeys(four, "CU")
    assert held([first, later], "writer.specialty") == dict.fromkeys(four, "internal_medicine")


def test_what_is_told_of_others_joins_no_counted_letter() -> None:
    counted = "I have 2 letters from Cairo"
    told = held([counted, "also Dr. Smith, IM, Texas"], "writer.country")
    assert told == {"letter_cairo_1": "EG", "letter_cairo_2": "EG", "Smith": "US"}
    told = held([counted, "Dr. Smith and Dr. Kerr, IM in Texas"], "writer.country")
    assert told == {"letter_cairo_1": "EG", "letter_cairo_2": "EG", "Smith": "US", "Kerr": "US"}


def test_what_is_said_of_all_counted_letters_only() -> None:
    told = held(["I have 3 letters, all from Nepal, one uploaded"], "status")
    assert set(told.values()) <= {"uploaded"} and len(told) < 2
    assert len(held(["I have 3 letters, all from Nepal, all uploaded"], "status")) == 3
    assert held(["do I need 3 letters, all IM?"], "writer.specialty") == {}


@pytest.mark.parametrize(("message", "weeks"), [
    ("did 2 rotations in houston, one w dr Malik cardiologist 4 wks. other dr Cole IM 8 weeks", {"Malik": 4, "Cole": 8}),
    ("two electives in Texas: 1 w/ dr Malik IM 4 wks and 1 w dr Cole cards 6 wks", {"Malik": 4, "Cole": 6}),
    ("three observerships in Boston, Dr. Malik (IM), Dr. Cole (FM) and Dr. Roy (peds)", {}),
])  # fmt: skip
def test_a_place_said_of_counted_stays_is_of_all_who_follow(message: str, weeks: dict[str, int]) -> None:
    assert set(held([message], "writer.country").values()) == {"US"}
    assert len(held([message], "writer.country")) == len(held([message], "writer.name")) > 1
    assert held([message], "experience.weeks") == weeks
    assert len(held([message], "experience.setting")) == (0 if "rotations" in message else len(held([message], "writer.name")))


@pytest.mark.parametrize("message", [
    "I apply to 2 programs in Texas. Dr. Lee, IM, agreed, Dr. Roy, FM, agreed",
    "I did 2 rotations in Texas and one in Pune. Dr. Lee, IM, Dr. Roy, FM, Dr. Rao, IM",
])  # fmt: skip
def test_a_place_of_something_else_is_of_nobody(message: str) -> None:
    assert held([message], "writer.country") == {}


@pytest.mark.parametrize(("message", "field"), [
    ("4 weeks with dr Lee, neurology, Cleveland, and 4 weeks with dr Nina Roy same dept", "neurology"),
    ("Dr. Lee, neurology, Cleveland. Dr. Nina Roy from the same department, 2 weeks", "neurology"),
    ("Dr. Lee, neurology, Cleveland. Dr. Nina Roy, cardiologist in the same department", "internal_medicine"),
    ("Dr. Lee, neurology, Cleveland. Dr. Nina Roy, a PhD in the same department", None),
    ("Dr. Lee, neurology, Cleveland. Dr. Nina Roy, same hospital, other department", None),
])  # fmt: skip
def test_the_same_department_is_the_same_place_and_field(message: str, field: str | None) -> None:
    assert held([message], "writer.country") == {"Lee": "US", "Nina Roy": "US"}
    assert held([message], "writer.specialty").get("Nina Roy") == field


def test_no_letter_from_somebody_who_says_yes() -> None:
    update = understand_case("i asked dr Kimberly Olson 3 times n she says yes yes but no letter", {}, today=TODAY)
    assert [change.field for change in update.changes if change.field == "letters"] == []
    update = understand_case("no letters yet", {}, today=TODAY)
    assert [(change.field, change.value) for change in update.changes] == [("letters", [])]


def test_a_letter_of_nobody_by_name_is_called_by_no_pronoun() -> None:
    case = case_after(["It was only observing, for six weeks. She told me she will write it"])
    assert [letter["id"] for letter in case["letters"]] == ["letter"]


def test_a_name_ends_with_its_sentence() -> None:
    assert set(held(["Dr Kofi Mensah and Dr Yaw Owusu. Owusu agreed"], "writer.name")) == {"Kofi Mensah", "Yaw Owusu"}
