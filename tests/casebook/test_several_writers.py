"""What is said of one of several writers is said of no other, and what the applicant says of themselves of none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from conversation import case_after

TODAY = date(2027, 6, 28)
THREE = ["I have Dr. Stone, Dr. Lee and Dr. Novak"]
PLACED = ["I have an attending in Houston, cardiologist, 4 weeks"]


def held(messages: Sequence[str], field: str) -> dict[str, Any]:
    """One field of each letter that has it."""
    part, _, name = field.rpartition(".")
    letters = case_after(messages).get("letters") or []
    values = {letter["id"]: (letter.get(part, {}) if part else letter).get(name) for letter in letters}
    return {letter: value for letter, value in values.items() if value is not None}


@pytest.mark.parametrize(("messages", "weeks"), [
    (["rotation with dr smith 4 weeks", "also Dr. Khan from Lahore, he is my mentor", "actually rotation was 6 weeks not 4"], {"smith": 6}),
    (["dr smith 4 weeks", "dr Khan 8 weeks", "it was not 4 weeks, it was 5"], {"smith": 5, "khan": 8}),
    (["dr smith 4 weeks", "dr Khan 8 weeks", "it was 6 weeks not 5"], {"smith": 4, "khan": 8}),
    (["Dr. Smith 4 weeks hands on, Dr. Lee 4 weeks", "it was 6 weeks not 4"], {"smith": 4, "lee": 4}),
    (["Dr. Smith 4 weeks hands on, Dr. Lee 4 weeks", "smith was 6 weeks not 4"], {"smith": 6, "lee": 4}),
    (["Dr. Smith 4 weeks hands on, Dr. Lee 4 weeks", "it was 6 weeks not 4", "smith"], {"smith": 6, "lee": 4}),
    (["I worked with Dr Smith", "it was 6 weeks not 4"], {"smith": 6}),
])  # fmt: skip
def test_a_length_put_right_is_of_who_held_the_old_one(messages: list[str], weeks: dict[str, int]) -> None:
    assert held(messages, "experience.weeks") == weeks


@pytest.mark.parametrize(("message", "statuses"), [
    ("i asked nobody except stone", {"stone": "asked", "lee": "idea", "novak": "idea"}),
    ("except stone and lee i asked no one", {"stone": "asked", "lee": "asked", "novak": "idea"}),
    ("i asked nobody but stone", {"stone": "asked", "lee": "idea", "novak": "idea"}),
    ("nobody agreed except lee and novak", {"lee": "agreed", "novak": "agreed"}),
    ("no one uploaded except Dr. Lee", {"lee": "uploaded"}),
    ("all agreed except stone", {"lee": "agreed", "novak": "agreed"}),
    ("all agreed but Stone", {"lee": "agreed", "novak": "agreed"}),
    ("i asked everybody except stone", {"stone": "idea", "lee": "asked", "novak": "asked"}),
    ("did nobody upload except Lee?", {}), ("i asked nobody", dict.fromkeys(["stone", "lee", "novak"], "idea")),
])  # fmt: skip
def test_an_exception_is_of_who_is_named(message: str, statuses: dict[str, str]) -> None:
    assert held([*THREE, message], "status") == statuses


def test_what_is_said_of_all_but_one_is_not_said_of_that_one() -> None:
    assert set(held([*THREE, "all are in Boston except Lee"], "writer.country")) == {"stone", "novak"}
    assert set(held([*THREE, "all waived except Novak"], "waived")) == {"stone", "lee"}


@pytest.mark.parametrize(("message", "status"), [
    ("Dr Lee sais No", "declined"), ("lee he sad no", "declined"), ("dr Lee refuse me", "declined"), ("Lee sed no", "declined"),
    ("lee told me NO", "declined"), ("lee he say No sorry", "declined"), ("lee rejects me", "declined"), ("Lee refusing to write", "declined"),
    ("lee dont want write", "declined"), ("lee he is not agree", "declined"), ("lee answer was NO", "declined"), ("lee he didnt accept", "declined"),
    ("lee sais yes", "agreed"), ("lee sad yes", "agreed"), ("Lee tells yes", "agreed"),
    ("lee said no need to waive", None), ("lee told no one about it", None), ("i said no to Lee", None), ("lee gave no answer", None),
    ("lee wants no patients contact", None), ("lee he not accept yet", None), ("lee said no problem", "agreed"), ("Lee replied no answer from secretary", None),
])  # fmt: skip
def test_a_refusal_in_hurried_words(message: str, status: str | None) -> None:
    assert held([*THREE, message], "status").get("lee") == status


def test_a_writer_who_does_not_want_to_is_not_taken_out() -> None:
    for message in ("lee dont want write", "Lee no longer want to write"):
        assert [letter["id"] for letter in case_after([*THREE, message])["letters"]] == ["stone", "lee", "novak"]
    assert [letter["id"] for letter in case_after([*THREE, "i no longer want lee"])["letters"]] == ["stone", "novak"]


@pytest.mark.parametrize(("message", "left"), [
    ("delete dr Lee and add dr kim, surgeon", {"stone", "novak", "kim"}),
    ("add dr kim surgeon and delete lee", {"stone", "novak", "kim"}),
    ("delete dr Lee add dr kim, surgeon", {"stone", "novak", "kim"}),
    ("i want to remove Lee because he said no and add Dr. Kim from Reno, surgeon", {"stone", "novak", "kim"}),
    ("drop stone and lee and add dr kim surgeon", {"novak", "kim"}), ("drop stone and lee please", {"novak"}),
    ("delete stone and i keep lee", {"lee", "novak"}), ("remove stone and lee is very good", {"lee", "novak"}),
])  # fmt: skip
def test_one_is_taken_out_and_another_added(message: str, left: set[str]) -> None:
    letters = {letter["id"]: letter for letter in case_after([*THREE, message])["letters"]}
    assert set(letters) == left
    assert letters.get("kim", {}).get("writer", {}).get("specialty", "general_surgery") == "general_surgery"


@pytest.mark.parametrize(("message", "letter", "writer"), [
    ("Dr. Jack London, surgeon, agreed", "london", {"name": "Jack London", "title": "Dr.", "specialty": "general_surgery", "profession": "physician"}),
    ("Dr. Paris, 6 weeks hands-on", "paris", {"name": "Paris", "title": "Dr."}),
    ("i asked dr houston", "houston", {"name": "Houston", "title": "Dr."}),
    ("Dr. Jackson in Jackson", "jackson", {"name": "Jackson", "title": "Dr.", "country": "US"}),
    ("Dr. Khan Lahore", "khan", {"name": "Khan", "title": "Dr.", "country": "PK"}),
    ("dr smith boston 4 weeks", "smith", {"name": "Smith", "title": "Dr.", "country": "US"}),
])  # fmt: skip
def test_a_surname_that_is_a_place_is_a_name(message: str, letter: str, writer: dict[str, str]) -> None:
    case = case_after(["I apply internal medicine 2027", message])
    assert {held["id"]: held["writer"] for held in case["letters"]} == {letter: writer}
    assert "home_country" not in case


@pytest.mark.parametrize("message", ["dr houston agreed", "Dr Houston agreed", "the dr houston agreed"])
def test_a_doctor_told_at_the_place_is_meant(message: str) -> None:
    assert held([*PLACED, message], "status") == {"attending_houston": "agreed"}


@pytest.mark.parametrize("message", ["rural year 2020", "house job 2019", "internship 2018", "did my rural service in 2020", "graduated after internship 2018"])
def test_a_year_of_work_is_no_graduation(message: str) -> None:
    assert "graduation_year" not in case_after([*THREE, message])


@pytest.mark.parametrize(("message", "year"), [
    ("graduated 2017, house job 2018", 2017), ("MBBS 2016, rural year 2017", 2016),
    ("my internship was in 2019 and i graduated 2018", 2018), ("finished internship and graduated in 2018", 2018),
])  # fmt: skip
def test_the_year_of_graduation_stays_beside_it(message: str, year: int) -> None:
    assert case_after([*THREE, message])["graduation_year"] == year


@pytest.mark.parametrize(("messages", "name"), [
    (["my signature name is Amina Rahman"], "Amina Rahman"), (["I sign as A. Rahman"], "A. Rahman"),
    (["I sign as A. Rahman", "my name is Amina Rahman"], "Amina Rahman"),
    (["my name is Amina Rahman", "I sign as A. Rahman"], "Amina Rahman"), (["i sign as amina rahman"], "Amina Rahman"),
    (["signature: Dr. Amina Rahman"], "Amina Rahman"), (["I will sign as a doctor"], None), (["can I sign as Dr. Lee?"], None),
])  # fmt: skip
def test_who_signs_is_the_applicant(messages: list[str], name: str | None) -> None:
    case = case_after(messages)
    assert case.get("name") == name and not case.get("letters")


def test_who_signs_the_letter_is_a_writer() -> None:
    assert set(held(["Dr. Lee signed as program director"], "writer.leadership")) == {"lee"}


BOSTON = ["I have Dr. Stone, surgeon in Boston, 4 weeks hands on"]


@pytest.mark.parametrize(("message", "writer", "status"), [
    ("Mehmet hoca from Ankara agreed", "mehmet", "agreed"), ("mehmet hoca agreed", "mehmet", "agreed"), ("Ayse abla uploaded", "ayse", "uploaded"),
    ("profesor Ivan said no", "ivan", "declined"), ("Dr Anna agreed", "anna", "agreed"), ("Mizan sir agreed", "mizan", "agreed"),
    ("Doktor Weber agreed", "weber", "agreed"), ("Sensei Tanaka agreed", "tanaka", "agreed"), ("worked with Hassan bey 6 weeks, he agreed", "hassan", "agreed"),
    ("Priya madam, pediatrician in Pune, said no", "priya", "declined"), ("my supervisor in Cairo, he refused", "mentor_cairo", "declined"),
])  # fmt: skip
def test_a_writer_by_first_name_or_role_has_the_status(message: str, writer: str, status: str) -> None:
    assert held([*BOSTON, message], "status") == {writer: status}


@pytest.mark.parametrize("message", [
    "Anna agreed", "anna said yes", "the nurse said yes", "the cardiologist agreed", "my home professor said no",
    "the department chair from Lahore declined",
])  # fmt: skip
def test_the_status_of_somebody_else_is_not_of_the_last_one(message: str) -> None:
    case = case_after([*BOSTON, message])
    assert case["letters"] == case_after(BOSTON)["letters"] and "name" not in case


@pytest.mark.parametrize("message", ["he agreed", "yes sir agreed", "Thank you Sir. he agreed", "the surgeon agreed", "Anyway he agreed", "sorry, she is a cardiologist and agreed"])
def test_the_status_of_the_last_one_is_told_without_a_name(message: str) -> None:
    assert held([*BOSTON, message], "status") == {"stone": "agreed"}


@pytest.mark.parametrize(("message", "name"), [("my name is Rahul sir", "Rahul"), ("i am from Nepal sir", None), ("Good morning sir", None)])
def test_who_is_spoken_to_is_no_writer(message: str, name: str | None) -> None:
    case = case_after([*BOSTON, message])
    assert case.get("name") == name and len(case["letters"]) == 1


def test_a_place_that_no_letter_has_and_who_is_there() -> None:
    case = case_after(["my letters: a surgeon from Lahore, 10 weeks. chicago is a nephrologist, 4 weeks, not asked yet"])
    assert [letter["writer"]["country"] for letter in case["letters"]] == ["PK", "US"]


def test_nobody_but_those_who_are_told_of_already() -> None:
    assert held([*BOSTON, "he agreed", "i asked nobody except these"], "status") == {"stone": "agreed"}


def test_the_own_name_ends_where_a_place_or_a_field_begins() -> None:
    assert case_after(["my name Chinedu Okafor nigeria psychiatry"])["name"] == "Chinedu Okafor"
    assert case_after(["my name is Israel Okafor from Lagos"])["name"] == "Israel Okafor"


def test_a_colleague_who_presents_herself_is_the_applicant() -> None:
    case = case_after(["im dr sana, pakistani, neuro 2027"])
    assert case["home_country"] == "PK" and not case.get("letters")


def test_sir_behind_a_name_that_is_added() -> None:
    assert "tariq" in held(["Dr. Wells in Tampa agreed. Also Tariq sir from Multan, my boss"], "writer.name")
