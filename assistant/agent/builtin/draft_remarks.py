"""What a message about a text says beside the work, "he is busy he told me to", becomes no note of the letter, and the
applicant's own "I cannot write it" no writer's no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_told import Before, applied
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, split_path
from assistant.drafting.remarks import of_work

_NOTES = "notes."
_LEAST_WORDS = 3  # of what is left of a message


def noted_of_work(update: CaseUpdate, before: Before) -> CaseUpdate:
    """The update with what its new notes tell of the work; one that tells none is not noted."""
    kept = [one for change in update.changes if (one := _of_work(change, before.case))]
    return update if kept == list(update.changes) else applied(update, kept, before)


def without_own_no(text: str, update: CaseUpdate, before: Before) -> tuple[str, CaseUpdate]:
    """ "The e-mail with the points, tell him I can't write it myself": without that, which is no writer's no."""
    found = raw_pattern("own_cannot").search(text)
    rest = raw_pattern("own_cannot").sub(" ", text).strip(" ,.") if found else ""
    if len(rest.split()) < _LEAST_WORDS:
        return text, update
    kept = [change for change in update.changes if change.value != "declined"]
    return rest, update if len(kept) == len(update.changes) else applied(update, kept, before)


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
