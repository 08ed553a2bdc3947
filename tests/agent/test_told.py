"""What a language model may write into the case: what the person said, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.agent.told import untold
from assistant.casebook.model import Change

SAID = [
    "I graduated in 2016 from Lahore and apply to IM.",
    "Dr. John Smith (cardiology, USA) saw me for 8 weeks; I did not waive the right. He knows me well. deadline 2027-09-01",
]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("graduation_year", 2016, "I graduated in 2016"),
        ("targets", ["internal_medicine"], "apply to IM"),
        ("letters[smith].writer.name", "John Smith", "Dr. John Smith"),
        ("letters[smith].writer.subspecialty", "cardiology", "cardiology"),
        ("letters[smith].writer.country", "US", "cardiology, USA"),
        ("letters[smith].experience.weeks", 8, "saw me for 8 weeks"),
        ("letters[smith].waived", False, "I did not waive the right"),
        ("letters[smith].experience.knows_me_well", True, "He knows me well"),
        ("deadline", "2027-09-01", "deadline 2027-09-01"),
        ("graduation_year", None, "I graduated in 2016"),
    ],
)
def test_what_was_said_may_be_noted(field: str, value: Any, words: str) -> None:
    assert untold(Change("set", field, value, words), SAID) == ""


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("graduation_year", 2011, "I graduated in 2016"),
        ("graduation_year", 2016, ""),
        ("graduation_year", 2016, "I graduated in 2016 with honours"),
        ("targets", ["family_medicine"], "apply to IM"),
        ("letters[smith].writer.name", "Jane Smith", "Dr. John Smith"),
        ("letters[smith].writer.country", "GB", "cardiology, USA"),
        ("letters[smith].experience.weeks", 12, "saw me for 8 weeks"),
        ("letters[smith].waived", True, "I did not waive the right"),
        ("letters[smith].experience.knows_me_well", False, "He knows me well"),
        ("letters[smith].writer.family_friend", True, "He knows me well"),
        ("deadline", "2027-10-01", "deadline 2027-09-01"),
    ],
)
def test_what_was_not_said_is_refused_with_the_field(field: str, value: Any, words: str) -> None:
    assert untold(Change("set", field, value, words), SAID).startswith(f"{field}: ")
