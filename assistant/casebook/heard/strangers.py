"""Letters without a name that the rules made of this message and that nobody told of: taken out, or joined to the
writer whom the words describe."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.casebook.heard import whose
from assistant.casebook.heard.spans import Heard, first_place
from assistant.casebook.heard.whose import Told
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_POINTS = frozenset({"name", "ref", "other", "old"})
_SURE = 0.95  # that words describe the writer before them
_HAVING = frozenset({"have", "got", "has"})
_OPENS = 2  # words between "have" and a count
_NEAR = 6  # words between a name and what describes it


def drop_strangers(turn: Turn, heard: Sequence[Heard]) -> None:
    """Take out the letters of whose words nothing at all was heard; join those that describe a named writer."""
    for name, words in turn.draft.added().items():
        first, last = first_place(turn, words)
        gone = turn.draft.letter(name) is None or name in turn.tabled
        if not last or gone or not turn.draft.is_unnamed(name):
            continue
        inside = [found for found in heard if found.first < last and first < found.last]
        if not inside and not _counts_own(turn, name, first, last):
            turn.draft.remove_letter(name, words)
        elif (before := _named_before(turn, first)) is not None and _describes(turn, heard, before, inside, first):
            _join(turn, name, named(turn, before.value)[0], words)


def _counts_own(turn: Turn, name: str, first: int, last: int) -> bool:
    """ "got 4 letters all from cuba", "2 US letters, both IM": so many are told, with what is said of each."""
    sentence = next(s for s in turn.message.sentences if s.first <= first < s.last)
    count = next((turn.number_at(at) for at in range(first, last) if turn.number_at(at)), 0) or 0
    noun = next(turn.message.inside(first, last, "cue:letter"), None)
    before = {turn.text(at) for at in range(max(sentence.first, first - _OPENS), first)}
    opens = first == sentence.first or not before.isdisjoint(_HAVING)
    told = len(turn.draft.letter(name) or {}) > 1
    return count > 1 and noun is not None and opens and told and sentence.mark != "?"


def _named_before(turn: Turn, first: int) -> Mention | None:
    """The name of one known writer shortly before, in the same line."""
    names = [m for m in turn.message.mentions if m.group == "name" and m.last <= first]
    if not names or first - names[-1].last > _NEAR or len(named(turn, names[-1].value)) != 1:
        return None
    between = range(names[-1].last, first)
    return None if any(turn.raw(at) in {"\n", ";", ".", "?"} for at in between) else names[-1]


def _describes(turn: Turn, heard: Sequence[Heard], name: Mention, inside: Sequence[Heard], first: int) -> bool:
    """The words say more of the writer who was named, and nobody new."""
    if {turn.text(first), turn.text(first - 1)} & turn.book.lists["heard_somebody_new"]:
        return False
    told = [Told("name", "", name.first, name.last)]
    told += [Told(f.field, f.value, f.first, f.last) for f in heard if f.first >= name.last and f.field not in _POINTS]
    rows = whose.told_features(turn.message.tokens, told, talked=bool(turn.draft.before_ids))
    wanted = {(f.first, f.last) for f in inside if f.field not in _POINTS}
    said = [
        owner for item, owner in zip(told, whose.load_owners().label(rows), strict=True)
        if (item.first, item.last) in wanted
    ]  # fmt: skip
    return bool(said) and all(label == whose.BEFORE and sure >= _SURE for label, sure in said)


def _join(turn: Turn, name: str, writer: str, words: str) -> None:
    """Move what was told of a letter to another one, where that does not hold it yet."""
    told = [c for c in turn.draft.changes if c.op == "set" and split_path(c.field)[0] == name]
    turn.draft.remove_letter(name, words)
    for change in told:
        path = letter_path(writer, split_path(change.field)[1])
        if turn.draft.get(path) is None:
            turn.draft.set(path, change.value, change.words)
