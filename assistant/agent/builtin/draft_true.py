"""What is to be mentioned, held against the case: a text never says more of the time together than the case does.

"Say we worked together for 6 weeks" is left out where the case holds two, and "my sub-internship with you" where it
holds an observership; the answer says so, and how the case is put right if it is the case that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_mention import BETWEEN
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.builtin.parts import NUMBER_WORDS
from assistant.casebook import CaseUpdate
from assistant.domain.applicant import Experience

_NUMBERS = {**NUMBER_WORDS, "a": 1, "an": 1, "a couple of": 2}
_WEEKS = {"w": 1.0, "m": 4.0, "y": 50.0}  # the fewest weeks of a unit, by its first letter
_ROUNDED = 1.25  # how much longer a length may be called: "a month" of three weeks and a half
_WATCHED = {"observership": "an observership", "shadowing": "shadowing"}


def held_to_the_case(text: str, wish: Wish, last: Wish | None, case: Mapping[str, Any], update: CaseUpdate) -> Wish:
    """The wish without what its mention says against the case, with the words of that in `about`.

    Args:
        text: the message.
        wish: the text that is wished for.
        last: the text that is there; what it mentions was held against the case before.
        case: the case before the message.
        update: the case with it, which counts where the message sets something right: "actually it was 4 weeks".
    """
    mention = str(wish.options.get("mention") or "")
    if wish.tool != EMAIL or not mention:
        return wish
    corrects = raw_pattern("corrects_case").search(text) is not None
    letter = letter_of(case, wish.letter)
    if corrects or not letter:
        letter = letter_of(update.case, wish.letter)
    old = str(last.options.get("mention") or "").split(BETWEEN) if last else []
    parts = mention.split(BETWEEN)
    found = {part: against for part in parts if part not in old and (against := against_case(part, letter))}
    if not found:
        return wish
    options = {name: value for name, value in wish.options.items() if name != "mention"}
    if kept := BETWEEN.join(part for part in parts if part not in found):
        options["mention"] = kept
    return replace(wish, options=options, declined="invent", changed=(), about=next(iter(found.values())))


def against_case(part: str, letter: Mapping[str, Any]) -> str:
    """ '"6 weeks" (your case has 2 weeks)': what a mention says and the case has otherwise; "" where nothing."""
    seen = letter.get("experience") or {}
    return _too_long(part, seen) or _of_another_kind(part, seen) or _of_another_year(part, seen)


def _too_long(part: str, seen: Mapping[str, Any]) -> str:
    found = raw_pattern("length_said").search(part)
    held = Experience.model_validate(seen).length_weeks
    if found is None or held is None or raw_pattern("other_time").search(part):
        return ""
    if raw_pattern("time_together").search(part) is None:
        return ""
    count = found["count"].casefold()
    said = (_NUMBERS[count] if count in _NUMBERS else float(count)) * _WEEKS[found["unit"][0].casefold()]
    return _told(found[0], _weeks(held)) if said > max(held * _ROUNDED, held + 0.5) else ""


def _of_another_kind(part: str, seen: Mapping[str, Any]) -> str:
    setting = str(seen.get("setting") or "")
    if setting in _WATCHED and (found := raw_pattern("worked_hands_on").search(part)):
        return _told(found[0], _WATCHED[setting])
    if setting == "research" and (found := raw_pattern("worked_in_clinic").search(part)):
        return _told(found[0], "research")
    return ""


def _of_another_year(part: str, seen: Mapping[str, Any]) -> str:
    spent = Experience.model_validate(seen)
    days = [day for day in (spent.first_day, spent.last_day) if day]
    found = raw_pattern("year_together").search(part)
    if found is None or not days or raw_pattern("other_time").search(part):
        return ""
    years = range(days[0].year, days[-1].year + 1)
    return "" if int(found[1]) in years else _told(found[1], str(days[0].year))


def _weeks(held: float) -> str:
    return "1 week" if held == 1 else f"{held:g} weeks" if held == int(held) else f"{held:.1f} weeks"


def _told(said: str, held: str) -> str:
    return f'"{said.strip()}" (your case has {held})'
