"""The order in which talk puts the writers: the audit's ranking, in which what the guide calls weak stands back.

The ranking goes by who a writer is. Inside what the guide says of the time together there is more: hands-on work before
an observership (ROT-2), a long home mentor before a short look (FAQ-2), and nobody first who does not know the
applicant (WHY-8).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from assistant.audit.figures import load_figures

Weakness = Literal["", "observed", "stranger"]
_AVOID, _LEADER, _HOME = "avoid", "program_director_or_chair", "home_country_specialty_faculty"
_US_TIERS = frozenset({"us_specialty_faculty", _LEADER, "subspecialty_faculty", "longitudinal_supervisor"})
# The places of talk, best first; those of the ranking that stand here by their own names are the ranking's.
_PLACES = ("us", "us_observed", "home_long", "us_short", _HOME, "us_outside_specialty", "research_only", "other",
           "stranger", _AVOID)  # fmt: skip
_OBSERVED = "observership"


def talk_order(report: Mapping[str, Any], case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The entries of the ranking as talk orders them: hands-on work of now before an observership of 2024."""
    letters = {letter["id"]: letter for letter in case.get("letters") or []}
    return sorted(report["ranking"], key=lambda entry: _key(entry, letters[entry["letter"]]))


def weakness(entry: Mapping[str, Any], letter: Mapping[str, Any]) -> Weakness:
    """Why a letter stands further back than its writer would: a stranger's, or from an observership."""
    seen = letter.get("experience", {})
    if entry["tier_name"] == _AVOID:
        return ""
    if seen.get("knows_me_well") is False:
        return "stranger"
    return "observed" if seen.get("setting") == _OBSERVED else ""


def _key(entry: Mapping[str, Any], letter: Mapping[str, Any]) -> tuple[int, bool]:
    return _PLACES.index(_place(entry, letter)), weakness(entry, letter) == "observed"


def _place(entry: Mapping[str, Any], letter: Mapping[str, Any]) -> str:
    tier, weak = str(entry["tier_name"]), weakness(entry, letter)
    if weak == "stranger":
        return weak
    if tier == _HOME:
        return "home_long" if _is_long(letter) else _HOME
    if tier not in _US_TIERS:
        return tier
    if tier != _LEADER and _is_short(letter, observed=weak == "observed"):  # WHO-6: a leader's may be shorter
        return "us_short"
    return "us_observed" if weak == "observed" else "us"


def _is_short(letter: Mapping[str, Any], *, observed: bool) -> bool:
    """A week or two of anything (RULING-7), or an observership under the weeks that the guide wants (ROT-4)."""
    weeks, figures = letter.get("experience", {}).get("weeks"), load_figures()
    return weeks is not None and (weeks <= figures.brief_weeks or (observed and weeks < figures.rotation_weeks_min))


def _is_long(letter: Mapping[str, Any]) -> bool:
    """Whether a mentor at home is known to have seen enough for a detailed letter (FAQ-2)."""
    seen = letter.get("experience", {})
    told = seen.get("knows_me_well") or seen.get("longitudinal")
    return bool(told) or seen.get("weeks", 0) > load_figures().rotation_weeks_min
