"""Words that only look like a specialty: the "path" of "taking the family medicine path", the "id" of "her letter id".

The way that somebody takes tells what they apply for: "I want to go down the psychiatry path".
"""

from __future__ import annotations

from dataclasses import replace

from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_WORK = ("role", "cue:letter", "fact:experience.setting", "fact:writer.profession")
_LONGEST_FIELD = 4  # words
_FELLOWSHIPS = frozenset({"fellowship", "fellowships", "fellow"})
_NO_FIELD = "thing"
_OWNERS = frozenset({"my", "her", "his", "your", "their"})


def drop_false_fields(turn: Turn) -> None:
    """Take out the specialties that are none; a way behind a field becomes the wish to apply for it."""
    message, lists = turn.message, turn.book.lists
    _set_later_apart(turn)
    ways = [m for at, word in enumerate(message.tokens) if word.text in lists["ways"] for m in _way(turn, at)]
    none = [m for m in message.mentions if _is_number(turn, m) or _is_foreign_in(turn, m)]
    false = {m.first for m in [*ways, *none]}
    kept = [m for m in message.mentions if m.group != "specialty" or m.first not in false]
    message.mentions = sorted([*kept, *ways], key=lambda m: (m.first, -m.last))
    message.firsts = [m.first for m in message.mentions]
    for at in false:
        message.tokens[at] = replace(message.tokens[at], text=_NO_FIELD)  # the learned reading looks for fields as well


def _set_later_apart(turn: Turn) -> None:
    """ "IM then cards fellowship", "IM and later GI fellowship": what comes after the residency is no target."""
    message = turn.message
    for field in [m for m in message.mentions if m.group == "specialty" and turn.text(m.last) in _FELLOWSHIPS]:
        first, end = next((s.first, s.last) for s in message.sentences if s.first <= field.first < s.last)
        near = range(max(first, field.first - _LONGEST_FIELD), min(field.last + _LONGEST_FIELD, len(message.tokens)))
        told = [at for at in near if turn.text(at) in turn.book.lists["afterwards"]]
        start = min([*told, field.first])
        if not told or message.has(first, end, "name") or not message.has(first, start, "specialty"):
            continue
        apart = range(start, field.last + 1)
        message.mentions = [m for m in message.mentions if not (m.group == "specialty" and m.first in apart)]
        message.mentions += [Mention("cue:target_filler", "target_filler", at, at + 1) for at in apart]
        message.mentions.sort(key=lambda m: (m.first, -m.last))
        message.firsts = [m.first for m in message.mentions]
        for at in range(field.first, field.last):
            message.tokens[at] = replace(message.tokens[at], text=_NO_FIELD)


def _way(turn: Turn, at: int) -> list[Mention]:
    """The word as the end of a wish, where it is a way: behind a field, or "this path"; not "the path rotation"."""
    lists = turn.book.lists
    if turn.message.has(at + 1, at + 2, *_WORK) or turn.text(at + 1) in lists["behind_field"]:
        return []
    field = next((m for m in turn.message.inside(max(0, at - _LONGEST_FIELD), at, "specialty") if m.last == at), None)
    if field is None:
        return [Mention("cue:way", "way", at, at + 1)] if turn.text(at - 1) in lists["before_way"] else []
    takes = any(turn.text(before) in lists["before_way"] for before in (field.first - 1, field.first - 2))
    own_part = turn.text(field.first) in lists["kinds_of_pathology"] and field.last - field.first == 1
    if own_part and not takes:
        return []  # "derm path" is a part of pathology
    return [Mention("cue:target_after", "target_after", at, at + 1)]


def _is_number(turn: Turn, field: Mention) -> bool:
    """ "her letter id is coming", "my AAMC ID", "the id number": no infectious disease."""
    if field.group != "specialty" or turn.text(field.first) != "id" or field.last - field.first > 1:
        return False
    before, after = turn.text(field.first - 1), turn.text(field.last)
    if before in turn.book.lists["before_id_number"] or after in turn.book.lists["behind_id_number"]:
        return True
    working = turn.message.has(field.last, field.last + 2, *_WORK) or after in turn.book.lists["behind_field"]
    return before in _OWNERS and not (working or turn.is_agent(field))


def _is_foreign_in(turn: Turn, field: Mention) -> bool:
    """ "residencia em pediatria": Portuguese for "in", before the field itself."""
    single = field.group == "specialty" and field.last - field.first == 1 and turn.raw(field.first) == "em"
    return single and turn.message.has(field.last, field.last + 1, "specialty")
