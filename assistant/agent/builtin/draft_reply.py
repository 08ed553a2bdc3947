"""Short answers to what a writer said or asked: a date, a no to "you write and I sign", a yes to coming again, a call.

What such a moment calls for is plain from its words; nothing is weighed.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.agent.builtin.draft_asked import answer_to_asked
from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of
from assistant.agent.builtin.draft_mention import mentioned
from assistant.agent.builtin.draft_talk import kept_style
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, Wish
from assistant.casebook import CaseUpdate

REPLY = "reply"  # the option that names the answer
_ASKING = frozenset({"request", "signal"})
_ORDERED = ("is_email", "asks_text", "names_text", "free_text", "asks_person", "orders_person")
_ANSWERS = (("own_words", "offers_to_sign", "says_no_to_it"), ("again", "only_if_i_come", "accepts_it"))


def reply_wish(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> Wish | None:
    """The one text that such a moment of the talk calls for, or None: "he asks when I need it, what do I say"."""
    letter = letter_spoken_of(clauses.raw, update, last.letter if last else "")
    if not letter:  # a writer who is named only now
        return _meeting(clauses, "") if raw_pattern("names_doctor").search(clauses.raw) else None
    status = str(letter_of(update.case, letter).get("status") or "")
    if status in {"declined", "uploaded"}:
        return None
    wish = _answer(clauses, status) or answer_to_asked(clauses, status) or _accepts(clauses, status)
    wish = wish or _to_a_yes(clauses, status) or _meeting(clauses, status)
    wish = wish or _ahead(clauses, status) or _thanks_for_time(clauses, status)
    wish = wish or _too(clauses, last, status) or _call(clauses, last, status)
    wish = wish or _in_points(clauses, last) or _as_email(clauses, last)
    return replace(wish, letter=letter) if wish else None


def _has(clauses: Clauses, *names: str) -> bool:
    return all(raw_pattern(name).search(clauses.raw) for name in names)


def _answer(clauses: Clauses, status: str) -> Wish | None:
    """An answer to what the writer asked or offered."""
    kind = "packet" if status == "agreed" else "request"
    if _has(clauses, "asks_when") and (_has(clauses, "wants_words") or _has(clauses, "orders_reply")):
        return Wish(EMAIL, kind, options={REPLY: "when"}, changed=("reply_when", "to_say"))
    if _has(clauses, "excuses_delay", "does_it_soon", "wants_answer") and not clauses.has("says_no"):
        ill = {"hardship": True} if raw_pattern("was_ill").search(clauses.raw) else {}
        return Wish(EMAIL, kind, options={REPLY: "soon", **ill}, changed=("reply_soon",))
    for name, said, wished in _ANSWERS:
        if _has(clauses, said, wished):
            options = {REPLY: name} | ({"mention": coming} if (coming := _when_coming(clauses)) else {})
            return Wish(EMAIL, kind, options=options, changed=(f"reply_{name}",))
    if _has(clauses, "enough_letters", "no_to_writer") and not clauses.asked:
        return released()
    refused = clauses.has("turns_down") and not clauses.has("weak_offer", "if_so")
    return turned_down() if refused and clauses.has("asks_release") else None


def upload_wish(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> Wish | None:
    """ "She asked how she can upload the letter, answer her": how that is done."""
    if not _has(clauses, "asks_to_upload", "wants_answer"):
        return None
    letter = letter_spoken_of(clauses.raw, update, last.letter if last else "")
    status = str(letter_of(update.case, letter).get("status") or "") if letter else ""
    if status in {"declined", "uploaded"} or not (letter or raw_pattern("names_doctor").search(clauses.raw)):
        return None
    kind = "packet" if status == "agreed" else "request"
    return Wish(EMAIL, kind, options={REPLY: "upload"}, letter=letter, changed=("reply_upload",))


def _accepts(clauses: Clauses, status: str) -> Wish | None:
    """ "She offered to write me a letter, write her that I would be happy": a yes to it."""
    offered = _has(clauses, "offers_letter") and not clauses.has("weak_offer", "own_refusal", "says_no")
    if not offered or status not in {"", "idea", "agreed"} or _has(clauses, "not_so_strong"):
        return None
    ordered = clauses.has("asks_text", "asks_person", "is_email", "orders_answer", "replies") or _has(
        clauses, "wants_answer"
    )
    if not ordered or clauses.has("question", "spoken") or set(clauses.kinds()) - {"thank-you"}:
        return None
    kind = "packet" if status == "agreed" else "request"
    return Wish(EMAIL, kind, options={REPLY: "accept"}, changed=("reply_accept",))


def _meeting(clauses: Clauses, status: str) -> Wish | None:
    """ "An e-mail just asking Dr. Tan for 15 minutes to talk": a meeting, and no letter yet."""
    if status not in {"", "idea"} or not _has(clauses, "asks_meeting") or clauses.has("question", "secretary"):
        return None
    if not clauses.has(*_ORDERED) or _other(clauses):
        return None
    if _has(clauses, "of_a_letter") and not _has(clauses, "no_letter_yet"):
        return None
    how = "call" if _has(clauses, "by_video") else "meet"
    said = mentioned(clauses.raw) if clauses.has("mentions") else None
    told = {"mention": said} if said and said.startswith("that ") else {}  # "to talk about my CV" is what it is for
    return Wish(EMAIL, "request", options={REPLY: how, **told}, changed=(f"reply_{how}",))


def _other(clauses: Clauses) -> bool:
    """Whether a text is named that has nothing to do with a meeting; a CV may be talked of, and a call is no script."""
    return bool(set(clauses.kinds()) - {"script", "packet"})


def _to_a_yes(clauses: Clauses, status: str) -> Wish | None:
    """ "Write him that August is fine", "reply to her that I will send everything tomorrow", of one who agreed."""
    if status != "agreed" or clauses.kinds() or clauses.asked:
        return None
    if _has(clauses, "says_it_suits"):
        return Wish(EMAIL, "packet", options={REPLY: "suits"}, changed=("reply_suits",))
    found = raw_pattern("answers_that").search(clauses.raw)
    said = mentioned(f"mention that {found[1]}") if found else None
    return Wish(EMAIL, "thank-you", options={"mention": said}) if said else None


def released() -> Wish:
    """The applicant's own no to a writer who was willing."""
    return Wish(EMAIL, "gracious-decline", options={REPLY: "release"}, changed=("reply_release",))


def turned_down() -> Wish:
    """The applicant's own no to an offer, of a friend of the family or of a letter that would be paid for."""
    return Wish(EMAIL, "gracious-decline", options={REPLY: "no_thanks"}, changed=("reply_no_thanks",))


def _when_coming(clauses: Clauses) -> str:
    """ "If I come again for 2 weeks in August": the time for which one gladly comes."""
    found = raw_pattern("only_if_i_come").search(clauses.raw)
    words = found["time"].split() if found else []
    if not words:
        return ""
    if "in" in words:
        words[-1] = words[-1].capitalize()
    return f"that I would be glad to come again {'for ' if words[0][0].isdigit() else ''}{' '.join(words)}"


def _ahead(clauses: Clauses, status: str) -> Wish | None:
    """ "When she uploads, what should I write to her": the thanks for that day."""
    asks = raw_pattern("wants_words").search(clauses.raw) or raw_pattern("thanks_word").search(clauses.raw)
    if status != "agreed" or not asks or not _has(clauses, "when_it_is_in") or clauses.has("reminds"):
        return None
    return Wish(EMAIL, "thank-you", options={"uploaded": True}, changed=("ahead_upload",))


def _thanks_for_time(clauses: Clauses, status: str) -> Wish | None:
    """ "Early thanks mail for the rotation": thanks, and no request."""
    if status == "agreed" or not _has(clauses, "thanks_for_the_time"):
        return None
    later = _has(clauses, "comes_back_to_it")
    return Wish(EMAIL, "thank-you", options={"mention": "that I will come back to you about a letter"} if later else {})


def _too(clauses: Clauses, last: Wish | None, status: str) -> Wish | None:
    """ "Write that one too", behind an early word or thanks: the request."""
    early = last is not None and last.kind in {"signal", "thank-you", "script"} and status in {"", "idea"}
    return Wish(EMAIL, "request") if early and _has(clauses, "that_one_too") else None


def _call(clauses: Clauses, last: Wish | None, status: str) -> Wish | None:
    """ "I would rather ask for a phone call first": in place of the request."""
    if last is None or last.tool != EMAIL or last.kind not in _ASKING or status == "agreed" or clauses.asked:
        return None
    if last.options.get(REPLY) == "meet" and _has(clauses, "by_video") and not _other(clauses):
        return replace(last, options={**last.options, REPLY: "call"}, changed=("reply_call",), declined="")
    if last.options.get(REPLY) == "call" and _has(clauses, "face_to_face"):
        return replace(last, options={**last.options, REPLY: "meet"}, changed=("reply_meet",), declined="")
    if not _has(clauses, "rather_a_call"):
        return None
    return replace(last, options={**kept_style(last), REPLY: "call"}, changed=("reply_call",), declined="")


def _in_points(clauses: Clauses, last: Wish | None) -> Wish | None:
    """ "She wants something to work from. So bullets"."""
    if last is None or clauses.asked or not any(clause_has(clause, "bare_points") for clause in clauses.texts):
        return None
    return Wish(OUTLINE)


def _as_email(clauses: Clauses, last: Wish | None) -> Wish | None:
    """ "Now the email version": the script as a request in writing."""
    if last is None or last.kind != "script" or clauses.asked or not _has(clauses, "email_version"):
        return None
    return Wish(EMAIL, "request", None, kept_style(last), changed=("kind",))
