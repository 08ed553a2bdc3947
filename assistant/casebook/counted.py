"""Letters of which only the number is told: "I have 3 letters"."""

from __future__ import annotations

from assistant.casebook.attach import write_facts
from assistant.casebook.introductions import chunks
from assistant.casebook.phrases import MOST_COUNTED
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_ALL = frozenset({"all", "both", "each"})


def count_letters(turn: Turn, clause: Clause) -> None:
    """ "I have 3 letters" and no more: three letters of which nothing is known yet."""
    message = turn.message
    if (
        turn.draft.ids()
        or not message.has(clause.first, clause.last, "cue:have")
        or message.has(clause.first, clause.last, "cue:wish")
    ):
        return
    for noun in message.inside(clause.first, clause.last, "cue:letter"):
        for at in (noun.first - 1, noun.first - 2):
            number = turn.number_at(at) if at >= clause.first else None
            fewer = turn.text(noun.last) in turn.book.lists["after_fewer"]
            fewer = fewer or turn.text(noun.last + 1) in {"him", "her"}  # "one letter from him would help"
            if number is None or not 0 < number <= MOST_COUNTED or fewer or turn.negated(noun, clause.first):
                continue
            words = turn.words(at, noun.last)
            for place in range(number):
                turn.draft.add_letter(f"letter_{place + 1}", words)
            _write_to_all(turn, clause, noun.last)
            turn.draft.touched.clear()
            return


def _write_to_all(turn: Turn, clause: Clause, first: int) -> None:
    """ "3 letters, all from Nepal, all uploaded": what each piece that begins with "all" says is said of each."""
    for start, end in chunks(turn, clause):
        if start >= first and turn.text(start) in _ALL:
            write_facts(turn, turn.draft.ids(), [(start, end)])
