"""What stands behind the last of several names is told of that one, unless it is plainly said of all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

KNOWN = "Dr James O'Donnell IM Boston 4 weeks hands-on. Dr Heba Fawzy Cairo IM professor"


def told(*messages: str) -> dict[str, dict[str, Any]]:
    case: dict[str, Any] = {}
    memory = None
    for message in messages:
        update = understand_case(message, case, today=date(2027, 6, 28), memory=memory)
        case, memory = dict(update.case), update.memory
    return {letter["id"]: letter for letter in case["letters"]}


@pytest.mark.parametrize("message", [
    "three said yes: Dr Fawzy, Dr O'Donnell and Dr. Karim Saleh, pulmonologist in new jersey, 3 weeks observership",
    "Dr Fawzy, Dr O'Donnell and Dr. Karim Saleh, pulmonologist in new jersey, 3 weeks observership, agreed",
])  # fmt: skip
def test_what_stands_behind_the_last_name_is_that_ones(message: str) -> None:
    letters = told(KNOWN, message)
    assert letters["saleh"]["writer"]["subspecialty"] == "pulmonology" and letters["saleh"]["experience"]["weeks"] == 3
    assert letters["odonnell"]["experience"] == {"setting": "hands_on", "weeks": 4}
    assert letters["fawzy"]["writer"]["country"] == "EG" and "subspecialty" not in letters["fawzy"]["writer"]


@pytest.mark.parametrize(("message", "path", "value"), [
    ("letters from Dr. Rao and Dr. Kim, cardiologists in Boston", "country", "US"),
    ("Dr Rao and Dr Kim, both cardiology", "subspecialty", "cardiology"),
])  # fmt: skip
def test_what_is_said_of_all_is_told_of_all(message: str, path: str, value: str) -> None:
    assert [letter["writer"].get(path) for letter in told(message).values()] == [value, value]
