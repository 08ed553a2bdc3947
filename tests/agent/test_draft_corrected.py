"""A word that was wrong is set right in what the person told for the text that is there, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.agent.builtin.case_talk import Situation
from assistant.agent.builtin.draft_corrected import corrected
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, Wish
from assistant.casebook import CaseUpdate, understand_case

_TODAY = date(2027, 6, 28)
_NOTES = {"presentations": ["gave a talk on hyponatremia"], "cases": ["managed a patient with DKA"]}
_CASE = {
    "targets": ["internal_medicine"],
    "letters": [{"id": "lang", "writer": {"name": "Peter Lang"}, "status": "agreed", "notes": _NOTES}],
}


def _read(words: str, update: CaseUpdate) -> DraftTurn:
    return DraftTurn(Wish(OUTLINE, letter="lang", changed=("heard",), about=words), (), update, tells=False)


def _turn(text: str, last: Wish) -> DraftTurn | None:
    update = replace(understand_case("ok", _CASE, today=_TODAY), changes=(), case=_CASE)
    return corrected(text, update, last, replace(Situation(), case=_CASE, today=_TODAY), _read)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("and its hypernatremia not hyponatremia my mistake", "gave a talk on hypernatremia"),
        ("it was hypokalemia, not hyponatremia", "gave a talk on hypokalemia"),
        ("I meant hypernatremia instead of hyponatremia, sorry", "gave a talk on hypernatremia"),
        ("not hyponatremia but hypernatremia", "gave a talk on hypernatremia"),
        ("add that i speak urdu, and its hypernatremia not hyponatremia", "gave a talk on hypernatremia"),
        ("change hyponatremia to hypernatremia please", "gave a talk on hypernatremia"),
    ],
)
def test_a_wrong_word_of_a_note_is_set_right(text: str, right: str) -> None:
    turn = _turn(text, Wish(OUTLINE, letter="lang"))
    assert turn is not None
    assert turn.update.case["letters"][0]["notes"]["presentations"] == [right]
    assert "reworded" in turn.wish.changed


def test_a_wrong_word_of_the_mention_is_set_right_and_the_rest_is_read() -> None:
    last = Wish(EMAIL, "request", letter="lang", options={"mention": "that I managed the dialysis list"})
    turn = _turn('not "managed" pls say "helped with". and put 25 august', last)
    assert turn is not None
    assert "25 august" in turn.wish.about and "managed" not in turn.wish.about


@pytest.mark.parametrize(
    "text",
    ["it was in Dhaka, not with him", "it is for neurology, not surgery", "make it shorter, not longer", "not now"],
)
def test_words_that_stand_nowhere_correct_nothing(text: str) -> None:
    turn = _turn(text, Wish(OUTLINE, letter="lang"))
    assert turn is not None
    assert turn.wish.about == text and turn.update.case == _CASE
