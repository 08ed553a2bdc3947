"""Who is told twice is one letter, who introduces herself is none, and a neighbour keeps what is hers."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import case_after

COUNTED = "Dr. Alan Petrovsky, IM, Orlando, 4 weeks. Dr Sunita Rao, nephrology, Tampa, 4 weeks. Dr. David Kim, IM, Tampa, 8 weeks"


def letters(*messages: str) -> dict[str, dict[str, Any]]:
    """The letters by id, with the fields of writer and experience beside the others."""
    case = case_after(messages)
    return {
        letter["id"]: {**letter, **letter.get("writer", {}), **letter.get("experience", {})}
        for letter in case.get("letters") or []
    }


@pytest.mark.parametrize(("message", "ids"), [
    (f"I have 3 letters in US. all from observerships :( {COUNTED}", {"petrovsky", "rao", "kim"}),
    ("Dr. Robert Feinstein, anesthesiologist and my PI at MGH", {"feinstein"}),
    ("Dr. Rao, cardiologist and my mentor in Lima, agreed", {"rao"}),
    ("Dr. Rao, cardiologist in Houston, and my mentor in Lima", {"rao", "mentor_lima"}),
    ("Got Reyes (anesthesiologist in Manila), Tan (IM, Cleveland, 4 weeks hands on)", {"reyes", "tan"}),
    ("Ms. Joan Ferrer PT, my supervisor", {"ferrer"}),
    ("Hi there, Dr. Sahar Mohammadi, Tehran University 2013, i live in Toronto now. obgyn specialist in Iran for 4 years", set()),
    ("Hi, Dr. Anna Lee, Boston 2025, I was her extern", {"lee"}),
])  # fmt: skip
def test_everybody_is_told_once(message: str, ids: set[str]) -> None:
    assert set(letters(message)) == ids


def test_what_all_were_is_said_of_each_who_follows() -> None:
    told = letters(f"I have 3 letters in US. all from observerships :( {COUNTED}")
    assert {letter.get("setting") for letter in told.values()} == {"observership"}


def test_a_doctor_who_introduces_herself_has_a_name() -> None:
    assert case_after(["Hello, Dr. Omar Khan here, dow 2016, i am applying IM"])["name"] == "Omar Khan"


@pytest.mark.parametrize(("messages", "letter", "field", "value"), [
    (["Dr. Agnieszka Wrobel, EM in Lodz, 4 wks. Plus IM sub-i, Dr Priya Raman, Detroit, 4 weeks"], "wrobel", "setting", None),
    (["Dr. Agnieszka Wrobel, EM in Lodz, 4 wks. Plus IM sub-i, Dr Priya Raman, Detroit, 4 weeks"], "raman", "setting", "hands_on"),
    (["my turkish prof Cem Ozkan neurology 2 years, or a 1 week shadow of Dr. Laura Benitez epilepsy"], "ozkan", "weeks", None),
    (["my turkish prof Cem Ozkan neurology 2 years, or a 1 week shadow of Dr. Laura Benitez epilepsy"], "benitez", "weeks", 1),
    (["Dr. Kim, IM, Tampa", "which four you'd pick? or better to replace one for hands on"], "kim", "setting", None),
    (["Dr. Karimi obgyn Tehran, Dr. MacLeod obgyn in Toronto, observer 12 weeks",
      "Sorry the observer was 10 weeks. And Dr Karimi has retired 2021."], "karimi", "weeks", None),
    (["dr Ali Khan, IM, Houston, hands on 4 weeks. Mayor of my town also wants to write"], "khan", "profession", "physician"),
    (["Dr Joe Smith, IM, Tampa", "my cuban bosses i cannot contact, politics"], "smith", "country", "US"),
    (["Dr. Soriano, FM in Las Vegas. Dr. Caruso, IM in Reno", "wait mali, soriano is the IM"], "soriano", "country", "US"),
    (["Dr. Schultz, GI, Atlanta", "one person told me letter from such a name looks like family friend. true?"], "schultz",
     "family_friend", None),
    (["Dr. Schultz, GI, Atlanta", "Schultz is not relative at all"], "schultz", "family_friend", False),
    (["Dr. Schultz, GI, Atlanta, observing", "she published with me a case report"], "schultz", "in_discussions", None),
    (["My PhD mentor Dr. Castellan, Baltimore", "For physician scientist track can I use two research letter"], "castellan",
     "profession", "phd_researcher"),
    (["My PhD mentor Dr. Andrew Castellan (immunology, not clinician)"], "castellan", "specialty", None),
    (["Dr. Andrew Castellan, immunology, Houston, 4 weeks hands on"], "castellan", "specialty", "internal_medicine"),
    (["Dr. Lundgren, IM, Reno, agreed", "Lundgren has now asked me for a draft of the letter"], "lundgren", "status", "agreed"),
    (["i work with dr. Orlando Pupo, FM, since 2021 as MA"], "pupo", "longitudinal", True),
    (["i'm an advisor. my student Kamran wants IM. he has Dr. Omid Safavi, pulmonologist LA, asked",
      "Safavi is his uncle by the way. problem?"], "safavi", "family_friend", True),
])  # fmt: skip
def test_a_value_stays_with_whom_it_is_told_of(messages: list[str], letter: str, field: str, value: object) -> None:
    assert letters(*messages)[letter].get(field) == value


@pytest.mark.parametrize(("order", "left"), [
    ("FORGET SAAB AND THE MAYOR", {"lee"}), ("drop saab", {"lee", "haddad"}), ("drop saab and lee", {"haddad"}),
])  # fmt: skip
def test_two_are_dropped_in_one_breath(order: str, left: set[str]) -> None:
    assert set(letters("i have Dr. Saab, surgeon in Beirut, and Mayor Haddad, and Dr. Lee, IM Ohio", order)) == left


@pytest.mark.parametrize("message", [
    'all three said yes. rao said "absolutely", kim said "sure send me your cv", petrovsky obviously yes',
    "all three said yes", "everybody agreed already", "everyone said yes",
])  # fmt: skip
def test_all_is_said_of_each(message: str) -> None:
    assert {letter.get("status") for letter in letters(COUNTED, message).values()} == {"agreed"}


@pytest.mark.parametrize("message", ["everyone says you need 4 letters", "everyone in my class agreed"])
def test_people_in_general_have_not_agreed(message: str) -> None:
    assert {letter.get("status") for letter in letters(COUNTED, message).values()} == {None}
