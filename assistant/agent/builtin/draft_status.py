"""Where a letter stands: no wish and no order about a text moves it, and a plain denial takes back what was noted.

"Write her so that she uploads" uploads nothing, "drop the thing about ERAS" speaks of a text, and "I don't need his
letter anymore" is the applicant's no and not the writer's. "He did not decline!" undoes the refusal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_has, read_clauses
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of
from assistant.agent.builtin.draft_reply import REPLY, released, turned_down
from assistant.agent.builtin.draft_wish import Wish
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path

_DENIED = {"declined": "denies_no", "uploaded": "denies_upload", "agreed": "denies_yes"}
_OF_DENIED = {"declined": "gracious-decline", "uploaded": "thank-you"}
_PIECE = re.compile(r"(?<=[.!?;,\n])")
_MOST_KEPT = 200  # characters of the words of a change


def taken_back(
    text: str, clauses: Clauses, update: CaseUpdate, case: Mapping[str, Any], changes: list[Change]
) -> list[Change]:
    """The changes with the status cleared that the message plainly denies: "he has not uploaded anything"."""
    letter = letter_spoken_of(text, update)
    held = str(letter_of(case, letter).get("status") or "") if letter else ""
    if held not in _DENIED or not _is_denied(clauses, held):
        return changes
    path = letter_path(letter, "status")
    rest = [change for change in changes if not (change.field == path and change.value == held)]
    if any(change.field == path for change in rest):
        return rest  # "he said yes in May": where it stands is told
    return [*rest, Change("clear", path, None, text[:_MOST_KEPT])]


def _is_denied(clauses: Clauses, held: str) -> bool:
    plain = [clause for clause in clauses.texts if clause not in clauses.asked and not clause_has(clause, "if_so")]
    if any(clause_has(clause, _DENIED[held]) for clause in plain):
        return True
    meant = {"declined": "declined", "uploaded": "upload", "agreed": "agreed"}[held]
    return any(clause_has(clause, "never_told") and meant in clause for clause in plain)


def without_denials(text: str) -> str:
    """The message without "he did not decline! I wanted to", where another sentence of it says what is to be written.

    That a writer said no is denied there, and calls for no answer to it.
    """
    pieces = _PIECE.split(text)
    kept = [piece for piece in pieces if not _speaks_of_a_no(read_clauses(piece))]
    rest = "".join(kept).strip()
    return rest if len(kept) < len(pieces) and read_clauses(rest).has("some_text") else text


def _speaks_of_a_no(clauses: Clauses) -> bool:
    if clauses.asked or clauses.has("if_so"):
        return False
    return clauses.has("denies_no", "own_refusal") and not clauses.has("denies_upload", "some_text")


def is_denied_kind(clauses: Clauses, wish: Wish, case: Mapping[str, Any]) -> bool:
    """Whether a text answers what the message denies: "he never declined", and a kind reply to his no."""
    held = str(letter_of(case, wish.letter).get("status") or "")
    if wish.options.get("offer") or wish.options.get(REPLY):
        return False  # the applicant's own no to a weak letter, or to an offer
    if wish.kind == "gracious-decline" and held != "declined":
        hesitates = clauses.has("says_no") or wish.kind in clauses.kinds()  # "not a no, but he was reluctant"
        return clauses.has("denies_no", "own_refusal") and not hesitates
    return _OF_DENIED.get(held) == wish.kind and _is_denied(clauses, held)


def only_tells_writer(change: Change, clauses: Clauses) -> bool:
    """ "Write Dr. Whitmore that I no longer need the letter": a message that is wished for takes nobody out."""
    wished = clauses.has("own_refusal") and any(clause_has(clause, "asks_release") for clause in clauses.texts)
    return change.op == "remove_letter" and wished


def releases(text: str, clauses: Clauses, update: CaseUpdate) -> Wish | None:
    """ "How do I tell Dr. Whitmore that I don't need his letter anymore?": the applicant's own no, said kindly."""
    letter, kindly = letter_spoken_of(text, update), _needed_no_more(text)
    refuses = clauses.has("own_refusal") and not clauses.kinds()
    if not letter or not (kindly or refuses) or clauses.has("weak_offer"):
        return None
    said = str(letter_of(update.case, letter).get("status") or "")
    asked = kindly or any(clause_has(clause, "asks_release") for clause in clauses.texts)
    if said in {"declined", "uploaded"} or not asked:
        return None
    offered = _only_offers(letter_of(update.case, letter), clauses)
    return replace(turned_down() if offered else released(), letter=letter)


def _needed_no_more(text: str) -> bool:
    """ "Tell Shetty thanks but no need anymore": the writer is to be told so, kindly."""
    return raw_has(text, "no_more_needed") and raw_has(text, "tells_writer")


def _only_offers(letter: Mapping[str, Any], clauses: Clauses) -> bool:
    """Whether the writer is a friend who offered, never taught the applicant, or wants to be paid."""
    unseen = letter.get("experience", {}).get("setting") == "none" or letter.get("writer", {}).get("family_friend")
    return bool(unseen) or clauses.has("of_an_offer")
