"""What a question or a plan supposes is told of no writer who is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)
CASE: Mapping[str, Any] = {
    "application_year": 2027, "targets": ["family_medicine"],
    "letters": [{
        "id": "cole", "writer": {"name": "Cole", "title": "Dr.", "specialty": "family_medicine", "country": "US"},
        "experience": {"setting": "hands_on", "weeks": 6}, "status": "agreed",
    }],
}  # fmt: skip


def told(message: str, asked: str | None = None) -> dict[str, Any]:
    """What a message sets, by field."""
    update = understand_case(message, CASE, today=TODAY, asked=asked)
    return {change.field: change.value for change in update.changes if change.op == "set"}


@pytest.mark.parametrize("message", [
    "do i need letter from department chair for psych",
    "should i ask the program director, i saw him only in conference",
    "can i see the letter after cole upload if i dont waive",
    "i can do rotation in aug 4 weeks in FM, when i ask the letter",
    "or observership 2 weeks in july with cardiologist, worth?",
    "what happens if dr cole she says no",
    "what if cole declined",
    "I rotated in İzmir; should i worry if Dr. Cole is the chair",
])  # fmt: skip
def test_a_question_changes_no_letter(message: str) -> None:
    update = understand_case(message, CASE, today=TODAY)
    assert not any(field.startswith("letters[cole]") for field in told(message))
    assert update.case["letters"][0] == CASE["letters"][0]


@pytest.mark.parametrize(("message", "field", "value"), [
    ("cole is the program director", "letters[cole].writer.leadership", "program_director"),
    ("what can i do? cole declined", "letters[cole].status", "declined"),
    ("can you write a reminder, cole uploaded it", "letters[cole].status", "uploaded"),
    ("Besides that, Dr Cole uploaded it", "letters[cole].status", "uploaded"),
    ("actually it was 8 weeks not 6", "letters[cole].experience.weeks", 8),
])  # fmt: skip
def test_what_is_told_beside_a_question_is_noted(message: str, field: str, value: object) -> None:
    assert told(message)[field] == value


def test_a_sentence_that_begins_with_he_is_no_yes() -> None:
    assert "letters[cole].waived" not in told("he is my supervisor 3 years full time", asked="letters[cole].waived")
    assert told("he is", asked="letters[cole].waived") == {"letters[cole].waived": True}


def test_a_question_is_no_name() -> None:
    assert told("which portal he uploads", asked="name") == {} == told("scratch that keep khan", asked="name")
    assert told("Amina Rahman", asked="name") == {"name": "Amina Rahman"}
