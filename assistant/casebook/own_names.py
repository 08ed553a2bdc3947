"""The applicant's own name in its parts: "Surname Bondarenko, name Oleksii"."""

from __future__ import annotations

from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_OPENING = 12  # tokens in which the parts stand


def read_parted_name(turn: Turn, clause: Clause) -> None:
    """ "Surname Bondarenko, name Oleksii": the two parts told apart, in either order."""
    if turn.draft.get("name") is not None:
        return
    found: dict[str, int] = {}
    for at in range(clause.first, min(clause.last - 1, clause.first + _OPENING)):
        label = turn.text(at)
        key = "last" if label == "surname" else ""
        if label == "name":
            key = "last" if turn.text(at - 1) in {"last", "family"} else "first"
        name = at + 1 + (turn.raw(at + 1) in {":", "-", "="} or turn.text(at + 1) == "is")
        if key and name < clause.last and is_plain_name(turn, name):
            found.setdefault(key, name)
    if len(found) > 1 and not turn.message.has(clause.first, clause.last, "cue:he", "cue:she", "cue:letter"):
        words = turn.words(min(found.values()), max(found.values()) + 1)
        turn.draft.set("name", f"{turn.raw(found['first'])} {turn.raw(found['last'])}", words)


def is_plain_name(turn: Turn, index: int) -> bool:
    """A capitalised word that means nothing else."""
    token = turn.message.tokens[index]
    known = token.text in turn.book.stop or token.text in turn.book.cues["not_name"]
    known = known or (turn.book.alone(token.text) and token.text not in turn.book.given_names)
    return token.kind == "word" and token.capital and not known and index not in turn.message.blocked
