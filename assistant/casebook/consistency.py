"""What contradicts itself is asked: weeks that do not fit the dates, an end before the start."""

from __future__ import annotations

from datetime import date

from assistant.casebook.draft import Draft
from assistant.casebook.model import letter_path

_MOST_APART = 1  # weeks between what was told and what the dates give


def settle_stays(draft: Draft) -> None:
    """Keep what was told before where this message contradicts it, and ask which holds."""
    for letter in draft.ids():
        start, end, weeks = (letter_path(letter, f"experience.{name}") for name in ("start", "end", "weeks"))
        first, last, told = draft.get(start), draft.get(end), draft.get(weeks)
        if not isinstance(first, str) or not isinstance(last, str):
            continue
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
        if days < 1:
            path = end if _fresh(draft, end) else start
            _take_back(draft, path)
            draft.ask(path, "end_before_start", _words(draft, path))
        elif isinstance(told, int | float) and abs(days / 7 - told) > _MOST_APART:
            words = _words(draft, weeks)
            if _fresh(draft, weeks):
                _take_back(draft, weeks)
            held = draft.get(weeks)
            if isinstance(held, int | float) and abs(days / 7 - held) > _MOST_APART:
                draft.clear(weeks, _words(draft, end) or _words(draft, start) or words)
            draft.ask(weeks, "weeks_against_dates", words, (f"{told:g}", f"{round(days / 7, 1):g}"))


def _fresh(draft: Draft, path: str) -> bool:
    return any(change.field == path and change.op == "set" for change in draft.changes)


def _words(draft: Draft, path: str) -> str:
    return next((c.words for c in reversed(draft.changes) if c.field == path), draft.words.get(path, ""))


def _take_back(draft: Draft, path: str) -> None:
    """The value as it was before this message."""
    words = _words(draft, path)
    old = next((value for changed, value in draft.before if changed == path), None)
    if old is None:
        draft.clear(path, words)
    else:
        draft.set(path, old, words)
