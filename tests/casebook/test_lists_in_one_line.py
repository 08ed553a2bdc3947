"""A list of letters typed in one line, whoever is named after being described, and whom "him" and "her" mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case
from assistant.casebook.numbered import on_lines

TODAY = date(2026, 12, 1)


def letters(message: str) -> list[dict[str, Any]]:
    """Of each letter the writer, setting, weeks and status, in one mapping."""
    held = understand_case(message, {}, today=TODAY).case.get("letters", [])
    return [{**letter.get("writer", {}), **letter.get("experience", {}), "status": letter.get("status")} for letter in held]


@pytest.mark.parametrize("marks", ["1) 2) 3)", "(1) (2) (3)", "1. 2. 3.", "1- 2- 3-", "a) b) c)", "1: 2: 3:", "#1. #2. #3."])
def test_entries_of_one_line_are_told_apart(marks: str) -> None:
    one, two, three = marks.split()
    told = letters(
        f"my 3 letters: {one} pediatrician in Toronto, hands-on 12 weeks {two} Dr Rao, surgeon in Pune, agreed "
        f"{three} internist in Reno, observership 4 weeks, uploaded"
    )
    assert [letter["specialty"] for letter in told] == ["pediatrics", "general_surgery", "internal_medicine"]
    assert [letter["country"] for letter in told] == ["CA", "IN", "US"]
    assert [letter.get("weeks") for letter in told] == [12, None, 4]
    assert [letter["status"] for letter in told] == [None, "agreed", "uploaded"]


def test_entries_with_letters_need_no_name() -> None:
    told = letters("i have 3 lors. A) internist in Reno, 4 weeks, uploaded B) cardiologist in Erie, 2 weeks, agreed")
    assert [letter.get("weeks") for letter in told] == [4, 2]
    assert [letter["status"] for letter in told] == ["uploaded", "agreed"]


@pytest.mark.parametrize("text", [
    "I want 1) IM 2) FM. yog 2020", "step 1. pass with 230, step 2. fail", "a 1-week shadowing and a 2-week rotation there",
    "Failed step 1: twice, step 2: once", "the LOR 1: Dr Kern, LOR 2: Dr Rao", "1) Dr Kern in Reno\n2) Dr Rao in Pune",
    "2) Dr Rao in Pune (3) Dr Li in Reno", "it is (1) of many",
])  # fmt: skip
def test_what_is_no_such_list_stays_as_it_is(text: str) -> None:
    assert on_lines(text) == text


def test_every_character_stays_at_its_place() -> None:
    text = "top: (1) Dr Kern of Reno, (2) Dr Rao of Pune #3"
    assert len(on_lines(text)) == len(text)
    assert on_lines(text) == "top:\n 1) Dr Kern of Reno,\n 2) Dr Rao of Pune #3"


@pytest.mark.parametrize(("message", "names"), [
    ("A nephrologist in Tampa says she writes for me. I am talking about Dr. Mona Kern.", ["Mona Kern"]),
    ("A nephrologist in Tampa says she writes for me. I mean Dr. Mona Kern.", ["Mona Kern"]),
    ("A nephrologist in Tampa says she writes for me. I also asked Dr. Mona Kern.", [None, "Mona Kern"]),
])  # fmt: skip
def test_who_is_named_behind_the_description_is_no_second_one(message: str, names: list[str | None]) -> None:
    assert [letter.get("name") for letter in letters(message)] == names


def test_him_and_her_mean_whom_the_first_names_say() -> None:
    told = letters("Letters: Dr. Leopold Kern and Dr. Ingrid Rao. With him 4 weeks hands on, with her 2 weeks observership.")
    assert [(letter["weeks"], letter["setting"]) for letter in told] == [(4, "hands_on"), (2, "observership")]


@pytest.mark.parametrize(("message", "status"), [
    ("Dr. Kern, internist in Reno. he has asked me to send him my CV", None),
    ("Dr. Kern, internist in Reno. I have asked him for the letter", "asked"),
    ("I have secured the agreement of Dr. Kern, internist in Reno", "agreed"),
])  # fmt: skip
def test_who_asks_whom(message: str, status: str | None) -> None:
    assert letters(message)[0]["status"] == status


@pytest.mark.parametrize(("message", "setting"), [
    ("In summer I visited Reno and observed Dr. Kern, internist, for 5 weeks", "observership"),
    ("Dr. Kern, internist in Reno, let me follow him on rounds", "shadowing"),
])  # fmt: skip
def test_who_watches_whom(message: str, setting: str | None) -> None:
    assert letters(message)[0].get("setting") == setting


def test_a_head_of_a_field_leads_its_department() -> None:
    told = letters("Prof Kern, ENT head in Lima. Dr Rao, head dept of surgery in Pune. Dr Li, surgeon of head and neck, Reno")
    assert [letter.get("leadership") for letter in told] == ["department_chair", "department_chair", None]
