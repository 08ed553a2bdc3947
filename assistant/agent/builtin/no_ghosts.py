"""Writers who are nobody of their own: a role told before its name, and what the applicant was for a writer.

"My doctor said yes!! Dr. Maria Lopez" is one writer, and "I was her research and grossing volunteer" none.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letters_named
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path, split_path


def without_ghosts(text: str, update: CaseUpdate, changes: list[Change]) -> list[Change]:
    """The changes with what they tell of nobody's letter told of the writer who is meant."""
    added = [str(change.value) for change in changes if change.op == "add_letter"]
    names = {ident: str(letter_of(update.case, ident).get("writer", {}).get("name") or "") for ident in added}
    ghosts = [ident for ident, name in names.items() if _is_what_one_was(text, name)]
    named = [ident for ident, name in names.items() if name and ident not in ghosts]
    nameless = [ident for ident, name in names.items() if not name]
    if len(nameless) == 1 and raw_pattern("role_then_name").search(text):
        named = named or [ident for ident in letters_named(text, update) if ident not in added]  # held already
        ghosts += nameless if len(named) == 1 else []
    if not ghosts:
        return changes
    kept = [change for change in changes if split_path(change.field)[0] not in ghosts]
    told = {change.field for change in kept}
    return [*kept, *(change for change in _told_of(named, ghosts, changes) if change.field not in told)]


def _is_what_one_was(text: str, name: str) -> bool:
    """ "Grossing Volunteer", of "her research + grossing volunteer"; "Attach CV" is nobody either."""
    if raw_pattern("paper_name").search(name):
        return True
    return bool(name) and name not in text and raw_pattern("helper_name").search(name) is not None


def _told_of(named: list[str], ghosts: list[str], changes: list[Change]) -> list[Change]:
    """What was told of a ghost, of the one writer with a name; nothing of who the ghost would be."""
    if len(named) != 1:
        return []
    return [
        replace(change, field=letter_path(named[0], name)) for change in changes
        for letter, name in [split_path(change.field)]
        if letter in ghosts and change.op == "set" and name not in {"writer.name", "writer.title", "writer.profession"}
    ]  # fmt: skip
