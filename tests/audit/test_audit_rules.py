"""Every rule against its cases (cases/<rule>.yaml): what it must find, and only that."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.audit import ALL_RULES, audit, cited_facts
from assistant.audit.figures import load_figures
from assistant.knowledge import load_knowledge
from tests.audit.letters import applicant_from

CASES = Path(__file__).parent / "cases"
ALL = [(path.stem, case) for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]


@pytest.mark.parametrize(("rule", "case"), ALL, ids=[f"{rule}: {case['name']}" for rule, case in ALL])
def test_case(rule: str, case: dict) -> None:
    today = case.get("today", date(2027, 3, 1))
    report = audit(applicant_from(case["applicant"]), today)
    found = [finding for finding in report.findings if finding.rule == rule]
    expected = case["expect"]
    assert [(f.severity, f.letter, f.target) for f in found] == [
        (e["severity"], e.get("letter"), e.get("target")) for e in expected
    ]
    for finding, wanted in zip(found, expected, strict=True):
        because = wanted.get("because", {})
        assert {key: finding.because.get(key, "absent") for key in because} == because
        assert list(finding.facts) == wanted.get("facts", list(finding.facts))
        assert wanted.get("says", "") in f"{finding.message} {finding.fix}"


@pytest.mark.parametrize("rule", [rule.id for rule in ALL_RULES])
def test_every_rule_has_a_finding_a_clean_case_and_both_sides_of_its_boundary(rule: str) -> None:
    kinds = [case["kind"] for name, case in ALL if name == rule]
    outcomes = [bool([e for e in case["expect"] if e["severity"] != "ok"]) for name, case in ALL if name == rule]
    assert "boundary" in kinds and True in outcomes and False in outcomes


def test_no_case_file_without_a_rule() -> None:
    assert {rule for rule, _ in ALL} == {rule.id for rule in ALL_RULES}


def test_every_fact_that_a_rule_must_encode_is_cited() -> None:
    knowledge = load_knowledge()
    assert {fact.id for fact in knowledge.facts.values() if "R" in fact.uses} <= cited_facts()
    assert all(fact in knowledge for fact in cited_facts())


def test_the_figures_come_from_the_knowledge_files_and_agree() -> None:
    figures, knowledge = load_figures(), load_knowledge()
    assert figures.us_clinical_min == knowledge.figure("USHC-1", "us_min")
    assert [(window.first, window.last) for window in figures.follow_ups] == [(-42, -28), (-14, -8), (-7, 0)]
    assert (figures.deadline_month, figures.deadline_day) == (9, 1)
