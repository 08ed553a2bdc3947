"""A text that the talk seems to call for, too unsurely to write it: it is offered in one line, and a word takes it.

"he told me yes yesterday!" wishes for nothing, and yet a note with what the writer needs is what comes next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.case_talk import Situation
from assistant.agent.builtin.draft_choice import likeliest_text
from assistant.agent.builtin.draft_cues import Clauses, clause_has, read_clauses
from assistant.agent.builtin.draft_fit import fitted
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_letter import open_letters, writers_names
from assistant.agent.builtin.draft_moment import TOOLS, label_of, letter_meant, moment_of
from assistant.agent.builtin.draft_talk import EMAIL, NOT_DONE, Wish, email_for
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path

OFFER = "offer"  # in the note of a turn: the text that was offered
_LEAST_SHARE = 0.2  # probability from which a text is offered, chosen on talks of hands that were not taught
_SILENT = 4  # turns in which the same is not offered again
_ACTS = frozenset({"ask", "tell", "abstain", "clarify"})
_ELSEWHERE = frozenset({"chances", "language", "own_letters"})  # kinds of turns that have nothing to do with a text
_NEWS = frozenset({"agreed", "declined", "uploaded"})
_LEAST_WORDS = 3  # a word or two answer a question
_ONCE_ASKED = frozenset({"packet", "packet-files", "outline", "follow-up", "thank-you"})
_FITTING = {  # what may come next, by the letter's status
    "asked": _ONCE_ASKED | {"gracious-decline"}, "agreed": _ONCE_ASKED, "uploaded": frozenset({"thank-you"}),
    "declined": frozenset({"gracious-decline"}),
}  # fmt: skip


def offered(
    text: str, meant: Understanding, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation,
    leaning: LearnedWish, last: Wish | None,
) -> Wish | None:
    """The text that a turn without one may offer, with its letter; None where nothing fits or it was offered lately."""
    clauses = read_clauses(text, writers_names(update.case))
    letter = letter_meant(text, update, None, last)
    held: Mapping[str, Any] = next((item for item in open_letters(update.case) if item["id"] == letter), {})
    open_to_it = meant.act in _ACTS or (meant.act == "decline" and meant.kind in NOT_DONE)
    wants_none = not leaning.shares or clauses.has("fine", "polite_thanks", "writes_not")
    if not held or not open_to_it or meant.kind in _ELSEWHERE or wants_none or len(text.split()) < _LEAST_WORDS:
        return None
    label, share = likeliest_text(moment_of(text, meant, update, known, leaning, clauses, None, last, notes))
    if share < _LEAST_SHARE and not _is_news(update, letter):
        return None
    wish = Wish(TOOLS[label]) if label in TOOLS else email_for(clauses, "", label)
    wish = replace(wish, letter=letter) if share >= _LEAST_SHARE else Wish(EMAIL, letter=letter, unsaid=True)
    wish = fitted(wish, update.case, clauses, known.today)
    if (last and label_of(wish) == label_of(last) and letter == last.letter) or _lately(wish, notes):
        return None
    fits = _FITTING.get(str(held.get("status")))
    return None if fits and label_of(wish) not in fits else replace(wish, changed=())


def taken(clauses: Clauses, notes: Sequence[Mapping[str, Any]]) -> Wish | None:
    """The text that was offered in the turn before, where the message says yes to it, with what it says beside."""
    note = notes[-1] if notes else {}
    if OFFER not in note or clauses.asked - set(clauses.texts[-1:]):
        return None
    wish = Wish.from_note(note[OFFER])
    if clause_has(clauses.whole, "takes_by_name"):
        return wish
    rest = [text for text in clauses.texts if not clause_has(text, "takes_by_name", "says_yes_to_it")]
    yes = clauses.texts if not note.get("asked") else [c for c in clauses.texts if clause_has(c, "takes_by_name")]
    others = set(clauses.kinds()) - {wish.kind}
    if len(rest) == len(clauses.texts) or not yes or others or clauses.asked or clauses.has("polite_thanks", "no_more"):
        return None
    if wish.tool != EMAIL or not rest:
        return wish
    return replace(email_for(Clauses(clauses.raw, tuple(rest), frozenset()), "", wish.kind), letter=wish.letter)


def only_agrees(clauses: Clauses, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message is a bare yes to a question of ours that was about no text."""
    note = notes[-1] if notes else {}
    return bool(note.get("asked")) and "draft" not in note and clause_has(clauses.whole, "says_yes_to_it")


def _is_news(update: CaseUpdate, letter: str) -> bool:
    """Whether a message tells of one letter where it stands now: what comes next follows from that."""
    told = [change for change in update.changes if split_path(change.field)[1] == "status" and change.op == "set"]
    return len(told) == 1 and split_path(told[0].field)[0] == letter and told[0].value in _NEWS


def _lately(wish: Wish, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the same was offered or written in one of the last turns."""
    late = [Wish.from_note(note[name]) for note in notes[-_SILENT:] for name in (OFFER, "draft") if name in note]
    return any((one.tool, one.kind, one.letter) == (wish.tool, wish.kind, wish.letter) for one in late)
