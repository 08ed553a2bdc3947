"""The text for whom comes first: "which one first? and write it" names nobody, and the ranking of the letters does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_letter import open_letters
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.builtin.own_order import talk_order
from assistant.audit import audit
from assistant.casebook import CaseUpdate
from assistant.domain import parse_applicant
from assistant.errors import InputError

RANKED = "ranked_first"  # what the answer tells: by what the writer was chosen
_UNASKED = frozenset({None, "idea"})


def for_the_first(clauses: Clauses, update: CaseUpdate, today: date) -> tuple[Wish, ...]:
    """The request to the best-ranked of those who have not been asked; none where the message names no such order."""
    unasked = {str(item["id"]) for item in open_letters(update.case) if item.get("status") in _UNASKED}
    asks = raw_pattern("asks_for_first").search(clauses.raw) and raw_pattern("writes_that_one").search(clauses.raw)
    if not asks or len(unasked) <= 1 or clauses.has("signs_for", "in_his_name"):
        return ()
    first = next((ident for ident in _in_order(update.case, today) if ident in unasked), "")
    return (Wish(EMAIL, "request", letter=first, unmet=(RANKED,)),) if first else ()


def _in_order(case: Mapping[str, Any], today: date) -> list[str]:
    """The letters of the case, best first; none while it has no specialty to rank them for."""
    try:
        report = json.loads(audit(parse_applicant(dict(case)), today).as_json()) if case.get("targets") else {}
    except InputError:
        return []
    return [str(entry["letter"]) for entry in talk_order(report, case)] if report else []
