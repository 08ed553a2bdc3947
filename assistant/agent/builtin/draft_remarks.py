"""What a message about a text says beside the work, "he is busy he told me to", becomes no note of the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_told import Before, applied
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, split_path
from assistant.drafting.remarks import of_work

_NOTES = "notes."


def noted_of_work(update: CaseUpdate, before: Before) -> CaseUpdate:
    """The update with what its new notes tell of the work; one that tells none is not noted."""
    kept = [one for change in update.changes if (one := _of_work(change, before.case))]
    return update if kept == list(update.changes) else applied(update, kept, before)


def _of_work(change: Change, case: Mapping[str, Any]) -> Change | None:
    letter, name = split_path(change.field)
    if change.op != "set" or not (letter and name.startswith(_NOTES) and isinstance(change.value, list)):
        return change
    area = name.removeprefix(_NOTES)
    told = [words for note in change.value if (words := of_work(str(note), area))]
    if told == change.value:
        return change
    held = list(letter_of(case, letter).get("notes", {}).get(area) or ())
    return replace(change, value=told) if told and told != held else None
