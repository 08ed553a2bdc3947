"""A writer's name told with a part that was left out: "she is Dr Cho-Reyes" after Dr Hannah Cho is no second writer."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn

_BETWEEN = frozenset({"actually", "really", "should", "be", "must", "only", "just", "full", "also"})
_IS = frozenset({"is", "was", "be", "called"})
_CALLED = frozenset({"he", "she", "it", "name", "surname", "lastname"})
_SHORTLY = frozenset({"its", "hes", "shes"})


def lengthened(turn: Turn, mention: Mention) -> str | None:
    """The one letter told before whose writer's name is a part of this longer one; None where it is a new writer."""
    said = _parts(mention.value.full)
    called = _is_called(turn, mention.first)
    found = [letter for letter in turn.draft.ids() if _is_part(turn, letter, said, called=called)]
    if len(found) != 1 or found[0] not in turn.draft.before_ids or _is_joined(turn, mention.first):
        return None
    return found[0]


def _is_part(turn: Turn, letter: str, said: list[str], *, called: bool) -> bool:
    """The whole name opens the longer one; where "she is" stands before, a surname alone is enough."""
    held = _parts(str(turn.draft.get(letter_path(letter, "writer.name")) or ""))
    if not held or len(said) < 2:
        return False
    opens = len(held) > 1 and len(said) > len(held) and said[: len(held)] == held
    return opens or (called and held[-1] in said[:-1] and _same_given(held, said))


def _same_given(held: list[str], said: list[str]) -> bool:
    """ "Cho-Reyes" after Hannah Cho; not "Peter Cho Reyes"."""
    at = said.index(held[-1])
    return at == 0 or len(held) == 1 or said[:at] == held[:-1]


def _parts(name: str) -> list[str]:
    return [fold(part) for part in name.replace("-", " ").split()]


def _is_called(turn: Turn, first: int) -> bool:
    """ "she is", "it's", "her surname is" right before a name."""
    at = first - 1
    while turn.text(at) in _BETWEEN:
        at -= 1
    if turn.text(at) in _SHORTLY:
        return True
    if turn.text(at) not in _IS:
        return False
    at -= 1
    while turn.text(at) in _BETWEEN:
        at -= 1
    return turn.text(at) in _CALLED


def _is_joined(turn: Turn, first: int) -> bool:
    """ "Hannah Cho and Hannah Cho-Reyes", "another one, ...": somebody beside."""
    another = turn.message.has(max(0, first - 4), first, "cue:another")
    return another or turn.text(first - 1) in turn.book.lists["joins_people"]
