"""An answer holds only figures of what it cites, and only statements that its citations carry."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant import Advisor, Reply
from assistant.guard import check_grounding
from assistant.knowledge import load_knowledge

TODAY = date(2026, 11, 23)
KNOWLEDGE = load_knowledge()
OFFICIAL = [
    "when does eras open this year", "how many letters can I assign to one program in eras",
    "when can programs review applications this season", "does ob gyn use eras", "can I import last year's letters",
    "how long does ecfmg need for documents", "what size may the pdf have", "are letters checked for plagiarism",
]  # fmt: skip
THIS_YEAR = [
    "is august too late to ask for letters this year?", "I graduated this year. Do letters from last year count?",
    "I apply this year, when should letters be uploaded?", "what is the deadline for letters this cycle",
    "I have two letters and I apply this year, is that enough?", "next cycle is mine, when should I ask?",
    "can I use last year's letters again for this year's match?", "I failed twice last year, which letter helps me?",
]  # fmt: skip
FACTS = sorted(KNOWLEDGE.facts)[::4]
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def ask(advisor: Advisor, message: str) -> Reply:
    return advisor.reply(message, f"grounded {message}"[:100], TODAY)


def figures(text: str) -> set[str]:
    return set(_FIGURE.findall(re.sub(r"\[\d+\]", " ", text)))


@pytest.mark.parametrize("message", [*OFFICIAL, *THIS_YEAR])
def test_every_figure_stands_in_a_citation_or_in_the_message(advisor: Advisor, message: str) -> None:
    reply = ask(advisor, message)
    held = " ".join([message, *(f"{c.quote} {c.season} {c.source}" for c in reply.citations)])
    assert figures(reply.answer) <= figures(held), reply.answer


@pytest.mark.parametrize("message", [*OFFICIAL, *(f"What about this: {KNOWLEDGE.quote(fact)}" for fact in FACTS)])
def test_the_guard_finds_nothing_to_object_to(advisor: Advisor, message: str) -> None:
    reply = ask(advisor, message)
    evidence = [{"id": str(c.n), "text": f"{c.quote} ({c.season}; {c.source})"} for c in reply.citations]
    stated = "\n\n".join(part for part in reply.answer.split("\n\n") if "[" in part)
    faults = [(claim.sentence, claim.reason) for claim in check_grounding(stated, evidence) if not claim.supported]
    assert faults == []


def test_no_next_step_holds_a_figure() -> None:
    words = re.compile(r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen|half)\b", re.IGNORECASE)
    steps = {passage.id: passage.next_step for passage in KNOWLEDGE.passages.values()}
    assert {name for name, step in steps.items() if words.search(step)} == set()
