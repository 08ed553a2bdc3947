"""A text that the talk seems to call for, too unsurely to write it: it is offered in one line, and a word takes it.

"she nodded before I finished my sentence!" wishes for nothing, and yet a note with what the writer needs comes next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.agent.builtin.case_talk import Situation
from assistant.agent.builtin.draft_choice import likeliest_text
from assistant.agent.builtin.draft_cues import Clauses, clause_has, read_clauses
from assistant.agent.builtin.draft_fit import fitted
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, named_letter, writers_names
from assistant.agent.builtin.draft_moment import TOOLS, label_of, moment_of
from assistant.agent.builtin.draft_need import in_window
from assistant.agent.builtin.draft_talk import email_for
from assistant.agent.builtin.draft_willing import is_no_refusal
from assistant.agent.builtin.draft_wish import EMAIL, NOT_DONE, Wish
from assistant.agent.builtin.own_barred import barred_tier
from assistant.agent.builtin.own_order import AVOID
from assistant.agent.builtin.topics import REMINDING
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path

OFFER = "offer"  # in the note of a turn: the text that was offered
_LEAST_SHARE = 0.2  # probability from which a text is offered, chosen on talks of hands that were not taught
_BEFORE_QUESTION = 0.4  # ... in place of the question on the case that the turn would end with
_SILENT = 4  # turns in which the same is not offered again
_LEAST_WORDS = 3  # a word or two answer a question
_ACTS = frozenset({"ask", "tell", "abstain", "clarify"})
_ELSEWHERE = frozenset({"chances", "language", "own_letters"})  # kinds of turns that have nothing to do with a text
_NEWS = frozenset({"agreed", "declined", "uploaded"})
_FIRST = frozenset({"request", "signal", "script"})
_ONCE_ASKED = frozenset({"packet", "packet-files", "outline", "follow-up", "thank-you"})
_FITTING = {  # what may come next, by the letter's status
    "idea": _FIRST, "asked": _ONCE_ASKED | {"gracious-decline"}, "agreed": _ONCE_ASKED,
    "uploaded": frozenset({"thank-you"}), "declined": frozenset({"gracious-decline"}),
}  # fmt: skip
_TO_BARRED = frozenset({"gracious-decline", "thank-you"})  # texts for a letter that is better not used
_TO_THE_SILENT = frozenset({"follow-up", "request"})  # who does not answer has not said no
_STAGES = (1, 2, 3)
# What may stand beside a yes to an offer: the form of the text, and what is to be in it.
_BESIDE = ("mentions", "secretary", "shorter", "formal", "less_formal", "warmer", "plain_tone", "moves_deadline")


def offered(
    text: str, meant: Understanding, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation,
    leaning: LearnedWish, last: Wish | None, *, asks: bool = False,
) -> Wish | None:
    """The text that a turn without one may offer, with its letter; None where nothing fits or it was offered lately.

    Args:
        asks: the turn would end with a question on the case. Beside it nothing is offered; what is surer takes its
            place, so that a "yes" has one meaning.
    """
    clauses = read_clauses(text, writers_names(update.case))
    letter = letter_spoken_of(text, update, last.letter if last else "")
    open_to_it = meant.act in _ACTS or (meant.act == "decline" and meant.kind in NOT_DONE)
    wants_none = not leaning.shares or clauses.has("fine", "polite_thanks", "writes_not")
    news = _is_news(update, letter)
    answers = len(text.split()) < _LEAST_WORDS and not news
    if not letter or not open_to_it or meant.kind in _ELSEWHERE or wants_none or answers:
        return None
    label, share = likeliest_text(moment_of(text, meant, update, known, leaning, clauses, None, last, notes))
    if not news and (share < (_BEFORE_QUESTION if asks else _LEAST_SHARE) or not _is_of_writer(text, clauses, update)):
        return None
    if meant.topic and meant.topic.own == REMINDING and label not in _TO_THE_SILENT:
        return None
    wish = Wish(TOOLS[label]) if label in TOOLS else email_for(clauses, "", label)
    wish = replace(wish, letter=letter) if share >= _LEAST_SHARE else Wish(EMAIL, letter=letter, unsaid=True)
    wish = replace(fitted(wish, update.case, clauses, known.today), changed=())
    again = last is not None and label_of(wish) == label_of(last) and letter == last.letter
    again = again or is_no_refusal(wish, clauses, update.case)
    if again or _lately(wish, notes) or _is_of_no_use(wish, update, known.today):
        return None
    return wish if _fits(wish, clauses, update, known.today) else None


def taken(clauses: Clauses, notes: Sequence[Mapping[str, Any]], update: CaseUpdate) -> Wish | None:
    """The text that was offered in the turn before, where the message says yes to it and nothing else than its form."""
    note = notes[-1] if notes else {}
    if OFFER not in note or not clauses.texts or clauses.asked - set(clauses.texts[-1:]) or puts_off(clauses, notes):
        return None
    wish = Wish.from_note(note[OFFER])
    by_name = clause_has(clauses.whole, "takes_by_name")
    yes = [clause for clause in clauses.texts if clause_has(clause, "takes_by_name", "says_yes_to_it")]
    others = [clause for clause in clauses.texts if clause not in yes and not clause_has(clause, *_BESIDE)]
    if not by_name and (not yes or others or clauses.asked or _is_news(update, wish.letter)):
        return None
    if wish.tool != EMAIL:
        return wish
    said = email_for(clauses, "", wish.kind)
    return replace(wish, options={**wish.options, **said.options})


def puts_off(clauses: Clauses, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message says no to the text that was offered in the turn before, or not now."""
    return bool(notes) and OFFER in notes[-1] and clauses.has("puts_off_offer", "leaves_it")


def leaves_it(clauses: Clauses, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message says nothing but that: "ok, forget it" means the text, and takes no letter out of the case."""
    rest = [text for text in clauses.texts if text != "please" and not clause_has(text, "says_yes_to_it")]
    return puts_off(clauses, notes) and all(clause_has(text, "leaves_it") for text in rest)


def only_agrees(clauses: Clauses, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message is a bare yes to a question of ours that was about no text."""
    note = notes[-1] if notes else {}
    return bool(note.get("asked")) and "draft" not in note and clause_has(clauses.whole, "says_yes_to_it")


def _is_of_writer(text: str, clauses: Clauses, update: CaseUpdate) -> bool:
    """Whether the message speaks of a writer: by a name, a role, or as him or her."""
    return clauses.has("pronoun", "for_writer") or bool(named_letter(text, update))


def _is_news(update: CaseUpdate, letter: str) -> bool:
    """Whether a message tells of one letter where it stands now: what comes next follows from that."""
    told = [change for change in update.changes if split_path(change.field)[1] == "status" and change.op == "set"]
    return len(told) == 1 and split_path(told[0].field)[0] == letter and told[0].value in _NEWS


def _fits(wish: Wish, clauses: Clauses, update: CaseUpdate, today: date) -> bool:
    """Whether the text fits where its letter stands; a reminder only where its time has come or no answer did."""
    status = str(letter_of(update.case, wish.letter).get("status"))
    label = label_of(wish)
    if label == "follow-up" and not clauses.has("no_answer", "hurries"):
        return status in {"asked", "agreed"} and any(in_window(stage, update.case, today) for stage in _STAGES)
    return label in _FITTING.get(status, frozenset({label}))


def _is_of_no_use(wish: Wish, update: CaseUpdate, today: date) -> bool:
    """Whether the text is for a letter that is better not used, or asks for one that has no place in the order."""
    tier, label = barred_tier(wish.letter, update.case, today), label_of(wish)
    return label not in _TO_BARRED if tier == AVOID else bool(tier) and label in _FIRST


def _lately(wish: Wish, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the same was offered or written in one of the last turns."""
    late = [Wish.from_note(note[name]) for note in notes[-_SILENT:] for name in (OFFER, "draft") if name in note]
    return any((one.tool, one.kind, one.letter) == (wish.tool, wish.kind, wish.letter) for one in late)
