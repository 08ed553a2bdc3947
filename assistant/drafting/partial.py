"""A case that is still being told, made fit for a draft: what it lacks becomes blanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.domain import Applicant, Letter, parse_applicant
from assistant.drafting.remarks import without_remarks
from assistant.errors import InputError

UNNAMED = "writer"  # id of the letter of a writer of whom nothing is known
_STAND_IN = "internal_medicine"  # fills the one field that a case file must have, and is taken out again


def partial_applicant(case: Mapping[str, Any], today: date) -> Applicant:
    """The case as an applicant who may have no targets yet, and who has one unnamed letter where there is none.

    Raises:
        InputError: a value of the case cannot be read.
    """
    known = bool(case.get("targets"))
    applicant = parse_applicant({**case, "targets": case["targets"] if known else [_STAND_IN]}, "case", today)
    if not known:
        applicant = applicant.model_copy(update={"targets": ()})
    letters = tuple(map(without_remarks, applicant.letters or ())) or (Letter(id=UNNAMED),)
    return applicant.model_copy(update={"letters": letters})


def letter_id_of(applicant: Applicant, given: str | None) -> str:
    """The id of the letter that is meant: the given one, else the case's only one.

    Raises:
        InputError: there is none of that id (the nearest is named), or none is given and the case has several, or none.
    """
    if given:
        return applicant.letter(given).id
    ids = sorted(letter.id for letter in applicant.letters or ())
    if len(ids) == 1:
        return ids[0]
    known = f"name one of {', '.join(ids[:12])}" if ids else "the case has no letters; add one first"
    raise InputError(f"letter: is missing; {known}")
