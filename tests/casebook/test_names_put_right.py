"""A name told wrong and put right: one's own, one's own with a title, a writer's in full. And a doubt that is over."""

from __future__ import annotations

import pytest
from conversation import case_told

OWN = "my name is Yusuf Demir, applying psychiatry; Dr Kaplan cardiology 4 weeks observership in nyc"
CHO = "Dr Hannah Cho, pediatrics, 4 weeks hands on in texas"


@pytest.mark.parametrize("message", [
    "my name wrong, its Yusuf Demir-Aksoy", "my name is wrong, it should be Yusuf Demir-Aksoy",
    "you wrote my name wrong. it is Yusuf Demir-Aksoy, please fix",
])  # fmt: skip
def test_own_name_put_right(message: str) -> None:
    case = case_told(OWN, message)
    assert case["name"] == "Yusuf Demir-Aksoy"
    assert [letter["id"] for letter in case["letters"]] == ["kaplan"]


def test_a_name_that_only_begins_like_wrong() -> None:
    assert case_told("my name is Peter Wright, applying IM")["name"] == "Peter Wright"


@pytest.mark.parametrize("message", [
    "hi, im dr Ayesha Siddiqui from Karachi, applying IM", "hello, im dr Ayesha Siddiqui from Karachi, applying IM this year",
])  # fmt: skip
def test_a_doctor_who_applies_is_no_writer(message: str) -> None:
    case = case_told(message)
    assert case["name"] == "Ayesha Siddiqui"
    assert "letters" not in case


@pytest.mark.parametrize(("message", "name"), [
    ("she is Dr Cho-Reyes, i forgot the second part", "Hannah Cho-Reyes"),
    ("her full name is Dr. Hannah Cho-Reyes", "Hannah Cho-Reyes"),
    ("actually it is Dr. Cho-Ramirez, i left out the second half of her name", "Hannah Cho-Ramirez"),
])  # fmt: skip
def test_a_longer_name_is_no_second_writer(message: str, name: str) -> None:
    assert [letter["writer"]["name"] for letter in case_told(CHO, message)["letters"]] == [name]


@pytest.mark.parametrize("message", [
    "i also asked Dr. Cho-Ramirez, neurology", "another one is Dr. Peter Cho Reyes, neurology",
    "then there is Dr. Peter Cho-Reyes, neurology, agreed",
])  # fmt: skip
def test_a_second_writer_with_a_like_name(message: str) -> None:
    assert len(case_told(CHO, message)["letters"]) == 2


@pytest.mark.parametrize(("message", "attitude"), [
    ("She emailed me just now, she agreed!! but didnt say strong", None), ("good news, dr cho said yes today", None),
    ("she agreed but she is still not sure if it will be strong", "hesitant"),
    ("she said ok but only half-hearted", "hesitant"), ("i sent her my cv", "hesitant"),
])  # fmt: skip
def test_a_plain_yes_ends_a_doubt(message: str, attitude: str | None) -> None:
    assert case_told(CHO + ", she is hesitant", message)["letters"][0].get("attitude") == attitude
