"""Applying changes to a case, those understood from words and those of a language model alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from assistant.casebook.draft import Draft
from assistant.casebook.model import Case, Change, split_path
from assistant.domain import dump_applicant, parse_applicant
from assistant.errors import InputError

# An applicant file needs a target; a case told in chat may not have come to it yet.
_STAND_IN = "internal_medicine"


def apply_changes(case: Mapping[str, Any], changes: Iterable[Change]) -> Case:
    """The case after the changes; the case that was given is left as it was.

    Raises:
        InputError: a change names no field of the applicant format, or a value that it refuses; nothing is applied.
    """
    draft = Draft(case, None)
    for change in changes:
        _apply(draft, change)
    return checked(draft.case)


def checked(case: Mapping[str, Any], today: date | None = None) -> Case:
    """The case in its canonical form, targets or not; with `today`, an upload dated later is a fault too.

    Raises:
        InputError: one line a fault.
    """
    if case.get("targets"):
        return dump_applicant(parse_applicant(dict(case), today=today))
    whole = dump_applicant(parse_applicant({**case, "targets": [_STAND_IN]}, today=today))
    del whole["targets"]
    return whole


def _apply(draft: Draft, change: Change) -> None:
    letter, _ = split_path(change.field)
    if change.op == "add_letter":
        draft.add_letter(str(change.value or letter), change.words)
        return
    if letter is not None and draft.letter(letter) is None:
        known = ", ".join(draft.ids()) or "none"
        raise InputError(f"{change.field}: there is no letter {letter!r}; the letters are {known}")
    if change.op == "set":
        draft.set(change.field, change.value, change.words)
    elif change.op == "clear":
        draft.clear(change.field, change.words)
    elif letter is not None and change.op == "remove_letter":
        draft.remove_letter(letter, change.words)
    elif letter is not None:
        draft.rename_letter(letter, str(change.value), change.words)
