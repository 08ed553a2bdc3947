"""What asks in a message of several parts, and what only goes on telling without a subject."""

from __future__ import annotations

import pytest

from assistant.agent.builtin.further import asked_parts
from assistant.agent.builtin.parts import asks


@pytest.mark.parametrize("told", [
    "she agreed!! but didnt say strong", "hasn't replied yet", "he promised. wouldn't write before august though",
    "havent asked fox yet",
])  # fmt: skip
def test_what_did_not_happen_is_told(told: str) -> None:
    assert not asks(told)


@pytest.mark.parametrize("asked", [
    "didn't he say yes", "doesn't that matter", "hasnt replied, what now", "haven't asked fox yet, right",
    "good or stop at three", "ok like that or leave him out", "worth to ask or skip", "anything i must do before",
    "didn't answer?",
])  # fmt: skip
def test_what_asks_in_few_words(asked: str) -> None:
    assert asks(asked)


@pytest.mark.parametrize(("text", "parts"), [
    ("shazia was 2 weeks. and afridi is retired now, does it hurt?", ["afridi is retired now, does it hurt?"]),
    ("who should i ask first and is it ok to ask two at once",
     ["who should i ask first", "is it ok to ask two at once"]),
    ("my mentor says everybody needs a chair letter?? do i really",
     ["my mentor says everybody needs a chair letter?? do i really"]),
    ("which one should i send, and how many do i need", ["which one should i send", "how many do i need"]),
    ("is kim good, should i drop lee", ["is kim good", "should i drop lee"]),
])  # fmt: skip
def test_each_question_stands_with_what_is_told_before_it(text: str, parts: list[str]) -> None:
    assert asked_parts(text) == parts
