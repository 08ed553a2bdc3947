"""Work of one's own under a writer is hands-on and counted: "my boss 3 years", "I was SHO on her ward", an elective."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import case_after

RAO = "Dr. Rao, internist in Lima"


def experience(*messages: str) -> dict[str, Any]:
    """What the experience with the first writer of a talk is."""
    return dict(case_after(messages)["letters"][0].get("experience", {}))


@pytest.mark.parametrize("told", [
    "he supervised me for the whole internship year", "was my supervisor in internship for 3 months", "worked under him 2018-2020",
    "my boss for 4 years", "my old chief there, knows me 3 years", "supervised me for 14 months and still does",
    "where i am a medical officer 3 yrs", "I worked with him as a resident from 2016 till 2019", "i was a resident there 3 yrs",
    "my consultant from residency training", "supervised my 2 years of residency", "intern rotation 12 weeks", "my internship 2 months",
    "1 year internship supervisor", "supervised me 1 year as GP", "i did my rural service one year with him",
    "my attending in internship", "did an elective with him", "core rotation in 4th year", "I worked four years in his department as a junior doctor",
    "chief of the ward where i did my residency", "I was in his team as a first-year doctor", "boss at my current job",
    "he was my consultant while I was house officer", "responsible for my training 2015-2018", "rotation in EM, he writes the SLOE",
    "department head during my pediatric training", "he was over us interns", "my year of social service was in his rural clinic",
    "unit chief in final year posting", "i assisted him as house physician", "supervises my current residency", "four years under him",
    "we work together in the same hospital since 3 years", "i have been locum with him", "acting intern with him",
    "led my ordinatura for 2 years", "nephrology fellow under him for 2 yrs", "he employs me as physician since 2022",
])  # fmt: skip
def test_work_under_a_writer_is_hands_on(told: str) -> None:
    assert experience(f"{RAO}, {told}")["setting"] == "hands_on"


@pytest.mark.parametrize("told", [
    "my boss in the lab for 2 years", "worked under him 2 years on a database", "i work with him 2 years as medical assistant",
    "my research supervisor for 3 years", "I am scribe in his clinic, worked under him 2 years", "his boss is Prof. Gill for 3 years",
    "never worked under him", "my chief resident 2 years", "elective surgery is his field", "he knows me 3 years",
    "i was a resident in Cairo", "he agreed", "my professor in medical school", "he was trained under Prof. Gill",
])  # fmt: skip
def test_other_work_and_that_of_others_is_not(told: str) -> None:
    assert experience(f"{RAO}, {told}").get("setting") != "hands_on"


@pytest.mark.parametrize(("told", "setting"), [
    ("my boss for 2 years, only research with him", "research"), ("elective, only observing", "observership"),
    ("postdoc with him, 2 years", "research"), ("thesis supervisor", "research"),
])  # fmt: skip
def test_a_setting_by_its_name_is_stronger(told: str, setting: str) -> None:
    assert experience(f"{RAO}, {told}")["setting"] == setting


@pytest.mark.parametrize(("told", "weeks"), [
    ("my boss, 4 years together", 208), ("i was a resident there 3 yrs", 156), ("i worked with him for 2 years", 104),
    ("supervised me for 14 months", 60), ("supervised my 2 years of residency until december 2024", 104), ("worked under him 18 months", 78),
])  # fmt: skip
def test_the_time_of_such_work_is_counted(told: str, weeks: int) -> None:
    assert experience(f"{RAO}, {told}")["weeks"] == weeks


@pytest.mark.parametrize("told", ["worked under him 2018-2020", "responsible for my training 2015-2018", "my boss 2019 to 2022"])
def test_years_from_and_to_are_long(told: str) -> None:
    assert experience(f"{RAO}, {told}")["longitudinal"] is True


def test_what_is_told_later_stands_instead() -> None:
    assert experience(f"{RAO}, my boss 2 years", "with Rao it was only research")["setting"] == "research"


@pytest.mark.parametrize(("message", "settings"), [
    ("did elective with dr. Mills (4 wks) and another one in Chicago w/ dr Park 4 wks", ["hands_on", "hands_on"]),
    ("My core rotations: 4 weeks medicine with dr. Mills, 4 weeks ICU with dr. Park", ["hands_on", "hands_on"]),
    ("i did observerships with Dr Mills and Dr Park, and hands on with Dr Roy", ["observership", "observership", "hands_on"]),
    ("did elective with dr. Mills, 4 wks. Dr Park is from my school", ["hands_on", None]),
])  # fmt: skip
def test_a_stay_that_is_said_once_for_two(message: str, settings: list[str | None]) -> None:
    assert [one.get("experience", {}).get("setting") for one in case_after([message])["letters"]] == settings
