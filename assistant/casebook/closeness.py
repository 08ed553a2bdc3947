"""How well a writer knows the applicant: "saw me once" is little, "sees me once a week" is not."""

from __future__ import annotations

from assistant.casebook.turn import Turn


def is_often(turn: Turn, first: int, last: int) -> bool:
    """Words that tell of one meeting go on to tell of more: "sees me once a week", "saw me once present a case"."""
    lists, said = turn.book.lists, [turn.text(at) for at in range(first, last)]
    place = next((at for at in range(last - 1, first - 1, -1) if turn.text(at) in lists["how_often"]), None)
    if place is None:
        return False
    rate = turn.text(place + 1) in lists["rates"]
    goes_on = turn.raw(last).isalnum() and turn.text(last) not in lists["after_once"]
    before = {turn.text(first - 1), turn.text(first - 2), *said}
    return rate or goes_on or ("more" not in said and not turn.book.cues["negation"].isdisjoint(before))


def is_per_week(turn: Turn, at: int) -> bool:
    """ "... per week", "... each week", "... weekly"."""
    per = turn.text(at) in {"a", "an", "per", "each", "every"} or turn.raw(at) == "/"
    return turn.text(at) in {"weekly", "monthly"} or (per and turn.text(at + 1) in {"week", "wk", "w", "month"})
