"""A score that is called low in passing: "Step 2 CK is 218 which i know is low", "my score came: 215, low"."""

from __future__ import annotations

from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_FAR = 10  # tokens between the score and what is said of it


def read_low_score(turn: Turn, clause: Clause) -> None:
    """The applicant's own score where it is called low; nothing where it is denied or of somebody else."""
    lists = turn.book.lists
    if turn.draft.get("low_score") is not None:
        return
    for at in range(clause.first, clause.last):
        if turn.text(at) not in lists["lows"] or not _ends(turn, at, clause.last):
            continue
        first = max(clause.first, at - _FAR)
        before = [turn.text(index) for index in range(first, at)]
        score = next((index for index, word in enumerate(before) if word in lists["score_nouns"]), None)
        if score is None or set(before[score:]) & (turn.book.cues["negation"] | lists["lows_denied"]):
            continue
        if turn.message.has(first, at, "name", "cue:third_person", "cue:letter") or _of_other(before):
            continue
        turn.draft.set("low_score", True, turn.words(first + score, at + 1))
        return


def _ends(turn: Turn, at: int, last: int) -> bool:
    """No noun follows of which it is said: "low demand"."""
    behind = turn.text(at + 1)
    sign = at + 1 >= last or turn.message.tokens[at + 1].kind in {"sign", "number"}
    return sign or behind in turn.book.cues["boundary"] | turn.book.lists["behind_low"]


def _of_other(before: list[str]) -> bool:
    """ "his score was low": the last one who is spoken of."""
    people = [word for word in before if word in {"he", "she", "his", "her", "their", "i", "my", "iam"}]
    return bool(people) and people[-1] in {"he", "she", "his", "her", "their"}
