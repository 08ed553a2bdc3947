"""Who is told beside the writers, in whose name a case is told, and which field belongs to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

TODAY = date(2026, 12, 1)


def case(*messages: str) -> dict[str, Any]:
    """The case after these messages."""
    held: dict[str, Any] = {}
    memory: dict[str, Any] = {}
    for message in messages:
        update = understand_case(message, held, today=TODAY, memory=memory)
        held, memory = dict(update.case), update.memory
    return held


def writers(*messages: str) -> dict[str, Any]:
    """The writers of the case, by name."""
    return {letter["writer"].get("name", letter["id"]): letter["writer"] for letter in case(*messages).get("letters", [])}


@pytest.mark.parametrize(("message", "wanted"), [
    ("Dr Ivo Kern, internist in Reno, agreed. the residency secretary Mrs. Joan Pell said 4 letters", ["Ivo Kern"]),
    ("Dr Ivo Kern, internist in Reno, agreed. Ms. Joan Pell (clerkship coordinator) wants my photo", ["Ivo Kern"]),
    ("Dr Ivo Kern, internist in Reno, 4 weeks. Secretary (Mrs. Pell) confirmed.", ["Ivo Kern"]),
    ("I flew to Reno where my uncle lives. My attending there was Dr Ivo Kern, internist", ["Ivo Kern"]),
    ("Dr Ivo Kern of Texas Children's, Houston, has agreed", ["Ivo Kern"]),
    ("I, Dr. Ivo Kern of Zagreb, Croatia, graduated in 2012 and wish to enter pediatrics", []),
    ("As her academic adviser I ask about Ms. Asha Rao: she graduated in 2021, wants neurology", []),
    ("letters: my old boss in Sofia, Prof. Ivo Kern, and from Reno Dr. Asha Rao, internist", ["Ivo Kern", "Asha Rao"]),
    ("my letters: Ms. Joan Pell, nurse in Reno, agreed", ["Joan Pell"]),
    ("carta para Dr Ivo Kern, internist in Reno, 4 weeks", ["Ivo Kern"]),
])  # fmt: skip
def test_who_writes(message: str, wanted: list[str]) -> None:
    assert list(writers(message)) == wanted


def test_an_uncle_may_write() -> None:
    assert case("my uncle is a cardiologist in Reno and wrote me a letter")["letters"][0]["writer"]["family_friend"]


@pytest.mark.parametrize(("message", "fields"), [
    ("my rotations: neuro 4 weeks with Dr. Ivo Kern, psych 6 weeks with Dr. Asha Rao, peds 8 weeks with Dr. Bo Li",
     ["neurology", "psychiatry", "pediatrics"]),
    ("did 6 week im hands on in reno with dr ivo kern", ["internal_medicine"]),
    ("Dr Asha Rao, surgeon in Reno. also professor of anatomy Dr Ivo Kern in Zagreb", ["general_surgery", None]),
])  # fmt: skip
def test_the_field_is_of_who_is_named_with_it(message: str, fields: list[str | None]) -> None:
    assert [writer.get("specialty") for writer in writers(message).values()] == fields


def test_a_title_is_of_who_is_named_with_it() -> None:
    told = writers("Dr Asha Rao, surgeon in Reno. also professor of anatomy Dr Ivo Kern in Zagreb")
    assert "academic_title" not in told["Asha Rao"]


@pytest.mark.parametrize(("message", "field", "value"), [
    ("Adaeze here (Adaeze Nwosu), Lagos", "name", "Adaeze Nwosu"),
    ("Sorry, English: my name Ivo Kern, Zagreb, Croatia", "home_country", None),
    ("I am English, from London, want psychiatry", "home_country", "GB"),
    ("no clinic since corona 2021, I want psych", "graduation_year", None),
    ("graduated 2021 in corona time, I want psych", "graduation_year", 2021),
    ("I finished my medical education in Lahore in 2015", "graduation_year", 2015),
    ("residencia em pediatria, want peds", "targets", ["pediatrics"]),
    ("I want EM", "targets", ["emergency_medicine"]),
    ("worked as pathology technician in Canada. Now applying to FM", "targets", ["family_medicine"]),
])  # fmt: skip
def test_what_is_told_of_oneself(message: str, field: str, value: Any) -> None:
    held = case(message).get(field)
    assert held == value or (field == "home_country" and value is None and held != "GB")


def test_no_one_is_taken_out_by_words_for_somebody_else() -> None:
    told = writers("Dr Ivo Kern, internist in Utah.", "take the cookie lady off the list")
    assert list(told) == ["Ivo Kern"]
    assert not writers("Dr Ivo Kern, internist in Utah.", "take the Utah doctor off the list")


@pytest.mark.parametrize(("message", "profession"), [
    ("4 weeks with Dr. Reza, cardiologist in Tucson. Mona, charge nurse in Mesa, knows me too.", "physician"),
    ("Dr. Reza, cardiologist, 4 weeks.\nMona was our social worker there", "physician"),
    ("Dr. Reza, 4 weeks in Tucson. Reza is a nurse practitioner", "nurse"),
    ("Dr. Reza, 4 weeks in Tucson. She is a nurse practitioner", "nurse"),
])  # fmt: skip
def test_the_work_of_another_who_is_named_is_not_the_doctor_s(message: str, profession: str) -> None:
    letter = understand_case(message, {}, today=TODAY).case["letters"][0]
    assert (letter["id"], letter["writer"]["profession"]) == ("reza", profession)
