"""A message understood by what it plainly tells: facts and wishes for a text outweigh what it looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.asides import only_of_a_text, only_of_work
from assistant.agent.builtin.case_talk import only_of_letters, only_removes
from assistant.agent.builtin.counsel import guide_question
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import read_clauses
from assistant.agent.builtin.draft_learned import REFUSED, REFUSED_QUESTION, LearnedWish
from assistant.agent.builtin.draft_scope import harmless, is_plain, plainly_honest, speaks_of_writer, wants_plan
from assistant.agent.builtin.follow_up import SHORT
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.parts import asks, requests
from assistant.agent.builtin.tells import only_told, plainly_tells
from assistant.agent.builtin.understand import REMEMBERED_TURNS, Understanding
from assistant.casebook import CaseUpdate
from assistant.retrieval.normalise import normalise

_NO_TELLING = frozenset({"decline", "abstain", "ask", "tell"})  # what a plain telling is taken for by its words


def as_told(
    text: str, meant: Understanding, update: CaseUpdate | None, notes: Sequence[Mapping[str, Any]],
    leaning: LearnedWish, names: frozenset[str],
) -> Understanding:
    """The same message understood, where what it plainly tells, or wishes for a text, outweighs what it looks like."""
    chats = (meant.act, meant.kind) == ("talk", "greeting") and not has_cue("greeting", text)
    if chats and notes and "draft" in notes[-1]:
        meant = Understanding("clarify", kind="unclear")  # "short, I am nervous": of the text, if of anything
    meant = _weighed(text, meant, update, notes, leaning, names)
    if update and update.changes and meant.kind == "invent" and _sets_right(text):
        return Understanding("tell", of_letters=has_cue("my_advice", text), only_asks=True)
    return meant


def _weighed(
    text: str, meant: Understanding, update: CaseUpdate | None, notes: Sequence[Mapping[str, Any]],
    leaning: LearnedWish, names: frozenset[str],
) -> Understanding:
    sad = meant.act == "distress" and update is not None and only_of_letters(text, update)
    if update is not None and _only_waives(text, update):
        return Understanding("tell")
    if update is not None and (told := only_told(text, meant, update, names)):
        return told
    if meant.act == "distress" and has_cue("no_one_to_ask", text) and notes and update is not None:
        if update.case.get("letters"):
            return Understanding("tell", of_letters=True)
        return Understanding("ask", (guide_question("own_compare"),))
    removes = update is not None and only_removes(text, update)
    if sad or (meant.act == "decline" and (removes or wants_plan(text))):
        meant = Understanding("tell")
    drafted = any("draft" in note for note in notes[-REMEMBERED_TURNS:])
    calm = drafted and leaning.no_distress and not has_cue("crisis", text)
    if meant.act == "distress" and (calm or only_of_a_text(text, update, notes)):
        meant = Understanding("tell")
    if meant.act == "distress" and only_of_work(text):
        told = Understanding("tell") if update and update.changes else Understanding("talk", kind="heard")
        meant = Understanding("ask", meant.queries) if meant.queries else told
    if update is not None and not update.case.get("letters") and _means_own_letters(text, meant):
        meant = Understanding("clarify", kind="own_letters")
    tells = plainly_tells(read_clauses(text, names))
    if tells and update and update.case.get("letters") and meant.act in _NO_TELLING:
        meant = Understanding("tell") if update.changes or update.questions else Understanding("talk", kind="heard")
    honest = plainly_honest(read_clauses(text, names))
    forbidden = "" if honest else leaning.forbidden(REFUSED_QUESTION if meant.act == "ask" else REFUSED)
    if update and meant.act != "decline" and forbidden and not (tells or is_plain(read_clauses(text, names))) and (
        drafted or speaks_of_writer(text, update)
    ):
        meant = Understanding("decline", kind=forbidden)
    freed = meant.act == "decline" and not forbidden and harmless(text, meant, update, leaning, notes)
    freed = freed or (meant.kind == "injection" and update is not None and _is_of_a_writer(text, update, notes))
    if freed:
        meant = Understanding("tell")
    return meant


def _sets_right(text: str) -> bool:
    """ "8 weeks not 4, I forgot to say": a fact put right is no invention, whatever text was made before."""
    forbidden = any(forbidden_wish(text, honest=honest) for honest in (True, False)) or has_cue("made_up", text)
    ordered = any(read_clauses(text).has(cue) for cue in ("asks_text", "names_text", "mentions"))
    return has_cue("sets_right_a_fact", text) and not (forbidden or ordered)


def _is_of_a_writer(text: str, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what looks like an order to a machine only speaks to a writer: "say that they read files early"."""
    clauses = read_clauses(text)
    if forbidden_wish(text, honest=False) or clauses.has("hidden", "of_the_machine"):
        return False
    return speaks_of_writer(text, update) or any("draft" in note for note in notes[-REMEMBERED_TURNS:])


def _only_waives(text: str, update: CaseUpdate) -> bool:
    """ "I signed that I will not see the letter of Stein": nothing is to be signed for anybody, nor seen."""
    waived = bool(update.changes) and all(change.field.endswith(".waived") for change in update.changes)
    return waived and not (asks(text) or requests(text))


def _means_own_letters(text: str, meant: Understanding) -> bool:
    """ "are my letters good enough", "who first?": asks about letters that were never told."""
    if not has_cue("my_advice", text) or has_cue("forecast", text):
        return False
    short = len(normalise(text).split()) <= SHORT
    if meant.kind == "waived_view":  # "can you check my letters please"
        return not has_cue("unseen", text)
    return meant.kind == "chances" or (short and meant.kind in {"unclear", "near_letters"})
