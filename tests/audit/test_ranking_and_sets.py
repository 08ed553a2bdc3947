"""Tiers, the order of letters, the choice of sets, verdicts and the best addition."""

from datetime import date

import pytest

from assistant.audit import audit
from tests.audit.letters import applicant_from

TODAY = date(2027, 3, 1)
ABROAD = {"country": "PK"}


def places(*letters: dict, **applicant) -> list[tuple[str, int]]:
    report = audit(applicant_from({**applicant, "letters": list(letters)}), TODAY)
    return [(place.letter, place.tier) for place in report.ranking]


@pytest.mark.parametrize(
    ("change", "tier"),
    [
        ({}, 1),
        ({"writer": {"subspecialty": "cardiology"}}, 3),
        ({"writer": {"specialty": None, "subspecialty": "cardiology"}}, 3),
        ({"writer": {"leadership": "program_director", "specialty": "psychiatry"}}, 2),
        ({"writer": {"leadership": "department_chair", "specialty": None}}, 2),
        ({"writer": {"leadership": "program_director"}}, 1),
        (
            {
                "writer": {"leadership": "program_director", "specialty": "psychiatry"},
                "experience": {"knows_me_well": None},
            },
            6,
        ),
        (
            {
                "writer": {"leadership": "program_director", "specialty": "psychiatry"},
                "experience": {"knows_me_well": False},
            },
            6,
        ),
        ({"writer": {"specialty": "psychiatry"}, "experience": {"longitudinal": True}}, 4),
        ({"writer": {"specialty": "psychiatry"}, "experience": {"setting": "research_and_clinic", "weeks": 8}}, 4),
        ({"writer": {"specialty": "psychiatry"}, "experience": {"setting": "research_and_clinic", "weeks": 7.9}}, 6),
        ({"experience": {"setting": "research", "longitudinal": True}}, 4),
        ({"writer": {"country": "PK"}}, 5),
        ({"writer": {"country": "GB"}}, 5),
        ({"writer": {"country": "GB", "specialty": None, "subspecialty": "cardiology"}}, 5),
        ({"writer": {"country": "GB", "specialty": "psychiatry"}}, 8),
        ({"writer": {"specialty": "family_medicine"}}, 6),
        ({"experience": {"setting": "research"}}, 7),
        ({"writer": {"profession": "phd_researcher"}}, 7),
        ({"writer": {"profession": None}, "experience": {"setting": "research"}}, 7),
        ({"writer": {"specialty": None}}, 8),
        ({"writer": {"country": None}}, 8),
        ({"experience": {"setting": "none"}}, 8),
        ({"experience": {"setting": "observership"}}, 1),
        ({"writer": {"profession": "nurse", "leadership": "program_director"}}, 9),
        ({"attitude": "hesitant"}, 9),
        ({"experience": {"setting": "shadowing", "longitudinal": True}}, 9),
    ],
)
def test_tier(change: dict, tier: int) -> None:
    assert places({"like": "us", "id": "a", **change}) == [("a", tier)]


def test_the_best_fitting_target_counts() -> None:
    report = audit(
        applicant_from(
            {
                "targets": ["family_medicine", "internal_medicine"],
                "letters": [{"like": "us", "id": "a"}],
            }
        ),
        TODAY,
    )
    assert (report.ranking[0].tier, report.ranking[0].target) == (1, "internal_medicine")


def test_titles_then_sites_then_observation_then_weeks_then_knowing_then_id_order_a_tier() -> None:
    us = {"like": "us"}
    letters = [
        {**us, "id": "full", "writer": {"academic_title": "professor"}, "experience": {"site": "private_practice"}},
        {**us, "id": "teaching", "experience": {"site": "community_teaching"}},
        {**us, "id": "academic"},
        {**us, "id": "academic-twin"},
        {**us, "id": "unseen", "experience": {"directly_observed": False, "weeks": 20}},
        {**us, "id": "longer", "experience": {"weeks": 9}},
        {**us, "id": "stranger", "experience": {"knows_me_well": False}},
        {**us, "id": "untitled", "writer": {"academic_title": None}},
    ]
    order = [letter for letter, _ in places(*letters)]
    assert order == ["full", "longer", "academic", "academic-twin", "stranger", "unseen", "teaching", "untitled"]


def test_declined_letters_are_not_ranked_and_avoided_ones_stand_last() -> None:
    us = {"like": "us"}
    assert places(
        {**us, "id": "no", "status": "declined"},
        {**us, "id": "bad", "attitude": "hesitant"},
        {"like": "research", "id": "r"},
    ) == [("r", 7), ("bad", 9)]


def test_a_brief_us_letter_stands_behind_a_home_mentor_who_knows_the_applicant() -> None:
    brief, home = {"like": "us", "id": "brief", "experience": {"weeks": 2}}, {"like": "home", "id": "home"}
    full = {"like": "us", "id": "full"}
    assert places(brief, home, full) == [("full", 1), ("home", 5), ("brief", 1)]
    stranger = {**home, "experience": {"knows_me_well": None}}
    assert places(brief, stranger, full) == [("full", 1), ("brief", 1), ("home", 5)]


def test_four_or_fewer_usable_letters_all_go_together() -> None:
    report = audit(
        applicant_from(
            {
                "letters": [
                    {"like": "home", "id": "h1"},
                    {"like": "home", "id": "h2"},
                    {"like": "us", "id": "u"},
                    {"like": "us", "id": "bad", "attitude": "hesitant"},
                    {"like": "us", "id": "psy", "recommends_for": ["psychiatry"]},
                ]
            }
        ),
        TODAY,
    )
    assert report.sets[0].letters == ("u", "h1", "h2")
    assert {left.letter: left.facts[0] for left in report.sets[0].left_out} == {"bad": "AVOID-5", "psy": "MIST-6"}


def test_a_set_meets_the_targets_rules_before_the_ranking() -> None:
    letters = [{"like": "home", "id": f"h{n}"} for n in range(5)]
    letters += [{"like": "us", "id": f"u{n}", "writer": {"specialty": "psychiatry"}} for n in range(2)]
    report = audit(applicant_from({"letters": letters}), TODAY)
    assert report.sets[0].letters == ("h0", "h1", "u0", "u1")
    assert {left.letter for left in report.sets[0].left_out} == {"h2", "h3", "h4"}


def surgical(*letters: dict) -> tuple[str, ...]:
    return audit(applicant_from({"targets": ["general_surgery"], "letters": list(letters)}), TODAY).sets[0].letters


def test_a_surgical_set_holds_a_leader_where_the_other_rules_leave_room() -> None:
    surgeon, urologist = {"writer": {"specialty": "general_surgery"}}, {"writer": {"specialty": "urology"}}
    chair = {"writer": {"specialty": "urology", "leadership": "department_chair"}, "experience": {"knows_me_well": None}}
    four = [{"like": "us", "id": f"s{n}", **surgeon} for n in range(4)]
    assert surgical(*four, {"like": "home", "id": "chair", **chair}) == ("s0", "s1", "s2", "chair")
    assert surgical(*four, {"like": "home", "id": "none", **urologist}) == ("s0", "s1", "s2", "s3")
    home = [{"like": "home", "id": f"h{n}", **surgeon} for n in range(2)]
    us = [{"like": "us", "id": f"u{n}", **urologist} for n in range(2)]
    assert surgical(*home, *us, {"like": "home", "id": "chair", **chair}) == ("h0", "h1", "u0", "u1")


def test_a_verdict_counts_letter_findings_of_its_set_only() -> None:
    four = [{"like": "us", "id": f"a{n}"} for n in range(4)]
    late = {"like": "home", "id": "late", "status": "asked"}
    after = date(2027, 9, 2)
    outside = audit(applicant_from({"letters": [*four, late]}), after)
    assert outside.targets[0].verdict == "ready"
    assert any(f.rule == "late-letter" and f.severity == "critical" for f in outside.findings)
    inside = audit(applicant_from({"letters": [*four[:3], late]}), after)
    assert inside.targets[0].verdict == "critical"


def test_the_summary_counts_what_the_contract_defines() -> None:
    report = audit(
        applicant_from(
            {
                "home_country": "PK",
                "letters": [
                    {"like": "us", "id": "a"},
                    {"like": "us", "id": "b", "writer": {"specialty": "psychiatry"}},
                    {"like": "home", "id": "c"},
                    {"like": "research", "id": "d"},
                    {"like": "home", "id": "e", "status": "declined"},
                ],
            }
        ),
        TODAY,
    )
    summary = report.targets[0].model_dump()
    assert summary == {
        "specialty": "internal_medicine",
        "usable": 4,
        "us_clinical": 2,
        "in_specialty": 2,
        "research": 1,
        "home_country": 1,
        "verdict": "ready",
        "rule_basis": "specialty",
    }
    general = audit(applicant_from({"targets": ["dermatology"], "letters": []}), TODAY)
    assert general.targets[0].rule_basis == "general"


def test_the_best_addition_is_found_and_named() -> None:
    report = audit(
        applicant_from(
            {
                "letters": [
                    {"like": "us", "id": "a"},
                    {"like": "home", "id": "b"},
                    {"like": "home", "id": "c"},
                    {"like": "home", "id": "d"},
                ]
            }
        ),
        TODAY,
    )
    assert report.best_addition and "US Internal Medicine physician" in report.best_addition.describe
    assert report.best_addition.clears == ("us-clinical-letters", "single-us-letter")
    assert (
        audit(applicant_from({"letters": [{"like": "us", "id": f"a{n}"} for n in range(4)]}), TODAY).best_addition
        is None
    )
    assert audit(applicant_from({}), TODAY).best_addition is None
    surgery = audit(
        applicant_from(
            {
                "targets": ["general_surgery"],
                "letters": [
                    {"like": "us", "id": f"s{n}", "writer": {"specialty": "general_surgery"}} for n in range(4)
                ],
            }
        ),
        TODAY,
    )
    assert surgery.best_addition and surgery.best_addition.clears == ("surgical-leader",)
