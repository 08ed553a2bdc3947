"""What was done with a writer becomes a note of that letter, word for word; what was not, or not yet, becomes none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

TODAY = date(2026, 6, 10)
WHO = "Dr. Nora Feld, nephrology, 4 weeks in Denver. "


def notes(text: str, case: dict[str, Any] | None = None) -> dict[str, Any]:
    """The notes by letter after one message."""
    letters = understand_case(text, case or {}, today=TODAY).case.get("letters", [])
    return {letter["id"]: letter.get("notes", {}) for letter in letters}


@pytest.mark.parametrize(
    ("told", "area", "note"),
    [
        ("i manage one lady with hyperkalemia", "cases", "manage one lady with hyperkalemia"),
        ("We had a patient with TTP and he liked my plan", "cases", "had a patient with TTP"),
        ("I gave a talk about dialysis access at noon", "presentations", "gave a talk about dialysis access at noon"),
        ("i present to her a case of lupus", "presentations", "present to her a case of lupus"),
        ("She said my notes were the best of the month", "feedback", "She said my notes were the best of the month"),
        ("she praised how i explain to families", "feedback", "she praised how i explain to families"),
        ("he let me place a dialysis catheter", "responsibilities", "place a dialysis catheter"),
        ("I ran the transplant clinic list", "responsibilities", "ran the transplant clinic list"),
        ("we did chart review on contrast injury", "responsibilities", "chart review on contrast injury"),
    ],
)
def test_a_deed_is_kept_word_for_word(told: str, area: str, note: str) -> None:
    assert note in notes(WHO + told)["feld"][area]


@pytest.mark.parametrize(
    "told",
    [
        "I did a rotation with her", "I did not present any case", "Can I present a case of lupus to her?",
        "i will give a talk about dialysis", "I did 4 weeks with her in May", "my friend gave a talk about dialysis",
        "He said he will write a strong letter", "I saw many patients", "She asked for my CV", "If I ran the clinic she would know me",
        "I wrote her two e-mails and no answer",
    ],
)  # fmt: skip
def test_what_was_not_done_is_no_deed(told: str) -> None:
    assert notes(WHO + told)["feld"] == {}


def test_each_writer_keeps_what_was_done_with_them() -> None:
    held = notes(
        "Two letters: Dr. Ann Kerr, psychiatry, Boston and Dr. Paul Osei, neurology, Ohio. With Kerr I led group therapy "
        "session, with Osei I presented a case of myasthenia."
    )
    assert held["kerr"] == {"responsibilities": ["led group therapy session"]}
    assert held["osei"] == {"presentations": ["presented a case of myasthenia"]}


def test_nobodys_deed_is_given_to_nobody() -> None:
    case = {"targets": ["neurology"], "letters": [{"id": "a", "writer": {"name": "Ann Kerr"}}, {"id": "b", "writer": {"name": "Paul Osei"}}]}  # fmt: skip
    assert notes("I presented a case of myasthenia", case) == {"a": {}, "b": {}}


def test_a_deed_told_twice_is_kept_once() -> None:
    first = understand_case(WHO + "I ran the transplant clinic list.", {}, today=TODAY)
    again = understand_case("I ran the transplant clinic list", first.case, today=TODAY, memory=first.memory)
    assert notes("thanks", again.case)["feld"]["responsibilities"] == ["ran the transplant clinic list"]


def test_an_apposition_is_one_writer() -> None:
    for text in (
        "my attending in Ohio, Dr. Karen Smith, internal medicine, 4 weeks",
        "my prof in Lagos, Prof. Ada Obi",
    ):
        assert len(understand_case(text, {}, today=TODAY).case["letters"]) == 1


def test_where_one_applies_is_not_where_the_writer_works() -> None:
    told = understand_case("Dr Ahmed Mansour is my professor in Cairo. I apply IM in US 2026", {}, today=TODAY)
    assert told.case["letters"][0]["writer"]["country"] == "EG"
    assert (
        "graduation_year"
        not in understand_case("psychiatry applicant 2026, 8 weeks with Dr Ross", {}, today=TODAY).case
    )


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("my rotation with Dr. Grant FM finish 7 month before, he maybe forget me", {"grant": "2025-11-12"}),
        ("Dr. Grant, FM, we worked together two years ago", {"grant": "2024-06-10"}),
        ("Dr. Grant, FM, 4 weeks. I applied 2 years ago", {}),
        ("Dr. Grant, FM, finished on 3 May 2026", {}),
    ],
)
def test_about_when_a_rotation_ended_is_remembered_and_not_put_into_the_case(text: str, ended: dict[str, str]) -> None:
    told = understand_case(text, {}, today=TODAY)
    assert told.memory.get("ended", {}) == ended
    assert not any(change.value in ended.values() for change in told.changes)


@pytest.mark.parametrize(
    "told",
    [
        "she teach me the neuro exam in a man with myasthenia", "he let me close the skin every morning",
        "I scrub in 12 operations", "found a drug interaction before discharge", "Feld said my plans were the best of the month",
        "he said 'good hands' when i suture a forehead", "He says my descriptions became much better",
    ],
)  # fmt: skip
def test_more_ways_of_telling_what_was_done(told: str) -> None:
    assert notes(WHO + ("I " if told[0].islower() and told[:2] not in {"he", "sh"} else "") + told)["feld"]


@pytest.mark.parametrize(
    "told", ["Karim said my notes were the best", "He said 'send me your CV'", "I found a job in Texas"]
)
def test_what_others_said_is_no_note_of_this_writer(told: str) -> None:
    assert notes(WHO + told)["feld"] == {}


def test_whom_was_spoken_to_is_no_place_and_a_sabbatical_is_a_no() -> None:
    told = understand_case("Dr. Ann Kerr, FM, Fresno. I taught foot care to spanish patients", {}, today=TODAY)
    assert told.case["letters"][0]["writer"]["country"] == "US"
    told = understand_case("Dr. Paul Lee neurology. He cant do letter this year because sabbatical", {}, today=TODAY)
    assert told.case["letters"][0]["status"] == "declined"
