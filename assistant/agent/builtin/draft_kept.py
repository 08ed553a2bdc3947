"""What a turn about a draft leaves for the turns after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_beside import BESIDE
from assistant.agent.builtin.draft_out import SENTENCE, WITHOUT
from assistant.agent.builtin.draft_queue import QUEUE
from assistant.agent.builtin.draft_same import digest_of
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_wish import DECLINED, OUTLINE, Wish


def keeps(turn: DraftTurn, results: Mapping[str, Any]) -> dict[str, Any]:
    """What the next turn must know: the draft, its blanks, or the choice that was put."""
    note: dict[str, Any] = {"memory": dict(turn.update.memory)} if turn.tells else {}
    if turn.moved:
        note[QUEUE] = [wish.note() for wish in turn.queue]
    if turn.beside:
        note[BESIDE] = [wish.note() for wish in turn.beside]
    if turn.open_question:
        note["asked"] = turn.open_question.field
    if turn.wish.declined in DECLINED:
        note["declined"] = turn.wish.declined
    if turn.wish.asks:  # the text stays the one that is talked of
        return {**note, "draft": turn.wish.note(), SENTENCE: turn.wish.about}
    if turn.choices:
        return {**note, "draft_choice": turn.wish.note()}
    made = results.get(turn.wish.tool, {})
    if "error" in made or not made:
        return note
    blanks = [blank["field"] for blank in made.get("blanks", [])]
    return {
        **note, "draft": _as_made(turn.wish, made).note(), "blanks": blanks, "asked": _asked(turn, blanks),
        "shown": digest_of(made),
    }  # fmt: skip


def _as_made(wish: Wish, made: Mapping[str, Any]) -> Wish:
    """The wish for the next turn: without words that left nothing out."""
    if "left_out" not in made:
        return wish
    out = [one["words"] for one in made["left_out"] if one["out"]]
    rest = {name: value for name, value in wish.options.items() if name != WITHOUT}
    return replace(wish, options={**rest, WITHOUT: out} if out else rest)


def _asked(turn: DraftTurn, blanks: Sequence[str]) -> str | None:
    """The field that a bare answer would fill, as the casebook names it."""
    if turn.open_question:
        return turn.open_question.field
    if turn.wish.tool == OUTLINE or not blanks:
        return None
    field = blanks[0]
    if field.startswith(("writer.", "experience.")):
        return f"letters[{turn.wish.letter}].{field}" if turn.wish.letter else "letters"
    return None if field.startswith(("notes.", "secretary")) else field
