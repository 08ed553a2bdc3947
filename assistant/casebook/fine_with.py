"""What a writer is fine with, where no letter was asked for: "I told him I am away in May, he is fine with it"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_NEAR = 4  # words behind "with" that tell what it is, and before "is fine"
_WRITES = frozenset({"write", "writing", "upload", "uploading", "recommend", "recommending", "support"})


def set_apart_fine(turn: Turn) -> None:
    """Take out the words of agreement that agree to something else than a letter."""
    for said in turn.message.inside(0, len(turn.message.tokens), "fact:status"):
        at = next((at for at in range(said.first, said.last + 1) if turn.text(at) == "with"), -1)
        if said.value == "agreed" and at >= 0 and _is_fine(turn, said, at) and not _is_with_letter(turn, at):
            turn.used.add(said)
            turn.apart.append((said.first - _NEAR, at + 2))  # the learned reading may hear a longer stretch


def _is_fine(turn: Turn, said: Mention, at: int) -> bool:
    """ "is ok with", "was fine with": words that need not be an answer."""
    return any(turn.text(i) in turn.book.lists["being_fine"] for i in range(said.first, at))


def _is_with_letter(turn: Turn, at: int) -> bool:
    """Whether the word "with" leads to a letter, or to what was asked before."""
    letter = ("cue:letter", "fact:waived")
    if turn.text(at + 1) not in {"it", "that", "this"}:
        near = any(turn.text(i) in _WRITES for i in range(at + 1, at + _NEAR))
        return near or turn.message.has(at, at + _NEAR, *letter)
    start = next((s.first for s in turn.message.sentences if s.first <= at < s.last), 0)
    asks = _WRITES | turn.book.lists["asked_verbs"]
    if turn.message.has(0, at, *letter) or any(turn.text(i) in asks for i in range(at)):
        return True
    waits = bool(turn.asked) or any(turn.draft.get(letter_path(key, "status")) == "asked" for key in turn.draft.ids())
    return waits and not turn.message.has(start, at, "cue:first_person")
