"""Yes or no: asked for plainly it is given, and withheld wherever a word could turn it round."""

from __future__ import annotations

import re

import pytest

from assistant.agent.builtin.stance import opening
from assistant.knowledge import load_knowledge
from assistant.yamlfile import read_yaml


@pytest.mark.parametrize(
    ("question", "fact", "said"),
    [
        ("can a nurse write my letter?", "AVOID-2", "Better not."),
        ("is it a problem if all my letters are from Egypt", "MIST-1", "Yes, it can be."),
        ("may I ask by e-mail?", "ASK-2", "Yes, though in person is better."),
        ("would it be rude to ask by email", "ASK-2", "No, though in person is better."),
        ("can i send different letters to different programs", "FAQ-5", "Yes."),
        ("is it cheating to send other letters to another program", "FAQ-5", "No."),
        ("can I read my letter once I waived?", "OFF-WAIVER", "No."),
        ("are canadian letters considered us letters", "RULING-1", "Not as US letters."),
        ("do i have to waive", "WAIVE-3", "It is your choice, and waiving is advised."),
        ("should i waive", "WAIVE-3", "Yes."),
        ("do research count as us letter", "LESS-2", "Not as a US clinical letter."),
        ("is a research letter helpful", "LESS-2", "In research-heavy fields, yes."),
        ("is a chair letter good", "WHO-5", "Yes, if they truly know you."),
    ],
)
def test_a_plain_yes_no_question_gets_its_word(question: str, fact: str, said: str) -> None:
    assert opening(question, fact) == said


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("who may write instead of a nurse", "AVOID-2"),
        ("is it not okay if a nurse writes", "AVOID-2"),
        ("should I skip the nurse?", "AVOID-2"),
        ("is it a myth that PDs recognise template letters", "MIST-4"),
        ("in person or by e-mail?", "ASK-2"),
        ("how many letters do I need?", "NUM-2"),
        ("a nurse", "AVOID-2"),
        ("and is observership letter ok or bad", "MIST-2"),
        ("can i waive later", "WAIVE-3"),
        ("", "AVOID-2"),
    ],
)
def test_nothing_is_said_where_yes_or_no_would_be_a_guess(question: str, fact: str) -> None:
    assert opening(question, fact) == ""


def test_every_stance_belongs_to_a_fact_and_states_no_figure() -> None:
    knowledge = load_knowledge()
    tree = read_yaml(knowledge.root / "stances.yaml")
    for fact, rules in tree.items():
        if fact == "frames":
            continue
        assert fact in knowledge, rules.where
        for rule in rules:
            assert {name for name, _ in rule.items()} <= {"when", "frame", "say"}, rule.where
            assert not re.search(r"\d", rule["say"].text()), rule.where
            assert "frame" not in rule or rule["frame"].text() in {"ok", "worry"}, rule.where
            assert "when" in rule or "frame" in rule, rule.where
