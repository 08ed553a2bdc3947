"""Another stretch of time that is told beside the one with a writer: "4 weeks in May, also 1 year research before"."""

from __future__ import annotations

from assistant.casebook.turn import Turn

_LONGEST = 8  # tokens of such a piece


def set_apart_earlier(turn: Turn) -> None:
    """Take out what is told of the earlier stretch: it has its own length, and is no part of the one told first."""
    for sentence in turn.message.sentences:
        lengths = [m for m in turn.message.inside(sentence.first, sentence.last, "amount") if m.value.unit != 1]
        for length in lengths[1:]:
            first = _opening(turn, length.first, lengths[0].last)
            last = _closing(turn, length.last, sentence.last)
            if first and last and turn.message.has(length.last, last, "fact:experience.setting"):
                turn.apart.append((first, last))
                turn.used.update(m for m in turn.message.inside(first, last) if not m.group.startswith("cue:"))


def _opening(turn: Turn, at: int, first: int) -> int:
    """The word that adds the piece: "also 1 year", "plus 6 months"."""
    near = range(at - 1, max(first, at - 4) - 1, -1)
    return next((back for back in near if turn.text(back) in turn.book.lists["adds_time"]), 0)


def _closing(turn: Turn, at: int, last: int) -> int:
    """The token behind "before", where that ends the piece: "before that I was in Ohio" goes on."""
    for ahead in range(at, min(at + _LONGEST, last)):
        if turn.message.tokens[ahead].kind == "sign":
            return 0
        ends = ahead + 1 >= last or turn.message.tokens[ahead + 1].kind == "sign"
        if ends and turn.text(ahead) in turn.book.lists["time_before"]:
            return ahead + 1
    return 0
