"""Targets that are told without a verb of applying: "US citizen. doing FM", "FM or IM not decided yet"."""

from __future__ import annotations

from assistant.casebook.fields import names_of, specialty_list
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_REACH = 4  # tokens behind the fields in which stands that they are not decided
_PAIR = 2
_OF_WORK = ("name", "role", "fact:", "cue:he", "cue:she", "cue:letter")


def read_open_targets(turn: Turn, clause: Clause) -> None:
    """Set the targets of a clause that tells of no work and no writer, where none is known."""
    held = turn.draft.get("targets")
    if isinstance(held, list) and len(held) > 1:
        return
    found = _doing(turn, clause) if held is None else []
    found = found or _undecided(turn, clause)
    names = names_of(turn, found)
    if names and names != held:
        turn.draft.set("targets", names, turn.words(found[0].first, found[-1].last))
        turn.used.update(found)


def _doing(turn: Turn, clause: Clause) -> list[Mention]:
    """ "doing FM" and nothing else, unlike "doing FM rotation" and "doing cardiology with Dr. Lee"."""
    for at in range(clause.first, clause.last - 1):
        if turn.text(at) != "doing" or turn.message.has(clause.first, clause.last, *_OF_WORK, "amount", "country"):
            continue
        found = specialty_list(turn, at + 1, clause.last)
        ends = found and (found[-1].last >= clause.last or turn.message.tokens[found[-1].last].kind == "sign")
        if found and ends and found[0].first == at + 1 and not any(turn.is_agent(m) for m in found):
            return found
    return []


def _undecided(turn: Turn, clause: Clause) -> list[Mention]:
    """ "FM or IM not decided yet": both, as long as neither is chosen."""
    first = next((m for m in turn.message.inside(clause.first, clause.last, "specialty")), None)
    found = [] if first is None else specialty_list(turn, first.first, clause.last)
    if len(found) < _PAIR or turn.message.has(clause.first, clause.last, *_OF_WORK):
        return []
    behind = {turn.text(at) for at in range(found[-1].last, min(found[-1].last + _REACH, clause.last))}
    denied = behind & turn.book.cues["negation"] and behind & turn.book.lists["deciding"]
    return found if denied or behind & turn.book.lists["undecided"] else []
