"""Two texts of one message: the second stands beside the first at once, what is ordered beyond them waits.

"Request mails for both please", "a reminder for Dr. Oye and a thank-you for Dr. Schmidt", and then "both shorter".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import read_clauses
from assistant.agent.builtin.draft_fit import fitted
from assistant.agent.builtin.draft_letter import letters_named
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_talk import kept_style
from assistant.agent.builtin.draft_told import Before
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate

MOVED = "moved"  # ... that one of them was named since
BESIDE = "beside"  # in the note of a turn: the texts that stand beside its first one
_AT_ONCE = 1  # texts that stand beside the first
_STYLES = frozenset({"shorter", "longer", "formal", "less_formal", "warmer", "less_warm", "plain_tone"})


def with_the_meant_first(
    text: str, notes: Sequence[Mapping[str, Any]], update: CaseUpdate
) -> Sequence[Mapping[str, Any]]:
    """The notes of a talk; of two texts that were written at once, the one that is named now stands first.

    "The thank-you warmer", after a reminder for one writer and a thank-you for another.
    """
    if not notes or not notes[-1].get(BESIDE) or "draft" not in notes[-1]:
        return notes
    made = [Wish.from_note(one) for one in (notes[-1]["draft"], *notes[-1][BESIDE])]
    named, kinds = letters_named(text, update), read_clauses(text).kinds()
    meant = [wish for wish in made if wish.letter in named] or [wish for wish in made if wish.kind in kinds]
    if len(meant) != 1 or meant[0] is made[0]:
        return notes
    rest = [wish.note() for wish in made if wish is not meant[0]]
    return [*notes[:-1], {**notes[-1], "draft": meant[0].note(), BESIDE: rest, MOVED: True}]


def with_both(text: str, turn: DraftTurn, notes: Sequence[Mapping[str, Any]], before: Before) -> DraftTurn:
    """The turn with a second text beside the first, where the message orders several or changes the style of two."""
    if turn.choices or turn.bare or turn.wish.asks or turn.wish.declined:
        return replace(turn, queue=(*turn.queue, *_for_the_rest(text, turn, before)), rest=())
    if not (turn.queue or turn.rest) and (styled := _styled_too(text, turn, notes)):
        return replace(turn, beside=styled)
    ordered = (*turn.queue, *_for_the_rest(text, turn, before))
    return replace(turn, beside=ordered[:_AT_ONCE], queue=ordered[_AT_ONCE:], rest=())


def _for_the_rest(text: str, turn: DraftTurn, before: Before) -> tuple[Wish, ...]:
    """The same text for each other writer for whom it is wished, as that letter's status calls for."""
    clauses, case = read_clauses(text), turn.update.case
    alike = replace(turn.wish, options=kept_style(turn.wish))
    return tuple(fitted(replace(alike, letter=letter), case, clauses, before.today) for letter in turn.rest)


def _styled_too(text: str, turn: DraftTurn, notes: Sequence[Mapping[str, Any]]) -> tuple[Wish, ...]:
    """ "Shorter", after two texts of which none is named: both are."""
    held = [Wish.from_note(one) for one in notes[-1].get(BESIDE) or ()] if notes else []
    styles = bool(turn.wish.changed) and _STYLES.issuperset(turn.wish.changed)
    if not (held and styles) or notes[-1].get(MOVED) or letters_named(text, turn.update):
        return ()
    style = {name: value for name, value in turn.wish.options.items() if name in kept_style(turn.wish)}
    return tuple(
        replace(wish, options={**_without_style(wish), **style}, changed=turn.wish.changed)
        for wish in held if wish.tool == EMAIL and wish.letter != turn.wish.letter
    )  # fmt: skip


def _without_style(wish: Wish) -> dict[str, Any]:
    return {name: value for name, value in wish.options.items() if name not in kept_style(wish)}
