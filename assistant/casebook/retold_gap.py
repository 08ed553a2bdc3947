"""The gap told again: "sorry, wrong number, the pause was 16 months", "I said eighteen, it is twenty months"."""

from __future__ import annotations

from itertools import pairwise

from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_MONTHS = 12


def read_gap_again(turn: Turn, clause: Clause) -> bool:
    """Put the gap that is held right; True when the clause does so, so that it tells of no letter's weeks."""
    held = turn.draft.get("clinical_gap_months")
    if held is None or not _speaks_of_gap(turn, clause, held):
        return False
    amounts = [m for m in turn.free(clause.first, clause.last, "amount") if m.value.unit in {"month", "year"}]
    told = [m for m in amounts if m.value.low == m.value.high and _months(m) != held]
    others = turn.message.has(clause.first, clause.last, "name", "cue:he", "cue:she", "role", "fact:")
    if len(told) != 1 or others:
        return False
    turn.used.update(amounts)
    turn.apart.append((clause.first, clause.last))
    turn.draft.set("clinical_gap_months", _months(told[0]), turn.words(clause.first, clause.last))
    return True


def _speaks_of_gap(turn: Turn, clause: Clause, held: float) -> bool:
    """The pause is named as known, or the number that is held is taken back."""
    words = [turn.text(at) for at in range(clause.first, clause.last)]
    named = any(after in turn.book.lists["pauses"] and word in {"the", "my"} for word, after in pairwise(words))
    counted = any(turn.number_at(at) == held for at in range(clause.first, clause.last))
    return named or (counted and turn.message.has(clause.first, clause.last, "cue:correction"))


def _months(amount: Mention) -> int | float:
    months = amount.value.low * (_MONTHS if amount.value.unit == "year" else 1)
    return int(months) if months == int(months) else float(months)
