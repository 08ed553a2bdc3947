"""Plain wishes that look like others: only thanks and no hint, an update that reminds of nothing, a sending, what else
there is after a refusal, and for each writer the text that is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_changes import secretary_of
from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, open_letters
from assistant.agent.builtin.draft_mention import mentioned
from assistant.agent.builtin.draft_moves import SHORT
from assistant.agent.builtin.draft_need import after_silence
from assistant.agent.builtin.draft_news import PROMISED
from assistant.agent.builtin.draft_talk import MOST_WORDS, email_for, kept_style
from assistant.agent.builtin.draft_wish import DECLINED, EMAIL, OUTLINE, Wish
from assistant.casebook import CaseUpdate
from assistant.domain.vocabulary import WAITED_FOR

_FOR_STATUS = {"agreed": "packet", "asked": "follow-up", "uploaded": "thank-you", "declined": "gracious-decline"}
_ASKED_BEFORE = 2  # turns in which "what can you give then?" still answers a refusal


def plain_wish(
    clauses: Clauses, last: Wish | None, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]
) -> Wish | None:
    """The text that such a message plainly wishes for, or None."""
    if wish := _of_one_writer(clauses, update, last) or after_silence(clauses, last, update):
        return wish
    if last is None:
        return _after_refusal(clauses, update, notes)
    if len(clauses.whole.split()) > MOST_WORDS + MOST_WORDS:
        return None
    same = letter_spoken_of(clauses.raw, update, last.letter) in {"", last.letter}
    if same and _asks_sending(clauses):
        return replace(last, changed=("not_sent",), declined="")
    as_message = raw_pattern("into_a_message").search(clauses.raw)
    as_message = None if raw_pattern("chat_number").search(clauses.raw) else as_message
    if last.tool == EMAIL and last.kind != "script" and as_message:
        return replace(last, options={**last.options, **SHORT}, changed=("as_message",), declined="")
    if moved := _after_news(clauses, last, update):
        return moved
    return _only_thanks(clauses, last) or _as_update(clauses, last, update) or _after_refusal(clauses, update, notes)


def for_each(clauses: Clauses, update: CaseUpdate) -> tuple[Wish, ...]:
    """ "Write for both what is right": for each writer the text that the letter's status calls for."""
    letters = open_letters(update.case)
    if not clauses.has("right_for_each") or clauses.asked or len(letters) <= 1:
        return ()
    return tuple(_by_status(letter, clauses) for letter in letters)


def _by_status(letter: Mapping[str, Any], clauses: Clauses) -> Wish:
    kind = _FOR_STATUS.get(str(letter.get("status")), "request")
    waits = clauses.has("the_letter", "no_answer")  # "Brandt uploaded, Pillai not": that one is reminded
    return Wish(EMAIL, "follow-up" if kind == "packet" and waits else kind, letter=str(letter["id"]))


def _asks_sending(clauses: Clauses) -> bool:
    return any(clause_has(clause, "asks_sending") and not clause_has(clause, "question") for clause in clauses.texts)


def _only_thanks(clauses: Clauses, last: Wish) -> Wish | None:
    """ "No hint, make it only thanks, the letter comes later"."""
    if last.tool != EMAIL or not clauses.has("only_thanks") or clauses.has("mentions"):
        return None
    if set(clauses.kinds()) - {"thank-you", "signal"} or last.kind == "gracious-decline":
        return None
    if "thank-you" not in clauses.kinds() and last.kind not in {"signal", "thank-you"}:
        return None  # "no hints please", of a request
    return Wish(EMAIL, "thank-you", None, kept_style(last), last.letter, changed=("only_thanks",))


def _of_one_writer(clauses: Clauses, update: CaseUpdate, last: Wish | None) -> Wish | None:
    """ "Just a line to see if he has all he needs"; "he offers only a standard letter, how do I refuse it"."""
    ident = letter_spoken_of(clauses.raw, update, last.letter if last else "")
    if not ident or len(clauses.whole.split()) > MOST_WORDS + MOST_WORDS:
        return None
    if any(clause_has(c, "checks_in") and clause_has(c, "piece_of_it", "some_text") for c in clauses.texts):
        reminded = letter_of(update.case, ident).get("status") in WAITED_FOR and not clauses.has("question")
        return replace(email_for(clauses, "", "follow-up"), letter=ident) if reminded else None
    answers = clauses.has("turns_down") or raw_pattern("wants_words").search(clauses.raw)
    if clauses.has("weak_offer") and answers:
        return replace(email_for(clauses, "", "gracious-decline"), letter=ident, options={"offer": True})
    return None


def _after_news(clauses: Clauses, last: Wish, update: CaseUpdate) -> Wish | None:
    """ "Reply to that", to a writer who is doing it now; thanks for two; "the email that confirms what we said"."""
    letter = letter_of(update.case, letter_spoken_of(clauses.raw, update, last.letter))
    ident, status = str(letter.get("id") or ""), letter.get("status")
    if status == "agreed" and clauses.has("thanks_both") and (name := secretary_of(clauses.raw).get("secretary_name")):
        return Wish(EMAIL, "thank-you", None, {"mention": f"thank you also to {name}"}, ident)
    promised = ident in (update.memory.get(PROMISED) or ()) and status != "declined"
    if promised and any(clause_has(clause, "orders_reply") for clause in clauses.texts) and not clauses.kinds():
        return Wish(EMAIL, "thank-you", None, kept_style(last), ident)
    if status == "agreed" and clauses.has("confirms") and not (clauses.asked or "follow-up" in clauses.kinds()):
        return replace(email_for(clauses, "", "packet"), letter=ident)
    return None


def _as_update(clauses: Clauses, last: Wish, update: CaseUpdate) -> Wish | None:
    """ "I want it only as an update, not a reminder": news, and nothing that reminds."""
    letter = letter_of(update.case, letter_spoken_of(clauses.raw, update, last.letter))
    reminds = last.kind == "follow-up" or clauses.has("not_reminding")
    if last.tool != EMAIL or not clauses.has("as_update") or not reminds or letter.get("status") not in WAITED_FOR:
        return None
    said = mentioned(clauses.raw) if clauses.has("mentions") else None
    options = last.options if last.kind == "follow-up" else kept_style(last)
    options = {**options, "update": True} | ({"mention": said} if said else {})
    return Wish(EMAIL, "follow-up", 1, options, str(letter["id"]), changed=("update",))


def _after_refusal(
    clauses: Clauses, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]
) -> Wish | None:
    """ "Ok, what can you give then", after the letter itself was declined: the bullet points."""
    late = [note.get("declined") for note in notes[-_ASKED_BEFORE:]]
    if not any(clause_has(clause, "what_then") for clause in clauses.texts) or not DECLINED.intersection(late):
        return None
    letter = letter_spoken_of(clauses.raw, update)
    return Wish(OUTLINE, letter=letter) if letter else None
