"""A time shared out among writers, lengths by the place in the list, and answers in one word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

_TODAY = date(2026, 12, 1)
_TWO = "My letters: Dr Ana Brodie, internist in Reno, and Dr Uwe Falk, surgeon in Boise."


def _letters(*said: str) -> dict[str, dict[str, Any]]:
    case: dict[str, Any] = {}
    memory: Any = None
    for text in said:
        update = understand_case(text, case, today=_TODAY, memory=memory)
        case, memory = dict(update.case), update.memory
    return {letter["id"]: letter for letter in case.get("letters", [])}


def _weeks(letters: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {name: letter.get("experience", {}).get("weeks") for name, letter in letters.items()}


def _statuses(letters: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {name: letter.get("status") for name, letter in letters.items()}


@pytest.mark.parametrize(
    ("said", "weeks"),
    [
        ("I was 10 weeks in Tampa: six with Dr Brodie, four with Dr Falk.", {"brodie": 6, "falk": 4}),
        ("12 weeks total, 8 under Dr Brodie in cardiology and 4 under Dr Falk", {"brodie": 8, "falk": 4}),
        ("I did 4 weeks with Dr Brodie and 6 with Dr Falk", {"brodie": 4, "falk": 6}),
        ("I did 4 weeks with Dr Brodie and 6 weeks with Dr Falk", {"brodie": 4, "falk": 6}),
        ("I did 8 weeks with Dr Brodie and Dr Falk", {"brodie": 8, "falk": 8}),
        ("I saw 5 patients with Dr Brodie and 7 with Dr Falk", {"brodie": None, "falk": None}),
    ],
)
def test_weeks_shared_out(said: str, weeks: dict[str, Any]) -> None:
    assert _weeks(_letters(said)) == weeks


@pytest.mark.parametrize(
    ("said", "weeks"),
    [
        ("first 4 weeks second 6 weeks", {"brodie": 4, "falk": 6}),
        ("first 4 weeks, second 6 weeks", {"brodie": 4, "falk": 6}),
        ("Dr Falk was 8 weeks", {"brodie": None, "falk": 8}),
    ],
)
def test_lengths_by_their_place(said: str, weeks: dict[str, Any]) -> None:
    assert _weeks(_letters(_TWO, said)) == weeks


@pytest.mark.parametrize(
    ("said", "statuses"),
    [
        ("Dr Brodie is ok, Dr Falk is a no", {"brodie": "agreed", "falk": "declined"}),
        ("Brodie and Falk are ok", {"brodie": "agreed", "falk": "agreed"}),
        ("Dr Brodie ok, Dr Falk still thinking", {"brodie": "agreed", "falk": "asked"}),
        ("Dr Falk sent it already", {"brodie": None, "falk": "uploaded"}),
        ("is Dr Brodie ok?", {"brodie": None, "falk": None}),
        ("waived: Dr Brodie yes, Dr Falk no", {"brodie": None, "falk": None}),
        ("I sent it already", {"brodie": None, "falk": None}),
    ],
)
def test_answers_in_one_word(said: str, statuses: dict[str, Any]) -> None:
    assert _statuses(_letters(_TWO, said)) == statuses


def test_a_yes_does_not_undo_an_upload() -> None:
    told = _letters(_TWO, "Dr Falk uploaded.", "Dr Falk is ok")
    assert _statuses(told) == {"brodie": None, "falk": "uploaded"}


def test_names_by_their_place_add_nobody() -> None:
    two = "Two attendings: a psychiatrist in Akron, 6 weeks, and a neurologist in Akron, 4 weeks."
    for names in ("First is Dr Sims. Second Dr Adair.", "First is Dr Sims and second is Dr Adair."):
        letters = _letters(f"{two} {names}")
        assert _weeks(letters) == {"sims": 6, "adair": 4}
        assert letters["adair"]["writer"]["specialty"] == "neurology"


def test_a_rank_cut_short_is_nobody() -> None:
    letters = _letters("Writers so far: none in US. In Hanoi: Assoc Prof Tran Van Nam, radiology, knows me 9 years.")
    assert [letter["writer"]["name"] for letter in letters.values()] == ["Tran Van Nam"]


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("Dr Brodie no answer since 3 November 2026", None),
        ("Dr Brodie hasn't replied since 3 November 2026", None),
        ("I work with Dr Brodie since 3 November 2026", "2026-11-03"),
    ],
)
def test_silence_since_a_day_is_no_start(said: str, start: str | None) -> None:
    told = _letters(_TWO, said)["brodie"].get("experience", {}).get("start")
    assert (str(told) if told else None) == start


def test_who_is_compared_with_is_not_spoken_of() -> None:
    two = "There is Prof Kovar, he is HOD pediatrics, same place as Brodie, uploaded."
    assert _statuses(_letters(_TWO, two)) == {"brodie": None, "falk": None, "kovar": "uploaded"}


def test_only_somebody_unknown() -> None:
    assert _statuses(_letters("Dr Brodie is in Reno.", "only webber is uploaded")) == {"brodie": None}
    assert _statuses(_letters(_TWO, "only Falk is uploaded"))["falk"] == "uploaded"


def test_am_is_no_name() -> None:
    case = understand_case("Am from Sudan, refugee in Egypt", {}, today=_TODAY).case
    assert (case.get("name"), case["home_country"]) == (None, "SD")
    assert understand_case("Am Joyce from Sudan", {}, today=_TODAY).case["name"] == "Joyce"


@pytest.mark.parametrize(
    ("said", "name"),
    [("sorry typo, Folk", "Uwe Folk"), ("typo in his name, Folk not Falk", "Uwe Folk"), ("typo, Boston", "Uwe Falk")],
)
def test_a_typo_put_right(said: str, name: str) -> None:
    told = _letters("Dr Uwe Falk is a surgeon in Boise.", said)
    assert [letter["writer"]["name"] for letter in told.values()] == [name]


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("General practitioner 4 years no gap.", 0),
        ("worked in a clinic for 3 years without gap", 0),
        ("I have 3 years gap", 36),
        ("2 years gap, after that no gap", 24),
    ],
)
def test_years_of_work_without_a_gap(said: str, months: int) -> None:
    assert understand_case(said, {}, today=_TODAY).case["clinical_gap_months"] == months


def test_own_years_without_a_gap_tell_of_no_writer() -> None:
    told = _letters("Dr Uwe Falk (IM), 4 weeks in Boise. Graduate of 2018, 5 yrs GP no gap. Want FM")["falk"]
    assert (told["writer"]["specialty"], told["experience"]["weeks"]) == ("internal_medicine", 4)


def test_fields_behind_words_on_oneself_are_wished_for() -> None:
    first = "Dr Uwe Falk, 4 weeks in Boise."
    case = understand_case(f"{first} Lebanese, 2023 graduate. Derm or IM.", {}, today=_TODAY).case
    assert case["targets"] == ["dermatology", "internal_medicine"]
    assert "specialty" not in case["letters"][0]["writer"]
    alone = understand_case(f"{first} IM.", {}, today=_TODAY).case
    assert alone["letters"][0]["writer"]["specialty"] == "internal_medicine"


@pytest.mark.parametrize(
    ("said", "profession"),
    [
        ("Prof. Uwe Falk (MD PhD neurology) is my mentor", None),
        ("Dr Falk, PhD, is my mentor", "phd_researcher"),
    ],
)
def test_an_md_with_a_phd(said: str, profession: str | None) -> None:
    assert _letters(said)["falk"]["writer"].get("profession") in {profession, profession or "physician"}


def test_both_halves_of_a_surname() -> None:
    assert [one["writer"]["name"] for one in _letters("with Dr. Ana Lopez-Torres, 4 wks").values()] == [
        "Ana Lopez-Torres"
    ]
    assert _weeks(_letters("Dr Falk - Reno - 4 wks")) == {"falk": 4}
