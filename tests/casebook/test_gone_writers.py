"""A writer who died or cannot be reached any more is no writer."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.casebook import CaseUpdate, understand_case

TODAY = date(2027, 6, 28)
TOLD = "applying IM. dr Lee IM in boston 6 weeks hands on. dr Mehta cardiologist in delhi was my boss 2 years"


def after(*messages: str) -> CaseUpdate:
    update = understand_case(messages[0], {}, today=TODAY)
    for message in messages[1:]:
        update = understand_case(message, update.case, today=TODAY, memory=update.memory)
    return update


def ids(update: CaseUpdate) -> set[str]:
    return {letter["id"] for letter in update.case.get("letters", ())}


@pytest.mark.parametrize("told", [
    "sadly dr mehta passed away in march", "Dr. Mehta is no more, who else", "i lost contact with dr mehta",
    "dr mehta from delhi has died", "i cannot find dr mehta anymore", "Mehta (RIP) was the best of them",
])  # fmt: skip
def test_who_is_gone_is_taken_out(told: str) -> None:
    assert ids(after(TOLD, told)) == {"lee"}


@pytest.mark.parametrize("told", [
    "my old boss prof Saad Al-Janabi in baghdad died last year, so who can i take from iraq",
    "worked under late prof Haddad for 3 years in aleppo", "my old boss in baghdad died",
    "i was 2 years with Dr Kamal Hassan in cairo but he passed away",
])  # fmt: skip
def test_who_is_told_as_gone_does_not_come_in(told: str) -> None:
    assert ids(after(TOLD, told)) == {"lee", "mehta"}


@pytest.mark.parametrize("told", [
    "a patient of dr mehta died and he was kind to her", "dr mehta no more works there", "my father died last year",
    "if dr mehta died what then", "dr mehta is late with the letter", "i cannot reach dr mehta by phone",
])  # fmt: skip
def test_who_is_not_gone_stays(told: str) -> None:
    assert "mehta" in ids(after(TOLD, told))
