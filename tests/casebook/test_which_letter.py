"""Which letter is meant: a name told later is of a letter that is held, and what describes a writer makes nobody new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from conversation import case_after

TODAY = date(2027, 6, 28)
RENO = "a cardiologist in Reno, 4 weeks hands on"
TWO = "I worked with a cardiologist in Reno for 4 weeks, and a neurologist in Lima, 20 weeks"


def names(messages: Sequence[str]) -> list[str | None]:
    """The writer's name of each letter, in order; None where it is not known."""
    return [letter.get("writer", {}).get("name") for letter in case_after(messages).get("letters") or []]


@pytest.mark.parametrize(("first", "later", "wanted"), [
    (RENO, "found it, dr Bell", ["Bell"]),
    (RENO, "checked. doctor Irene Castle", ["Irene Castle"]),
    (RENO, "I remember now: Dr. Irene Castle", ["Irene Castle"]),
    (RENO, "Prof Irene Castle. full professor", ["Irene Castle"]),
    (RENO, "name Dr Irene Castle", ["Irene Castle"]),
    (TWO, "The cardiologist - Dr. Irene Castle. Other one is Dr. Paul Quiroz.", ["Irene Castle", "Paul Quiroz"]),
    (f"A: {RENO}. B: a neurologist in Lima, my boss", "A is called Dr Irene Castle", ["Irene Castle", None]),
    (f"Dr Roe, internist, Utah, uploaded. Also {RENO}", "found it dr Bell", ["Roe", "Bell"]),
])  # fmt: skip
def test_a_name_told_later_is_of_the_letter_that_has_none(first: str, later: str, wanted: list[str | None]) -> None:
    assert names([first, later]) == wanted


@pytest.mark.parametrize("later", [
    "Dr. Irene Castle will also write for me", "Dr. Irene Castle, psychiatrist in Denver, 5 weeks",
    "Dr. Irene Castle. She is a psychiatrist in Denver", "another one: Dr. Irene Castle",
])  # fmt: skip
def test_a_name_told_with_something_else_is_of_another_writer(later: str) -> None:
    assert names([RENO, later]) == [None, "Irene Castle"]


def test_a_name_of_ones_own_stays_ones_own() -> None:
    assert case_after([RENO, "my name is Dr. Irene Castle"])["name"] == "Irene Castle"
    assert case_after(["name: Dr. Irene Castle. I apply to psychiatry"])["name"] == "Irene Castle"


@pytest.mark.parametrize(("message", "wanted"), [
    ("put instead the pediatrician there, Dr. Irene Castle, five weeks hands on", ["Irene Castle"]),
    ("I think of: the pastor of my church in Reno, Rev. Paul Quiroz; Dr. Irene Castle, internist in Utah",
     ["Paul Quiroz", "Irene Castle"]),
    ("I have Dr. Irene Castle, internist at a hospital in Lima, my advisor in residency, uploaded", ["Irene Castle"]),
    ("And my old professor in Lima, Carmen Rojas, she still comes to clinic every day", ["Carmen Rojas"]),
    ("A letter from Dr. Irene Castle, pathologist in Ohio, with whom I did a three weeks observership",
     ["Irene Castle"]),
    ("I have a letter from Dr. Irene Castle, internist in Utah, it says that I will be an excellent internist",
     ["Irene Castle"]),
    ("Mi have Dr. Paul Quiroz, anesthesiologist down here in Kingston, department head, uploaded", ["Paul Quiroz"]),
    ("I have a surgeon in Utah who I only know by a 2 week observership", [None]),
])  # fmt: skip
def test_what_describes_a_writer_makes_nobody_new(message: str, wanted: list[str | None]) -> None:
    assert names([message]) == wanted


@pytest.mark.parametrize(("message", "wanted"), [
    ("my attending in Ohio 6 weeks, Dr Rao in Pune", 2),
    ("I have Dr. Irene Castle, internist in Utah, and my advisor in Lima", 2),
    ("Dr. Irene Castle, internist in Utah, 4 weeks, a surgeon in Reno and my home professor", 3),
])  # fmt: skip
def test_another_person_in_the_same_sentence_is_one_more_letter(message: str, wanted: int) -> None:
    assert len(names([f"my letters: {message}"])) == wanted


def test_a_third_one_without_a_name_goes_on_with_the_list() -> None:
    messages = ["I have Dr Roe, internist in Utah, and Dr Bell, surgeon in Reno",
                "And a third, no name yet, hospitalist in Cincinnati, 4 weeks"]  # fmt: skip
    assert names(messages) == ["Roe", "Bell", None]


@pytest.mark.parametrize(("later", "gone"), [("Then B goes out", "Paul Quiroz"), ("b) declined", "")])
def test_the_letters_of_a_list_point_at_its_entries(later: str, gone: str) -> None:
    told = case_after(["a) Dr. Irene Castle, internist in Utah b) Dr. Paul Quiroz, surgeon in Reno", later])
    held = {letter["writer"]["name"]: letter.get("status") for letter in told["letters"]}
    assert ("Paul Quiroz" not in held) is bool(gone) and held.get("Paul Quiroz") == (None if gone else "declined")


def test_one_pronoun_is_of_him_and_the_other_of_her() -> None:
    told = case_after([TWO, "The cardiologist - Dr. Gerald Castle. Other one is Dr. Maria Quiroz. "
                            "He is full professor, she is not, she is in private practice."])
    him, her = told["letters"]
    assert him["writer"]["academic_title"] == "professor" and "academic_title" not in her["writer"]
    assert her["experience"]["site"] == "private_practice"


@pytest.mark.parametrize(("message", "wanted"), [
    ("my uncle knows a senator, Hon. Paul Quiroz, his letter is uploaded", "Paul Quiroz"),
    ("tengo carta de una enfermera en Houston, se llama Carmen Rojas RN, 10 semanas", "Carmen Rojas"),
])  # fmt: skip
def test_words_before_a_name_are_no_part_of_it(message: str, wanted: str) -> None:
    assert names([message]) == [wanted]


@pytest.mark.parametrize(("message", "wanted"), [
    ("my friend Asel has a letter from a Dr Quiroz in Omaha, will they take it", []),
    ("Yoel asks: he has Dr Paul Quiroz, urologist, Tampa 10 weeks", []),
    ("and samra's one is a Dr Paul Quiroz", []), ("my sister's husband is img, he has a letter of a doctor Quiroz", []),
    ("and my neighbour here swears by a letter from his mayor", []),
    ("Good day. Radiologist, Novosibirsk, 8 years of work, university finished in 2014. I apply to radiology", []),
    ("Hello. Argentinian psychiatrist (Rosario), 9 years of practice", []),
    ("one attempt on Step 2 didn't go through, second one did", []),
    ("Good day. Radiologist, Novosibirsk, 8 weeks hands on, uploaded", [None]),
    ("my friend Dr. Paul Quiroz, internist in Utah, writes for me", ["Paul Quiroz"]),
])  # fmt: skip
def test_who_writes_for_somebody_else_or_is_oneself_has_no_letter(message: str, wanted: list[str | None]) -> None:
    assert names([message]) == wanted


@pytest.mark.parametrize(("table", "wanted"), [
    ("name,specialty,city,type,weeks\nDr Irene Castle,neurology,Reno,hands on,4\n,internal medicine,Detroit,observership,4",
     ["Irene Castle", None]),
    ("NAME / SPECIALTY / WHERE / WEEKS\nIrene Castle / internist / Lima / 12\n(pending name) / pediatrician / Reno / 4",
     ["Irene Castle", None]),
    ("from my notes\nCastle / IM / Baltimore / hands on / agreed\nQuiroz / pulm / Istanbul / - / uploaded",
     ["Castle", "Quiroz"]),
    ("letters:\n* Dr Irene Castle - anesthesiologist - Boston - agreed\n* a surgeon - Izmir - 6 w hands-on - ?",
     ["Irene Castle", None]),
    ("Summer / fun / Baltimore / nothing / else\nWinter / cold / Reno / nothing / else", []),
])  # fmt: skip
def test_each_row_is_one_letter_with_a_name_or_without(table: str, wanted: list[str | None]) -> None:
    assert names([table]) == wanted


@pytest.mark.parametrize(("message", "wanted"), [
    ("dr cohen dr levy dr katz all NYC IM", ["Cohen", "Levy", "Katz"]),
    ("I have PD Dr. Quiroz, internist in Berlin", ["Quiroz"]),
    ("also dr fatoumata diallo conakry IM, she said sure", ["Fatoumata Diallo"]),
])  # fmt: skip
def test_names_in_a_row_are_one_each(message: str, wanted: list[str]) -> None:
    assert names([message]) == wanted


def test_a_removal_takes_nobody_whom_it_does_not_name() -> None:
    told = ["Dr Asad Khan, gastroenterologist in Dallas, 4 weeks", "actually forget other Khan, it is my friend's writer"]
    assert names(told) == ["Asad Khan"]
    told = ["Dr Irene Castle, internist in Utah. Ms. Ann Roe, coordinator",
            "take the honey lady off the list. With the Utah one we spoke about no letter"]  # fmt: skip
    assert "Irene Castle" in names(told)


def test_a_degree_behind_a_name_says_what_somebody_is() -> None:
    letter, = case_after(["My list: Irene Castle MD, Reno, elective 6 weeks, she accepted"])["letters"]
    assert letter["writer"] | {"country": "US"} == {"name": "Irene Castle", "profession": "physician", "country": "US"}


@pytest.mark.parametrize(("message", "wanted"), [
    ("The doctor who I trained with in Detroit, her name Dr. Irene Castle, pediatrics. It was hands on", ["Irene Castle"]),
    ("dr irene castle psychiatrist in omaha, 2 observerships w her, 4wks n then 3wks more", ["Irene Castle"]),
    ("Prof. Paul Quiroz, urologist and head of department, Kumasi: his letter was uploaded", ["Paul Quiroz"]),
    ("dr Irene Castle → fm clinic fresno → will write. pastor adewale → he will write too", ["Irene Castle", "Adewale"]),
])  # fmt: skip
def test_more_of_one_writer_is_one_letter(message: str, wanted: list[str]) -> None:
    assert names([message]) == wanted


def test_there_is_somebody_new_at_a_place() -> None:
    messages = ["Dr. Ana Quiroz, surgeon, Porto Alegre, uploaded", "There's a psychiatrist at Columbus, Ohio too. He offered 4 weeks"]
    first, second = case_after(messages)["letters"]
    assert second["experience"]["weeks"] == 4 and "experience" not in first and first["status"] == "uploaded"


@pytest.mark.parametrize("later", [
    "the day is first, like we write in Egypt", "is it our culture in Algeria to bring him something, we always do",
])  # fmt: skip
def test_how_things_are_done_somewhere_moves_no_writer(later: str) -> None:
    letter, = case_after(["Dr. Irene Castle, internist in Utah, 4 weeks", later])["letters"]
    assert letter["writer"]["country"] == "US"


def test_a_writer_who_works_elsewhere_now_is_moved() -> None:
    letter, = case_after(["Dr. Irene Castle, internist in Utah, 4 weeks", "sorry, she is in Egypt"])["letters"]
    assert letter["writer"]["country"] == "EG"


def test_where_a_letter_is_sent_is_no_place_of_its_writer() -> None:
    letter, = case_after(["Dra. Irene Castle was my boss in Havana. But she has fear to write to USA"])["letters"]
    assert letter["writer"]["country"] == "CU"


def test_a_title_and_a_first_name_are_put_right() -> None:
    writer = case_after(["Dr Irene Castle, surgeon, Reno", "correction, she is Prof. not Dr."])["letters"][0]["writer"]
    assert writer["title"] == "Prof."
    assert names(["I have dr tomasz Wrona, internist, uploaded", "btw its dr Agata not tomasz"]) == ["Agata Wrona"]


def test_a_name_in_a_cell_may_be_a_town_too() -> None:
    table = "DOCTOR;FIELD;CITY;STATUS\nDr. Irene Castle;psychiatry;Houston;agreed\nMonica Trujillo, PhD;researcher;Lima;asked"
    assert names([table]) == ["Irene Castle", "Monica Trujillo"]
