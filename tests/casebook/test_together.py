"""How long somebody and a writer know each other: years are longitudinal, a quarter of a year and more are weeks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

TODAY = date(2027, 6, 28)


def hear(message: str) -> CaseUpdate:
    """What a first message does to the case."""
    return understand_case(message, {}, today=TODAY)


def experience(message: str) -> dict[str, Any]:
    """What the experience with the one writer of a message is."""
    return dict(hear(message).case["letters"][0].get("experience", {}))


@pytest.mark.parametrize("message", [
    "Dr. Rao, internist in Pune, known me 3 yrs. havent asked",
    "Dr. Olena Kovalenko, chief of department in Kharkiv, know me 4 years",
    "he has known me since 2021, Dr. Rao in Pune",
    "I have known Dr. Rao for five years",
    "Prof. Ito has taught me since 2020",
    "Dr Yusuf Barakat, home, peds, damascus, 2 yrs",
    "Dr. Patricia Gomez psychiatrist Bogota 2 yrs - uploaded",
    "Dr. Leonard Abiodun, PhD, Boston, 14 months, agreed",
    "my old professor in amman dr layla haddad obgyn 18 months",
    "My doctoral supervisor is Prof. Dragana Jovanović, neurologist in Belgrade, since 2019",
    "Since 2022 I work as a medical assistant in the clinic of Dr. Renee Castellanos, FM",
    "I've been a clinical fellow in Leeds with Dr. Simon Hargreaves, consultant geriatrician, since 2021 and still am",
    "Dr. Rao, Pune, my consultant 2019 to 2022",
    "my supervisor here dr Abdul Qahtani (emergency consultant) for 14 months, he promised",
    "Dr Hakimi, general surgeon in Sanaa, 2 years supervised",
    "i have Dr. Salem pediatric consultant in tripoli 3 years; she agreed", "Dr Malhotra, ENT (AIIMS, 3 years boss)",
    "i work as medical assistant 2 years in the clinic of Dr Nguyen family physician",
])  # fmt: skip
def test_years_with_a_writer_are_longitudinal(message: str) -> None:
    update = hear(message)
    assert update.case["letters"][0]["experience"]["longitudinal"] is True
    assert "weeks" not in update.case["letters"][0]["experience"]
    assert not any(question.field.endswith("experience.weeks") for question in update.questions)


@pytest.mark.parametrize("message", [
    "Dr. Rao, PD for 10 years, asked",
    "Dr. Lopez - IM - Lima - chief - 4 years - uploaded",
    "Dr. Rao is a cardiologist with 15 years of practice",
    "Dr. Rao, IM, Pune. I have a gap of 2 years",
    "I have a gap of 2 years, Dr. Rao, IM, Pune", "I worked 5 years in Lahore, and Dr. Rao of Pune writes for me", "Dr. Rao, Pune, 20 years consultant",
    "Dr. Rao, IM, Pune. I am in the US since 2021",
    "Dr. Rao, IM, Pune. Since 2022 I live in Sacramento",
    "Dr. Rao, Pune, retired since 2021",
    "Dr. Rao has been head since 2015",
    "Dr. Rao, 60 years old, Pune",
    "Dr. Rao worked with Dr. Lee for 10 years",
    "Dr. Rao knows my family for 20 years",
    "Dr. Gill, family friend, knows me 15 years",
    "Dr. Rao did not know me 3 years",
    "Dr. Rao, IM. married 3 years, no kids",
    "Dr. Rao, mentor since 2027",
])  # fmt: skip
def test_years_of_something_else_are_not(message: str) -> None:
    assert "longitudinal" not in experience(message)


@pytest.mark.parametrize(("message", "weeks"), [
    ("Dr. Neil Abbott in Leeds, cardiology, been on his ward 6 months", 26),
    ("I made 3 months of research with Dr. Noah Feldman", 13),
    ("I was research fellow at MGH with Dr. Sandra Whitcombe, radiologist, twelve months", 52),
    ("8 month in clinic with Dr Osei", 34), ("Dr. Smith, psychiatry, Chicago, 3 months hands on", 13),
    ("Dr. Smith, psychiatry, Chicago, hands on, 2 months", 8),
    ("Dr. Smith, psychiatry, Chicago, hands on, one month", 4),
])  # fmt: skip
def test_months_are_counted_in_weeks(message: str, weeks: int) -> None:
    assert experience(message)["weeks"] == weeks
    assert "how_many_weeks" not in [question.text_key for question in hear(message).questions]


@pytest.mark.parametrize("message", [
    "Dr. Rao, IM. She answered after 6 months", "Dr. Rao will leave in 6 months", "Dr. Rao is away for 6 months",
])  # fmt: skip
def test_weeks_that_nobody_told(message: str) -> None:
    assert "weeks" not in experience(message)


@pytest.mark.parametrize("told", [
    "she trained me for 3 years residency until 2022", "my residency supervisor 2 years", "I am her resident since january 2025",
    "my attending for 4 years until now", "4 yr residency", "1 year internship 2022", "i was resident with her 4 years",
    "i am her SHO for 18 months", "3 years resident in psychiatry in Pune under her", "MD residency 3 years under her", "i did locum with her 3 months",
    "i worked 2 years in the psychiatric hospital in Pune with her", "my consultant from internship 2019", "i was trust grade doctor under her",
])  # fmt: skip
def test_a_residents_time_is_hands_on(told: str) -> None:
    assert experience(f"Dr. Rao, psychiatrist in Pune, {told}")["setting"] == "hands_on"


@pytest.mark.parametrize("told", [
    "4 yr residency", "my attending for 4 years", "I worked w her 3 yrs til dec 2025", "I was her resident 2014-2019",
    "she trained me for 3 years", "she sees me work every night on her floor for 2 years already",
])  # fmt: skip
def test_years_with_a_writer_are_long(told: str) -> None:
    assert experience(f"Dr. Rao, psychiatrist in Pune, {told}")["longitudinal"] is True


@pytest.mark.parametrize("told", [
    "she has 10 years of experience", "she did 4 yr residency in UK", "PD of a 3 years residency in Ohio", "I finished 3 years residency",
    "she is a locum", "she did her residency 3 years under Dr. Lee", "she worked 2 years in a hospital with Dr. Lee", "i graduated from internship",
])  # fmt: skip
def test_years_of_somebody_else_are_not(told: str) -> None:
    assert not {"setting", "longitudinal"} & set(experience(f"Dr. Rao, psychiatrist in Pune, {told}"))
