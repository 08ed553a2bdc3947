"""Values that were told the wrong way round: "I mixed up the weeks of Lee and Roy, swap them"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.references import references
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_PAIR = 2


def swap(turn: Turn, clause: Clause) -> bool:
    """Exchange the values named, of the two letters named; True when that was done."""
    cue = next(turn.message.inside(clause.first, clause.last, "cue:swap"), None)
    if cue is None:
        return False
    letters = _two(turn, clause)
    words = {turn.text(at) for at in range(clause.first, clause.last)}
    paths = [path for path, names in turn.book.swapped.items() if words & names]
    if len(letters) != _PAIR or not paths:
        return False
    said = turn.words(clause.first, clause.last)
    for path in paths:
        held = [turn.draft.get(letter_path(letter, path)) for letter in letters]
        for letter, value in zip(letters, reversed(held), strict=True):
            if value is None:
                turn.draft.clear(letter_path(letter, path), said)
            else:
                turn.draft.set(letter_path(letter, path), value, said)
    turn.used.update(turn.free(clause.first, clause.last))
    return True


def _two(turn: Turn, clause: Clause) -> list[str]:
    said = [named(turn, mention.value) for mention in turn.message.inside(clause.first, clause.last, "name")]
    letters = [held[0] for held in said if len(held) == 1]
    letters += [name for person in references(turn, clause) for name in person.letters]
    found = list(dict.fromkeys(letters))
    return found or (turn.draft.ids() if len(turn.draft.ids()) == _PAIR else [])
