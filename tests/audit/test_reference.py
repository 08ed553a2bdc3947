"""The audit against a second reading of the contract (reference.py), on any case."""

from collections import Counter

from hypothesis import HealthCheck, given, settings

from assistant.audit import audit
from assistant.domain import parse_applicant
from tests.audit.reference import Reading
from tests.domain.strategies import DAYS, case_files

WORST = ("critical", "warning")


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(case_files(8), DAYS)
def test_findings_tiers_counts_sets_and_verdicts_are_those_of_the_second_reading(case: dict, today) -> None:
    report, reading = audit(parse_applicant(case), today), Reading(case, today)
    found = Counter((f.rule, f.severity, f.letter, f.target) for f in report.findings)
    told = Counter(
        ("home-letter-content", "advice", letter.id, None)
        for letter in reading.open
        if case["home_country"]
        and letter.country == case["home_country"]
        and any(letter.id in chosen.letters for chosen in report.sets)
    )
    assert found == told + Counter(reading.findings)
    assert [(place.letter, place.tier) for place in report.ranking] == [
        (letter.id, reading.tiers[letter.id]) for letter in reading.ranking()
    ]
    for target, chosen in zip(report.targets, report.sets, strict=True):
        assert {name: getattr(target, name) for name in reading.counts[target.specialty]} == reading.counts[target.specialty]
        assert list(chosen.letters) == reading.best_set(target.specialty)
        severities = {
            f.severity
            for f in report.findings
            if f.target in {None, target.specialty} and (f.letter is None or f.letter in chosen.letters)
        }
        assert target.verdict == next((worst for worst in WORST if worst in severities), "ready")
