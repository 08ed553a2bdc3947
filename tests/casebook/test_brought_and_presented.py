"""Applicants brought by an adviser, or who say who they are: their name is theirs and no writer's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from conversation import case_told as told

TODAY = date(2027, 6, 28)


def writers(case: dict[str, Any]) -> list[str]:
    return [letter["writer"].get("name", "") for letter in case.get("letters", [])]


@pytest.mark.parametrize(("message", "name", "expected"), [
    ("I am advising a Ghana-trained applicant but today I ask for another one, a Nigerian: Tunde, OAU graduate of 2020, "
     "applying to Internal Medicine", "Tunde", []),
    ("I am adviser at a support group in Texas. One of our applicants, Dr. Hala Mahmoud from Sudan, has a supervisor "
     "Dr. Peter Lang, nephrologist, who said he would support her. She applies IM", "Hala Mahmoud", ["Peter Lang"]),
    ("I coach graduates. One of my students, Dr. Femi Ade from Nigeria, applies to surgery. Dr. Ruth Cole in Ohio agreed "
     "for him.", "Femi Ade", ["Ruth Cole"]),
    ("i advise imgs, this one is Dr. Yusra Khan, pakistan, wants psychiatry. she has dr paul greene in ohio",
     "Yusra Khan", ["Paul Greene"]),
    ("I am asking for somebody else, a Syrian: Rami Haddad, graduate of 2018, applying to neurology.", "Rami Haddad", []),
    ("my wife is applying, not me. She is Dr Sana Malik. She has letter from Dr Khan in Texas", "Sana Malik", ["Khan"]),
    ("my son is not applying this year, I apply to IM with a letter of Dr Soto", None, ["Soto"]),
    ("One of our attendings, Dr. Peter Lang, agreed. He is a nephrologist in Texas. I apply IM", None, ["Peter Lang"]),
    ("my adviser at school is Dr. Mona Farid, she will write a letter. I apply to peds", None, ["Mona Farid"]),
    ("One of our professors, Dr. Kumar, applies strict rules but said yes", None, ["Kumar"]),
])  # fmt: skip
def test_an_adviser_brings_the_applicant(message: str, name: str | None, expected: list[str]) -> None:
    case = told(message)
    assert (case.get("name"), writers(case)) == (name, expected)


def test_a_relative_of_the_same_surname_keeps_the_name() -> None:
    case = told(
        "I am an adviser, asking for one of our students, Angelo Macaraeg, UST 2024, applying Pediatrics",
        "He is thinking of asking also his uncle, Dr. Ernesto Macaraeg, an internist in Texas.",
    )
    assert writers(case) == ["Ernesto Macaraeg"]
    assert case["letters"][0]["writer"]["family_friend"] is True


@pytest.mark.parametrize(("message", "name", "home"), [
    ("buenos dias, Dra. Gabriela Fuenmayor, venezuelan, graduated 2015 from LUZ. for IM in US", "Gabriela Fuenmayor", "VE"),
    ("bom dia, Dr. Ana Souza, brazilian, class of 2018. applying to FM", "Ana Souza", "BR"),
    ("i am emre from turkey, cardiology", "Emre", "TR"),
    ("salam. reza from tehran. im", "Reza", "IR"),
    ("hi yazan here from jordan", "Yazan", "JO"),
    ("Dr Hamdi from Khartoum here, want obgyn", "Hamdi", "SD"),
    ("hello dears, suraj from nepal", "Suraj", "NP"),
    ("hello im brazilian, Thiago Albuquerque, orthopedics in brazil", "Thiago Albuquerque", "BR"),
    ("Tomasz from Poland, Gdansk, class of 2026. I am US citizen, grew up in New Jersey", "Tomasz", "PL"),
    ("i am tired from nigeria, working", None, "NG"),
    ("i am doctor from turkey, cardiology", None, "TR"),
])  # fmt: skip
def test_who_one_is(message: str, name: str | None, home: str) -> None:
    case = told(message)
    assert (case.get("name"), case.get("home_country")) == (name, home)
    assert not writers(case)


@pytest.mark.parametrize("message", [
    "buenas, Dr. Luis Perez, cardiologist in Lima, agreed", "Dr. Gabriela Fuenmayor, venezuelan, is my attending in Ohio",
    "Dr Hamdi from Khartoum here in Ohio teaches me",
])  # fmt: skip
def test_a_writer_named_first_stays_one(message: str) -> None:
    case = told(message)
    assert len(writers(case)) == 1
    assert "name" not in case
