"""Somebody described in a sentence who cannot be the writer spoken of: "the nurse agreed", of a surgeon in Boston."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_WRITING = frozenset({"write", "writes", "wrote", "written"})
_OPENING = 2  # tokens of a clause in which a word of correction begins it


def is_another(turn: Turn, clause: Clause, letter: str) -> bool:
    """The one who did something is described by a field, a work or a place that is not that of the letter's writer.

    "Sorry, she is a cardiologist" and "he is in Lahore" tell something new of the same one.
    """
    span = (clause.first, clause.last)
    if turn.message.has(*span, "cue:he", "cue:she"):
        return False
    if not turn.message.has(*span, "fact:status"):
        writes = any(turn.text(at) in _WRITING for at in range(*span))
        return writes and _of_another_work(turn, clause, letter)  # "the mayor of our town would write for me"
    if turn.message.has(clause.first, clause.first + _OPENING, "cue:correction", "cue:self_repair"):
        return False
    return (
        _of_another_field(turn, clause, letter)
        or _of_another_place(turn, clause, letter)
        or _of_another_work(turn, clause, letter)
    )


def _of_another_field(turn: Turn, clause: Clause, letter: str) -> bool:
    """ "the cardiologist agreed", where the writer spoken of is a surgeon."""
    held = turn.draft.get(letter_path(letter, "writer.specialty"))
    told = [m for m in turn.free(clause.first, clause.last, "specialty") if turn.is_agent(m)]
    return held is not None and any(turn.book.parent(str(m.value)) != held for m in told)


def _of_another_place(turn: Turn, clause: Clause, letter: str) -> bool:
    """ "the one in Lahore uploaded", "my home professor said no", where the writer spoken of is in the US."""
    held = turn.draft.get(letter_path(letter, "writer.country"))
    codes = {m.value[0] for m in turn.free(clause.first, clause.last, "country") if not m.value[0].startswith("?")}
    if held is not None and codes and held not in codes:
        return True
    home = turn.message.has(clause.first, clause.last, "cue:home") and letter not in turn.draft.home
    return home and held == "US" and turn.draft.get("home_country") != "US"


def _of_another_work(turn: Turn, clause: Clause, letter: str) -> bool:
    """ "the nurse said yes", where the writer spoken of is a physician."""
    held = turn.draft.get(letter_path(letter, "writer.profession"))
    said = turn.free(clause.first, clause.last, "fact:writer.profession")
    told = {m.value for m in said if not turn.negated(m, clause.first)}
    return held is not None and bool(told) and held not in told
