"""Values that were told the wrong way round: "I mixed up the weeks of Lee and Roy, swap them"."""

from __future__ import annotations

from collections import Counter

from assistant.casebook.model import letter_path, split_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.references import references
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_PAIR, _FEW = 2, 8


def swap(turn: Turn, clause: Clause) -> bool:
    """Exchange the values named, of the two letters named; True when that was done."""
    if _replaced(turn, clause):
        return False
    cue = next(turn.message.inside(clause.first, clause.last, "cue:swap"), None)
    if cue is None:
        return False
    letters = _two(turn, clause) or _told_of_two(turn)
    words = {turn.text(at) for at in range(clause.first, clause.last)}
    paths = [path for path, names in turn.book.swapped.items() if words & names]
    paths = paths or _told_last(turn, clause, cue, letters)
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


def _told_of_two(turn: Turn) -> list[str]:
    """The letters of which the last message told, where they are two."""
    letters = list(dict.fromkeys(letter for path in turn.draft.last if (letter := split_path(path)[0])))
    return letters if len(letters) == _PAIR and set(letters) <= set(turn.draft.ids()) else []


def _told_last(turn: Turn, clause: Clause, cue: Mention, letters: list[str]) -> list[str]:
    """ "no wait, the other way around": the fields that the last message told of both, and nothing else."""
    beside = [at for at in range(clause.first, clause.last) if not cue.first <= at < cue.last]
    told = turn.message.has(clause.first, clause.last, "fact:", "amount", "date", "country", "specialty")
    if len(beside) > _FEW or told or turn.draft.changes:
        return []
    fields = Counter(split_path(path)[1] for path in turn.draft.last if split_path(path)[0] in letters)
    known = fields.keys() <= turn.book.swapped.keys()  # who they are is told with more than that
    other = any(split_path(path)[0] not in letters for path in turn.draft.last)
    return [field for field, count in fields.items() if count == _PAIR] if known and not other else []


def _replaced(turn: Turn, clause: Clause) -> bool:
    """ "Swap Nguyen for Dr Ortiz", "Dr Ortiz instead of Nguyen": one goes; what the words tell of the other is read."""
    people = list(turn.free(clause.first, clause.last, "name"))
    for mention in people:
        held, before = named(turn, mention.value), turn.text(mention.first - 1)
        others = [m for m in people if m is not mention and not named(turn, m.value) and not m.value.known]
        if len(held) != 1 or not others:
            continue
        told = turn.message.has(max(clause.first, mention.first - 3), mention.first, "cue:replaced")
        behind = turn.text(mention.last) in {"for", "with", "by"} and others[0].first - mention.last <= _PAIR
        instead = before == "of" and turn.message.has(mention.first - 4, mention.first, "cue:in_place")
        if (told and behind) or instead:
            turn.draft.remove_letter(held[0], turn.words(clause.first, mention.last))
            turn.used.add(mention)
            return True
    return False


def _two(turn: Turn, clause: Clause) -> list[str]:
    said = [named(turn, mention.value) for mention in turn.message.inside(clause.first, clause.last, "name")]
    letters = [held[0] for held in said if len(held) == 1]
    letters += [name for person in references(turn, clause) for name in person.letters]
    found = list(dict.fromkeys(letters))
    return found or (turn.draft.ids() if len(turn.draft.ids()) == _PAIR else [])
