"""A doubt of the applicant about a promised letter is none of the writer; the writer's own doubt is one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

KNOWN = "Dr Rebecca Stone, neurologist in Boston, 4 weeks hands on"


def stone(message: str) -> dict[str, Any]:
    case = understand_case(KNOWN, {}, today=date(2027, 6, 28)).case
    return dict(understand_case(message, case, today=date(2027, 6, 28)).case["letters"][0])


@pytest.mark.parametrize("message", [
    "she said yes but not sure how strong honestly", "she said yes but i am not sure how strong it will be",
    "she agreed but i dont know how good the letter will be", "she said yes, i wonder how strong she will write",
    "she said yes, she is not sure about the portal",
])  # fmt: skip
def test_who_doubts_a_promise_tells_of_no_hesitation(message: str) -> None:
    assert stone(message)["status"] == "agreed" and "attitude" not in stone(message)


@pytest.mark.parametrize("message", [
    "she is not sure if she can write a strong letter", "she said she is not sure", "she was not sure how strong it would be",
    "she said: i am not sure i can write strong letter",
])  # fmt: skip
def test_a_writer_who_doubts_hesitates(message: str) -> None:
    assert stone(message)["attitude"] == "hesitant"
