"""What must hold of the audit for any case."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.audit import audit, report_schema
from assistant.audit.case import build_case
from assistant.audit.rule import rule
from assistant.domain import Applicant, dump_applicant, parse_applicant
from assistant.errors import InputError
from assistant.knowledge import load_knowledge
from tests.domain.strategies import ANY_JSON, DAYS, applicants, case_files, letters

WORST = ["critical", "warning", "ready"]
SLOW_OK = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW_OK
@given(applicants(), DAYS)
def test_same_case_same_bytes(applicant: Applicant, today) -> None:
    again = parse_applicant(json.loads(json.dumps(dump_applicant(applicant))))
    assert audit(applicant, today).as_json() == audit(again, today).as_json()


@SLOW_OK
@given(applicants(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_letters_changes_nothing(applicant: Applicant, today, random) -> None:
    shuffled = list(applicant.letters or ())
    random.shuffle(shuffled)
    other = applicant.model_copy(update={"letters": None if applicant.letters is None else tuple(shuffled)})
    assert audit(applicant, today).as_json() == audit(other, today).as_json()


@SLOW_OK
@given(applicants(9), DAYS)
def test_sets_hold_usable_letters_only_and_never_more_than_four(applicant: Applicant, today) -> None:
    report, case = audit(applicant, today), build_case(applicant, today)
    for chosen, target in zip(report.sets, case.targets, strict=True):
        usable = {view.id for view in target.usable}
        assert len(chosen.letters) == min(4, len(usable)) == len(set(chosen.letters))
        assert set(chosen.letters) <= usable
        assert {left.letter for left in chosen.left_out} == {view.id for view in case.letters} - set(chosen.letters)
    avoided = {place.letter for place in report.ranking if place.tier == 9}
    assert not avoided & {letter for chosen in report.sets for letter in chosen.letters}


@SLOW_OK
@given(applicants(), DAYS)
def test_every_finding_has_its_source_quoted_and_its_place(applicant: Applicant, today) -> None:
    report, knowledge = audit(applicant, today), load_knowledge()
    ids = {letter.id for letter in applicant.letters or ()}
    declined = {letter.id for letter in applicant.letters or () if letter.status == "declined"}
    avoided = {place.letter for place in report.ranking if place.tier == 9}
    for finding in report.findings:
        assert finding.facts and all(fact in knowledge for fact in finding.facts)
        assert finding.quote == knowledge.quote(finding.facts[0])
        assert finding.message and finding.fix and finding.not_checked and "{" not in finding.message + finding.fix
        assert finding.letter is None or finding.letter in ids - declined
        if finding.letter in avoided:
            assert finding.severity == "critical" and finding.rule.startswith("writer-")


@SLOW_OK
@given(applicants(), DAYS)
def test_an_absent_field_never_makes_a_critical_finding(applicant: Applicant, today) -> None:
    for finding in audit(applicant, today).findings:
        if finding.severity == "critical":
            assert None not in finding.because.values()


@SLOW_OK
@given(case_files(7), DAYS, st.sampled_from(["internal_medicine", "family_medicine", "general_surgery", "neurology"]))
def test_a_better_letter_never_worsens_a_verdict(case, today, specialty) -> None:
    applicant = parse_applicant(case)
    better = {
        "id": "better",
        "status": "uploaded",
        "attitude": "supportive",
        "waived": True,
        "recommends_for": [],
        "writer": {"profession": "physician", "specialty": specialty, "country": "US", "academic_title": "professor"},
        "experience": {
            "setting": "hands_on",
            "site": "academic",
            "weeks": 12,
            "directly_observed": True,
            "knows_me_well": True,
        },
    }
    more = parse_applicant({**case, "letters": [*(case["letters"] or []), better]})
    if applicant.letters is None:
        return  # unknown letters are no known number
    before, after = audit(applicant, today), audit(more, today)
    for old, new in zip(before.targets, after.targets, strict=True):
        assert WORST.index(new.verdict) >= WORST.index(old.verdict), (old, new)


@SLOW_OK
@given(case_files(5), letters("bad"), DAYS)
def test_removing_an_avoided_letter_adds_no_critical_finding_elsewhere(case, bad, today) -> None:
    bad["attitude"] = "hesitant"
    rest = case["letters"] or []
    with_it, without = parse_applicant({**case, "letters": [*rest, bad]}), parse_applicant({**case, "letters": rest})

    def critical(applicant: Applicant) -> set:
        return {
            (f.rule, f.letter, f.target)
            for f in audit(applicant, today).findings
            if f.severity == "critical" and f.letter != "bad"
        }

    assert critical(without) <= critical(with_it)


@SLOW_OK
@given(ANY_JSON)
def test_any_json_gives_a_report_or_clear_lines(value) -> None:
    from datetime import date

    try:
        applicant = parse_applicant(json.dumps(value), "case.json")
    except InputError as error:
        assert error.faults and all(line.startswith("case.json: ") and "\n" not in line for line in error.faults)
    else:
        json.loads(audit(applicant, date(2027, 3, 1)).as_json())


@SLOW_OK
@given(applicants(), DAYS)
def test_the_best_addition_clears_what_it_says(applicant: Applicant, today) -> None:
    report = audit(applicant, today)
    if report.best_addition:
        unsettled = {f.rule for f in report.findings if f.severity != "ok"}
        assert set(report.best_addition.clears) | set(report.best_addition.eases) <= unsettled


def test_every_report_fits_its_schema() -> None:
    import jsonschema

    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    from datetime import date

    applicant = parse_applicant(
        {"targets": ["IM", "FM"], "letters": [{"id": "a", "status": "idea"}], "application_year": 2027}
    )
    jsonschema.validate(json.loads(audit(applicant, date(2027, 7, 25)).as_json()), schema)


@pytest.mark.parametrize("facts", [(), ("NUM-99",)])
def test_a_rule_without_a_known_fact_fails_at_once(facts) -> None:
    with pytest.raises(ValueError, match="fact"):
        rule("new-rule", facts=facts, strength="preference", about="letter")
