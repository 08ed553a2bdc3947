"""Lengths of time in which nobody worked with anybody: waiting for an answer, a writer's leave, time until a day."""

from __future__ import annotations

from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_REACH = 7  # tokens to either side that say what a length was
_NEAR = 3  # tokens in which a length is one of work: "4 weeks with Dr. Wen", "6 week elective"


def set_apart_waits(turn: Turn) -> None:
    """Take such lengths out: "I wait 5 weeks for Dr. Wen" tells nothing of the time with Dr. Wen."""
    waits = [one for one in turn.message.inside(0, len(turn.message.tokens), "amount") if _is_wait(turn, one)]
    turn.used.update(waits)
    turn.apart.extend((one.first, one.last) for one in waits)


def puts_right(turn: Turn, cue: Mention) -> bool:
    """Whether a word of correction is one: "8 weeks, wait, 6", but not "I wait 3 weeks"."""
    return turn.text(cue.first) != "wait" or turn.text(cue.first - 1) not in turn.book.lists["who_waits"]


def _is_wait(turn: Turn, length: Mention) -> bool:
    if _is_of_work(turn, length):
        return False
    first, last = _edge(turn, length.first - 1, -1) + 1, _edge(turn, length.last, 1)
    corrects = {at for cue in turn.message.inside(first, last, "cue:self_repair") if puts_right(turn, cue)
                for at in range(cue.first, cue.last)}  # fmt: skip
    words = [turn.text(at) for at in range(first, last) if at not in corrects]
    lists = turn.book.lists
    if turn.text(length.first - 1) in lists["until_then"] and set(words) & lists["yet_to_come"]:
        return True  # "she is back in 2 weeks"
    if not set(words).isdisjoint(lists["work_words"]):
        return False
    return not set(words).isdisjoint(lists["waited"]) or _is_needed(turn, length, words)


def _is_needed(turn: Turn, length: Mention, words: list[str]) -> bool:
    """ "he needs 3 weeks to write it": the time that something takes."""
    takes = turn.text(length.last) == "to" and turn.text(length.last + 1) in turn.book.lists["written_in"]
    return takes and not set(words).isdisjoint(turn.book.lists["needed"])


def _is_of_work(turn: Turn, length: Mention) -> bool:
    """Whether the words right beside a length say that it was spent at work with somebody."""
    if turn.text(length.last) in turn.book.lists["spent_with"]:
        return True
    near = (max(0, length.first - _NEAR), length.last + _NEAR)
    return turn.message.has(*near, "fact:experience.setting")


def _edge(turn: Turn, at: int, step: int) -> int:
    """Where the piece of a sentence ends that a length stands in: at a sign or a joining word."""
    for _ in range(_REACH):
        if not 0 <= at < len(turn.message.tokens) or turn.message.tokens[at].kind == "sign":
            break
        if turn.text(at) in turn.book.lists["joins_clauses"]:
            break
        at += step
    return at
