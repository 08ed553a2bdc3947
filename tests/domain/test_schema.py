"""The published JSON Schemas against what the reader takes and refuses, and against real output."""

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from assistant.audit import audit, report_schema
from assistant.domain import Applicant, applicant_schema, parse_applicant, program_schema
from assistant.errors import InputError
from tests.domain.strategies import DAYS, applicants

APPLICANT = jsonschema.Draft202012Validator(applicant_schema())
REPORT = jsonschema.Draft202012Validator(report_schema(), format_checker=jsonschema.FormatChecker())


def case(path: str, value: Any) -> dict[str, Any]:
    """The smallest case with one value in its place; `letters.` stands for the first letter."""
    whole: dict[str, Any] = {"targets": ["internal_medicine"]}
    *parents, last = path.split(".")
    place = whole
    for parent in parents:
        place = whole.setdefault("letters", [{"id": "a"}])[0] if parent == "letters" else place.setdefault(parent, {})
    place[last] = value
    return whole


@pytest.mark.parametrize(
    ("path", "takes", "refuses"),
    [
        ("targets", [["IM"]], [[], ["IM"] * 201, "IM", [""]]),
        ("name", ["A", "x" * 300], ["", "x" * 301, 5]),
        ("aamc_id", ["1", 12345678], ["", -1]),
        ("application_year", [1940, 2100], [1939, 2101, 2027.5, "2027"]),
        ("exam_failures", [0, 100], [-1, 101]),
        ("clinical_gap_months", [0, 0.5, 1200], [-0.1, 1200.5]),
        ("letters", [[], None], [{}, [{}] * 201]),
        ("letters.id", ["a", "a-1_b"], ["A", "-a", "", "a" * 65]),
        ("letters.status", ["idea", None], ["Idea"]),
        ("letters.experience.weeks", [0, 2.5, 2600], [-3, 2601]),
        ("letters.notes.cases", [["x"]], [["x" * 5001], [""], "x"]),
        ("letters.recommends_for", [[], None], ["IM", ["IM"] * 201]),
        ("letters.wirter", [], [{}]),
    ],
)
def test_the_schema_takes_and_refuses_what_the_reader_does(path: str, takes: list, refuses: list) -> None:
    for value in takes:
        parse_applicant(case(path, value))
        assert APPLICANT.is_valid(case(path, value)), value
    for value in refuses:
        with pytest.raises(InputError):
            parse_applicant(case(path, value))
        assert not APPLICANT.is_valid(case(path, value)), value


def test_the_schema_of_a_program_has_the_bounds_of_the_reader() -> None:
    validator = jsonschema.Draft202012Validator(program_schema())
    assert validator.is_valid({"program": "A", "max_letters": 0}) and validator.is_valid({"program": "A"})
    assert not validator.is_valid({"program": "A", "max_letters": -1}) and not validator.is_valid({})


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(applicants(), DAYS)
def test_every_report_fits_the_published_schema(applicant: Applicant, today: date) -> None:
    REPORT.validate(json.loads(audit(applicant, today).as_json()))


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("application_year", "2027", "must be a whole number, got '2027'; write 2027 without quotation marks"),
        ("application_year", 2027.0, "must be a whole number, got 2027.0; write 2027"),
        ("letters.writer.leadership", "chair", "did you mean department_chair?"),
        ("letters.writer.profession", "PhD", "did you mean phd_researcher?"),
        ("letters.status", "agred", "did you mean agreed?"),
    ],
)
def test_a_fault_tells_what_to_write(path: str, value: Any, says: str) -> None:
    with pytest.raises(InputError, match=r"letters\[0\]" if path.startswith("letters") else path) as caught:
        parse_applicant(case(path, value))
    assert caught.value.faults[0].endswith(says)


def test_a_tag_on_the_whole_document_is_told() -> None:
    with pytest.raises(InputError) as caught:
        parse_applicant("!!python/object/new:os.system [ls]", "c.yaml")
    assert "c.yaml: line 1: the tag" in caught.value.faults[0] and "must be a mapping" in caught.value.faults[1]
