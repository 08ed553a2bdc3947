"""What contradicts itself is asked: weeks that do not fit the dates, an end before the start."""

from __future__ import annotations

from datetime import date

from assistant.casebook.draft import Draft
from assistant.casebook.model import letter_path
from assistant.casebook.turn import Turn

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


def drop_old_doubt(turn: Turn) -> None:
    """ "she agreed!!" of one who hesitated before: the doubt is over, unless this message tells it again."""
    if _doubts_still(turn):
        return
    agreed = {c.field: c.words for c in turn.draft.changes if c.op == "set" and c.value == "agreed"}
    for letter in turn.draft.before_ids:
        words = agreed.get(letter_path(letter, "status"))
        path = letter_path(letter, "attitude")
        if words is not None and turn.draft.get(path) == "hesitant" and not _fresh(turn.draft, path):
            turn.draft.clear(path, words)


def _doubts_still(turn: Turn) -> bool:
    """ "agreed but she is still not sure", "reluctantly agreed", "said ok, only half-hearted"."""
    said = list(turn.message.inside(0, len(turn.message.tokens), "fact:attitude", "fact:status"))
    yes = next((m.first for m in reversed(said) if m.value == "agreed"), 0)
    doubts = any(turn.text(at) in turn.book.lists["doubts"] for at in range(max(0, yes - 2), len(turn.message.tokens)))
    return doubts or any(m.value == "hesitant" for m in said)


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
