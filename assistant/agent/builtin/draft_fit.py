"""A wish as its letter's state allows and calls for: what fits where the message does not say, and what never fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern, read_clauses
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_mention import mentioned, thanks_for
from assistant.agent.builtin.draft_need import in_window, tells_silence
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate
from assistant.drafting.recall import recalled
from assistant.drafting.rules import load_rules
from assistant.retrieval.normalise import normalise

# What is written to a writer where the message does not say, by the letter's status.
_UNSAID = {"agreed": "packet", "asked": "follow-up", "uploaded": "thank-you", "declined": "gracious-decline"}
# What else may be written at a status: the same for another writer keeps its kind where that fits.
_AS_FITTING = {"None": ("signal", "script"), "idea": ("signal", "script"), "asked": (), "agreed": ("follow-up",)}
_TO_THE_ASKED = frozenset({"follow-up", "packet"})
_KINDS = {"cases": "case", "presentations": "presentation", "responsibilities": "work"}  # of notes, for `recalled`
_MOST_WORDS = 3  # of a mention that may stand for a note
_LEAST_LETTERS = 3  # of a word of it that counts


def _by_state(
    letter: Mapping[str, Any], case: Mapping[str, Any], clauses: Clauses, today: date, *, pressed: bool = False
) -> str:
    """The kind that a letter's state calls for where the message names none.

    One who agreed, and is to be pressed, is to be reminded.
    """
    status = letter.get("status") or ("agreed" if clauses.has("now_agreed") else None)
    if status == "agreed" and pressed:
        return "follow-up"
    if letter.get("attitude") == "hesitant" and clauses.has("replies", "asks_words"):
        return "gracious-decline"
    if status == "agreed" and clauses.has("no_answer"):
        return "follow-up"
    stage = 1 if clauses.has("hurries") else 2  # without a word of time, a first reminder is not what is meant
    if status == "agreed" and in_window(stage, case, today) and not clauses.has("just_now"):
        return "follow-up"
    return _UNSAID.get(str(status), "request")


def fitted(wish: Wish, case: Mapping[str, Any], clauses: Clauses, today: date) -> Wish:
    """The wish as the letter's status allows: to one who declined only the gracious reply, after the upload thanks."""
    letter = letter_of(case, wish.letter)
    status = letter.get("status")
    same = wish.unsaid or ("letter" in wish.changed and wish.kind not in clauses.kinds())
    unasked = status in {None, "idea"} and "instead" not in clauses.whole.split()  # "for Khan instead" is he all along
    if same and wish.tool == EMAIL and wish.kind in _TO_THE_ASKED and unasked:
        wish = replace(wish, kind="request", stage=None)  # the same for a writer whom nobody has asked yet
    if wish.unsaid and wish.tool == EMAIL and (not wish.changed or status in _UNSAID):
        kind = _by_state(letter, case, clauses, today, pressed=wish.declined == "pressure")
        same = kind == wish.kind or wish.kind in _AS_FITTING.get(str(status), ())
        wish = wish if same else replace(wish, kind=kind, stage=None)
    if wish.kind == "gracious-decline" and clauses.has("no_answer") and not clauses.has("says_no") and (
        status != "declined" and letter.get("attitude") != "hesitant"
    ):  # "hany dont reply": silence is no answer
        wish = replace(wish, kind="follow-up", stage=None)
    if wish.tool == EMAIL and not wish.declined and wish.changed in {(), ("again",)}:
        wish = _as_it_stands(wish, str(status or ""), clauses)
    fits = {"declined": "gracious-decline", "uploaded": "thank-you"}.get(str(status))
    if wish.tool == EMAIL and fits and wish.kind != fits:
        options = {name: wish.options[name] for name in ("shorter", "formal") if name in wish.options}
        if fits == "gracious-decline" and (thanks := thanks_for(clauses.raw)):
            return replace(wish, kind=fits, stage=None, options={**options, "mention": thanks}, changed=())
        asked = fits == "thank-you" and fits in clauses.kinds()  # "he did it. Thanks now, and tell him I passed"
        if asked and clauses.has("mentions") and (news := mentioned(clauses.raw)):
            options["mention"] = news
        return replace(wish, kind=fits, stage=None, options=options, changed=() if asked else (f"was_{status}",))
    if wish.options.get("mention") and letter.get("experience", {}).get("setting") == "none":
        said = read_clauses(str(wish.options["mention"]))
        if said.has("worked_together"):  # the case says that they never worked together
            options = {name: value for name, value in wish.options.items() if name != "mention"}
            return replace(wish, options=options, declined="invent", changed=())
    return wish


def _as_it_stands(wish: Wish, status: str, clauses: Clauses) -> Wish:
    """No reminder to one whom nobody has asked, and no request to one who has agreed, unless it is plainly ordered."""
    reminded = clauses.has("reminds", "no_answer", "checks_in", "calls_next") or "follow-up" in clauses.kinds()
    reminded = reminded or tells_silence(clauses)
    if wish.kind == "follow-up" and status in {"", "idea"} and not reminded:
        return replace(wish, kind="request", stage=None)
    if status == "agreed" and wish.options.get("second_request") and not reminded:
        options = {name: value for name, value in wish.options.items() if name != "second_request"}
        return replace(wish, kind="packet", stage=None, options=options)  # "how do I write to him after this silence"
    ordered = clauses.has("orders_request") or raw_pattern("two_letters").search(clauses.raw)
    if status == "agreed" and ordered and not reminded and wish.kind in {"request", "follow-up"}:
        return replace(wish, kind="packet", stage=None, changed=("has_agreed",))
    return wish


def stands_as(letter: str, other: str, case: Mapping[str, Any]) -> bool:
    """Whether two letters are at the same point: what is written to the one may be written to the other."""
    one, two = letter_of(case, letter), letter_of(case, other)
    return all(one.get(name) == two.get(name) for name in ("status", "attitude"))


def with_notes(wish: Wish, case: Mapping[str, Any]) -> Wish:
    """ "Mention the smokers": a word or two for something that a note tells stands for what the note tells."""
    said = str(wish.options.get("mention") or "")
    words = {word for word in normalise(said).split() if len(word) >= _LEAST_LETTERS}
    letter = letter_of(case, wish.letter)
    if not words or len(said.split()) > _MOST_WORDS or wish.tool != EMAIL:
        return wish
    for area, kind in _KINDS.items():
        for note in (letter.get("notes") or {}).get(area, ()):
            told = recalled(kind, str(note))
            if words <= set(normalise(str(note)).split()) and told.form in {"thing", "deed"}:
                mention = told.text if told.form == "thing" else f"that I {told.text}"
                return replace(wish, options={**wish.options, "mention": mention})
    return wish


def with_time_gone(wish: Wish, update: CaseUpdate, today: date) -> Wish:
    """The wish with what was told of about when the time together ended, where the case holds no day of its end."""
    told = (update.memory.get("ended") or {}).get(wish.letter)
    letter = letter_of(update.case, wish.letter)
    dated = {"start", "end"} & set(letter.get("experience") or {})
    if wish.tool != EMAIL or wish.kind != "request" or not told or dated or "months_ago" in wish.options:
        return wish
    gone = (today - date.fromisoformat(told)).days
    if gone < load_rules().limits["months_ago_days"]:
        return wish
    return replace(wish, options={**wish.options, "months_ago": True})
