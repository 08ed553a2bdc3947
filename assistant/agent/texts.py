"""The documents of the tools that write, from a case, a day and the arguments of the call. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.drafting import DraftOptions, draft, draft_to_mailto, letter_id_of, outline, partial_applicant
from assistant.drafting import build_packet as make_packet
from assistant.drafting.kinds import Kind


def email_of(
    case: Mapping[str, Any], today: date, kind: Kind, letter: str = "", stage: int | None = None, **options: Any
) -> dict[str, Any]:
    """An e-mail or script: the contract's `draft` with what it used, what to ask for, and the link that mails it.

    Options that are empty or false are left to the case.

    Raises:
        InputError: no such letter, or a value that no draft can take.
    """
    applicant = partial_applicant(dict(case), today)
    chosen = DraftOptions.from_mapping({name: value for name, value in options.items() if value})
    made = draft(kind, applicant, letter_id_of(applicant, letter), today, stage, options=chosen)
    questions = {blank.field: blank.question for blank in made.blanks}
    link = "" if kind == "script" else draft_to_mailto(made)
    left_out = {"left_out": [asdict(one) for one in made.left_out]} if made.left_out else {}
    return {**made.to_dict(), "used": list(made.used), "questions": questions, "mailto": link, **left_out}


def outline_of(case: Mapping[str, Any], today: date, letter: str = "") -> dict[str, Any]:
    """Bullet points: the contract's `outline`.

    Raises:
        InputError: no such letter, or one that is settled already.
    """
    applicant = partial_applicant(dict(case), today)
    return outline(applicant, letter_id_of(applicant, letter), today).to_dict()


def packet_of(case: Mapping[str, Any], today: date, letter: str = "") -> dict[str, Any]:
    """The letter packet: its files and what is still missing.

    Raises:
        InputError: no such letter, or one whose writer has not agreed.
    """
    applicant = partial_applicant(dict(case), today)
    made = make_packet(applicant, letter_id_of(applicant, letter), today)
    return {**made.to_dict(""), "notes": list(made.notes)}
