"""A town of the world says the country where the sentence makes a place of it, and never where it may be a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)


def told(message: str) -> dict[str, Any]:
    """The case that a message alone makes."""
    return dict(understand_case(message, {}, today=TODAY).case)


@pytest.mark.parametrize(("message", "country"), [
    ("Dr. Ann Kim, family doctor in Olathe, 4 weeks hands on", "US"),
    ("Dr. Ann Kim | family medicine | Olathe | 4 weeks hands on", "US"),
    ("hands on 4 weeks with Dr. Ann Kim, internist, in fort collins", "US"),
    ("Dr. Ann Kim is an internist in Boulder, 4 weeks hands on", "US"),
    ("Dr. Ann Kim is an internist in Guarulhos, 3 years hands on", "BR"),
    ("Dr. Ann Kim is an internist in Sheikhupura, 3 years hands on", "PK"),
    ("Dr. Ann Kim is an internist in Shekhupura, 3 years hands on", "PK"),
])
def test_a_town_says_the_country(message: str, country: str) -> None:
    (letter,) = told(message)["letters"]
    assert (letter["writer"]["name"], letter["writer"]["country"]) == ("Ann Kim", country)


@pytest.mark.parametrize("message", ["i am from sheikhupura, graduated 2019", "I am a doctor from Muzaffargarh"])
def test_the_own_town_says_the_home_country(message: str) -> None:
    assert told(message)["home_country"] == "PK"


@pytest.mark.parametrize("message", [
    "Dr. Ann Kim, internist, 4 weeks hands on, writes in reading group",
    "Dr. Ann Kim, internist, 4 weeks hands on, told me in boulder words that I am good",
    "Dr. Ann Kim, internist, 4 weeks hands on. I have a letter from Palmira too",
    "Dr. Ann Kim, internist, 4 weeks hands on, a surprise for me",
])
def test_what_may_be_a_person_or_a_word_says_none(message: str) -> None:
    assert not [letter for letter in told(message)["letters"] if "country" in letter["writer"]]
