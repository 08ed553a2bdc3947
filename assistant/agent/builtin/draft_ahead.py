"""Time with a writer that has not begun: "I will start my elective with him in August". Nothing was taught yet, so that
an early word of interest is what fits, and no thanks for teaching."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate

BEGINS = "begins"  # in the memory of a talk, by the ids of letters: when the time begins; of a draft, the option
_SOON = "soon"
_WITHOUT_IT = frozenset({"packet", "follow-up", "thank-you", "gracious-decline", "script"})  # kinds that do not change
_SENTENCE = re.compile(r"(?<!\bdr)(?<!\bprof)[.!?;\n]+\s", re.IGNORECASE)
_MONTHS = tuple(month_name)
_LETTERS = 3  # by which a month is known


def remembering_ahead(
    clauses: Clauses, last: Wish | None, update: CaseUpdate, old: Mapping[str, object], today: date
) -> CaseUpdate:
    """The update that remembers with which writers the time has not begun, and when it does."""
    before = old.get(BEGINS)
    held = {str(ident): str(when) for ident, when in before.items()} if isinstance(before, Mapping) else {}
    letter = letter_spoken_of(clauses.raw, update, last.letter if last else "")
    if letter and raw_pattern("has_begun").search(clauses.raw):
        held.pop(letter, None)
    elif letter and (when := _when(clauses.raw, today, again=letter in held)):
        held[letter] = when
    return replace(update, memory={**update.memory, BEGINS: held}) if held or before else update


def _when(raw: str, today: date, *, again: bool) -> str:
    """ "in August", "next month", "soon"; "" where no time ahead is told."""
    if found := _told_ahead(raw, again=again):
        told = found["when"].casefold().removeprefix("in ").removeprefix("from ")
        months = [at for at, name in enumerate(_MONTHS) if name and told.startswith(name[:_LETTERS].casefold())]
        if not months:
            return told
        will = again or raw_pattern("is_to_come").search(found[0]) is not None
        return f"in {_MONTHS[months[0]]}" if will or months[0] > today.month else ""
    return _SOON if raw_pattern("not_begun").search(raw) else ""


def _told_ahead(raw: str, *, again: bool) -> re.Match[str] | None:
    """Where a sentence tells when the time with a writer begins; residency and applications begin with nobody."""
    for sentence in _SENTENCE.split(raw):
        found = raw_pattern("begins_later").search(sentence) or raw_pattern("then_begins").search(sentence)
        if found and raw_pattern("of_a_stay").search(sentence) and not raw_pattern("of_training").search(found[0]):
            return found
    return raw_pattern("begins_then").search(raw) if again else None


def begins_anew(clauses: Clauses, last: Wish, update: CaseUpdate) -> Wish | None:
    """ "The elective is in October, not August", of a text that names the month: the text with the right one."""
    told = update.memory.get(BEGINS)
    when = str(told.get(last.letter) or "") if isinstance(told, Mapping) else ""
    if last.tool != EMAIL or not when or when == last.options.get(BEGINS) or not last.options.get(BEGINS):
        return None
    return None if clauses.asked else replace(last, options={**last.options, BEGINS: when}, changed=("facts",))


def before_it_begins(wish: Wish, update: CaseUpdate, today: date, clauses: Clauses) -> Wish:
    """The wish for a writer with whom nothing has begun: no request by itself, and no thanks for teaching."""
    told = update.memory.get(BEGINS)
    when = str(told.get(wish.letter) or "") if isinstance(told, Mapping) else ""
    seen = letter_of(update.case, wish.letter).get("experience", {})
    if not when or wish.tool != EMAIL or wish.kind in _WITHOUT_IT or wish.declined:
        return wish
    if "start" in seen or _is_past(when, today):
        return wish
    options = {**wish.options, BEGINS: when}
    ordered = clauses.has("orders_request", "text_request") or wish.changed
    return replace(wish, kind=wish.kind if ordered else "signal", options=options)


def _is_past(when: str, today: date) -> bool:
    """Whether the month that was told is this one."""
    return when == f"in {_MONTHS[today.month]}"
