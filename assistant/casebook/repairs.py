"""Slips that a message mends itself: "4 weeks, sorry 6", "class of 2017, no wait, 2018"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn
from assistant.casebook.waits import puts_right

_NEAR = 4  # tokens between a slip, the word that takes it back, and what is said instead
_KINDS = ("amount", "country", "specialty", "date", "fact:status")


def drop_slips(turn: Turn) -> None:
    """Use up each value that is taken back at once by another of its kind."""
    _other_calendars(turn)
    turn.used.update(m for m in turn.message.inside(0, len(turn.message.tokens), "amount") if _is_denied(turn, m))
    turn.used.update(m for m in turn.message.inside(0, len(turn.message.tokens), "fact:status") if _is_not_yet(turn, m))
    for cue in [*turn.message.inside(0, len(turn.message.tokens), "cue:self_repair"), *_bare_no(turn)]:
        slip = _before(turn, cue) if puts_right(turn, cue) else None
        if slip is None or not _mend(turn, cue, slip):
            _mend_year(turn, cue)


def _is_not_yet(turn: Turn, said: Mention) -> bool:
    """ "She didn't agree, she only said later": no refusal."""
    if said.value != "declined" or turn.text(said.last - 1) not in {"agree", "agreed", "accept", "accepted"}:
        return False
    return any(turn.text(at) in turn.book.lists["not_yet"] for at in range(said.last, said.last + _NEAR + 1))


def _is_denied(turn: Turn, said: Mention) -> bool:
    """ "the 3 weeks is false": a length that does not hold."""
    return turn.text(said.last) in {"is", "are", "was"} and turn.text(said.last + 1) in turn.book.lists["misspelt"]


def _bare_no(turn: Turn) -> Iterator[Mention]:
    """ "8 weeks - no, 10 weeks": a "no" between signs."""
    for at in range(1, len(turn.message.tokens) - 1):
        between = turn.message.tokens[at - 1].kind == turn.message.tokens[at + 1].kind == "sign"
        numbering = turn.raw(at + 1) == "." and turn.number_at(at + 2) is not None  # "no. 2"
        between = between and not numbering
        if between and turn.text(at) in {"no", "nope"} and turn.raw(at - 1) not in {".", ":", "?", "\n"}:
            yield Mention("cue:self_repair", "no", at, at + 1)


def _before(turn: Turn, cue: Mention) -> Mention | None:
    """The last value before the word of correction."""
    found = [m for m in turn.free(max(0, cue.first - _NEAR - 4), cue.first, *_KINDS) if cue.first - m.last <= _NEAR]
    return max(found, key=lambda m: (m.last, -m.first), default=None)


def _mend(turn: Turn, cue: Mention, slip: Mention) -> bool:
    end = min(cue.last + _NEAR + 4, len(turn.message.tokens))
    instead = next((m for m in turn.free(cue.last, end, slip.group) if m.first - cue.last <= _NEAR), None)
    if instead is not None and any(turn.text(at) == "not" for at in range(cue.last, instead.first)):
        return False  # "nephrologist actually, not internist"
    if instead is not None and not turn.message.has(slip.last, instead.first, "name") and _open(turn, slip, instead):
        apart = slip.group == "specialty" and any(turn.raw(at) == "." for at in range(slip.last, instead.first))
        if apart or (slip.group == "country" and turn.text(slip.first - 1) in {"from", "of"}):
            place = turn.message.mentions.index(slip)
            turn.message.mentions[place] = replace(slip, value=instead.value)
            turn.used.add(instead)
            return True
        turn.used.add(slip)
        return True
    number = next((at for at in _numbers(turn, cue, end)), None)
    if slip.group != "amount" or number is None or instead is not None:
        return False
    if turn.message.has(slip.last, number, "name"):
        return False
    value = turn.number_at(number)
    if value is None:
        return False
    turn.used.add(slip)
    said = replace(slip, value=replace(slip.value, low=float(value), high=float(value)), first=number, last=number + 1)
    place = bisect_left(turn.message.firsts, number)
    turn.message.mentions.insert(place, said)
    turn.message.firsts.insert(place, number)
    return True


def _open(turn: Turn, slip: Mention, instead: Mention) -> bool:
    """One sentence, and what is said instead is no noun's mark of its own ("..., no US letters")."""
    ends = any(
        turn.message.tokens[at].raw in {"\n", "?", ";"} and at not in turn.message.blocked
        for at in range(slip.last, instead.first)
    )
    elsewhere = ("cue:study_place", "cue:living", "cue:grad")  # "from Kazakhstan actually but studied in Moscow"
    ends = ends or (slip.group == "country" and turn.message.has(slip.last, instead.first, *elsewhere))
    return not ends and not turn.message.has(instead.last, instead.last + 1, "cue:letter", "role")


def _numbers(turn: Turn, cue: Mention, end: int) -> Iterator[int]:
    for at in range(cue.last, min(cue.last + _NEAR, end)):
        other = turn.text(at - 1) in {"step", "letter", "not"}
        if turn.number_at(at) is not None and turn.year_at(at) is None and not other:
            ends = at + 1 >= len(turn.message.tokens) or turn.message.tokens[at + 1].kind == "sign"
            if ends:
                yield at


def _other_calendars(turn: Turn) -> None:
    """ "2014 of the Ethiopian calendar, it means 2022": the year of another calendar gives way to the usual one."""
    tokens = turn.message.tokens
    years = [at for at in range(len(tokens)) if tokens[at].kind == "number" and len(tokens[at].raw) == len("2014")]
    for cue in turn.message.inside(0, len(tokens), "cue:other_calendar"):
        before = [at for at in years if cue.first - _NEAR < at < cue.first]
        after = [at for at in years if cue.last <= at <= cue.last + 2 * _NEAR]
        usual = [at for at in before[:-1] if before[-1] - at <= _NEAR] if before else []
        if not before:
            continue
        for place in turn.message.inside(cue.first - 1, cue.last, "country"):
            turn.used.add(place)
        wrong = tokens[before[-1]]
        said = tokens[after[0]] if after else tokens[usual[0]] if usual else None
        text = said.raw if said is not None else "?"
        tokens[before[-1]] = replace(wrong, text=text, raw=text, kind=wrong.kind if said is not None else "sign")


def _mend_year(turn: Turn, cue: Mention) -> None:
    """The year that is taken back is read as the one said instead; the words that are quoted stay as they are."""
    tokens = turn.message.tokens
    before = [at for at in range(max(0, cue.first - _NEAR), cue.first) if turn.year_at(at)]
    after = [at for at in range(cue.last, cue.last + _NEAR) if turn.year_at(at)]
    apart = ("cue:grad", "cue:year_apply", "cue:match", "name")
    if before and after and not turn.message.has(before[-1], after[0], *apart):
        tokens[before[-1]] = replace(tokens[before[-1]], text=turn.text(after[0]), raw=tokens[after[0]].raw)
