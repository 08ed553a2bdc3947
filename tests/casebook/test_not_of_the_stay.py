"""Days, places and lengths that are no stay with the writer: papers wanted, one's own job since then, a part that is over."""

from __future__ import annotations

import pytest
from conversation import case_told
from conversation import told_of_lee as told

STAY = "Dr. Hannah Cho, pediatrics, 4 weeks hands on in texas, deadline 31 august"


@pytest.mark.parametrize("message", [
    "ok it went well, she asked for packet till monday", "she needs my packet until friday", "she wants the cv till 5 july",
])  # fmt: skip
def test_the_day_for_papers_is_no_end(message: str) -> None:
    assert "experience.end" not in told(message, status="agreed")


def test_the_end_of_a_stay() -> None:
    assert told("i am with dr lee until friday")["experience.end"] == "2027-07-02"


@pytest.mark.parametrize("message", [
    "since then i worked as medical officer in Kumasi 8 months and passed step 3",
    "meanwhile i did 6 months as house officer in Lagos",
])  # fmt: skip
def test_own_job_since_then_is_not_the_writers(message: str) -> None:
    assert case_told(STAY, message)["letters"] == case_told(STAY)["letters"]


def test_work_since_then_with_another_writer() -> None:
    case = case_told(STAY, "after that i worked with Dr. Peter Mensah in Kumasi for 8 months as medical officer")
    assert case["letters"][1]["writer"]["country"] == "GH"


@pytest.mark.parametrize(("message", "weeks"), [
    ("I am 2 weeks in to a 4 weeks clerkship with dr Kowalczyk in chicago", 4),
    ("i'm 3 weeks into a 6 week rotation with dr Kowalczyk in ohio", 6),
    ("observership 2 to 4 weeks with dr Kowalczyk in chicago", None),
])  # fmt: skip
def test_the_part_that_is_over(message: str, weeks: int | None) -> None:
    assert case_told(message)["letters"][0].get("experience", {}).get("weeks") == weeks


@pytest.mark.parametrize(("message", "day"), [
    ("change the date, i told 31 august but lets say 20 august", "2027-08-20"),
    ("i said 31 august but better take 20 august", "2027-08-20"),
    ("move the deadline from 31 august to 20 august", "2027-08-20"),
    ("i said 31 august but should i say 20 august?", "2027-08-31"),
    ("Dr Cho was away from 31 august to 20 september", "2027-08-31"),
])  # fmt: skip
def test_a_deadline_put_right(message: str, day: str) -> None:
    assert case_told(STAY, message)["deadline"] == day


@pytest.mark.parametrize(("messages", "country"), [
    (("i work at Komfo Anokye in Ghana as medical officer", "my consultant Dr. Kwame Mensah, surgery, agreed"), "GH"),
    (("i live in germany. my oberarzt dr. Stefan Brückner supervises me",), "DE"),
    (("i want to work in texas", "my chief Dr. Kwame Mensah, surgery, agreed"), None),
    (("i live in germany. in 2024 i did 4 weeks in ohio, my attending was Dr. Amy Wen",), "US"),
])  # fmt: skip
def test_the_country_of_ones_boss(messages: tuple[str, ...], country: str | None) -> None:
    assert case_told(*messages)["letters"][0]["writer"].get("country") == country
