"""People who are spoken of and have no letter: "hobbs asked last monday", "o connor said yes", "both waived"."""

from __future__ import annotations

from assistant.casebook.stance import Clause
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn

_ONLY = frozenset({"only", "just"})  # "only weber is uploaded"
_EVEN = frozenset({"already", "also", "just", "finally", "even", "now", "has", "have"})  # "Walker already agreed"


def is_of_stranger(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "o connor said he will write", "Walker agreed. He is kind": who has no letter stays the one spoken of."""
    if not turn.message.has(clause.first, clause.last, "cue:he", "cue:she"):
        return False
    if unknown_subject(turn, clause):
        talk.stranger = clause.sentence
    told = 0 <= clause.sentence - talk.stranger <= 1
    turn.not_of.extend((clause.first, clause.last, name) for name in talk.current if told)
    return told


def unknown_subject(turn: Turn, clause: Clause) -> bool:
    """ "hobbs asked last monday", "Father Asante isn't a doctor": said of somebody who has no letter."""
    start = clause.first
    while start < clause.last and (
        turn.message.tokens[start].kind == "sign" or turn.text(start) in _ONLY
        or turn.message.has(start, start + 1, "cue:boundary", "cue:greeting")
    ):  # fmt: skip
        start += 1
    for at in range(start, min(start + 3, clause.last - 1)):
        token = turn.message.tokens[at]
        verb = turn.text(at + 1) in turn.book.lists["subject_verbs"] or any(
            True for _ in turn.message.at(at + 1 + (turn.text(at + 1) in _EVEN), "fact:status")
        )
        verb = verb and not turn.message.has(at + 1, at + 2, "cue:first_person")  # "Anyway I asked yesterday"
        verb = verb or turn.text(at + 1) in turn.book.lists["honorifics"]  # "mizan sir"
        if token.text in turn.book.lists["messengers"]:
            return False  # "his secretary said he will write": said for the writer
        means = turn.book.alone(token.text) or token.text in turn.book.stop or token.text.endswith("ly")
        given = token.text in turn.book.given_names and not means  # "Anna agreed"
        if token.kind != "word" or (means and at > start):
            return False
        named = at == start or (token.capital and not turn.message.shouting)
        named = named or turn.text(at - 1) in turn.book.names["particles"]  # "o connor said"
        if verb and not means and named and len(token.text) > 2 and (given or token.text not in turn.book.words):
            return True
    return False


def of_more_than_known(turn: Turn, span: tuple[int, int]) -> bool:
    """ "both i waived", where one letter alone is known: it is said of somebody else as well, and nobody knows whom."""
    opens, after = turn.message.has(span[0], span[0] + 1, "cue:both"), turn.text(span[0] + 1)
    people = after in turn.book.lists["subject_verbs"] or turn.message.has(
        span[0] + 1, span[0] + 2, "cue:first_person", "fact:status", "fact:waived"
    )
    return opens and people and len(turn.draft.ids()) == 1
