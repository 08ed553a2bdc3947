"""Of whom a conversation speaks at the moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.casebook.model import split_path
from assistant.casebook.turn import Turn

NOBODY = -2  # no sentence of a message, nor the one before its first


@dataclass(slots=True)
class Talk:
    """Of whom is spoken at the moment. `fresh`: somebody of this message; `listing`: letters are being listed."""

    current: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    fresh: bool = False
    listing: bool = False
    named: bool = False  # the clause itself names whom `current` holds
    before: tuple[int, int] = (0, 0)  # an experience that was told before its writer was named
    at: int = 0  # the token from which on people are looked for
    stranger: int = NOBODY  # the last sentence that told of somebody who has no letter


def opening_talk(turn: Turn) -> Talk:
    """Of whom the last turn spoke: the letter asked about, the letter remembered, or the only one."""
    ids = turn.draft.ids()
    asked = split_path(turn.asked)[0] if turn.asked else None
    for name in (asked, turn.draft.focus, ids[0] if len(ids) == 1 else None):
        if name and name in ids:
            return Talk([name], listing=turn.asked == "letters")
    return Talk([], ids, listing=turn.asked == "letters" or turn.asks_whom)
