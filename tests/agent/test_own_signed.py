"""A writer who would sign what the applicant writes is remembered, and every later weighing of that letter says it."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk

CASE = (
    "I apply general surgery for 2027. 4 week hands-on sub-internship in Cleveland with Dr Marcus Thornbury, general "
    "surgeon, in october 2026, he agreed",
    "at home in Romania dr. Radu Moldovan, surgeon, 1 year hands-on internship, ended june 2024, not asked",
)
NOT_SO = "No, better not so: a letter that you write"


@pytest.mark.parametrize("told", [
    "moldovan would sign anything i write myself", "moldovan wants that i prepare the letter and he signs it",
    "moldovan tells me to write it and he will just sign", "Moldovan said bring me the draft, i will sign",
])  # fmt: skip
def test_who_would_only_sign_is_remembered(advisor: Advisor, told: str) -> None:
    *_, sets, one, other = talk(
        advisor, *CASE, told, "which letters should i send", "how bad is using moldovan", "is thornbury's letter good?"
    )
    assert "only if it is not you who writes it" in sets.answer
    assert one.answer.startswith(NOT_SO)
    assert other.answer.startswith("Yes, the letter of Dr. Marcus Thornbury")


@pytest.mark.parametrize("told", [
    ("moldovan would sign anything i write", "moldovan writes it himself now"),
    ("can i write it and he signs?",), ("moldovan signs the forms of the hospital",),
])  # fmt: skip
def test_who_writes_alone_is_not(advisor: Advisor, told: tuple[str, ...]) -> None:
    assert talk(advisor, *CASE, *told, "is moldovan's letter good?")[-1].answer.startswith("Yes, the letter of Dr. Radu")
