"""What a message wants and tells is worked out once for all steps of a turn, and anew where anything differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.agent.builtin.hearing import Heard, Listener
from assistant.agent.builtin.tells import only_told
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import understand_case
from assistant.knowledge import load_knowledge
from assistant.retrieval.index import open_index
from assistant.retrieval.search import Searcher
from assistant.settings import Settings

SITUATION = {"case": {}, "today": "2027-06-01"}
ASKED = "how many letters do i need for neurology?"
OTHERS: list[Callable[[Listener], Heard]] = [
    lambda listener: listener.hear("how long should a rotation be?", [], SITUATION),
    lambda listener: listener.hear(ASKED, [{"status": "answered", "queries": ["who should i ask?"]}], SITUATION),
    lambda listener: listener.hear(ASKED, [], {**SITUATION, "case": {"graduation_year": 2019}}),
    lambda listener: listener.hear(ASKED, [], {**SITUATION, "today": "2027-06-02"}),
]


@pytest.fixture(scope="module")
def listener(built_home: Path) -> Listener:
    knowledge = load_knowledge()
    return Listener(Searcher(open_index(Settings(home=built_home), knowledge), knowledge))


def test_the_steps_of_a_turn_hear_the_same(listener: Listener) -> None:
    first = listener.hear(ASKED, [], SITUATION)
    assert listener.hear(ASKED, [], {**SITUATION}) is first
    assert first.meant.act == "ask" and first.talk is first.talk


@pytest.mark.parametrize("other", OTHERS)
def test_what_differs_is_heard_anew(listener: Listener, other: Callable[[Listener], Heard]) -> None:
    assert other(listener) is not listener.hear(ASKED, [], SITUATION)


@pytest.mark.parametrize(("before", "told"), [("Dr. Rivera, internist in Tulsa, hands on 8 weeks", True), ("", False)])
def test_a_first_story_is_no_mere_telling(before: str, told: bool) -> None:
    known = understand_case(before, {}, today=date(2027, 6, 1)).case if before else {}
    story = "Dr. Okafor, nephrologist in Reno, lent me his car and the insurance refuses the claim"
    outside = Understanding("abstain", kind="near_letters")
    meant = only_told(story, outside, understand_case(story, known, today=date(2027, 6, 1)), frozenset())
    assert meant == (Understanding("tell") if told else None)
