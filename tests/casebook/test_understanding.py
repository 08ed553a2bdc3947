"""Behaviour at the entrance: any text, season boundaries, memory, answers, the next question."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.casebook import understand_case

TODAY = date(2027, 5, 10)
WORDS = [
    "Dr",
    "Smith",
    "khan",
    "cardiologist",
    "Houston",
    "8",
    "weeks",
    "hands",
    "on",
    "no",
    "not",
    "yes",
    "he",
    "she",
    "the",
    "first",
    "one",
    "letter",
    "letters",
    "from",
    "my",
    "I",
    "home",
    "country",
    "03/04/27",
    "2027",
    "failed",
    "step",
    "1",
    "gap",
    "months",
    "US",
    "us",
    "IM",
    "FM",
    "applying",
    "drop",
    "remove",
    "meant",
    "agreed",
    "uploaded",
    "waived",
    "?",
    ".",
    ",",
    ";",
    ":",
    "-",
    "|",
    "/",
    "(",
    ")",
    "and",
    "or",
    "if",
    "should",
    "3",
    "march",
    "prof",
    "said",
    "asked",
    "yesterday",
    "last",
    "year",
    "this",
    "cycle",
    "Pakistan",
    "name",
    "is",
    "email",
    "a@b.org",
    "aamc",
    "12345678",
    "\n",
    "\t",
    '"',
    "'",
    "observership",
    "both",
    "all",
]
CASE: dict[str, Any] = {
    "targets": ["internal_medicine"],
    "home_country": "PK",
    "letters": [
        {"id": "smith", "writer": {"name": "John Smith", "country": "US"}, "experience": {"weeks": 4}},
        {"id": "khan", "writer": {"name": "Khan", "country": "PK"}, "status": "asked"},
    ],
}
PATHS = st.sampled_from(
    [
        None,
        "targets",
        "letters",
        "deadline",
        "letters[smith].waived",
        "letters[khan].experience.weeks",
        "letters[].status",
        "nonsense",
    ]
)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=300), asked=PATHS)
def test_any_text_gives_a_result(text: str, asked: str | None) -> None:
    update = understand_case(text, CASE, today=TODAY, asked=asked)
    assert json.loads(json.dumps([update.case, update.memory])) == [update.case, update.memory]


@settings(max_examples=400, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), asked=PATHS, empty=st.booleans())
def test_any_case_words_give_a_sound_result(text: str, asked: str | None, empty: bool) -> None:
    case = {} if empty else CASE
    before = copy.deepcopy(case)
    update = understand_case(text, case, today=TODAY, asked=asked)
    again = understand_case(text, case, today=TODAY, asked=asked)
    assert update == again
    assert case == before
    assert all(change.words in text for change in update.changes)
    ids = [letter["id"] for letter in update.case.get("letters", [])]
    assert len(ids) == len(set(ids))
    assert update.is_case_talk or update.case == case
    understand_case(text, update.case, today=TODAY, asked=asked, memory=update.memory)


@given(text=st.text(alphabet="qxzjvw \n", max_size=200))
def test_text_without_case_words_changes_nothing(text: str) -> None:
    update = understand_case(text, CASE, today=TODAY)
    assert update.case == CASE
    assert not update.is_case_talk


@pytest.mark.parametrize(
    "case",
    [{"letters": None}, {"letters": "x"}, {"letters": [1, {"writer": 3}, {"id": "a", "writer": "b"}]}, {"targets": 5}],
)
def test_a_case_of_the_wrong_shape_is_borne(case: dict[str, Any]) -> None:
    update = understand_case("Dr Smith is a cardiologist in Houston, drop the first one, also FM", case, today=TODAY)
    assert update.is_case_talk


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2027, 3, 31), None), (date(2027, 4, 1), 2027), (date(2027, 9, 30), 2027), (date(2027, 10, 1), None)],
)
def test_this_cycle_is_set_only_where_today_leaves_one_reading(today: date, year: int | None) -> None:
    update = understand_case("applying this cycle", {}, today=today)
    assert update.case.get("application_year") == year
    assert [question.field for question in update.questions] == ([] if year else ["application_year"])


@pytest.mark.parametrize(
    ("said", "month"), [("03/04/27", None), ("13/04/27", 4), ("04/13/27", 4), ("04/04/27", 4), ("2027-03-04", 3)]
)
def test_a_date_with_two_readings_is_asked(said: str, month: int | None) -> None:
    update = understand_case(f"my deadline is {said}", {}, today=TODAY)
    held = update.case.get("deadline")
    assert (date.fromisoformat(held).month if held else None) == month
    assert bool(update.questions) is (month is None)


def test_what_the_person_does_not_know_is_not_asked_again() -> None:
    first = understand_case("letter from Dr Brown", {"targets": ["psychiatry"]}, today=TODAY)
    assert first.next_question is not None
    asked = first.next_question.field
    assert asked == "letters[brown].writer.country"
    second = understand_case("I don't know", first.case, today=TODAY, asked=asked, memory=first.memory)
    assert second.case == first.case
    third = understand_case("hello", second.case, today=TODAY, memory=json.loads(json.dumps(second.memory)))
    for update in (second, third):
        assert update.next_question is not None
        assert update.next_question.field != asked


def test_the_most_decisive_unknown_is_asked_first() -> None:
    fields = []
    case: dict[str, Any] = {}
    memory = None
    for text in ("hi", "psychiatry", "Dr Brown", "US", "hands on"):
        update = understand_case(text, case, today=TODAY, asked=fields[-1] if fields else None, memory=memory)
        case, memory = update.case, update.memory
        assert update.next_question is not None
        fields.append(update.next_question.field)
    assert fields == [
        "targets",
        "letters",
        "letters[brown].writer.country",
        "letters[brown].experience.setting",
        "letters[brown].writer.specialty",
    ]


def test_two_sessions_do_not_mix() -> None:
    one = understand_case("letter from Dr Khan", {}, today=TODAY)
    other = understand_case("letter from Dr Smith", {}, today=TODAY)
    assert [letter["id"] for letter in one.case["letters"]] == ["khan"]
    assert [letter["id"] for letter in other.case["letters"]] == ["smith"]


def test_a_day_in_the_future_is_no_upload() -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    update = understand_case(f"Dr Smith uploaded on {tomorrow}", {}, today=TODAY)
    assert "uploaded_on" not in update.case["letters"][0]
    assert update.questions[0].field == "letters[smith].uploaded_on"


def test_an_end_before_the_start_is_asked() -> None:
    update = understand_case("rotation with Dr Smith from 2027-04-25 to 2027-03-01", {}, today=TODAY)
    assert "experience" not in update.case["letters"][0]
    assert update.questions[0].text_key == "end_before_start"


def test_every_value_names_the_words_behind_it() -> None:
    update = understand_case("Dr Smith cardiologist in Houston", {}, today=TODAY)
    words = {change.field: change.words for change in update.changes}
    assert words["letters[smith].writer.country"] == "Houston"
    assert words["letters[smith].writer.subspecialty"] == "cardiologist"
    assert update.memory["words"]["letters[smith].writer.name"] == "Dr Smith"
