"""Time that passes while nobody works with anybody is no length of a rotation, and a mere yes is no status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)
CASE: Mapping[str, Any] = {
    "application_year": 2028, "targets": [{"specialty": "internal_medicine"}],
    "letters": [{"id": "wen", "writer": {"name": "Wen", "title": "Dr."}}],
}  # fmt: skip
WEEKS = "letters[wen].experience.weeks"


def told(message: str, asked: str | None = None) -> dict[str, Any]:
    """What a message sets, by field."""
    update = understand_case(message, CASE, today=TODAY, asked=asked)
    return {change.field: change.value for change in update.changes if change.op == "set"}


@pytest.mark.parametrize("message", [
    "i wait 5 weeks for dr wen and nothing", "waiting 6 weeks already for dr wen", "no reply from dr wen for 3 weeks",
    "dr wen did not answer since 4 weeks", "dr wen is silent 5 weeks", "5 weeks silence from dr wen",
    "dr wen said he needs 3 weeks to write", "dr wen is on vacation for 2 weeks", "dr wen will be back in 2 weeks",
    "dr wen ignored my email 2 weeks now", "i have not heard from dr wen for 3 weeks", "i start with dr wen in 3 weeks",
])  # fmt: skip
def test_waiting_is_no_time_together(message: str) -> None:
    assert WEEKS not in told(message)


@pytest.mark.parametrize(("message", "weeks"), [
    ("4 weeks with dr wen no answer yet", 4), ("6 weeks elective with dr wen, waiting for his answer", 6),
    ("dr wen, hands on 8 weeks, no answer since 3 weeks", 8), ("dr wen, 8 weeks, no reply", 8),
    ("i worked with dr wen 5 weeks and wait 3 weeks for his answer", 5),
    ("i did 6 weeks in dr wen clinic and he did not answer", 6), ("dr wen 8 weeks, no wait, 6 weeks", 6),
])  # fmt: skip
def test_the_time_together_is_kept_beside_it(message: str, weeks: int) -> None:
    assert told(message)[WEEKS] == weeks


@pytest.mark.parametrize(("answer", "status"), [("yes", None), ("ok", None), ("no", "idea"), ("yes i asked him", "asked")])
def test_a_mere_yes_is_none_of_the_statuses_that_were_named(answer: str, status: str | None) -> None:
    assert told(answer, asked="letters[wen].status").get("letters[wen].status") == status
