"""Where a talk moves on in words that only the talk explains: a writer who hesitates after a script, one who waits for
a draft, one to whom something is to be said; and an early word that stays one when it is to be spoken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_changes import revision_of
from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_fit import stands_as
from assistant.agent.builtin.draft_letter import letter_spoken_of
from assistant.agent.builtin.draft_mention import of_oneself
from assistant.agent.builtin.draft_out import WITHOUT
from assistant.agent.builtin.draft_talk import email_for, kept_style
from assistant.agent.builtin.draft_wish import EMAIL, NOT_DONE, OUTLINE, Wish
from assistant.casebook import CaseUpdate

WANTS_DRAFT = "wants_draft"  # in the memory of a talk: ids of letters whose writers asked for a draft
_ASKING = frozenset({"request", "script"})
_SAID = frozenset({"thank-you", "gracious-decline"})  # what is as well said as written
SHORT = {"shorter": True, "brief": True}  # ... of a message that is typed on a phone
NO_TIME = "no_time"  # ... of letters whose writers said no for lack of time
_HEADING = re.compile(r"(?m)^(?=If they )")


def next_wish(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> Wish | None:
    """The text that such words call for in this talk, or None."""
    if last and last.kind in _ASKING and clauses.has("if_he_hesitates") and not clauses.has("in_writing"):
        thinks = any(clause_has(c, "if_he_hesitates") and clause_has(c, "wants_to_think") for c in clauses.texts)
        answer = "if_thinking" if thinks else "if_unsure"
        return replace(last, kind="script", stage=None, changed=(answer,), declined="")
    letter = letter_spoken_of(clauses.raw, update, last.letter if last else "")
    if letter and letter in update.memory.get(WANTS_DRAFT, ()) and _asks_what_to_give(clauses):
        return Wish(OUTLINE, letter=letter)
    if last and letter and letter != last.letter and _says_the_same(clauses):
        if last.tool == OUTLINE:
            return Wish(OUTLINE, letter=letter)
        if last.tool == EMAIL and stands_as(letter, last.letter, update.case) and revision_of(clauses, {}, "") is None:
            return _for_another(last, letter)
    if last and last.tool == OUTLINE and not clauses.asked and clauses.has("note_for_points"):
        options = {"shorter": True} if clauses.has("shorter") else {}
        return Wish(EMAIL, "packet", options=options, letter=last.letter)
    if last and clauses.has("after_a_yes") and (ahead := set(clauses.kinds()) & {"thank-you", "packet"}):
        kind = "thank-you" if "thank-you" in ahead else "packet"
        return replace(email_for(clauses, "", kind), letter=letter or last.letter, unsaid=False, changed=("ahead",))
    if not clauses.asked and clauses.has("says_something") and not set(clauses.kinds()) - {"thank-you", "script"}:
        kind = "thank-you" if clauses.has("was_kind") else ""
        wish = email_for(clauses, "", kind)
        return replace(wish, kind=kind or "request", letter=letter, unsaid=not kind)
    return None


def _for_another(last: Wish, letter: str) -> Wish:
    """ "Same for Dr. Cohen", who stands where the other one stands: the same kind, and what is the applicant's own."""
    own = of_oneself(str(last.options.get("mention") or ""))
    out = last.options.get(WITHOUT)  # "take out the CV", for the one before: it is not ready for this one either
    options = kept_style(last) | ({"mention": own} if own else {}) | ({WITHOUT: out} if out else {})
    return replace(last, options=options, letter=letter, changed=("letter",), declined="")


def _says_the_same(clauses: Clauses) -> bool:
    """ "Same for Dr. Liu": and no other text is named."""
    return clauses.has("same_as") and not (clauses.has("is_email") or clauses.kinds() or clauses.has("asks_files"))


def remembering_draft(clauses: Clauses, last: Wish | None, update: CaseUpdate, old: Mapping[str, Any]) -> CaseUpdate:
    """The update that remembers which writers asked for a draft of their letter."""
    kept = list(old.get(WANTS_DRAFT) or ())
    wants = clauses.has("writer_wants_draft")
    letter = letter_spoken_of(clauses.raw, update, last.letter if last else "") if wants else ""
    kept = [*kept, letter] if letter and letter not in kept else kept
    if kept:
        update = replace(update, memory={**update.memory, WANTS_DRAFT: kept})
    busy = list(old.get(NO_TIME) or ())
    if any(clause_has(c, "lacks_time") and not clause_has(c, "only_feared", "in_case") for c in clauses.texts):
        letter = letter_spoken_of(clauses.raw, update, last.letter if last else "")
        busy = [*busy, letter] if letter and letter not in busy else busy
    return replace(update, memory={**update.memory, NO_TIME: busy}) if busy else update


def for_its_reason(wish: Wish, update: CaseUpdate, clauses: Clauses) -> Wish:
    """A reply to a no for lack of time, which nobody who knows the work better would have more of."""
    told = wish.letter in (update.memory.get(NO_TIME) or ()) or clauses.has("lacks_time")
    if wish.kind != "gracious-decline" or not told or wish.options.get("no_time"):
        return wish
    return replace(wish, options={**wish.options, "no_time": True})


def now_over(clauses: Clauses, last: Wish) -> Wish | None:
    """ "It is over since May, write it for after": an early word as it reads when the time together has ended."""
    over = any(clause_has(c, "time_over") and not clause_has(c, "time_not_over") for c in clauses.texts)
    if last.kind != "signal" or last.options.get("over") or not (over or clauses.whole_has("written_for_after")):
        return None
    return replace(last, options={**last.options, "over": True}, changed=("facts",), declined="")


def to_be_said(clauses: Clauses, last: Wish) -> Wish | None:
    """ "Instead of e-mail I will say it to her after rounds. How?": the text that is there, as words to say."""
    if last.tool != EMAIL or last.kind == "script" or not clauses.has("rather_said"):
        return None
    if last.kind == "request" or clauses.has("asks_letter"):
        return Wish(EMAIL, "script", None, kept_style(last), last.letter, changed=("kind",))
    return replace(last, changed=("spoken",), declined="")


def in_its_form(wish: Wish, last: Wish | None, clauses: Clauses) -> Wish:
    """The wish in a form that there is: what asks for nothing yet is not turned into asking when it is to be spoken.

    A message for a telephone is the short e-mail. The reply to a no stays one until another text is asked for.
    """
    if last and wish.declined in NOT_DONE and _names_no_other(wish, last, clauses):
        return replace(last, changed=(), declined=wish.declined)
    if last and _shows_it_again(wish, last, clauses):
        return replace(last, changed=("again",), declined="")
    if last and _stays_a_reply(wish, last, clauses):
        options = {name: wish.options[name] for name in ("shorter", "formal", "warmer") if name in wish.options}
        return replace(last, options={**last.options, **options}, changed=wish.changed, declined=wish.declined)
    spoken = last is not None and wish.kind == "script" and last.tool == EMAIL and last.kind not in _ASKING
    if last and spoken and last.letter == wish.letter and not clauses.has("asks_letter"):
        return replace(last, changed=("spoken",), declined=wish.declined)
    saying = wish.tool == EMAIL and wish.kind in _SAID and not (wish.changed or wish.declined)
    if saying and clauses.has("in_person") and not clauses.has("is_email", "not_in_person"):
        return replace(wish, changed=("spoken",))
    if wish.kind == "script" and not wish.changed and _in_writing(clauses):
        return replace(wish, kind="request", unsaid=False)
    written = wish.tool == EMAIL and wish.kind != "script" and not wish.declined
    if written and raw_pattern("as_chat").search(clauses.raw) and not raw_pattern("chat_number").search(clauses.raw):
        return replace(wish, options={**wish.options, **SHORT}, changed=("as_message",))
    if written and raw_pattern("as_card").search(clauses.raw):
        return replace(wish, options={**wish.options, "shorter": True}, changed=(*wish.changed, "as_card"))
    return _through_the_same(wish, last, clauses) if last else wish


def _through_the_same(wish: Wish, last: Wish, clauses: Clauses) -> Wish:
    """ "And the second reminder", after one that went to the secretary: it goes there too."""
    reminds = wish.tool == EMAIL and wish.kind == "follow-up" and wish.letter == last.letter and not wish.declined
    through = last.options.get("secretary") and not last.options.get("office")  # a note to an office passes nothing on
    if not reminds or not through or clauses.has("not_secretary"):
        return wish
    way = {name: value for name, value in last.options.items() if name.startswith("secretary")}
    return replace(wish, options={**way, **wish.options})


def _in_writing(clauses: Clauses) -> bool:
    """Whether an e-mail is ordered by its name, and nothing is to be said."""
    named = any(clause_has(c, "asks_text", "names_text") and clause_has(c, "written_text") for c in clauses.texts)
    return named and "script" not in clauses.kinds() and not clauses.has("spoken")


def _shows_it_again(wish: Wish, last: Wish, clauses: Clauses) -> bool:
    """ "Show me the cover note here, please": the text that is there, with all that was changed in it."""
    alike = (wish.tool, wish.kind, wish.letter, wish.changed) == (last.tool, last.kind, last.letter, ())
    return alike and not wish.declined and clauses.has("shows_text")


def _names_no_other(wish: Wish, last: Wish, clauses: Clauses) -> bool:
    """Whether what is not done was to come into the text that is there: no other kind of text is named."""
    other = wish.tool == last.tool == EMAIL and wish.kind != last.kind and wish.letter == last.letter
    return other and not clauses.kinds() and not clauses.has("other_kind")


def _stays_a_reply(wish: Wish, last: Wish, clauses: Clauses) -> bool:
    turned = wish.tool == EMAIL and last.kind == "gracious-decline" != wish.kind and wish.letter == last.letter
    return turned and not set(clauses.kinds()) - {"gracious-decline"} and not clauses.has("asks_letter", "now_agreed")


def if_unsure(body: str) -> str:
    """Of a script the answer to a hesitation; the whole where it has no such part."""
    return next((part for part in _HEADING.split(body) if part.startswith("If they hesitate")), body)


def opening(body: str) -> str:
    """Of a script what is said first, before any answer."""
    return _HEADING.split(body)[0].strip()


def as_said(body: str) -> str:
    """Of an e-mail what can be said aloud: its paragraphs without greeting and signature."""
    paragraphs = body.split("\n\n")
    return "\n\n".join(paragraphs[1:-1]) if paragraphs[0].startswith(("Dear ", "Hi ")) else body


def _asks_what_to_give(clauses: Clauses) -> bool:
    cues = ("gives_him", "offered_points", "asks_words", "how_to_begin")
    texts = ("is_email",) if clauses.has("how_to_begin") else ("is_email", "text_word")
    return clauses.has(*cues) and not clauses.has(*texts)
