"""Ranking of the writers: tiers 1 to 9 of the guide's order (WHO-1 to WHO-10), and the order inside a tier."""

from __future__ import annotations

from typing import Any

from assistant.audit.case import AVOID, Case, LetterView
from assistant.audit.figures import load_figures

TIER_NAMES = {
    1: "us_specialty_faculty",
    2: "program_director_or_chair",
    3: "subspecialty_faculty",
    4: "longitudinal_supervisor",
    5: "home_country_specialty_faculty",
    6: "us_outside_specialty",
    7: "research_only",
    8: "other",
    9: "avoid",
}
TIER_FACTS: dict[int, tuple[str, ...]] = {
    1: ("WHO-1",),
    2: ("WHO-5",),
    3: ("WHO-7",),
    4: ("WHO-8",),
    5: ("WHO-9", "WHO-10"),
    6: ("LESS-1",),
    7: ("LESS-2",),
    8: ("WHY-3",),
    9: (),
}
# Inside a tier: titles (WHO-4), sites (WHO-3), direct observation (WHO-2), weeks (WHO-8), knowing you well (WHY-8).
# An unknown value stands behind what is known to be good and before what is known to be not.
_TITLES = ("professor", "associate_professor", "assistant_professor", "instructor", None)
_SITES = ("academic", "community_teaching", "busy_community", None, "private_practice")
_YES_FIRST = (True, None, False)
_HOME_TIER = 5
_NAMED_TIERS = range(1, 8)  # the guide speaks of these; 8 is the rest
INSIDE_FACTS = ("WHO-2", "WHO-3", "WHO-4", "WHY-8", "ROT-4", "RULING-3", "RULING-4", "RULING-7", "RULING-9")
_TEACHING_SITES = frozenset({"academic", "community_teaching", "busy_community"})
_PROFESSORS = frozenset({"professor", "associate_professor", "assistant_professor"})


def order_key(view: LetterView) -> tuple[Any, ...]:
    """Sort key of a letter: tier, then what orders letters inside a tier, then the id."""
    writer, seen = view.letter.writer, view.letter.experience
    return (
        view.tier,
        _TITLES.index(writer.academic_title),
        _SITES.index(seen.site),
        _YES_FIRST.index(seen.directly_observed),
        (0, -view.weeks) if view.weeks is not None else (1, 0),
        _YES_FIRST.index(seen.knows_me_well),
        view.id,
    )


def ranked(case: Case) -> list[LetterView]:
    """All letters that are not declined, best first.

    A letter after a brief US experience stands directly after the last home-country letter (tier 5) by someone who
    knows the applicant well, where there is one (RULING-7).
    """
    by_tier = sorted((view for view in case.letters if not view.declined), key=order_key)
    others = [view for view in by_tier if not view.brief]
    places = [
        place for place, view in enumerate(others, 1)
        if view.tier == _HOME_TIER and view.letter.experience.knows_me_well is True
    ]
    if not places:
        return by_tier
    return [*others[: places[-1]], *(view for view in by_tier if view.brief), *others[places[-1] :]]


def reasons(view: LetterView, avoidance_facts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The facts behind a letter's place: every tier that the writer qualifies for, then what counts inside it."""
    if view.tier == AVOID:
        return tuple(dict.fromkeys(fact for rule in view.avoided_by for fact in avoidance_facts[rule]))
    writer, seen = view.letter.writer, view.letter.experience
    tiers = [tier for tier in view.tiers if tier in {view.tier, *_NAMED_TIERS}]
    found = [fact for tier in tiers for fact in TIER_FACTS[tier]]
    inside = {
        "WHO-2": seen.directly_observed is True,
        "WHO-3": seen.site in _TEACHING_SITES,
        "WHO-4": writer.academic_title in _PROFESSORS or view.leader,
        "WHY-8": seen.knows_me_well is True,
        "ROT-4": view.clinical is True and view.weeks is not None and view.weeks >= load_figures().rotation_weeks_min,
        "RULING-3": seen.setting == "observership",
        "RULING-4": writer.profession == "phd_researcher",
        "RULING-7": view.brief,
        "RULING-9": view.leader and seen.knows_me_well is False,
    }
    return tuple(dict.fromkeys([*found, *(fact for fact, holds in inside.items() if holds)]))
