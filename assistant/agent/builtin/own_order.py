"""The order in which talk puts the writers: the audit's ranking, in which what the guide calls weak stands back.

The ranking goes by who a writer is. Inside what the guide says of the time together there is more: hands-on work before
an observership (ROT-2), a long home mentor before a short look (FAQ-2) or one from the side (MIST-2), and nobody first
who does not know the applicant (WHY-8). A letter of which something is not known yet stands where it likely would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

from assistant.agent.builtin.own_open import is_far
from assistant.audit.figures import load_figures
from assistant.domain.vocabulary import PROMISED

Weakness = Literal["", "observed", "stranger", "unmet", "generic"]
UNPLACED, AVOID, RESEARCH, FAR, UNMET = "other", "avoid", "research_only", "far", "unmet"  # tiers, as talk names them
STRANGER: Final = "stranger"  # a weakness: who does not know the applicant
_OUTSIDE = "us_outside_specialty"
_LEADER, _HOME, _LONG = "program_director_or_chair", "home_country_specialty_faculty", "longitudinal_supervisor"
_US_TIERS = frozenset({"us_specialty_faculty", _LEADER, "subspecialty_faculty", _LONG})
# The places of talk, best first; those of the ranking that stand here by their own names are the ranking's.
_PLACES = ("us", "home_long", "likely", "us_observed", _HOME, "open", "us_short", _OUTSIDE, "us_glimpsed", "generic",
           RESEARCH, FAR, STRANGER, AVOID)  # fmt: skip
_OBSERVED = "observership"


def talk_order(report: Mapping[str, Any], case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The entries of the ranking as talk orders them: hands-on work of now before an observership of 2024."""
    letters = {letter["id"]: letter for letter in case.get("letters") or []}
    return sorted(report["ranking"], key=lambda entry: _key(entry, letters[entry["letter"]], report))


def talk_tier(entry: Mapping[str, Any], letter: Mapping[str, Any]) -> str:
    """The tier as talk names it: years of research are research, and a long time of nobody knows what is open."""
    tier, setting = str(entry["tier_name"]), letter.get("experience", {}).get("setting")
    if tier != _LONG or setting not in {None, "research"}:
        return tier
    return RESEARCH if setting else UNPLACED


def weakness(entry: Mapping[str, Any], letter: Mapping[str, Any]) -> Weakness:
    """Why a letter stands further back than its writer would: a stranger's, a generic one, or from an observership."""
    seen = letter.get("experience", {})
    if entry["tier_name"] == AVOID:
        return ""
    if seen.get("setting") == "none":
        return "unmet"
    if seen.get("knows_me_well") is False:
        return STRANGER
    if letter.get("template") is True:
        return "generic"
    return "observed" if seen.get("setting") == _OBSERVED else ""


def is_last_resort(row: Mapping[str, str]) -> bool:
    """Whether a writer can go only where nobody else can: one who does not know the applicant or stands in no order.

    Args:
        row: the letter's line in the ranking.
    """
    return row["tier"] in {FAR, UNMET} or row["weak"] == STRANGER


def is_ahead(letter: Mapping[str, Any], today: date, stay: str = "") -> bool:
    """Whether the time with a writer has not begun yet, so that nothing was seen of which a letter could speak.

    Args:
        stay: when it was told without its days: "in 2027-08".
    """
    month = stay.rpartition(" ")[2]
    return max(str(letter.get("experience", {}).get("start", "")), month) > today.isoformat()


def may_be_asked(row: Mapping[str, str], letter: Mapping[str, Any], today: date, stay: str = "") -> bool:
    """Whether a writer was not asked yet, as far as is known, has seen the applicant and is not to be avoided.

    Args:
        row: the letter's line in the ranking.
    """
    open_still = letter.get("status") in {None, "idea"} and not is_ahead(letter, today, stay)
    return open_still and row["tier"] not in {AVOID, FAR, UNMET} and row["weak"] != STRANGER


def askable_letters(
    rows: Sequence[Mapping[str, str]], case: Mapping[str, Any], today: date, stays: Mapping[str, str]
) -> list[str]:
    """The letters whose writers may be asked, best first, of the lines of the ranking."""
    letters = {letter["id"]: letter for letter in case.get("letters") or []}
    return [
        row["letter"] for row in rows
        if may_be_asked(row, letters[row["letter"]], today, stays.get(row["letter"], ""))
    ]  # fmt: skip


def _key(entry: Mapping[str, Any], letter: Mapping[str, Any], report: Mapping[str, Any]) -> tuple[int, bool, int]:
    place = _place(entry, letter, report)
    signs = -_signs(letter) if place in {"likely", "open"} else 0
    return _PLACES.index(place), weakness(entry, letter) == "observed", signs


def _place(entry: Mapping[str, Any], letter: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    tier, weak = talk_tier(entry, letter), weakness(entry, letter)
    if weak in {STRANGER, UNMET}:
        return STRANGER
    if weak == "generic":
        return weak
    if tier == UNPLACED:
        known = _is_close(letter) and not weak
        return FAR if is_far(letter, report) else "likely" if known else "open"
    if tier == _HOME:
        return "home_long" if _is_long(letter) and not weak else _HOME
    observed = weak == "observed"
    if tier not in _US_TIERS:
        return "us_glimpsed" if tier == _OUTSIDE and observed else tier
    if tier != _LEADER and _is_short(letter, observed=observed):  # WHO-6: a leader's may be shorter
        brief = letter["experience"]["weeks"] <= load_figures().brief_weeks
        return "us_glimpsed" if observed and brief else "us_short"  # ROT-2: behind hands-on work of another field
    return "us_observed" if observed else "us"


def _is_close(letter: Mapping[str, Any]) -> bool:
    """Whether a writer of whose work with the applicant little is known has seen much of it, by all that was said."""
    return _is_long(letter) or letter.get("attitude") == "supportive"


def _signs(letter: Mapping[str, Any]) -> int:
    """How much speaks for a letter that cannot be placed yet: a promise, warm words, and that it is from the US."""
    warm = letter.get("attitude") == "supportive"
    return sum((letter.get("status") in PROMISED, warm, letter.get("writer", {}).get("country") == "US"))


def _is_short(letter: Mapping[str, Any], *, observed: bool) -> bool:
    """A week or two of anything (RULING-7), or an observership under the weeks that the guide wants (ROT-4)."""
    weeks, figures = letter.get("experience", {}).get("weeks"), load_figures()
    return weeks is not None and (weeks <= figures.brief_weeks or (observed and weeks < figures.rotation_weeks_min))


def _is_long(letter: Mapping[str, Any]) -> bool:
    """Whether a mentor is known to have seen enough for a detailed letter (FAQ-2)."""
    seen = letter.get("experience", {})
    told = seen.get("knows_me_well") or seen.get("longitudinal")
    return bool(told) or seen.get("weeks", 0) > load_figures().rotation_weeks_min
