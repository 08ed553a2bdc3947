"""Whose values are meant: "both" and "each" of those just named, and a correction of the writer whom it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from conversation import case_after

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)
TWO = "Dr. Lund, FM, Ohio, 6 weeks hands on, agreed. Dr. Rao, FM, Pune India, supervised me 3 years, asked"


def letters_after(messages: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The letters by id once all messages were told, with the fields of writer and experience beside the others."""
    case = case_after(messages)
    return {
        letter["id"]: {**letter, **letter.get("writer", {}), **letter.get("experience", {})}
        for letter in case.get("letters") or []
    }


def held(messages: Sequence[str], field: str) -> dict[str, Any]:
    """One field of each letter that has it."""
    return {name: letter[field] for name, letter in letters_after(messages).items() if letter.get(field) is not None}


@pytest.mark.parametrize("message", [
    "third and fourth are Dr. Ahn and Dr. Berg, both observership 4 weeks in Ohio, both uploaded",
    "also dr Ahn and dr Berg, both observership in Texas, 4 weeks each, both have uploaded",
    "two new ones: Dr. Ahn and Dr. Berg, each of them 4 weeks observership in Dallas, all of them uploaded",
    "third is Dr. Ahn, fourth Dr. Berg, both observership in NJ, 4 weeks each, both uploaded",
])  # fmt: skip
def test_what_is_said_of_both_is_said_of_those_just_named(message: str) -> None:
    letters = letters_after([TWO, message])
    told = ("setting", "weeks", "country", "status")
    assert [letters["lund"].get(name) for name in told] == ["hands_on", 6, "US", "agreed"]
    assert [letters["rao"].get(name) for name in told] == ["hands_on", 156, "IN", "asked"]
    for new in ("ahn", "berg"):
        assert [letters[new].get(name) for name in told] == ["observership", 4, "US", "uploaded"]


@pytest.mark.parametrize("message", ["Lund and Rao both uploaded now", "both Lund and Rao uploaded", "both uploaded"])
def test_both_of_two_that_are_held(message: str) -> None:
    assert held([TWO, message], "status") == {"lund": "uploaded", "rao": "uploaded"}


@pytest.mark.parametrize("message", [
    "only Ahn and Berg are observership", "no, Ahn and Berg are observership", "Ahn, Berg: observership",
])  # fmt: skip
def test_two_in_one_row_both_have_what_is_said(message: str) -> None:
    told = [TWO, "Dr. Ahn and Dr. Berg in NJ, Berg was observership", message]
    assert held(told, "setting") == {"lund": "hands_on", "rao": "hands_on", "ahn": "observership", "berg": "observership"}


@pytest.mark.parametrize(("message", "wanted"), [
    ("Rao is in Canada not USA", {"lund": "US", "rao": "CA"}),
    ("Rao madam works in Nepal, not in US", {"lund": "US", "rao": "NP"}),
    ("Nepal not India", {"lund": "US", "rao": "NP"}),
    ("Rao is not in USA", {"lund": "US", "rao": "IN"}),
])  # fmt: skip
def test_the_right_country_is_of_who_is_named(message: str, wanted: dict[str, str]) -> None:
    assert held([TWO, message], "country") == wanted


@pytest.mark.parametrize("name", ["Mihai Ionescu", "Xi Chen", "Oluwaseun Adebayo"])
def test_he_is_who_was_just_told_and_not_one_of_before(name: str) -> None:
    new = name.rpartition(" ")[2].lower()
    told = ["Dr. Noah Feldman, IM, Boston, asked", f"Then Prof. {name}, surgeon. He said no, he doesn't know me well"]
    assert held(told, "status") == {"feldman": "asked", new: "declined"}
    assert held(told, "knows_me_well") == {new: False}


def test_the_day_of_an_upload_is_of_one_writer() -> None:
    told = ["Dr. Miriam Goldfarb, IM, Chicago, asked",
            "My doctoral supervisor is Prof. Dragana Petrovic, neurologist; she has uploaded hers on 20 June"]  # fmt: skip
    assert held(told, "uploaded_on") == {"petrovic": "2027-06-20"}


@pytest.mark.parametrize(("message", "status"), [
    ("Lund prefers not because he doesn't remember me well", "declined"),
    ("Lund wrote that she'd rather not", "declined"),
    ("Lund would prefer not to write it", "declined"),
    ("Lund prefers not to be called on weekends", "agreed"),
    ("I would rather not ask Lund", "agreed"),
])  # fmt: skip
def test_who_prefers_not_to_declines(message: str, status: str) -> None:
    assert held([TWO, message], "status")["lund"] == status


def test_a_negation_before_words_that_hold_one_turns_nothing_round() -> None:
    assert held([TWO, "He prefers not because Lund doesn't remember me"], "knows_me_well") == {"lund": False}


@pytest.mark.parametrize(("message", "field", "wanted"), [
    ("It is Rao who agreed, not Lund", "status", {"rao": "agreed"}),
    ("Rao was 6 weeks, not Lund", "weeks", {"rao": 6}),
    ("not Lund but Rao is hands on", "setting", {"rao": "hands_on"}),
    ("Rao refused, not Lund", "status", {"lund": "agreed", "rao": "declined"}),
    ("Rao is the one in Reno, not Lund", "country", {"lund": "US", "rao": "US"}),
    ("Is it Rao who agreed, not Lund?", "status", {"lund": "agreed", "rao": "asked"}),
])  # fmt: skip
def test_what_holds_for_one_and_not_for_another_who_held_it(message: str, field: str, wanted: dict[str, Any]) -> None:
    assert held([TWO, message], field) == wanted


@pytest.mark.parametrize(("message", "start", "end"), [
    ("Goldfarb has been moved to 26 July, same length", "2027-07-26", "2027-08-22"),
    ("they postponed Goldfarb to 26 July, still 4 weeks", "2027-07-26", "2027-08-22"),
    ("Goldfarb moved from 12 July to 26 July, the length is the same", "2027-07-26", "2027-08-22"),
    ("the Goldfarb rotation got pushed to 26 July", "2027-07-26", None),
    ("Goldfarb is delayed until 26 July", "2027-07-26", None),
    ("Goldfarb moved to 26 July - 22 August", "2027-07-26", "2027-08-22"),
    ("the end with Goldfarb moved to 15 August", "2027-07-12", "2027-08-15"),
    ("Goldfarb moved my deadline to 15 August", "2027-07-12", "2027-08-08"),
    ("I moved to Chicago on 1 June", "2027-07-12", "2027-08-08"),
])  # fmt: skip
def test_a_stay_that_moved_begins_on_the_day(message: str, start: str, end: str | None) -> None:
    letter = letters_after(["4 weeks with Dr. Goldfarb, IM, Chicago, 12 July 2027 to 8 August 2027", message])["goldfarb"]
    assert (letter.get("start"), letter.get("end")) == (start, end)
    assert letter["weeks"] == 4 or end == "2027-08-15"


@pytest.mark.parametrize(("message", "names"), [
    ("It's Helen Choi with i, and she's an allergist", {"Helen Choi", "Roy"}),
    ("it's Choi with an i at the end", {"Helen Choi", "Roy"}), ("choi with i, sorry", {"Helen Choi", "Roy"}),
    ("Cho is spelled Choi", {"Helen Choi", "Roy"}), ("you wrote Cho but it is Choi", {"Helen Choi", "Roy"}),
    ("Dr. Choi (not Cho) uploaded yesterday", {"Helen Choi", "Roy"}),
    ("name is Helen Choi, not Cho", {"Helen Choi", "Roy"}),
    ("he is called Roye with e, Dr Roye", {"Helen Cho", "Roye"}),
    ("it's Hellen with double l", {"Hellen Cho", "Roy"}),
    ("Choy is a new one, cardiologist in Reno", {"Helen Cho", "Roy"}),
    ("It's with Choi, not with Roy", {"Helen Cho", "Roy"}),
    ("Is it Choi with i?", {"Helen Cho", "Roy"}),
])  # fmt: skip
def test_a_name_that_is_nearly_the_one_held_puts_it_right(message: str, names: set[str]) -> None:
    told = ["Dr. Helen Cho, Newark NJ, asked. Dr Roy, Reno, agreed", message]
    assert set(held(told, "name").values()) == names


def test_the_name_of_a_writer_is_not_the_applicants() -> None:
    update = understand_case("name is Leonard Abioduni, not Abiodun", {"letters": [{"id": "abiodun", "writer": {
        "name": "Leonard Abiodun"}}]}, today=TODAY)  # fmt: skip
    assert "name" not in update.case
    assert update.case["letters"][0]["writer"]["name"] == "Leonard Abioduni"


def test_a_field_behind_a_dash_is_no_name() -> None:
    letter = letters_after(["Dr. Leonard Abiodun - Neurology PhD research mentor, Boston, agreed"])["abiodun"]
    assert (letter["name"], letter["specialty"]) == ("Leonard Abiodun", "neurology")
    assert held(["Dr. Ji-Hoon Park-Lee, neurology, Seoul"], "name") == {"park_lee": "Ji-Hoon Park-Lee"}


@pytest.mark.parametrize(("message", "field", "wanted"), [
    ("Rao uploaded and Lund too", "status", {"lund": "uploaded", "rao": "uploaded"}),
    ("Rao uploaded yesterday, Lund also", "uploaded_on", {"rao": "2027-06-27"}),
    ("Rao's letter is uploaded, and Lund's as well", "status", {"lund": "uploaded", "rao": "uploaded"}),
    ("Lund knows me well, Rao too", "knows_me_well", {"lund": True, "rao": True}),
    ("Lund refused. Rao too nice to say no", "status", {"lund": "declined", "rao": "asked"}),
    ("Rao said she has no time", "status", {"lund": "agreed", "rao": "declined"}),
    ("Rao said she has no time before August", "status", {"lund": "agreed", "rao": "asked"}),
])  # fmt: skip
def test_the_same_of_another_one_too(message: str, field: str, wanted: dict[str, Any]) -> None:
    assert held([TWO, message], field) == wanted


@pytest.mark.parametrize("said", [
    "her upload was postponed to 1 September", "the interview with Goldfarb was moved to 26 July",
    "Goldfarb brought me to a conference on 26 July", "I wait until Friday for Dr. Goldfarb, then I ask",
])
def test_a_day_of_something_else_moves_no_stay(said: str) -> None:
    stay = {"setting": "hands_on", "start": "2027-07-12", "end": "2027-08-08"}
    case = {"letters": [{"id": "goldfarb", "writer": {"name": "Goldfarb", "title": "Dr."}, "experience": stay}]}
    told = understand_case(said, case, today=date(2027, 6, 28)).case
    assert told["letters"][0]["experience"] == stay


def test_who_gets_a_text_and_who_not_tells_of_neither() -> None:
    names = {"lee": "Lee", "roy": "Roy"}
    case = {"letters": [{"id": i, "writer": {"name": n, "title": "Dr."}, "status": "agreed"} for i, n in names.items()]}
    told = understand_case("write a thank you to Lee who agreed, not Roy", case, today=date(2027, 6, 28)).case
    assert [letter["status"] for letter in told["letters"]] == ["agreed", "agreed"]
