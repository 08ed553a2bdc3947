"""Letters of which only the number is told: "I have 3 letters"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.phrases import MOST_COUNTED
from assistant.casebook.places import country_of
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn


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
            _place_all(turn, noun.last, clause.last)
            turn.draft.touched.clear()
            return


def bare_letters(turn: Turn) -> list[str]:
    """Letters of earlier messages of which only the number was told ("I have 3 letters")."""
    added = {change.value for change in turn.draft.changes if change.op in {"add_letter", "rename_letter"}}
    return [
        letter["id"]
        for letter in turn.draft.letters()
        if letter["id"].startswith("letter_") and len(letter) == 1 and letter["id"] not in added
    ]


def _place_all(turn: Turn, first: int, last: int) -> None:
    """ "3 letters, all from Nepal": the country of each."""
    places = list(turn.free(first, last, "country"))
    alike = any(turn.text(at) in {"all", "both", "each"} for at in range(first, places[0].first)) if places else False
    code, _, said = country_of(turn, places) if alike else (None, (), [])
    if code is not None:
        turn.used.update(said)
        for name in turn.draft.ids():
            turn.draft.set(letter_path(name, "writer.country"), code, turn.said(said[0]))
