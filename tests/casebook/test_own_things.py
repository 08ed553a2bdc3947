"""What is the applicant's own and tells nothing of a writer: a PhD, a job, a name; and what was read into other words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

TODAY = date(2027, 6, 28)


def hear(*messages: str) -> CaseUpdate:
    """What the last of some messages does to the case that the others told."""
    update = understand_case(messages[0], {}, today=TODAY)
    for message in messages[1:]:
        update = understand_case(message, update.case, today=TODAY, memory=update.memory)
    return update


def writer(*messages: str) -> dict[str, Any]:
    """The writer of the first letter."""
    return dict(hear(*messages).case["letters"][0]["writer"])


@pytest.mark.parametrize("own", [
    "I did a PhD myself in 2024", "I hold a PhD too.", "My PhD was in neuroscience", "I finished my PhD with him",
    "I am a PhD student", "The PhD is mine", "I have a PhD in 2024", "I have also just completed a PhD",
])  # fmt: skip
def test_an_own_phd_is_not_the_writers(own: str) -> None:
    case = hear(f"Dr. Lee, neurologist in Chicago, is my mentor. {own}").case
    assert case["letters"][0]["writer"]["profession"] == "physician" and "graduation_year" not in case
    assert hear("Dr. Lee, neurologist in Chicago", own).case["letters"][0]["writer"]["profession"] == "physician"


def test_a_phd_told_with_ones_studies() -> None:
    told = "Prof. Anthony Delacroix, vice chair of neurology, taught me. I obtained my degree in Belgrade in 2019, with a PhD in 2024."
    case = hear(told).case
    assert case["graduation_year"] == 2019 and case["letters"][0]["writer"].get("profession") != "phd_researcher"


@pytest.mark.parametrize("message", [
    "Dr. Lee is a PhD in Chicago, my research mentor", "Dr. Lee has a PhD, no MD", "Dr. Noah Feldman, a PhD, 3 months of research",
    "I worked in the lab of Dr. Novak, PhD", "I have a PhD mentor, Dr. Novak in Boston",
])  # fmt: skip
def test_the_phd_of_a_writer(message: str) -> None:
    assert writer(message)["profession"] == "phd_researcher"


@pytest.mark.parametrize("message", [
    "I work 4 year as anesthesiologist in Kharkiv", "I worked 3 years as pediatrician in Manila",
    "I am a radiologist from Brazil, 11 years in practice, graduated 2012, I want to apply to diagnostic radiology",
    "i practice 8 years like surgeon in Bogota", "im a neurologist in Cairo, 6 years experience",
    "After graduation I worked five years as an internist in Skopje", "before i was working as cardiologist in Tbilisi",
])  # fmt: skip
def test_ones_own_work_is_no_letter_and_no_pause(message: str) -> None:
    case = hear(message).case
    assert not case.get("letters") and "clinical_gap_months" not in case


@pytest.mark.parametrize("message", [
    "I worked 4 weeks with a cardiologist in Miami", "one internist in Lima, 6 weeks hands on",
    "I worked as a research assistant for a neurologist in Boston", "I was supervised by a surgeon in Ohio, 8 weeks hands on, he agreed",
    "lab mentor for IM research track, good fit or not",
])  # fmt: skip
def test_whom_one_worked_with_is_a_letter(message: str) -> None:
    assert len(hear(message).case["letters"]) == 1


@pytest.mark.parametrize("message", ["targeting Internal Medicine 2027 match cycle", "applying IM 2027 match"])
def test_a_match_that_is_over_is_asked(message: str) -> None:
    update = hear(message)
    assert "application_year" not in update.case
    assert [q.choices for q in update.questions if q.field == "application_year"] == [("2026", "2027")]


@pytest.mark.parametrize(("message", "year"), [("psychiatry, match 2028", 2027), ("applying IM this year", 2027)])
def test_a_season_to_come_is_taken(message: str, year: int) -> None:
    assert hear(message).case["application_year"] == year


def test_this_year_behind_a_month_is_of_a_rotation() -> None:
    told = "ok so I'm doing psych, I was with doctor Hannah Weiss in Chicago hands on from January to end of February this year"
    assert "application_year" not in hear(told).case


def test_years_ago_are_no_pause() -> None:
    first = "applying IM 2027. Dr. Joan Easterly, IM program director in Ohio, 12 weeks"
    assert "clinical_gap_months" not in hear(first, "Easterly is the PD but it's 5 years ago, worth it?").case
    assert hear("i left hospital 2 years ago").case["clinical_gap_months"] == 24


@pytest.mark.parametrize("message", [
    "My boss doctor Olena Kovalenko in Kharkiv, she can write but english is not good",
    "Dr. Olena Kovalenko, chief of anesthesiology in Kharkiv, know me 4 years, she can write but her english is bad",
])  # fmt: skip
def test_a_language_is_no_country_and_to_be_able_no_yes(message: str) -> None:
    letter = hear(message).case["letters"][0]
    assert letter["writer"]["country"] == "UA" and letter.get("status") is None


def test_english_people_and_a_yes_that_was_said() -> None:
    assert writer("Dr. Smith is English, hands on 4 weeks")["country"] == "GB"
    assert hear("Dr. Kovalenko, IM, Kyiv, she said she can write").case["letters"][0]["status"] == "agreed"


@pytest.mark.parametrize("messages", [
    ("Applying FM 2027. Dr. Renee Castellanos, FM, Sacramento", "My other possibility is Father Andrei from our church, and the clinic manager Ms. Doreen Price"),
    ("applying IM. dr olena kovalenko", "Olena is in Ukraine, why you write UK"),
])  # fmt: skip
def test_a_writers_name_is_not_the_applicants(messages: tuple[str, ...]) -> None:
    assert "name" not in hear(*messages).case


def test_an_own_name_is_kept() -> None:
    assert hear("my name is Olena. dr olena kovalenko writes for me").case["name"] == "Olena"


@pytest.mark.parametrize("message", [
    "HOD dr Meenakshi Rao she has given letter in sealed envelope", "Dr. Rao sent me pdf of her letter by email",
    "Dr. Rao gave me the letter in a sealed envelope",
])  # fmt: skip
def test_a_letter_on_paper_is_not_uploaded(message: str) -> None:
    assert hear(message).case["letters"][0].get("status") != "uploaded"


def test_a_letter_in_the_system_is() -> None:
    assert hear("Dr. Rao, IM, sent the pdf and it is uploaded to ERAS").case["letters"][0]["status"] == "uploaded"


def test_who_says_that_it_is_not_the_son() -> None:
    first = "Dear advisor, my son is not the applicant, it is me. Graduated 2009 in Belarus."
    case = hear(first, "My other possibility is Father Andrei, and the clinic manager Ms. Doreen Price").case
    assert "name" not in case and [letter["id"] for letter in case["letters"]] == ["andrei", "price"]


def test_who_asks_for_a_son() -> None:
    update = hear("I write for my son. He is applying to internal medicine 2027 and graduated 2019 in Belarus. His name is Anton Belov.")
    assert update.case["name"] == "Anton Belov"


@pytest.mark.parametrize(("message", "field", "value"), [
    ("Privet, from Kazakhstan actually but studied in Moscow, Sechenov 2021", "home_country", "KZ"),
    ("I graduated from Fudan in 2014", "home_country", "CN"), ("I am Xiaoming Liu, Peking Union 2023", "home_country", "CN"),
    ("selam. ben istanbul cerrahpasa, neurology apply. 2022 grad", "home_country", "TR"),
    ("Privet, from Kazakhstan", "name", None), ("hello i m nadeesha from sri lanka", "name", "Nadeesha"),
    ("Hello, I am Selam from Addis Ababa", "name", "Selam"), ("gud day po, Jomar, philippines, UST 2019", "name", "Jomar"),
    ("US citizen. doing FM", "targets", ["family_medicine"]),
    ("FM or IM not decided yet", "targets", ["family_medicine", "internal_medicine"]),
    ("i am doing FM rotation", "targets", None), ("i was doing surgery for 3 years in Cairo", "targets", None),
    ("Dr. Volkov, Moscow, IM residency head", "targets", None), ("Dr. Albrecht forgot me, its 3 years", "clinical_gap_months", None),
    ("i have no patients since 3 years", "clinical_gap_months", 36), ("this year i did only 1 rotation", "application_year", None),
    ("i apply this year, did 2 rotations", "application_year", 2027),
    ("Dr Ramirez, peds in Atlanta, 4 weeks hands on, this january", "application_year", None),
    ("Dr. Li, Shanghai, I was his resident 2014-2019", "graduation_year", None),
    ("4 wks of EM in Lodz with Dr. Wrobel back in 2024", "graduation_year", None),
])  # fmt: skip
def test_what_strangers_say_of_themselves(message: str, field: str, value: object) -> None:
    assert hear(message).case.get(field) == value


@pytest.mark.parametrize(("told", "field", "value"), [
    ("ortho, Hospital for Special Surgery", "specialty", "orthopedic_surgery"), ("ortho, Hospital for Special Surgery", "country", "US"),
    ("IM, Columbia", "country", "US"), ("IM, INOVA Fairfax", "country", "US"), ("IM, British Columbia", "country", "CA"),
    ("peds gastro in Miami", "subspecialty", "pediatric_gastroenterology"), ("peds ER in Atlanta", "specialty", "pediatrics"),
    ("rehab med in Cebu", "specialty", "physical_medicine_rehabilitation"),
])  # fmt: skip
def test_places_and_fields_by_their_short_names(told: str, field: str, value: str) -> None:
    assert writer(f"Dr. Joe Smith, {told}, 4 weeks")[field] == value
