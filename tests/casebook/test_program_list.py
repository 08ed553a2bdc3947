"""A list of programs in a message: read as the programs file's CSV, and no fact of the applicant's case."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.casebook import understand_case
from assistant.casebook.program_list import COLUMNS
from assistant.programs import COLUMNS as OF_THE_FILE
from assistant.programs import parse_programs

TODAY = date(2027, 5, 20)
CASE = {"targets": ["internal_medicine"], "letters": [{"id": "hayes", "writer": {"name": "Hayes", "title": "Dr."}}]}


def read(text: str) -> list[dict[str, object]]:
    update = understand_case(text, CASE, today=TODAY)
    assert not update.changes, "a program is no part of the case"
    if not update.programs:
        return []
    return [program.model_dump(exclude_none=True) for program in parse_programs(update.programs)]


def test_columns_are_those_of_the_programs_file() -> None:
    assert COLUMNS == OF_THE_FILE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "my programs: Mayo IM wants 3 letters with one chair letter, UTMB IM wants 4 letters 2 from US",
            [
                {"program": "Mayo IM", "specialty": "internal_medicine", "min_letters": 3, "chair_letter": True},
                {"program": "UTMB IM", "specialty": "internal_medicine", "min_letters": 4, "min_us_letters": 2},
            ],
        ),
        (
            "Programs:\n1. Mayo Clinic (IM): 3 letters, chair letter required\n2. UAB Family Medicine - max 4, no chair",
            [
                {"program": "Mayo Clinic", "specialty": "internal_medicine", "min_letters": 3, "chair_letter": True},
                {
                    "program": "UAB Family Medicine",
                    "specialty": "family_medicine",
                    "max_letters": 4,
                    "chair_letter": False,
                },
            ],
        ),
        (
            "Jersey Shore requires 3 letters, at least 2 from the specialty. St. Luke's takes no international letters",
            [
                {"program": "Jersey Shore", "min_letters": 3, "min_specialty_letters": 2},
                {"program": "St. Luke's", "accepts_international": False},
            ],
        ),
        (
            "| Program | Letters | US letters | Chair |\n|---|---|---|---|\n| Rush FM | 3 | 1 | no |\n| Tulane IM | 3-4 | - | y |",
            [
                {
                    "program": "Rush FM",
                    "specialty": "family_medicine",
                    "min_letters": 3,
                    "min_us_letters": 1,
                    "chair_letter": False,
                },
                {"program": "Tulane IM", "specialty": "internal_medicine", "min_letters": 3, "chair_letter": True},
            ],
        ),
        (
            "program,specialty,max_letters,min_letters,chair_letter\nMayo,IM,4,3,yes\nAkron,FM,4,,",
            [
                {
                    "program": "Mayo",
                    "specialty": "internal_medicine",
                    "max_letters": 4,
                    "min_letters": 3,
                    "chair_letter": True,
                },
                {"program": "Akron", "specialty": "family_medicine", "max_letters": 4},
            ],
        ),
    ],
)
def test_lists(text: str, found: list[dict[str, object]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Most programs want 3 letters and at least 1 from US.",
        "Hayes needs 2 letters from me",
        "which programs want 3 letters?",
        "he wants 3 letters",
        "do programs accept 4 letters?",
    ],
)
def test_no_list(text: str) -> None:
    assert read(text) == []


def test_the_list_is_remembered() -> None:
    first = understand_case("my programs: Mayo IM wants 3 letters; Rush FM wants 2", CASE, today=TODAY)
    second = understand_case("Hayes agreed", first.case, today=TODAY, memory=first.memory)
    assert second.memory["programs"] == first.programs
    assert [change.field for change in second.changes] == ["letters[hayes].status"]
