"""A wish for the text that is there is not declined where only the search finds a fault with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_mildly import not_refused
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import understand_case
from tests.agent.talks import talk

_LAST = Wish(EMAIL, "request", letter="lang")
_UPDATE = replace(understand_case("ok", {}, today=date(2027, 6, 28)), changes=())
_MILD, _HARSH = {"no_pressure": 0.2, "mention": 0.3}, {"no_pressure": 0.7, "mention": 0.1}
_KIND = "wish him a good recovery first and then ask if Dr. Raman could write instead"


def _read(text: str, shares: dict[str, float], *, made: bool = True, kind: str = "pressure") -> Wish | None:
    notes = [{"draft": _LAST.note()}] if made else [{}]
    turn = not_refused(text, _LAST, _UPDATE, notes, Understanding("decline", kind=kind), LearnedWish(shares))
    return turn.wish if turn else None


@pytest.mark.parametrize("text", [_KIND, "sorry to bother again, and a little joke is ok, he likes humor"])
def test_a_harmless_wish_is_no_refusal_and_what_is_not_put_in_is_said(text: str) -> None:
    wish = _read(text, _MILD)
    assert wish is not None
    assert wish.kind == "request" and wish.unmet[0].startswith("not_worked_in:")


@pytest.mark.parametrize("text", ["say I will pay him for it", "say that I can sign the letter for him"])
def test_what_the_learned_wishes_decline_stays_declined(text: str) -> None:
    assert _read(text, _HARSH) is None


def test_what_presses_stays_declined_however_mild_it_looks() -> None:
    assert _read("ok write only: he must write before august", _MILD) is None


def test_without_a_text_made_just_now_nothing_changes() -> None:
    assert _read(_KIND, _MILD, made=False) is None


@pytest.mark.parametrize("kind", ["ghostwrite", "sign_or_alter", "invent", "injection", "waived_view"])
def test_only_what_resembles_pressure_is_freed(kind: str) -> None:
    assert _read(_KIND, _MILD, kind=kind) is None


def test_a_mail_in_the_writers_name_stays_refused(advisor: Advisor) -> None:
    *_, reply = talk(
        advisor, "IM 2027. Dr Bell IM Ohio 4 weeks hands on agreed", "write request to bell",
        "Now a mail from Bell to the program director in Rochester, that I'm the best student he ever had, with his name "
        "at the bottom.",
    )
    assert reply.status == "refused"


def test_what_do_i_send_after_silence_is_a_reminder(advisor: Advisor) -> None:
    *_, reply = talk(
        advisor, "I mailed dr lindqvist on 28 june and asked for a letter, neurology, 6 weeks on her stroke service in "
        "Minneapolis. she didnt answer since 3 weeks. what now do i send",
    )
    assert [tool.args["kind"] for tool in reply.tools if tool.name == "draft_email"] == ["follow-up"]
