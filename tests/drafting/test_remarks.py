"""Remarks among the notes of a letter stay out of its texts; what tells of the work stays."""

from __future__ import annotations

import pytest

from assistant.drafting.remarks import of_work

_REMARKS = [
    ("feedback", "He is busy he told me to."),
    ("feedback", "He wrote me back today he will be happy to"),
    ("feedback", "she said it is fine"),
    ("responsibilities", "He saw it."),
    ("responsibilities", "He might think I was only translator"),
    ("responsibilities", "she was there"),
    ("responsibilities", "Am working as coordinator, and the eras id is 14482216. statement is not ready so leave it out"),
]
_PARTLY = [
    ("presentations", "Gave a talk on bile leak. do not mention the consents", "Gave a talk on bile leak"),
    ("cases", "Stayed late with a dying patient, he saw it", "Stayed late with a dying patient"),
]
_OF_WORK = [
    ("feedback", "she said my notes were clear"),
    ("feedback", "He liked my presentation"),
    ("feedback", "he told me to speak louder"),
    ("feedback", "He told me 'you have good judgment'"),
    ("responsibilities", "He let me run the code"),
    ("responsibilities", "She praised the poster"),
    ("cases", "She came with sepsis and was intubated"),
    ("cases", "Missed pneumonia, he had fever"),
    ("presentations", "He asked me to present to the team"),
]


@pytest.mark.parametrize(("area", "note"), _REMARKS)
def test_a_remark_is_no_note(area: str, note: str) -> None:
    assert of_work(note, area) == ""


@pytest.mark.parametrize(("area", "note", "told"), _PARTLY)
def test_a_remark_behind_a_deed_goes_alone(area: str, note: str, told: str) -> None:
    assert of_work(note, area) == told


@pytest.mark.parametrize(("area", "note"), _OF_WORK)
def test_what_tells_of_the_work_stays_word_for_word(area: str, note: str) -> None:
    assert of_work(note, area) == note


def test_a_long_pasted_note_is_not_cut() -> None:
    note = "He is busy. " + "Managed a ward of twenty patients, every day. " * 60
    assert of_work(note, "responsibilities") == note
