"""Which letters go together to one target: all usable ones when four or fewer, else the best four (RULING-2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.audit.case import Case, LetterView, TargetView
from assistant.audit.figures import Figures
from assistant.audit.levels import specialty_severity, surgical_leader, us_clinical_severity

LEADER_TARGET = "general_surgery"


class Tally(NamedTuple):
    """What a set of letters holds toward a target's rules; counts stop where more changes nothing."""

    us: int = 0
    inside: int = 0
    leader: bool = False
    trusted: bool = False
    hands_on_us: bool = False


def choose(case: Case, target: TargetView, order: Sequence[LetterView]) -> tuple[str, ...]:
    """Ids of the set for a target, best first; `order` is the ranking.

    With more than four usable letters: those four that break the fewest of the target's rules, worst severity first,
    and among these the ones that stand first in the ranking.
    """
    usable_ids = {view.id for view in target.usable}
    usable = [view for view in order if view.id in usable_ids]
    size = case.figures.most_per_program
    if len(usable) <= size:
        return tuple(view.id for view in usable)
    holds = [_holds(case.figures, target, view) for view in usable]
    whole = _sum(case.figures, target, holds)
    if _broken(case.figures, target, _sum(case.figures, target, holds[:size])) == _broken(case.figures, target, whole):
        return tuple(view.id for view in usable[:size])
    places = _best_places(case.figures, target, holds, size)
    return tuple(usable[place].id for place in places)


def _holds(figures: Figures, target: TargetView, view: LetterView) -> Tally:
    country, us = view.letter.writer.country, view.us_clinical
    return Tally(
        us=int(us),
        inside=int(view.physician and bool(view.clinical) and view.in_field(target.counted)),
        leader=target.id == LEADER_TARGET and surgical_leader(view),
        trusted=country is None or country in figures.trusted_countries,
        hands_on_us=us and view.letter.experience.setting != "observership",
    )


def _add(figures: Figures, target: TargetView, one: Tally, other: Tally) -> Tally:
    return Tally(
        min(one.us + other.us, figures.us_clinical_min),
        min(one.inside + other.inside, figures.specialty_ok_from[target.group]),
        one.leader or other.leader,
        one.trusted or other.trusted,
        one.hands_on_us or other.hands_on_us,
    )


def _sum(figures: Figures, target: TargetView, tallies: Sequence[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total = _add(figures, target, total, tally)
    return total


def _broken(figures: Figures, target: TargetView, tally: Tally) -> tuple[int, int, int]:
    """How many of the target's rules a full set breaks: critical, warning, advice."""
    severities = [
        us_clinical_severity(figures, tally.us),
        specialty_severity(figures, target.group, tally.inside),
        "ok" if tally.trusted else "critical",
        "warning" if tally.us and not tally.hands_on_us else "ok",
        "ok" if tally.leader or target.id != LEADER_TARGET else "advice",
    ]
    return severities.count("critical"), severities.count("warning"), severities.count("advice")


def _best_places(figures: Figures, target: TargetView, holds: Sequence[Tally], size: int) -> tuple[int, ...]:
    """Places in the ranking of the best set: for each tally and size only the best way to reach it is kept."""
    reached: list[dict[Tally, tuple[int, ...]]] = [{Tally(): ()}, *({} for _ in range(size))]
    for place, tally in enumerate(holds):
        for count in range(size - 1, -1, -1):
            for total, places in reached[count].items():
                larger = _add(figures, target, total, tally)
                candidate = (*places, place)
                known = reached[count + 1].get(larger)
                if known is None or candidate < known:
                    reached[count + 1][larger] = candidate
    return min((_broken(figures, target, total), places) for total, places in reached[size].items())[1]
