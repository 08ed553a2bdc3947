"""The built-in model's answers pass the guard too: each sentence is carried by what it cites, and no rule is broken."""

from __future__ import annotations

import json
import re

import pytest

from assistant import Advisor, Reply
from assistant.agent.evidence import Evidence
from assistant.agent.judge import Judge
from assistant.agent.split import Splitter
from assistant.guard import answer_breaches
from assistant.knowledge import load_knowledge
from evals import datasets
from tests.agent.test_lies import DAY

QUESTIONS = [question.text for question in datasets.questions("questions_dev")[::12]]


def judged(reply: Reply) -> list[tuple[str, str]]:
    """The cited statements of an answer that a language model's gate would not let through, with the reasons."""
    knowledge = load_knowledge()
    evidence = Evidence(knowledge, [], {}, DAY)
    for use in reply.tools:
        evidence.add_result(use.name, json.dumps(use.result), {})
    for citation in reply.citations:
        evidence.facts.update({fact: knowledge.quote(fact) for fact in citation.facts})
    judge, splitter = Judge(evidence), Splitter()
    by_number = {str(citation.n): citation.facts for citation in reply.citations}
    failing = []
    for piece in [*splitter.feed(reply.answer), *splitter.close()]:
        text = piece.text
        if not re.search(r"\[\d+\]", text):
            continue  # offers, questions, next steps and what was noted: code's own words, which state nothing of the guide
        for number, facts in by_number.items():
            text = text.replace(f"[{number}]", "".join(f"[[{fact}]]" for fact in facts))
        verdict = judge.judge(text)
        if verdict.reason:
            failing.append((piece.text, verdict.reason))
        else:
            judge.accept(verdict.text)
    return failing


@pytest.fixture(scope="module")
def replies(advisor: Advisor) -> list[Reply]:
    return [advisor.reply(text, f"guarded {number}", DAY) for number, text in enumerate(QUESTIONS)]


def test_no_answer_breaks_a_rule_over_whole_answers(replies: list[Reply]) -> None:
    for reply in replies:
        evidence = [{"id": str(c.n), "text": c.quote} for c in reply.citations]
        assert answer_breaches(reply.answer, evidence) == [], reply.answer


def test_its_statements_are_carried_by_what_they_cite(replies: list[Reply]) -> None:
    assert [one for reply in replies for one in judged(reply)] == []
