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
    sure: bool = False  # what was told last of `current` is put right
    named: bool = False  # the clause itself names whom `current` holds
    before: tuple[int, int] = (0, 0)  # an experience that was told before its writer was named
    told: tuple[int, int] = (0, 0)  # the last clause of this message that told of somebody
    at: int = 0  # the token from which on people are looked for
    stranger: int = NOBODY  # the last sentence that told of somebody who has no letter


_KINDS = {
    "amount": ("experience.weeks",), "date": ("experience.start", "experience.end", "asked_on", "uploaded_on"),
    "country": ("writer.country",), "specialty": ("writer.specialty", "writer.subspecialty"),
}  # fmt: skip
_ENDS = {"cue:started": "experience.start", "cue:ended": "experience.end"}


def opening_talk(turn: Turn) -> Talk:
    """Of whom the last turn spoke: the letter put right, the one asked about, the one remembered, or the only one."""
    ids = turn.draft.ids()
    asked = split_path(turn.asked)[0] if turn.asked else None
    for name in (_put_right(turn), asked, turn.draft.focus, ids[0] if len(ids) == 1 else None):
        if name and name in ids:
            return Talk([name], listing=turn.asked == "letters", sure=name == _put_right(turn))
    return Talk([], ids, listing=turn.asked == "letters" or turn.asks_whom)


def _put_right(turn: Turn) -> str | None:
    """ "no, it ended on 4 June": what the last message told of one letter, and not what was asked of another since."""
    whole = (0, len(turn.message.tokens))
    if turn.message.has(*whole, "name"):
        return None
    if turn.message.has(*whole, "cue:correction", "cue:self_repair"):
        told = {field for kind, fields in _KINDS.items() if turn.message.has(*whole, kind) for field in fields}
        told |= {m.group.removeprefix("fact:") for m in turn.message.inside(*whole, "fact:")}
    else:  # "it ended on 4 June": the same end once more
        ends = [field for cue, field in _ENDS.items() if turn.message.has(*whole, cue)]
        told = set(ends if turn.message.has(*whole, "date") else ())
    held = [split_path(path) for path in turn.draft.last if turn.draft.get(path) is not None]
    letters = {letter for letter, field in held if letter and field in told}
    asked = split_path(turn.asked)[1] if turn.asked else ""
    return letters.pop() if len(letters) == 1 and asked not in told else None
