"""A word of a text that was wrong: "its hypernatremia not hyponatremia", 'not "managed", say "helped with"'.

It counts where the wrong word stands in what the person told for the text: a note of its letter, or the mention. The
rest of the message is read as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.agent.builtin.case_talk import Situation
from assistant.agent.builtin.draft_instead import pieces_of, words_given
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_told import Before, applied
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path
from assistant.drafting.wording import telling_words

_SAID, _HERE = "reworded", ("as_is", "again", "unchanged")


@dataclass(frozen=True, slots=True)
class Correction:
    """The wrong words, those in their place, and the message without the correction."""

    old: str
    new: str
    rest: str
    words: str

    def within(self, text: str) -> str:
        """A text with the right words."""
        return re.sub(rf"\b{re.escape(self.old)}\b", lambda _: self.new, text, flags=re.IGNORECASE)


def corrected(
    text: str, update: CaseUpdate, last: Wish | None, known: Situation,
    read: Callable[[str, CaseUpdate], DraftTurn | None],
) -> DraftTurn | None:
    """What `read` makes of a message without the words that it sets right, and these words in the last text."""
    found = _correction_in(text, last, known.case)
    if last is None or found is None:
        return read(text, update)
    before = Before(known.case, known.today, last.letter, drafted=True)
    update = _without_correction(update, found, before)
    turn = read(found.rest, update) if telling_words(found.rest) else None
    return _with_correction(turn, last, found, update, before)


def _correction_in(text: str, last: Wish | None, case: Mapping[str, Any]) -> Correction | None:
    """The correction of something that was told for the last text; None where its words are nowhere in that."""
    told = " \n".join(_told(last, case)).casefold() if last else ""
    pieces = pieces_of(text) if told else []
    for at, piece in enumerate(pieces):
        given, new = words_given(piece) or ("", "")
        old = _standing(given, told)
        if _is_word(old) and _is_word(new) and new.casefold() != old.casefold():
            return Correction(old, new, ". ".join([*pieces[:at], *pieces[at + 1 :]]), piece)
    return None


def _without_correction(update: CaseUpdate, found: Correction, before: Before) -> CaseUpdate:
    """The update without what was read in the words of the correction: a country, a specialty, a writer's no."""
    kept = [change for change in update.changes if not (change.words and change.words in found.words)]
    return update if len(kept) == len(update.changes) else applied(update, kept, before)


def _with_correction(
    turn: DraftTurn | None, last: Wish, found: Correction, update: CaseUpdate, before: Before
) -> DraftTurn:
    """What the rest of the message makes of the last text, with the right words in its notes and its mention."""
    turn = turn or DraftTurn(replace(last, changed=(_SAID,), declined=""), (), update, tells=True)
    wish, changed = turn.wish, tuple(name for name in turn.wish.changed if name not in _HERE)
    if mention := str(wish.options.get("mention") or ""):
        wish = replace(wish, options={**wish.options, "mention": found.within(mention)})
    wish = replace(wish, changed=tuple(dict.fromkeys((*changed, _SAID))) if turn.wish.changed else ())
    notes = _notes_right(found, turn.update, last.letter)
    told = list(turn.update.changes) if turn.tells else []
    return replace(turn, wish=wish, update=applied(turn.update, [*told, *notes], before), tells=bool(told or notes))


def _notes_right(found: Correction, update: CaseUpdate, letter: str) -> list[Change]:
    held: Mapping[str, Any] = letter_of(update.case, letter).get("notes", {})
    return [
        Change("set", letter_path(letter, f"notes.{area}"), right, found.words)
        for area, notes in held.items()
        if isinstance(notes, list) and (right := [found.within(str(note)) for note in notes]) != notes
    ]  # fmt: skip


def _told(last: Wish, case: Mapping[str, Any]) -> Iterator[str]:
    """What the person told for a text, in their own words."""
    if last.tool == EMAIL:
        yield str(last.options.get("mention") or "")
    notes: Mapping[str, Sequence[str]] = letter_of(case, last.letter).get("notes", {})
    yield from (str(note) for area in notes.values() if isinstance(area, list) for note in area)


def _standing(words: str, told: str) -> str:
    """The most words from the beginning that stand in what was told: "hyponatremia my mistake" is "hyponatremia"."""
    parts = words.split()
    tries = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((one for one in tries if re.search(rf"\b{re.escape(one.casefold())}\b", told)), "")


def _is_word(words: str) -> bool:
    """Whether words tell something, and no number: a count that is to grow is no mistake to mend unasked."""
    return bool(telling_words(words)) and not any(letter.isdigit() for letter in words)
