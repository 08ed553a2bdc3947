"""Stretches of time that are no stay with a writer: one's own job since then, and the part of a stay that is over."""

from __future__ import annotations

from itertools import pairwise

from assistant.casebook.people import named
from assistant.casebook.turn import Turn

_TOLD = ("country", "amount", "fact:experience.setting", "specialty", "role", "cue:work_under")
_REACH = 4  # words between "since then" and "I", and between "I" and the work
_INTO = frozenset({"into", "through", "of"})
_SMALL = frozenset({"in", "to", "a", "an", "the", "my", "our", "this", "done", "out", "now", "already", "finished"})


def set_apart_own_jobs(turn: Turn) -> None:
    """ "since then i worked as medical officer in Kumasi 8 months": no place or time of the writer told before."""
    for sentence in turn.message.sentences if turn.draft.before_ids else ():
        first = next((at for at in range(sentence.first, sentence.last) if _opens(turn, at, sentence.last)), None)
        if first is None or _is_with_somebody(turn, first, sentence.last):
            continue
        turn.apart.append((first, sentence.last))
        turn.used.update(turn.message.inside(first, sentence.last, *_TOLD))


def _opens(turn: Turn, at: int, last: int) -> bool:
    """ "since then", "after that", "meanwhile", with one's own work behind."""
    lists = turn.book.lists
    words = f"{turn.text(at)} {turn.text(at + 1)}"
    if words not in lists["time_between"] and turn.text(at) not in lists["time_between"]:
        return False
    near = range(at + 1, min(at + 2 + _REACH, last))
    own = next((i for i in near if turn.text(i) in {"i", "im", "iam", "ive"}), None)
    works = lists["work_verbs"] | {"working", "works", "doing"}
    return own is not None and any(turn.text(i) in works for i in range(own + 1, min(own + 1 + _REACH, last)))


def _is_with_somebody(turn: Turn, first: int, last: int) -> bool:
    """ "since then I work under Dr. Mensah"; a new name behind, as in "My consultant there is Dr. Mensah"."""
    words = {turn.text(at) for at in range(first, last)}
    new = any(not named(turn, m.value) for m in turn.message.inside(first, len(turn.message.tokens), "name"))
    together = words & {"with", "under", "him", "her", "his", "supervised", "supervises", "boss"}
    return bool(together) or new or turn.message.has(first, last, "name", "cue:he", "cue:she")


def set_apart_part_done(turn: Turn) -> None:
    """ "2 weeks in to a 4 weeks clerkship": the part that is over; the stay is as long as the whole."""
    lengths = list(turn.message.inside(0, len(turn.message.tokens), "amount"))
    for part, whole in pairwise(lengths):
        between = [turn.text(at) for at in range(part.last, whole.first)]
        into = bool(_INTO & set(between)) or between[:2] == ["in", "to"]
        if into and set(between) <= _INTO | _SMALL and part.value.low < whole.value.low:
            turn.used.add(part)
            turn.apart.append((part.first, part.last))
