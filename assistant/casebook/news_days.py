"""Days that sound like one of asking or of upload: "not uploaded, I sent the form on 10 May" tells of neither."""

from __future__ import annotations

from assistant.casebook.model import letter_path, split_path
from assistant.casebook.turn import Turn
from assistant.domain.vocabulary import PROMISED

_REACH = 8  # words before a day in which stands what was sent
_ASKING = frozenset({"asked", "asking", "ask"})


def is_day_of_news(turn: Turn, path: str, first: int) -> bool:
    """Whether a day that begins at a token can stand at a path: a letter that has not come in has no day of upload."""
    letter, field = split_path(path)
    held = turn.draft.get(letter_path(letter, "status")) if letter else None
    if field == "uploaded_on":
        return held == "uploaded"
    if field == "asked_on" and held in {None, "uploaded"} and not _asks(turn, first):
        return False  # "Lee sent it on 3 May"
    return field != "asked_on" or held not in PROMISED or not sends_papers(turn, first - _REACH, first)


def _asks(turn: Turn, first: int) -> bool:
    near = {turn.text(at) for at in range(max(0, first - _REACH), first + _REACH)}
    return not near.isdisjoint(turn.book.lists["asking_a_writer"])


def sends_papers(turn: Turn, first: int, last: int) -> bool:
    """ "i mailed the request form to her", "sent him my CV": what follows a yes; "asked her with my CV" asks."""
    words = {turn.text(at) for at in range(max(0, first), last)}
    return bool(words & turn.book.lists["papers_sent"]) and words.isdisjoint(_ASKING)
