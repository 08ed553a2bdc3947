"""What words tell of a letter beside what is known of it already."""

from __future__ import annotations

from typing import Any

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.statuses import is_past
from assistant.casebook.turn import Turn

_NEAR = 4  # tokens before "for hands on" in which a verb of replacing stands
CLINIC_TOO = "clinic_too"  # of a setting, which it only widens


def beside_what_is_known(turn: Turn, letter: str, spans: list[tuple[int, int]], mention: Mention, value: Any) -> Any:
    """The value of words beside what is known: a status may be over, "I went also to his clinic" widens a research."""
    if mention.group == "fact:status":
        held = turn.draft.get(letter_path(letter, "status"))
        return None if is_past(turn, str(held), value, mention.first, mention.last) else value
    if value != CLINIC_TOO:
        return value
    if _names_another(turn, letter, mention):
        return None
    told = any(m.value == "research" for span in spans for m in turn.free(*span, "fact:experience.setting"))
    held = turn.draft.get(letter_path(letter, "experience.setting")) in {"research", "research_and_clinic"}
    return "research_and_clinic" if told or held else None


def _names_another(turn: Turn, letter: str, said: Mention) -> bool:
    """ "maybe also Dr. Sullivan, every week I go to his clinic": the sentence speaks of somebody else before."""
    start = next((s.first for s in turn.message.sentences if s.first <= said.first < s.last), said.first)
    return any(named(turn, m.value) != [letter] for m in turn.message.inside(start, said.first, "name"))


def is_stay_wished(turn: Turn, first: int) -> bool:
    """ "better to replace one for hands on": a stay that is looked for, and was none yet."""
    verbs = {turn.text(at) for at in range(max(0, first - _NEAR), first - 1)}
    return turn.text(first - 1) in {"for", "with", "by"} and bool(verbs & turn.book.lists["replacing"])
