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
