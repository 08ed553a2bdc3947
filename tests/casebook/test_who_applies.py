"""The applicant and what is their own: a name behind a title, a pause, a home by the school; and no year made up."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import case_after


@pytest.mark.parametrize(("message", "name"), [
    ("good day, Dr Aisha Bello here, nigerian, LUTH 2016, been in US now 2 years as research coordinator at emory, applying"
     " for OB GYN", "Aisha Bello"),
    ("hi good pm. dr. Khalid from oman, SQU 2020, i want neurology", "Khalid"),
    ("Hello, Dr. Priya Nair from Kerala, applying for psychiatry", "Priya Nair"),
    ("One of my mentees, Dr Ibrahim Sani (Ahmadu Bello, 2019), is going for psychiatry.", "Ibrahim Sani"),
    ("my mentee Dr Ibrahim Sani is going for psychiatry", "Ibrahim Sani"),
])  # fmt: skip
def test_who_opens_with_a_title_is_the_applicant(message: str, name: str) -> None:
    case = case_after([message])
    assert case["name"] == name
    assert "letters" not in case


@pytest.mark.parametrize("message", [
    "Dr. Lee from Boston will write for me", "Dr Omar Saeed from Sudan, internist, he agreed",
    "Dr Khan from Lahore, cardiologist, 2 years", "Dr. Khan from Lahore agreed, i want IM",
    "Hi, Dr. Khan from Lahore knows me well, i apply IM", "dr Lee here in Boston said yes",
    "Good morning, Dr. Chen from Taiwan is my PI, I apply neurology",
])  # fmt: skip
def test_a_writer_who_opens_a_message_stays_one(message: str) -> None:
    case = case_after([message])
    assert "name" not in case
    assert len(case["letters"]) == 1


@pytest.mark.parametrize(("message", "letters"), [
    ("my friend Dr Ibrahim Sani is applying for psychiatry", 0),
    ("my friend Dr Ibrahim Sani is a cardiologist in Boston, he agreed", 1),
])  # fmt: skip
def test_a_friend_who_applies_is_nobodys_writer(message: str, letters: int) -> None:
    case = case_after([message])
    assert len(case.get("letters", [])) == letters
    assert not {"targets", "name"} & set(case)


@pytest.mark.parametrize(("messages", "name"), [
    (["dr Robert Lindqvist psychiatry 4 weeks", "lindqvist hardly remember my name honestly"], None),
    (["dr Robert Lindqvist psychiatry 4 weeks", "he does not know my name Really"], None),
    (["dr Robert Lindqvist psychiatry 4 weeks", "my name Ngozi Eze"], "Ngozi Eze"),
])  # fmt: skip
def test_a_name_that_is_not_remembered_is_not_told(messages: list[str], name: str | None) -> None:
    assert case_after(messages).get("name") == name


def test_a_surname_before_a_title_is_kept() -> None:
    case = case_after(["back home Prof Tariq Mehmood head of medicine mayo hospital will write for me he already said yes"])
    assert case["letters"][0]["writer"]["name"] == "Tariq Mehmood"


@pytest.mark.parametrize("message", [
    "Dr Mark Feldman, pediatric neurologist in cleveland where i do research for 14 months now",
    "my boss is Dr Omar Popal, family doctor, owner of clinic where i am MA since 18 months",
    "i work as MA since 18 months in the clinic of Dr Omar Popal, family doctor in sacramento",
    "since 3 years i am scribe in a clinic", "living in sacramento 2 yr, working as medical assistant",
])  # fmt: skip
def test_the_time_of_work_is_no_pause(message: str) -> None:
    assert "clinical_gap_months" not in case_after([message])


@pytest.mark.parametrize(("message", "months"), [
    ("i apply IM, i had gap 14 months", 14), ("i did not work since 18 months", 18),
    ("no clinical work for 2 years, i was home with baby", 24), ("i am out of clinical practice 14 months now", 14),
])  # fmt: skip
def test_a_pause_is_told_by_its_words(message: str, months: int) -> None:
    assert case_after([message])["clinical_gap_months"] == months


@pytest.mark.parametrize(("message", "home"), [
    ("my name is chukwuemeka, university of ibadan 2018, i want family medicine", "NG"),
    ("I'm Ngozi and I schooled at University of Benin, finished in 2020, going for pediatrics", "NG"),
    ("Hello, I'm Tolulope, OAU Ife graduate of 2017", "NG"),
    ("hlo, indian img, from hyderabad osmania med col, yog 2023, IM", "IN"),
    ("I want IM, letter from Dr Lee at university of lagos 2018", None),
])  # fmt: skip
def test_a_school_says_the_home(message: str, home: str | None) -> None:
    assert case_after([message]).get("home_country") == home


@pytest.mark.parametrize("message", ["he is an indian doc also", "dr reddy is indian", "reddy is an Indian doctor"])
def test_where_a_writer_comes_from_moves_nobody(message: str) -> None:
    case = case_after(["dr Suresh Reddy IM in new jersey", message])
    assert case["letters"][0]["writer"]["country"] == "US"
    assert "home_country" not in case


@pytest.mark.parametrize(("message", "absent"), [
    ("dr Laura Bennett IM at yale 4 weeks in sept", "application_year"),
    ("i have dr John Peterson IM in michigan, observer 4 weeks year 2024", "graduation_year"),
    ("My old consultant in lagos Dr Babatunde Ojo retired in 2022, he is obgyn", "graduation_year"),
    ("dr Saleh Al-Hakimi from sanaa internal medicine he was my head 2014-2017", "graduation_year"),
])  # fmt: skip
def test_no_year_of_ones_own_is_made_of_another(message: str, absent: str) -> None:
    assert absent not in case_after([message])


@pytest.mark.parametrize(("message", "told"), [
    ("i apply IM in sept 2027", {"application_year": 2027}), ("I graduated in 2022 from Lagos", {"graduation_year": 2022}),
])  # fmt: skip
def test_years_of_ones_own_are_kept(message: str, told: dict[str, Any]) -> None:
    assert told.items() <= case_after([message]).items()
