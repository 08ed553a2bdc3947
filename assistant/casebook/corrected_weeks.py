"""A length that is put right with the one that it replaces: "it was 6 weeks not 4" is said of who held the 4."""

from __future__ import annotations

from assistant.casebook.lengths import exact_weeks, put_weeks
from assistant.casebook.model import letter_path
from assistant.casebook.reading import Amount
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn

_FIELD = "experience.weeks"


def replace_weeks(turn: Turn, talk: Talk, old: Amount, new: Amount, words: str) -> bool:
    """Put the new length where the old one stands; True when that settles the words."""
    before, after = exact_weeks(old), exact_weeks(new)
    if after is None:
        return False
    held = {name: turn.draft.get(letter_path(name, _FIELD)) for name in turn.draft.ids()}
    holders = [name for name, weeks in held.items() if weeks is not None and weeks == before]
    if len(holders) > 1 or talk.named:
        holders = [name for name in holders if name in talk.current] or ([] if talk.named else holders)
    if len(holders) == 1:
        put_weeks(turn, holders[0], after, words)
    elif holders:
        _ask_whose(turn, holders, after, words)
    elif talk.named or len(held) == 1 or not any(held.values()):
        return False
    turn.draft.told = True  # of several letters none held the old length: it is not said whose the new one is
    return True


def _ask_whose(turn: Turn, holders: list[str], weeks: float, words: str) -> None:
    """Two held the old length: the letter is asked, and the new length is kept until it is known."""
    turn.draft.ask(f"letters[].{_FIELD}", "which_letter", words, tuple(holders))
    value = int(weeks) if weeks == int(weeks) else weeks
    turn.draft.pending = {"choices": holders, "changes": [[_FIELD, value, words]]}
