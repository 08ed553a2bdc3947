"""Figures and dates as language models word them: what may be reckoned, bounds turned round, words that count nothing."""

from __future__ import annotations

import pytest

from assistant.guard import Claim, check_grounding
from assistant.guard.quantities import read_quantities
from assistant.knowledge import load_knowledge


def only(text: str, *facts: str) -> Claim:
    knowledge = load_knowledge()
    (claim,) = check_grounding(text, [{"id": fact, "text": knowledge.quote(fact)} for fact in facts])
    return claim


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("With a deadline of 1 September, the first reminder falls between 21 July and 4 August.", "RULING-6 TIME-3"),
        ("For example, a deadline of 1 September means a polite reminder one week before it.", "TIME-2 TIME-5"),
        ("Follow up two times: once two weeks ahead, if nothing is uploaded, and again a week ahead.", "TIME-4 TIME-5"),
        ("After the yes, double-check their best e-mail address for ERAS.", "ASK-8 ASK-9"),
        ("Add up to two more letters, from a research mentor for example.", "NUM-3 NUM-4"),
    ],
)
def test_a_figure_that_the_evidence_lets_one_say(text: str, facts: str) -> None:
    claim = only(text, *facts.split())
    assert claim.kind not in {"number", "date", "duration", "quantifier", "invented"}, claim.reason


@pytest.mark.parametrize(
    ("text", "facts", "kind"),
    [
        ("With a deadline of 1 September, the first reminder falls between 7 July and 4 August.", "RULING-6 TIME-3", "date"),
        ("For example, a deadline of 20 September means a polite reminder one week before it.", "TIME-2 TIME-5", "date"),
        ("Follow up five times: once two weeks ahead, and again a week ahead.", "TIME-4 TIME-5", "invented"),
        ("On rotations of over four weeks, ask during the last four weeks.", "RULING-5", "duration"),
        ("Stay four weeks at the very most, so that faculty can assess you.", "ROT-4", "duration"),
        ("Most IMGs should have no more than two US clinical letters.", "NUM-3 NUM-4", "quantifier"),
    ],
)
def test_a_figure_that_the_evidence_does_not_let_one_say(text: str, facts: str, kind: str) -> None:
    claim = only(text, *facts.split())
    assert (claim.supported, claim.kind) == (False, kind), claim.reason


def test_a_name_may_come_from_a_source_that_adds_little_else() -> None:
    text = "After the yes, thank them, ask what would help (CV, evaluations, case logs), and confirm their e-mail for ERAS."
    assert only(text, "ASK-7", "ASK-8", "ASK-9").supported


@pytest.mark.parametrize(
    ("text", "enough"), [("Two weeks are enough.", True), ("Two weeks are not enough.", False), ("Are two weeks enough?", False)]
)
def test_what_is_not_enough_is_no_ceiling(text: str, enough: bool) -> None:
    assert [one.enough for one in read_quantities(text)] == [enough]
