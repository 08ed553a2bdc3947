"""The words of the audit: every text is used, every hole is filled, and a person's own braces are no holes."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.audit import ALL_RULES, audit
from assistant.audit.case import build_case
from assistant.audit.ranking import ranked
from assistant.audit.sets import choose
from assistant.audit.wording import parse, rule_words, texts
from tests.audit.letters import applicant_from
from tests.audit.test_audit_rules import ALL


def test_every_text_is_said_by_some_case_and_every_value_asked_for_is_given() -> None:
    said = set()
    for _, given in ALL:
        case = build_case(applicant_from(given["applicant"]), given.get("today", date(2027, 3, 1)))
        order = ranked(case)
        case = replace(case, sets={target.id: choose(case, target, order) for target in case.targets})
        for rule in ALL_RULES:
            for issue in rule.check(case):
                name = issue.text or issue.severity
                said.add((rule.id, name))
                words = rule_words()[rule.id].variants[name]
                assert words.message.holes | words.fix.holes <= set(issue.values)
    assert said == {(rule, name) for rule, words in rule_words().items() for name in words.variants}


def test_a_missing_value_and_a_broken_text_are_errors() -> None:
    assert parse("{count:letter} by {who}").fill({"count": 1, "who": "{x}"}) == "1 letter by {x}"
    assert parse("{count:letter}").fill({"count": 2.5}) == "2.5 letters"
    with pytest.raises(KeyError):
        parse("{count}").fill({})
    for broken in ("{", "{a.b}", "{a!r}", "{}"):
        with pytest.raises(ValueError, match=r"."):
            parse(broken)


def test_braces_in_a_name_stay_as_they_are() -> None:
    report = audit(
        applicant_from(
            {"letters": [{"like": "us", "id": "a", "writer": {"name": "{target} {0} %s"}, "template": True}]}
        ),
        date(2027, 3, 1),
    )
    assert any("{target} {0} %s" in finding.message for finding in report.findings if finding.rule == "template-letter")


def test_the_other_texts_are_whole() -> None:
    for file in ("audit/sets.yaml", "audit/additions.yaml", "plan/steps.yaml", "plan/questions.yaml"):
        assert all(text.parts for text in texts(file).values())
