"""Every conversation of the data files comes out as written: values, silence about the unsaid, questions."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import Score, load, play

FILES = (
    "conversations.yaml",
    "held_out.yaml",
    "held_out_2.yaml",
    "held_out_3.yaml",
    "strangers.yaml",
    "strangers_2.yaml",
    "told_ways.yaml",
    "voices.yaml",
    "openings.yaml",
    "newcomers.yaml",
    "told_true.yaml",
    "told_exactly.yaml",
    "told_days.yaml",
    "told_oneself.yaml",
)
ALL = [pytest.param(item, id=item["id"]) for name in FILES for item in load(name)]


@pytest.mark.parametrize("conversation", ALL)
def test_conversation(conversation: dict[str, Any]) -> None:
    score = Score()
    play(conversation, score)
    assert score.faults == []


def test_questions_stay_few() -> None:
    """Beyond the ambiguities, at most one turn in ten is met with another question (assumed dates and schools)."""
    score = Score()
    for name in FILES:
        for item in load(name):
            play(item, score)
    assert len(score.others) * 10 <= score.turns


def test_ids_are_unique() -> None:
    ids = [item["id"] for name in FILES for item in load(name)]
    assert len(ids) == len(set(ids))


def test_without_memory_most_values_are_still_right() -> None:
    """A caller that hands no memory back loses "he" over several turns, and nothing is invented for it."""
    score = Score()
    for item in load("conversations.yaml"):
        play(item, score, remember=False)
    assert score.right >= 0.95 * score.values
    assert score.invented == 0
