"""A paper that is not there yet stays out of the text, and a style that is wished for beside it is not lost."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk, text_of

TOLD = "I am Ana Ruiz, IM 2027. Dr. Kim, IM in Boston, 4 weeks hands-on, agreed to write."
NOTE = f"{TOLD} Write the cover note for the packet"


@pytest.mark.parametrize(("wish", "gone"), [
    ("my cv is not finished yet so don't attach it", "My CV"),
    ("personal statement is not yet ready so leave out", "personal statement"),
    ("the personal statement isn't done, please remove it", "personal statement"),
])  # fmt: skip
def test_what_is_not_ready_goes_out(advisor: Advisor, wish: str, gone: str) -> None:
    first, out = talk(advisor, NOTE, wish)
    assert gone in text_of(first) and gone not in text_of(out)


def test_it_is_left_out_of_a_new_text_too(advisor: Advisor) -> None:
    (first,) = talk(advisor, f"{NOTE}. My CV is not ready yet, so leave it out")
    assert "My CV" not in text_of(first) and "personal statement" in text_of(first)


@pytest.mark.parametrize("wish", ["my exam is done, and the CV is ready", "the packet is ready, send it"])
def test_what_is_ready_stays(advisor: Advisor, wish: str) -> None:
    first, *_ = talk(advisor, f"{NOTE}. {wish}")
    assert "My CV" in text_of(first)


def test_the_style_beside_what_is_not_in_it_is_not_lost(advisor: Advisor) -> None:
    first, out = talk(advisor, NOTE, "a bit shorter and dont mention the reminder or the delay")
    assert len(text_of(out)) < len(text_of(first)) and "Shorter." in out.answer and "nothing about" in out.answer


@pytest.mark.parametrize("wish", ["add a small joke, he likes humor", "put some humour in"])
def test_a_joke_is_not_made_and_that_is_said(advisor: Advisor, wish: str) -> None:
    first, out = talk(advisor, NOTE, wish)
    assert text_of(out) == text_of(first)
