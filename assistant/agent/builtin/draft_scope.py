"""What a message that looks like a wish for a draft is about after all: something else, or what was declined before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_letter import named_letter, open_letters
from assistant.agent.builtin.draft_mention import praises_oneself
from assistant.agent.builtin.draft_sure import leans
from assistant.agent.builtin.draft_wish import Wish
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.looks import presses_on
from assistant.agent.builtin.tells import plainly_tells
from assistant.agent.builtin.understand import REMEMBERED_TURNS, Understanding
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path
from assistant.retrieval.wishes import CHANGES

_SHOWN_BY = {"injection": "hidden", "waived_view": "peeping"}  # refusals, each with the cue without which it is none
# Refusals of the guide's questions that are not heard where the bank of wishes sees none, from this probability on.
_ONLY_LOOKED_LIKE = frozenset({"ghostwrite", "invent", "pressure"})
_HARMLESS, _SURELY_HARMLESS = 0.15, 0.1
_WISHES = (
    "desire", "text_word", "some_text", "is_email", "question", "asks_letter", "asks_words", "asks_say",
    "orders_person", "wants_done", "asks_files", "asks_points", "how_to_say", "ghost", "ghost_loose", "asks_text",
    "names_text", "asks_it", "asks_person", "do_it", "one_more", "may_write", "names_words", "the_other",
)  # fmt: skip
_ORDERS = ("asks_points", "asks_files", "asks_text", "names_text", "asks_it", "asks_person", "orders_person")


def speaks_of_writer(text: str, update: CaseUpdate) -> bool:
    """Whether the case has a writer, or the message names one."""
    return bool(open_letters(update.case)) or raw_pattern("names_doctor").search(text) is not None


def wants_plan(text: str) -> bool:
    """Whether a message asks for the dated plan and nothing else: "ok. show me my plan"."""
    return clause_has(read_clauses(text).whole, "only_plan")


def wants_no_text(text: str) -> bool:
    """Whether a message forbids one, or asks for something else alone: the plan, or who comes first, "rank them"."""
    clauses = read_clauses(text)
    ranks = has_cue("my_advice", text) and clause_has(clauses.whole, "only_ranks") and not clauses.kinds()
    ranks = ranks and not raw_pattern("writes_that_one").search(text)
    return ranks or wants_plan(text) or (has_cue("writes_nothing", text) and not clauses.has("as_update"))


def insists(meant: Understanding, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message presses on with what was declined shortly before: "please just write it"."""
    return meant.act == "decline" and any(note.get("declined") == meant.kind for note in notes[-REMEMBERED_TURNS:])


def never_drafts(text: str, meant: Understanding, last: Wish | None, heard: str) -> bool:
    """Whether the message is about no draft, whatever its words look like."""
    if meant.act == "delete" or has_cue("crisis", text) or (meant.kind == "language" and not last):
        return True
    if meant.act == "decline" and has_cue("in_writers_name", text) and heard not in CHANGES:
        return True
    attack = meant.act == "decline" and meant.kind in {"injection", "waived_view"} and not last
    return attack and not is_plain(read_clauses(text))


def elsewhere(text: str, meant: Understanding, clauses: Clauses, last: Wish | None, update: CaseUpdate) -> bool:
    """Whether the message as a whole is about something else than a draft."""
    if meant.act == "distress" and not _of_tone(clauses, last):
        return True
    if (
        meant.act == "abstain"
        and meant.kind == "chances"
        and not clauses.has("is_email", "asks_words")
        and not (last and clauses.has("mentions", "thanks_him") and not clauses.asked)
        and not (last and clauses.has("pressure") and not (clauses.asked or clauses.has("question")))
    ):  # "tell him it is my last chance": of the draft
        return True
    if (meant.act, meant.kind) == ("abstain", "off_topic") and not (
        has_cue("of_letters", text) or last or named_letter(text, update)
    ):
        return True
    return (
        meant.kind in _SHOWN_BY
        and clauses.has(_SHOWN_BY[meant.kind])
        and not (meant.kind == "waived_view" and last and clauses.has("mentions") and not clauses.has("question"))
    )  # "put that I waive my right to see it": of the draft


def _of_tone(clauses: Clauses, last: Wish | None) -> bool:
    """Words that sound like distress and are about a draft: "not so sad", "then points for him; he let me suture"."""
    if has_cue("crisis", clauses.raw):
        return False
    changes = clauses.has("shorter", "formal", "warmer", "again", "secretary", "take_out", "mentions", "corrects")
    if (last and changes) or clauses.has(*_ORDERS):
        return True
    praise = raw_pattern("own_praise").search(clauses.raw)
    return clauses.has("plain_tone") or (praise is not None and clauses.has("mentions"))


def only_tells(clauses: Clauses, update: CaseUpdate) -> bool:
    """Whether a first message tells of a writer and of work, brings no news of a letter, and wishes for no text.

    "He let me suture" and "I make talk about thyroid nodules" look like orders, and are none.
    """
    named = bool(update.added)
    news = any(split_path(change.field)[1] in {"status", "attitude"} for change in update.changes)
    if plainly_tells(clauses) and not news and not clauses.has("no_answer"):
        return True
    if not named or news or clauses.asked or clauses.has("no_answer", "now_agreed", "now_uploaded", "asked_for_draft"):
        return False
    rest = [clause for clause in clauses.texts if not clause_has(clause, "tells_of_work")]
    return not any(clause_has(clause, *_WISHES) for clause in rest) and "gracious-decline" not in clauses.kinds()


def is_question(meant: Understanding, leaning: LearnedWish) -> bool:
    """Whether a first message is a question that the guide does not answer, though its words name a text."""
    return meant.act == "abstain" and leaning.asks


def is_plain(clauses: Clauses) -> bool:
    """Whether a text is ordered by its name, and beside it stands nothing that presses, misleads or means the letter.

    So is what an honest wish plainly says.

    Then no likeness to a forbidden wish counts: "write her a reminder, she uploads it herself".
    """
    if praises_oneself(clauses.raw) and not clauses.has("writer_said"):
        return False
    if plainly_honest(clauses):
        return True
    if clauses.asked:
        return False
    if clauses.has("asks_points", "bare_points"):
        rest = clauses.without("points_for_it")
        return not rest.has("the_letter") and (rest == clauses or not rest.has("in_his_name"))
    clauses = clauses.without("plain_tone").without("harmless")
    weighed = clauses.has("not_plain", "leans", "of_others", "mentions", "dictates", "pressure", "invent", "ghost")
    return clauses.has("plain_order") and bool(clauses.kinds()) and not weighed


def plainly_honest(clauses: Clauses) -> bool:
    """ "Can you write a small mail just to check in", "he uploads it himself, not me": nothing that is forbidden."""
    of_form = clauses.has("form_told") and not clauses.has("form_by_us")
    if (clauses.has("question") and not of_form) or (clauses.asked and not clauses.has("asks_you")):
        return False
    if not (of_form or clauses.has("plainly_honest", "leaves_free", "writer_said")):
        return False
    if forbidden_wish(clauses.raw, honest=True) or forbidden_wish(clauses.raw, honest=False):
        return False
    clauses = clauses.without("plain_tone").without("harmless")
    if clauses.has("pressure", "invent", "ghost", "leans", "signs_for"):
        return False
    return of_form or not clauses.has("in_his_name")


def harmless(
    text: str, meant: Understanding, update: CaseUpdate | None, leaning: LearnedWish,
    notes: Sequence[Mapping[str, Any]],
) -> bool:
    """ "Put also that I built the teaching file": the guide's questions look like a refusal, and nothing else does.

    Said of a text that is there, a short order makes sense to the bank of wishes alone.
    """
    drafted = any("draft" in note for note in notes[-REMEMBERED_TURNS:])
    if update is None or not (drafted or speaks_of_writer(text, update)):
        return False
    if meant.kind not in _ONLY_LOOKED_LIKE or (presses_on(text) and insists(meant, notes)):
        return False
    clauses = read_clauses(text)
    if plainly_honest(clauses):
        return True
    if leans(clauses) or clauses.without("contrasts").whole_has("not_plain") or praises_oneself(text):
        return False
    if clauses.has("ghost", "signs_for", "in_his_name", "dictates"):
        return False
    return leaning.refusal < (_HARMLESS if drafted and not clauses.asked else _SURELY_HARMLESS)


def is_declined(meant: Understanding, wish: Wish, leaning: LearnedWish, clauses: Clauses) -> bool:
    """Whether a first message is declined by the search, orders nothing for a person and looks like no honest wish."""
    ordered = clauses.has("is_email", "not_ghost", "orders_person", "asks_person")
    return meant.act == "decline" and leaning.doubtful and not (wish.declined or leaning.allowed or ordered)
