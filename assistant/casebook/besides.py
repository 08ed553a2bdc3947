"""What words tell of a letter beside what is known of it already."""

from __future__ import annotations

from typing import Any

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.statuses import is_past
from assistant.casebook.turn import Turn

_SETTING = "fact:experience.setting"
_WATCHING = ("observ", "watch", "shadow", "only", "just")
_WATCHED = frozenset({"shadowing", "observership", "none"})
_NEAR = 4  # tokens before "for hands on" in which a verb of replacing stands
CLINIC_TOO = "clinic_too"  # of a setting, which it only widens


def beside_what_is_known(turn: Turn, letter: str, spans: list[tuple[int, int]], mention: Mention, value: Any) -> Any:
    """The value of words beside what is known: a status may be over, "I went also to his clinic" widens a research."""
    if mention.group == "fact:status":
        held = turn.draft.get(letter_path(letter, "status"))
        return None if is_past(turn, str(held), value, mention.first, mention.last) else value
    if mention.group == _SETTING and value == "hands_on" and _is_deed(turn, mention):
        return _beside_setting(turn, letter, spans)
    if mention.group == _SETTING and value in _WATCHED and _is_only_beside(turn, letter, mention):
        return None
    if value != CLINIC_TOO:
        return value
    if _names_another(turn, letter, mention):
        return None
    told = any(m.value == "research" for span in spans for m in turn.free(*span, "fact:experience.setting"))
    held = turn.draft.get(letter_path(letter, "experience.setting")) in {"research", "research_and_clinic"}
    return "research_and_clinic" if told or held else None


def _is_only_beside(turn: Turn, letter: str, mention: Mention) -> bool:
    """ "research 2 years; clinically I only shadowed him few days": some days beside a research that stays one."""
    if turn.draft.get(letter_path(letter, "experience.setting")) not in {"research", "research_and_clinic"}:
        return False
    near = range(max(0, mention.first - _NEAR), mention.last + _NEAR)
    days = any(turn.text(at) in {"day", "days", "once", "twice", "sometimes"} for at in near)
    return days or any(turn.text(at) in {"clinically", "besides"} for at in near)


def _is_deed(turn: Turn, mention: Mention) -> bool:
    """ "he let me take histories", "saw patients": what was done, unlike "externship", which names the setting."""
    words = {turn.text(at) for at in range(mention.first, mention.last)}
    return words.isdisjoint(turn.book.lists["setting_nouns"])


def _beside_setting(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> str | None:
    """A deed beside a setting that is named: an observership stays one, a research becomes one with clinic."""
    named = {m.value for span in spans for m in turn.free(*span, _SETTING) if m.value != "hands_on"}
    named.add(turn.draft.get(letter_path(letter, "experience.setting")))
    if named & {"research", "research_and_clinic"}:
        return "research_and_clinic"
    watched = named & {"observership", "shadowing"} and not any(_denies_watching(turn, *span) for span in spans)
    return None if watched else "hands_on"


def _denies_watching(turn: Turn, first: int, last: int) -> bool:
    """ "and not observe, she gave me patients"."""
    denied = (at + 1 for at in range(first, last) if turn.text(at) in turn.book.cues["negation"])
    return any(turn.text(at).startswith(_WATCHING) for at in denied)


def _names_another(turn: Turn, letter: str, said: Mention) -> bool:
    """ "maybe also Dr. Sullivan, every week I go to his clinic": the sentence speaks of somebody else before."""
    start = next((s.first for s in turn.message.sentences if s.first <= said.first < s.last), said.first)
    return any(named(turn, m.value) != [letter] for m in turn.message.inside(start, said.first, "name"))


def is_stay_wished(turn: Turn, first: int) -> bool:
    """ "better to replace one for hands on": a stay that is looked for, and was none yet."""
    verbs = {turn.text(at) for at in range(max(0, first - _NEAR), first - 1)}
    return turn.text(first - 1) in {"for", "with", "by"} and bool(verbs & turn.book.lists["replacing"])
