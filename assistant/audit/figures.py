"""The numbers of the audit, read once: the guide's facts, its rulings, our own thresholds (knowledge/audit.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.errors import KnowledgeError
from assistant.knowledge import Knowledge, load_knowledge
from assistant.yamlfile import Node, read_yaml

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Window:
    """A stage of following up: days relative to the deadline, first and last included, and its fact."""

    stage: int
    first: int
    last: int
    fact: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts are letters; weeks, days, months and years are named as such."""

    total_critical_under: int
    total_ok_from: int
    accepted_min: int
    accepted_max: int
    aim: int
    most_per_program: int
    us_clinical_min: int
    us_clinical_better: int
    us_single: int
    specialty_ok_from: Mapping[str, int]  # by the specialty's group
    all_non_us_min: int
    career_change_min: int
    brief_weeks: int
    rotation_weeks_min: int
    longitudinal_weeks: int
    short_rotation_weeks: int
    ask_from_week: int
    ask_last_weeks: int
    follow_ups: tuple[Window, ...]
    quiet_days_after_asking: int
    older_graduation_years: int
    clinical_gap_months: int
    recent_years: int
    deadline_month: int
    deadline_day: int
    trusted_countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Addition:
    """A letter that is tried as an addition; `targets` None means every target."""

    id: str
    targets: frozenset[str] | None
    letter: Mapping[str, Any]


# Where two places of the knowledge files state the same number, a correction of one alone must not go unseen.
_SAME = (
    (("NUM-3", "us_clinical_min"), ("USHC-1", "us_min")),
    (("NUM-3", "us_clinical_min"), ("FAQ-1", "us_clinical_min")),
    (("NUM-3", "us_clinical_min"), ("ALIGN-2", "us_specialty_min")),
    (("NUM-1", "accepted_min"), ("RULING-2", "critical_under")),
    (("NUM-1", "accepted_min"), ("MIST-1", "all_non_us_min")),
    (("NUM-1", "accepted_max"), ("RULING-2", "most_per_program")),
    (("NUM-2", "letters_aim"), ("RULING-2", "ok_from")),
    (("FAQ-2", "brief_weeks_max"), ("RULING-7", "brief_weeks")),
    (("ASK-1", "ask_from_week"), ("RULING-5", "ask_from_week")),
    (("TIME-2", "deadline_month"), ("RULING-6", "deadline_month")),
)


def _check_agreement(knowledge: Knowledge) -> None:
    def value(source: str, name: str) -> int | str:
        return (knowledge.facts.get(source) or knowledge.rulings[source]).figures[name].value

    faults = [
        f"{one[0]}.{one[1]}: is {value(*one)}, but {other[0]}.{other[1]} is {value(*other)}; make them agree"
        for one, other in _SAME if value(*one) != value(*other)
    ]
    if faults:
        raise KnowledgeError(*faults)


def _follow_ups(knowledge: Knowledge) -> tuple[Window, ...]:
    figure = knowledge.figure
    second = figure("TIME-4", "weeks_before") * DAYS_PER_WEEK
    third = figure("TIME-5", "weeks_before") * DAYS_PER_WEEK
    return (
        Window(
            1, -figure("TIME-3", "weeks_before_max") * DAYS_PER_WEEK,
            -figure("TIME-3", "weeks_before_min") * DAYS_PER_WEEK, "TIME-3",
        ),
        Window(2, -second, -third - 1, "TIME-4"),
        Window(3, -third, 0, "TIME-5"),
    )


def _tree() -> Node:
    return read_yaml(load_knowledge().root / "audit.yaml")


@lru_cache(maxsize=1)
def load_figures() -> Figures:
    """All figures. KnowledgeError: one is missing or no whole number, or two disagree."""
    knowledge, tree = load_knowledge(), _tree()
    _check_agreement(knowledge)
    figure = knowledge.figure
    ours = {name: int(node["value"].value) for name, node in tree["thresholds"].items()}
    return Figures(
        total_critical_under=figure("RULING-2", "critical_under"),
        total_ok_from=figure("RULING-2", "ok_from"),
        accepted_min=figure("NUM-1", "accepted_min"),
        accepted_max=figure("NUM-1", "accepted_max"),
        aim=figure("NUM-2", "letters_aim"),
        most_per_program=figure("RULING-2", "most_per_program"),
        us_clinical_min=figure("NUM-3", "us_clinical_min"),
        us_clinical_better=figure("FAQ-1", "us_clinical_better"),
        us_single=figure("USHC-2", "us_single"),
        specialty_ok_from={
            "primary_care": figure("SPEC-1", "specialty_min"), "surgical": ours["surgical_ok_from"],
            "consulting": figure("SPEC-5", "specialty_min"), "general": ours["general_ok_from"],
        },
        all_non_us_min=figure("MIST-1", "all_non_us_min"),
        career_change_min=figure("ALIGN-3", "new_specialty_min"),
        brief_weeks=figure("RULING-7", "brief_weeks"),
        rotation_weeks_min=figure("ROT-4", "weeks_min"),
        longitudinal_weeks=ours["longitudinal_weeks"],
        short_rotation_weeks=figure("RULING-5", "short_rotation_weeks"),
        ask_from_week=figure("RULING-5", "ask_from_week"),
        ask_last_weeks=figure("RULING-5", "ask_last_weeks"),
        follow_ups=_follow_ups(knowledge),
        quiet_days_after_asking=ours["quiet_days_after_asking"],
        older_graduation_years=ours["older_graduation_years"],
        clinical_gap_months=ours["clinical_gap_months"],
        recent_years=ours["recent_years"],
        deadline_month=_MONTHS.index(str(knowledge.rulings["RULING-6"].figures["deadline_month"].value)) + 1,
        deadline_day=figure("RULING-6", "deadline_day"),
        trusted_countries=frozenset(tree["trusted_countries"].strings()),
    )


@lru_cache(maxsize=1)
def load_additions() -> tuple[Addition, ...]:
    """The letters that the audit tries as additions, in the order of preference."""
    found = []
    for name, node in _tree()["additions"].items():
        targets = node["targets"].value
        found.append(Addition(name, None if targets == "every" else frozenset(targets), node["letter"].value))
    return tuple(found)
