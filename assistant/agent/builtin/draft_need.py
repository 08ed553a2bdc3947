"""Wishes for words that neither order a text nor name one: "what do i write to her secretary", "he doesn't answer two
weeks, something gentle", "he said yes, what i send him now"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_has, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of
from assistant.agent.builtin.draft_told import MOST_WORDS_KEPT, Before, applied
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.audit.figures import load_figures
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path

_TEXT, _ENOUGH = 2, 3  # a text alone is none yet
_WISHES = ("asks_words", "names_words", "one_more", "wants_done")


def needs_words(clauses: Clauses, *, known: bool, in_guide: bool) -> bool:
    """Whether some clause leaves the person without words for a writer.

    Only of a writer who is spoken of: the same question in general is one of the guide.

    Args:
        clauses: the message.
        known: the case has a writer.
        in_guide: the guide answers the message as a question.
    """
    if not (known or raw_pattern("names_doctor").search(clauses.raw)) or clauses.has("writes_not"):
        return False
    if mends_own(clauses):
        return True
    told = len(clauses.texts) > 1 or clauses.has("pronoun") or not in_guide  # else "what should I write" is anybody's
    return any(_needs(clauses, clause, told) for clause in clauses.texts)


def _asks_guide(clauses: Clauses) -> bool:
    """Whether some clause asks the guide: "and the second, is it too early to remind?"."""
    asking = [c for c in clauses.texts if clause_has(c, "question") and not clause_has(c, "asks_words", "one_more")]
    plain = (clause for clause in asking if not clause_has(clause, "relative"))
    return any(c in clauses.asked for c in asking) or any(clause_has(c, "weighs", "timed") for c in plain)


def mends_own(clauses: Clauses) -> bool:
    """Whether the message holds a mail of the person's own to a writer, to be put right."""
    found = raw_pattern("own_text").search(clauses.raw)
    return found is not None and clauses.has("mends_own")


def _needs(clauses: Clauses, clause: str, told: bool) -> bool:
    if clause_has(clause, "not_to_writer", "off_target", "polite_thanks"):
        return False
    if clause_has(clause, "asks_words"):
        return told
    asking = clause_has(clause, "question") and not clause_has(clause, "one_more")
    if _asks_guide(clauses) or asking or clause_has(clause, "other_text"):
        return False
    if clause in clauses.asked:  # "and for Dr. Wu?", "a card for her?", but not "a reminder now?"
        wished = clause_has(clause, "one_more", "names_words", "wants_done") or _signs(clauses, clause) >= _ENOUGH
        return wished and not clause_has(clause, "timed", "weighs")
    if clause_has(clause, "names_words"):
        return True
    if clause_has(clause, "may_write"):
        return clauses.has("some_text", "is_email", "asks_letter")
    return clause_has(clause, *_WISHES, "do_it") or _signs(clauses, clause) >= _ENOUGH


def _signs(clauses: Clauses, clause: str) -> int:
    """How much in a clause of no known form speaks for a wish: a text, a wish for anything, a reader; nothing told."""
    if clause_has(clause, "tells_of_text", "fine"):
        return 0
    text = clause_has(clause, "text_word") * _TEXT
    wish = clause_has(clause, "desire") or clause in clauses.asked
    return text + wish + clause_has(clause, "reader") if text else 0


def in_window(stage: int, case: Mapping[str, Any], today: date) -> bool:
    """Whether the time of a stage's reminder has come: what was agreed is due soon."""
    figures, year, given = load_figures(), case.get("application_year"), case.get("deadline")
    if not (given or year):
        return False
    usual = date(int(year or date.max.year), figures.deadline_month, figures.deadline_day)
    deadline = date.fromisoformat(str(given)) if given else usual
    return any(window.stage == stage and window.first <= (today - deadline).days for window in figures.follow_ups)


def after_silence(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> Wish | None:
    """ "He said he will think. After 10 days nothing. Please write": a reminder, where he was asked before."""
    asked_else = [clause for clause in clauses.asked if not raw_has(clause, "wants_words", "what_now")]
    if asked_else or not tells_silence(clauses):
        return None
    letter = letter_of(update.case, letter_spoken_of(clauses.raw, update, last.letter if last else ""))
    requested = last is not None and (last.kind, last.letter) == ("request", letter.get("id"))  # and sent since
    asked = requested or letter.get("status") in {"asked", "agreed"} or letter.get("attitude") == "hesitant"
    if not letter or clauses.kinds() or not asked or letter.get("status") in {"declined", "uploaded"}:
        return None
    return Wish(EMAIL, "follow-up", letter=str(letter["id"]))


def tells_silence(clauses: Clauses) -> bool:
    """ "After 10 days nothing. Please write": nothing came, and something is to be written."""
    return raw_has(clauses.raw, "came_nothing") and raw_has(clauses.raw, "bare_write", "wants_words")


def asked_since(wish: Wish, last: Wish | None, update: CaseUpdate, words: str, before: Before) -> CaseUpdate:
    """The update in which the writer has been asked, where a reminder follows the request of this talk."""
    held = letter_of(update.case, wish.letter).get("status")
    requested = last is not None and (last.kind, last.letter) == ("request", wish.letter)
    if wish.kind != "follow-up" or not requested or held not in {None, "idea"}:
        return update
    asked = Change("set", letter_path(wish.letter, "status"), "asked", words[:MOST_WORDS_KEPT])
    return applied(update, [*update.changes, asked], before)
