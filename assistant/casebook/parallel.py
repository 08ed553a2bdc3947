"""Lists that run side by side: "Drs Lee, Roy and Cole: IM, FM, peds respectively", "uploaded / uploaded / asked"."""

from __future__ import annotations

from assistant.casebook.attach import put_specialty, write_facts
from assistant.casebook.lengths import put_weeks
from assistant.casebook.model import letter_path
from assistant.casebook.turn import Turn

_WEEK = 7
_MOST_WEEKS = 260
_HEADS = frozenset({":", "=", "-", "–", "—"})  # between what heads a list and its first item
_KINDS = ("fact:status", "fact:experience.setting", "fact:waived", "country", "specialty")


def in_order(turn: Turn, letters: list[str], first: int, last: int) -> bool:
    """Give each letter its item of a list of as many items; True when the tokens are such a list."""
    if len(letters) < 2:
        return False
    label, first, last = _bounds(turn, first, last)
    items = _items(turn, first, last)
    if len(items) != len(letters):
        return False
    if label == "waived":
        said = [_yes_or_no(turn, *item) for item in items]
        if any(answer is None for answer in said):
            return False
        for letter, answer, item in zip(letters, said, items, strict=True):
            turn.draft.set(letter_path(letter, "waived"), answer, turn.words(*item))
        return True
    return _weeks(turn, letters, items, told=label == "weeks") or _facts(turn, letters, items)


def _bounds(turn: Turn, first: int, last: int) -> tuple[str, int, int]:
    """Without the label before the list and the words behind it: "waived y / y / n", "weeks are 4, 6 and 8"."""
    label = ""
    while first < last and turn.message.tokens[first].kind == "sign":
        first += 1
    waived = next(turn.message.at(first, "fact:waived"), None)
    if waived is not None and waived.last < last and _yes_or_no(turn, waived.last, waived.last + 1) is not None:
        label, first = "waived", waived.last
    units = turn.book.units.get(turn.text(first)) == _WEEK and first + 1 < last
    behind = first + 1 + (turn.text(first + 1) in turn.book.lists["being"] or turn.raw(first + 1) in _HEADS)
    if units and turn.number_at(behind) is not None:
        label, first = "weeks", behind
    order = next(turn.message.inside(first, last, "cue:in_order"), None)
    if order is not None:
        last = order.first
    while first < last and turn.message.tokens[first].raw in _HEADS:
        first += 1
    while last > first and (
        turn.message.tokens[last - 1].kind == "sign" or turn.text(last - 1) in turn.book.lists["list_ends"]
    ):
        last -= 1
    return label, first, last


def _items(turn: Turn, first: int, last: int) -> list[tuple[int, int]]:
    """The pieces between commas, slashes and "and"; none where the list has no such sign."""
    items, start = [], first
    covered = {at for m in turn.message.inside(first, last, *_KINDS) for at in range(m.first + 1, m.last)}
    for at in range(first, last):
        joins = turn.text(at) in {"and", "then", "n"} and turn.message.tokens[at - 1].kind != "sign"
        divides = joins or turn.raw(at) in {",", "/", "&", ";", "+", "|", "\n"}
        if divides and at not in covered and at not in turn.message.blocked:
            if at > start:
                items.append((start, at))
            start = at + 1
    if start < last:
        items.append((start, last))
    return items


def _yes_or_no(turn: Turn, first: int, last: int) -> bool | None:
    words = [turn.text(at) for at in range(first, last)]
    if len(words) != 1 or words[0] not in turn.book.lists["yes_words"] | turn.book.lists["no_words"]:
        return None
    return words[0] in turn.book.lists["yes_words"]


def _weeks(turn: Turn, letters: list[str], items: list[tuple[int, int]], *, told: bool) -> bool:
    """ "4, 6, 8 weeks", "weeks: 4, 6, 8": numbers, of which one at least says its unit, or what heads them does."""
    sizes: list[float] = []
    for first, last in items:
        amount = next(turn.free(first, last, "amount"), None)
        number = turn.number_at(first)
        told = told or amount is not None
        if amount is not None and amount.value.unit == _WEEK and amount.value.low == amount.value.high:
            sizes.append(amount.value.low)
        elif number is not None and last - first == 1 and 0 < number < _MOST_WEEKS:
            sizes.append(float(number))
        else:
            return False
    if not told:
        return False
    for letter, size, item in zip(letters, sizes, items, strict=True):
        put_weeks(turn, letter, size, turn.words(*item))
    turn.used.update(m for item in items for m in turn.free(*item, "amount"))
    return True


def _facts(turn: Turn, letters: list[str], items: list[tuple[int, int]]) -> bool:
    """Items of one kind that say nothing else."""
    kinds = [_kind(turn, *item) for item in items]
    if "" in kinds or len(set(kinds)) != 1:
        return False
    for letter, (first, last) in zip(letters, items, strict=True):
        if kinds[0] != "specialty":
            write_facts(turn, [letter], [(first, last)])
            continue
        mention = max(turn.free(first, last, "specialty"), key=lambda m: m.last - m.first)
        put_specialty(turn, letter, str(mention.value), turn.said(mention))
        if turn.is_agent(mention):
            turn.draft.set(letter_path(letter, "writer.profession"), "physician", turn.said(mention))
    turn.used.update(m for item in items for m in turn.free(*item, *_KINDS))
    return True


def _kind(turn: Turn, first: int, last: int) -> str:
    """What an item says, as far as it says one thing only."""
    found = [m for m in turn.free(first, last, *_KINDS) if m.group != "specialty" or m.value is not None]
    kinds = list(dict.fromkeys(m.group for m in found))
    covered = {at for m in found for at in range(m.first, m.last)}
    rest = [at for at in range(first, last) if at not in covered and turn.message.tokens[at].kind != "sign"]
    plain = all(turn.text(at) in turn.book.lists["item_fillers"] for at in rest)
    return kinds[0] if len(kinds) == 1 and plain else ""
