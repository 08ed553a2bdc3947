"""The text that is there: which one a message may change, and whether it tells what that one lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses
from assistant.agent.builtin.draft_wish import EMAIL, NOT_DONE, Wish
from assistant.agent.builtin.parts import asks
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path

_BARE_WORDS = 6  # of a message that tells a thing and no more
REMEMBERED = 3  # turns for which a draft can be changed
# Told after a draft, these are meant for it.
SHOWN = (
    "name", "email", "aamc_id", "deadline", "application_year", "targets", "writer.email", "writer.name",
    "writer.title",
)  # fmt: skip


def last_draft(notes: Sequence[Mapping[str, Any]], letter: str = "", *, back: bool = False) -> Wish | None:
    """The draft that can be changed: the last one of the letter that is named, else the last one of late.

    With `back` the one before it, of another kind.
    """
    held = [one for note in reversed(notes) if "draft" in note for one in (note["draft"], *(note.get("beside") or ()))]
    if back and (other := next((draft for draft in held if draft["kind"] != held[0]["kind"]), None)):
        return replace(Wish.from_note(other), changed=("facts",))
    of_letter = next((draft for draft in held if letter and draft["letter"] == letter), None)
    late = next((note["draft"] for note in reversed(notes[-REMEMBERED:]) if "draft" in note), None)
    chosen = of_letter if of_letter and late else late
    return Wish.from_note(chosen) if chosen else None


def renamed(wish: Wish | None, update: CaseUpdate) -> Wish | None:
    """The draft under the new id of its letter, where the message tells the name of its writer."""
    ids = {split_path(change.field)[0]: change.value for change in update.changes if change.op == "rename_letter"}
    return replace(wish, letter=str(ids.get(wish.letter, wish.letter))) if wish else None


def is_gone(update: CaseUpdate, letter: str) -> bool:
    """Whether the writer of the last draft is taken out of the case by this message."""
    return any(change.op == "remove_letter" and split_path(change.field)[0] == letter for change in update.changes)


def keeping_the_rest(wish: Wish, last: Wish | None) -> Wish:
    """ "Say I was the best", of a text that is there: what is refused is left out, and the text stays as it was."""
    if last is None or wish.declined not in NOT_DONE or wish.tool != EMAIL or wish.changed:
        return wish
    same = (wish.kind, wish.letter, wish.stage) == (last.kind, last.letter, last.stage)
    return replace(wish, options={**last.options, **wish.options}) if same else wish


def fills(
    text: str, clauses: Clauses, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], letter: str
) -> bool:
    """Whether a message tells what the draft of the turn before lacked."""
    late = next((note for note in reversed(notes[-REMEMBERED:]) if "draft" in note), None)
    blanks = late.get("blanks") if late else None
    of_it = {None, letter} if letter else {split_path(change.field)[0] for change in update.changes}
    told = {name for where, name in (split_path(change.field) for change in update.changes) if where in of_it}
    of_work = {name for name in told if name.startswith("notes.")}  # any work told stands where one lacks
    lacked = {*(blanks or ()), *(of_work if any(name.startswith("notes.") for name in blanks or ()) else ())}
    if late and late is not notes[-1]:  # after something else only what that text lacks is meant for it
        return not told.isdisjoint(lacked) and len(clauses.whole.split()) <= _BARE_WORDS and not asks(text)
    return blanks is not None and not told.isdisjoint({*lacked, *SHOWN}) and not (
        asks(text) and not ("deadline" in told and clauses.has("by_day") and not clauses.asked)
    )  # fmt: skip


def only_fills(wish: Wish | None, last: Wish, clauses: Clauses, filled: bool) -> bool:
    """ "Put that I apply for neurology": what is told goes into the text that is there; nobody ordered one anew."""
    again = wish is not None and wish.changed == ("again",) and "again" not in clauses.whole.split()
    if wish is None or again:
        return bool(last.changed) or filled
    if not filled:
        return False
    alike = (wish.tool, wish.kind, wish.declined) == (last.tool, last.kind, "")
    named = wish.changed or wish.letter not in {"", last.letter}
    return alike and not named and not clauses.kinds() and not clauses.has("asks_text", "asks_person")
