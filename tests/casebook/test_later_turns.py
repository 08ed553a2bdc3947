"""What later messages put right, take out or add, of whom they mean by few words."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import case_told

THREE = "dr Weiss psychiatrist in Denver, dr Okoro psychiatrist in Tulsa, dr Lam neurologist in Cebu"
STAY = "dr Hale pediatrician in Reno hands on, 1 march 2027 to 28 march 2027"


def letters(*messages: str) -> dict[str, dict[str, Any]]:
    """The letters once all messages were told, by id."""
    return {letter["id"]: letter for letter in case_told(*messages).get("letters", [])}


def held(letter: dict[str, Any], path: str) -> Any:
    """A value of a letter; None where it is not known."""
    value: Any = letter
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def values(path: str, *messages: str) -> list[Any]:
    """The values of a field of all letters in their order."""
    return [held(letter, path) for letter in letters(*messages).values()]


@pytest.mark.parametrize(("message", "expected"), [
    ("the psychiatrists were observerships, the neurologist was hands on", ["observership", "observership", "hands_on"]),
    ("both US doctors were hands on", ["hands_on", "hands_on", None]),
    ("the psychiatrist in Tulsa was hands on", [None, "hands_on", None]),
    ("the first was hands on, second observership", ["hands_on", "observership", None]),
    ("my second rotation was an observership", [None, None, None]),
])  # fmt: skip
def test_several_are_meant_by_what_they_share(message: str, expected: list[Any]) -> None:
    assert values("experience.setting", THREE, message) == expected


@pytest.mark.parametrize(("message", "expected"), [
    ("weeks: 4, 6 and 12", [4, 6, 12]), ("weeks are 4, 6, 12", [4, 6, 12]),
    ("No. 2 is 5 weeks hands on, no. 1 is 7 weeks hands on", [7, 5, None]), ("weeks are few", [None, None, None]),
])  # fmt: skip
def test_weeks_are_told_in_the_order_of_the_letters(message: str, expected: list[Any]) -> None:
    assert values("experience.weeks", THREE, message) == expected


@pytest.mark.parametrize(("message", "expected"), [
    ("i waived Weiss, the others not", [True, False, False]), ("Lam letter i did not waive, the others yes", [True, True, False]),
    ("i waived for Weiss. Okoro too", [True, True, None]), ("Weiss is nice. Okoro too", [None, None, None]),
    ("i waived for Weiss. I asked Okoro too", [True, None, None]),
])  # fmt: skip
def test_what_is_said_of_one_is_said_of_others_in_short(message: str, expected: list[Any]) -> None:
    assert values("waived", THREE, message) == expected


def test_who_was_not_asked_beside_one_who_was() -> None:
    assert values("status", THREE, "Weiss i asked, Okoro not yet") == ["asked", "idea", None]
    assert values("status", THREE, "Weiss uploaded, Okoro not") == ["uploaded", None, None]


@pytest.mark.parametrize(("message", "start", "end"), [
    ("I mean april, not march", "2027-04-01", "2027-04-28"), ("sorry it was in february", "2027-02-01", "2027-02-28"),
    ("oops wrong year, it is 2026", "2026-03-01", "2026-03-28"), ("i put 2027 but its 2025", "2025-03-01", "2025-03-28"),
    ("no, it ended on 4 april", "2027-03-01", "2027-04-04"),
    ("sorry, i travel in april", "2027-03-01", "2027-03-28"), ("since 2024 i do not work, sorry", "2027-03-01", "2027-03-28"),
    ("sorry i graduated in 2019", "2027-03-01", "2027-03-28"),
])  # fmt: skip
def test_a_month_or_year_of_a_stay_is_put_right(message: str, start: str, end: str) -> None:
    experience = letters(STAY, message)["hale"]["experience"]
    assert (experience["start"], experience["end"]) == (start, end)


def test_a_year_put_right_is_that_of_what_was_told_last() -> None:
    assert "graduation_year" not in case_told(STAY, "sorry year is 2026")
    assert case_told("i graduated 2019", "gap? since 2024 not working with patients")["graduation_year"] == 2019
    assert case_told("i graduated 2019, want IM", "Sorry it was 2018 that i graduated")["graduation_year"] == 2018


def test_days_of_two_letters_are_put_right_for_both_only_where_it_is_said() -> None:
    two = STAY + ". dr Roy pediatrician in Tulsa, 5 april 2027 to 30 april 2027"
    assert values("experience.start", two, "wrong year for both, it is 2026") == ["2026-03-01", "2026-04-05"]
    assert values("experience.start", two, "Roy was 2026 not 2027") == ["2027-03-01", "2026-04-05"]
    assert values("experience.start", two, "sorry 2026") == ["2027-03-01", "2027-04-05"]


@pytest.mark.parametrize(("message", "left"), [
    ("letter 1 can be deleted, i have enough", ["okoro", "lam"]), ("kindly expunge Dr. Lam", ["weiss", "okoro"]),
    ("remove neurology", ["weiss", "okoro"]), ("can Weiss be removed?", ["weiss", "okoro", "lam"]),
    ("remove psychiatry", ["weiss", "okoro", "lam"]),
])  # fmt: skip
def test_who_is_taken_out_in_other_words(message: str, left: list[str]) -> None:
    assert list(letters("I want psychiatry", THREE, message)) == left


def test_what_is_told_beside_a_removal_is_noted() -> None:
    told = letters(THREE, "Lam declined", "so delete him, and Weiss is 9 weeks")
    assert list(told) == ["weiss", "okoro"]
    assert told["weiss"]["experience"]["weeks"] == 9


@pytest.mark.parametrize(("message", "expected"), [
    ("Weiss 8 weeks not 4, Okoro 4 not 6", [8, 4, None]), ("Okoro only 3 though", [4, 3, None]),
    ("sorry the other way round", [6, 4, None]), ("Okoro has 3 publications", [4, 6, None]),
    ("the two are the other way round than i thought in character", [4, 6, None]),
])  # fmt: skip
def test_lengths_of_two_are_put_right(message: str, expected: list[Any]) -> None:
    assert values("experience.weeks", THREE, "Weiss 4 weeks, Okoro 6 weeks", message) == expected


def test_writers_are_not_exchanged_where_it_is_not_said_what() -> None:
    assert list(letters("dr Weiss psychiatrist in Denver, dr Okoro internist in Lagos", "i swapped them")) == ["weiss", "okoro"]


def test_a_role_alone_is_the_writer_whom_it_fits() -> None:
    told = "Prof Hany Adel surgeon in Cairo, dr Mark Leland surgeon in Detroit"
    assert values("status", told, "prof said ok, leland i dont know") == ["agreed", None]


def test_a_day_of_sending_is_no_day_of_asking() -> None:
    assert held(letters(STAY, "Hale sent it through ICTS on 28 April")["hale"], "asked_on") is None
    assert held(letters(STAY, "i asked Hale on 28 April and he uploaded")["hale"], "asked_on") == "2027-04-28"


def test_a_name_spelt_otherwise() -> None:
    assert list(letters("dr Wong internist in Reno", "Wong is spelled Wang, my bad")) == ["wang"]


def test_the_same_order_again_takes_nobody_else_out() -> None:
    assert list(letters(THREE, "finally I do not use the one of Lam, delete her")) == ["weiss", "okoro"]
    told = letters("I want IM, dr Wong internist in Reno", "I think again, family medicine only. Internal medicine delete.")
    assert list(told) == ["wong"]


@pytest.mark.parametrize(("message", "expected"), [
    ("make it 9", [9, None, None]), ("9 sorry", [9, None, None]), ("please amend seven to eight weeks", [8, None, None]),
    ("seven to eight programs", [7, None, None]), ("sorry, i have 2 kids", [7, None, None]),
    ("sorry step 2 i failed", [7, None, None]),
])  # fmt: skip
def test_the_length_told_last_is_put_right_by_a_number(message: str, expected: list[Any]) -> None:
    assert values("experience.weeks", THREE, "Weiss 7 weeks", message) == expected


@pytest.mark.parametrize(("message", "expected"), [
    ("Weiss and Okoro have agreed. Lam I will ask next month.", ["agreed", "agreed", "idea"]),
    ("Weiss not agreed, i mixed up, he was only asked", ["asked", None, None]),
    ("Weiss uploaded 7 May, Okoro 8 May", ["uploaded", "uploaded", None]),
    ("asked Weiss yesterday, Okoro not yet", ["asked", "idea", None]),
    ("neurologist said no", [None, None, "declined"]),
    ("nurses cant write i read", [None, None, None]), ("i withdraw Dr Okoro", [None, None]),
])  # fmt: skip
def test_news_are_of_the_one_whom_they_name(message: str, expected: list[Any]) -> None:
    assert values("status", THREE, "Weiss 7 weeks", message) == expected


@pytest.mark.parametrize(("message", "expected"), [
    ("US rotations were 4 weeks each, hands on", [4, 4, None]), ("the Cebu ones: 4 weeks", [None, None, 4]),
    ("US rotations are good for the match", [None, None, None]),
])  # fmt: skip
def test_a_place_and_a_plural_mean_those_who_are_there(message: str, expected: list[Any]) -> None:
    assert values("experience.weeks", THREE, message) == expected


def test_research_and_clinic_both_are_of_one() -> None:
    told = letters(THREE, "Weiss was research", "i sat in his clinic too, so research and clinic both")
    assert held(told["lam"], "experience.setting") is None


def test_months_put_right_are_no_pause() -> None:
    assert "clinical_gap_months" not in case_told("dr Weiss radiologist in Reno, research 14 months", "14 months should be 16")


def test_a_name_nearly_told_is_of_the_one_who_has_it() -> None:
    case = "dr Ana Polanco internist in Lima, dr Rick Hanson internist in Lubbock"
    assert list(letters(case, "he is Hansen with e")) == ["polanco", "hansen"]
