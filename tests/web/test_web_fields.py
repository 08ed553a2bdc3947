"""The form's own arithmetic: what is shown, what is taken over, and that nothing is ever filled in."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Applicant, Letter, parse_applicant
from assistant.web.form import remembered
from assistant.web.letter_fields import APPLICANT, LETTER, changed, form_values

FULL = {
    "id": "a", "writer": {"name": "A B", "title": "Dr.", "country": "US", "specialty": "neurology", "family_friend": False},
    "experience": {"setting": "hands_on", "start": "2027-03-01", "weeks": 8, "knows_me_well": True},
    "recommends_for": [], "waived": True, "notes": {"cases": ["one\nin two lines", "two"]},
}  # fmt: skip


def test_every_field_of_the_case_stands_in_a_form() -> None:
    from assistant.domain import Experience, Notes, Writer

    parts = {"writer": Writer, "experience": Experience, "notes": Notes}
    known = {f"{name}.{inner}" for name, part in parts.items() for inner in part.model_fields}
    known |= set(Letter.model_fields) - {"id", *parts}
    assert {field.path for field in LETTER} == known
    assert {field.path for field in APPLICANT} == set(Applicant.model_fields) - {"letters"}


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    for letter in ({"id": "a"}, FULL):
        shown = form_values(letter, LETTER)
        assert changed(letter, LETTER, shown, shown) == letter


def test_an_emptied_field_is_unknown_again() -> None:
    shown = form_values(FULL, LETTER)
    emptied = {field.path: field.empty for field in LETTER}
    left = changed(FULL, LETTER, emptied, shown)
    assert parse_applicant({"targets": ["neurology"], "letters": [left]}).letter("a") == Letter(id="a")


def test_a_known_none_is_not_an_unknown() -> None:
    shown = form_values(FULL, LETTER)
    assert shown["recommends_for"] == ["none"]
    assert changed({"id": "a"}, LETTER, {"recommends_for": ["none"]}, {})["recommends_for"] == []
    named = changed({"id": "a"}, LETTER, {"recommends_for": ["none", "neurology"]}, {})
    assert named["recommends_for"] == ["neurology"]


@given(st.dictionaries(st.sampled_from([field.path for field in LETTER]), st.one_of(st.text(max_size=20), st.lists(st.text()))))
def test_only_what_differs_is_taken_over(given_values: dict[str, Any]) -> None:
    shown = form_values(FULL, LETTER)
    after = form_values(changed(FULL, LETTER, {**shown, **given_values}, shown), LETTER)
    assert all(after[path] == value for path, value in shown.items() if path not in given_values)


@given(st.one_of(st.none(), st.integers(), st.text(), st.recursive(st.none() | st.text(), st.lists).map(json.dumps)))
def test_a_forged_memory_of_the_form_is_no_memory(value: Any) -> None:
    assert remembered(value) == {"of": "", "values": {}}
