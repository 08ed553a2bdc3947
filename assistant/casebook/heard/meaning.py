"""Whether words can mean what they were heard as: "just finished" is no observership, "I have nobody" no plan."""

from __future__ import annotations

from assistant.casebook.heard.spans import Heard
from assistant.casebook.turn import Turn

_REACH = 3  # words beside what was heard in which a setting is named


def names_setting(turn: Turn, found: Heard) -> bool:
    """ "just finished" tells of no observership, "boss of the clinic" of no research."""
    stems = turn.book.names["setting_stems"].get(found.value)
    near = [turn.text(at) for at in range(max(0, found.first - _REACH), found.last + _REACH)]
    return stems is None or any(word.startswith(tuple(stems)) for word in near)


def is_no_asking(turn: Turn, found: Heard) -> bool:
    """ "she was visiting", "who else could I ask, I have nobody": nobody is asked, or to be asked, by these words."""
    told = {turn.text(at) for at in range(found.first, found.last)}
    nobody = found.value == "idea" and told <= {"i", "have", "nobody", "else", "left", "now"}
    return nobody or (found.value == "asked" and told.isdisjoint(turn.book.lists["asked_words"]))
