"""Who stands first, with a year or a country and no word of what binds two people, is the speaker."""

from __future__ import annotations

import pytest
from conversation import case_after


@pytest.mark.parametrize(("message", "name", "targets", "writers"), [
    ("hello. peruvian, Diego Huamán Quispe, general surgery. dr Paul Sorensen supervised me 8 weeks",
     "Diego Huamán Quispe", ["general_surgery"], ["Paul Sorensen"]),
    ("Dr. Imran Qureshi, 2012 graduate Lahore, working as registrar in Ireland (Cork) 4 years. IM",
     "Imran Qureshi", ["internal_medicine"], []),
    ("Maria Cruz, Manila, IM. Dr Lee agreed", "Maria Cruz", ["internal_medicine"], ["Lee"]),
    ("Sherin Habib, OB GYN, Egypt, graduated 2020. Dr Michelle Tran agreed to write a strong letter",
     "Sherin Habib", ["obstetrics_gynecology"], ["Michelle Tran"]),
])  # fmt: skip
def test_the_speaker_is_no_writer(message: str, name: str, targets: list[str], writers: list[str]) -> None:
    case = case_after([message])
    assert (case["name"], case["targets"]) == (name, targets)
    assert [letter["writer"]["name"] for letter in case.get("letters", [])] == writers


@pytest.mark.parametrize("message", [
    "Dr. Ahmed Khan, cardiology, supervised me in 2024", "Sarah Lee, Boston, IM, agreed",
    "my attending Dr. Tom Smith, cardiology, 2024", "Dr. Ahmed Khan, Pakistan, internal medicine",
])
def test_a_writer_stays_one(message: str) -> None:
    case = case_after([message])
    assert len(case["letters"]) == 1 and "name" not in case
