"""Plain words of applicants for what letters and pauses are: each is noted, and its near neighbours are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

TODAY = date(2027, 6, 28)
WRITER = "Dr. Yoo, hospitalist at UC Davis"


def hear(message: str) -> CaseUpdate:
    """What a first message does to the case."""
    return understand_case(message, {}, today=TODAY)


def letter(message: str) -> dict[str, Any]:
    """The one letter of a message."""
    return dict(hear(message).case["letters"][0])


@pytest.mark.parametrize("told", [
    'Yesterday I asked her and she said "let me think about it"', "I asked, she said let me think about it",
    "I asked him and he told me let me see about it",
])  # fmt: skip
def test_who_thinks_about_it_hesitates(told: str) -> None:
    assert letter(f"{WRITER}. {told}")["attitude"] == "hesitant"


@pytest.mark.parametrize("told", ["she said let me think about the patient", "she said let me see her patients"])
def test_who_thinks_of_patients_does_not(told: str) -> None:
    assert "attitude" not in letter(f"{WRITER}. {told}")


@pytest.mark.parametrize("told", ["I think he not remember my name", "he not know me", "she not even recognize my face"])
def test_who_does_not_remember(told: str) -> None:
    assert letter(f"{WRITER}. {told}")["experience"]["knows_me_well"] is False


@pytest.mark.parametrize("told", ["I did not remember his name", "he not knows me only from class, also from ward"])
def test_who_may_remember(told: str) -> None:
    assert letter(f"{WRITER}. {told}").get("experience", {}).get("knows_me_well") is not False


@pytest.mark.parametrize("told", ["I followed him three days", "I just followed Dr. Yoo for 5 days", "i only accompanied her around for 2 days"])
def test_days_behind_somebody_are_shadowing(told: str) -> None:
    assert letter(f"{WRITER}. {told}")["experience"]["setting"] == "shadowing"


@pytest.mark.parametrize("told", ["I followed up with him after 3 days", "I followed his patients three days", "I followed his advice two days"])
def test_following_other_things_is_not(told: str) -> None:
    assert letter(f"{WRITER}. {told}").get("experience", {}).get("setting") != "shadowing"


def test_did_upload() -> None:
    assert letter("dr Jubouri in baghdad, he did upload but he is orthopedics")["status"] == "uploaded"
    assert letter("dr Jubouri in baghdad, he did not upload").get("status") != "uploaded"


@pytest.mark.parametrize("manager", ["clinic manager", "practice manager"])
def test_a_manager_is_no_physician(manager: str) -> None:
    assert letter(f"My other possibility is the {manager} Ms. Doreen Price")["writer"]["profession"] == "administrator"


@pytest.mark.parametrize(("message", "field", "value"), [
    ("Dr. Anita Deshmukh, professor and head medicine, my college in Nagpur", "leadership", "department_chair"),
    ("doctor Tran, only observing outpatient psych four weeks, Ohio", "specialty", "psychiatry"),
    ("Dr Eric Sandoval - telepsych rotation online 4 weeks - uploaded", "specialty", "psychiatry"),
    ("Dr. rashid khan, peds endocrin, houston, 2 wks only", "subspecialty", "pediatric_endocrinology"),
])  # fmt: skip
def test_titles_and_fields_in_short(message: str, field: str, value: str) -> None:
    assert letter(message)["writer"][field] == value


def test_a_head_nurse_is_no_chair() -> None:
    assert letter("Ms. Rao, professor and head nurse")["writer"].get("leadership") != "department_chair"


@pytest.mark.parametrize(("message", "months"), [
    ("applying IM september, from ukraine, 2018, now 1 year nothing because of war and moving", 12),
    ("for two years nothing, I raised my kids. applying IM", 24),
])  # fmt: skip
def test_years_of_nothing_are_a_pause(message: str, months: int) -> None:
    assert hear(message).case["clinical_gap_months"] == months


@pytest.mark.parametrize("message", ["I asked Dr. Rao, 2 months nothing from her", "Dr. Rao, I emailed 1 year ago, nothing since"])
def test_a_silence_is_no_pause(message: str) -> None:
    assert "clinical_gap_months" not in hear(message).case


@pytest.mark.parametrize(("message", "choices"), [
    ("psychiatry. gap 2020-2024 (kids)", ("48", "60")), ("gap from 2019 to 2021 because of army, applying FM", ("24", "36")),
    ("career break 2020 till 2023, applying psych", ("36", "48")),
])  # fmt: skip
def test_a_pause_told_by_its_years_is_asked(message: str, choices: tuple[str, ...]) -> None:
    update = hear(message)
    assert [q.choices for q in update.questions if q.field == "clinical_gap_months"] == [choices]
    assert "clinical_gap_months" not in update.case and "graduation_year" not in update.case


def test_the_month_of_applications_is_of_no_rotation() -> None:
    told = "1) Dr. Tomas Reyes - IM, Miami, hands-on, 4 weeks\n2) Dr. Boyd, neurology, Boston, agreed\nI'm going for neurology, September 2027, YOG 2020"
    update = hear(told)
    assert update.case["application_year"] == 2027
    assert not any(q.about == "September 2027" for q in update.questions)


@pytest.mark.parametrize(("message", "country"), [
    ("I would like general surgery, diploma 2024 from Romania", "RO"), ("degree 2018 from Egypt, applying IM", "EG"),
])  # fmt: skip
def test_where_the_diploma_is_from(message: str, country: str) -> None:
    assert hear(message).case["home_country"] == country


def test_a_pause_told_by_its_years_and_months() -> None:
    assert hear("surgery. Gap 2019-2021 because of war (about 24 months)").case["clinical_gap_months"] == 24
