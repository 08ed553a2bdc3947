"""Who is named in a message and writes no letter: the applicant, and the secretary of a writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_told import Before, applied
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, split_path
from assistant.retrieval.normalise import normalise

_DOCTORS = frozenset({"Dr.", "Prof."})  # a writer so called before is no secretary, whoever has the same surname


def without_them(text: str, update: CaseUpdate, before: Before, staff: Sequence[str]) -> CaseUpdate:
    """The update without letters of the applicant, or of a secretary; and with the applicant's name, where it is said.

    Args:
        text: the message.
        update: what the casebook read in it.
        before: the case before it.
        staff: names of the secretaries of whom the talk has told.
    """
    own, added = _own_name(text), []
    names = {str(c.value) for c in update.changes if c.field == "name" and c.op == "set"} | ({own} if own else set())
    surnames = {_surname(found[1]) for found in raw_pattern("only_secretary").finditer(text)}
    surnames |= {_surname(name) for name in staff}
    plain = {normalise(name) for name in names if name}
    named = {ident: name for ident, name in _named(update).items() if name}
    doctors = {ident for ident in named if letter_of(before.case, ident).get("writer", {}).get("title") in _DOCTORS}
    gone = {ident for ident, name in named.items() if normalise(name) in plain}
    gone |= {ident for ident, name in named.items() if _surname(name) in surnames} - doctors
    if not gone and not own:
        return update
    kept = [change for change in update.changes if split_path(change.field)[0] not in gone]
    if own and not any(change.field == "name" for change in kept):
        added.append(Change("set", "name", own, text))
    held = [ident for ident in gone if letter_of(before.case, ident)]
    added += [Change("remove_letter", f"letters[{ident}]", None, text) for ident in sorted(held)]
    asked = tuple(question for question in update.questions if split_path(question.field)[0] not in gone)
    return applied(replace(update, questions=asked), [*kept, *added], before)


def _named(update: CaseUpdate) -> dict[str, str]:
    """Names of the writers of the case, by letter."""
    letters = update.case.get("letters") or []
    return {str(item["id"]): str(item.get("writer", {}).get("name") or "") for item in letters}


def _own_name(text: str) -> str:
    """ "Bilal Ahmed is me, not a letter writer"."""
    found = raw_pattern("is_myself").match(text)
    name = (found["me"] or found["own"]) if found else ""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _surname(name: str) -> str:
    return (normalise(name).split() or [""])[-1]
