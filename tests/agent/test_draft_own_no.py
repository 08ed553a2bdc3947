"""The applicant's own "I cannot write it myself" is no writer's no; a coordinator's job of one's own is no secretary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.agent.builtin.draft_cues import read_clauses
from assistant.agent.builtin.draft_remarks import without_own_no
from assistant.agent.builtin.draft_told import Before
from assistant.casebook import understand_case

_TODAY = date(2027, 6, 28)
_CASE = {"letters": [{"id": "lang", "writer": {"name": "Peter Lang"}, "status": "agreed"}]}


def _read(text: str) -> str:
    update = replace(understand_case("ok", _CASE, today=_TODAY), changes=(), case=_CASE)
    return without_own_no(text, update, Before(_CASE, _TODAY))[0]


@pytest.mark.parametrize(
    "text",
    [
        "now the email to go with these points, tell him politely i can't write it myself",
        "the cover note please and explain to her that I am not allowed to write the letter",
        "make the email for the points, because I cannot write the letter myself",
    ],
)
def test_it_is_left_out_of_what_is_read(text: str) -> None:
    assert "write the letter" not in _read(text) and "write it" not in _read(text)


@pytest.mark.parametrize("text", ["he said he cannot write it", "she told me i can't write it sorry, what do I answer"])
def test_a_writers_no_stays(text: str) -> None:
    assert _read(text) == text


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("i am working now as clinical research coordinator", False),
        ("I work as a coordinator in a trial", False),
        ("send it to his coordinator please", True),
        ("write it to her assistant", True),
    ],
)
def test_a_job_of_ones_own_is_no_secretary(text: str, through: bool) -> None:
    assert read_clauses(text).has("secretary") is through
