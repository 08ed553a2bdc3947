"""Remarks in the middle of a talk: "he is very famous", "she was very nice in rotation"."""

from __future__ import annotations

from dataclasses import replace

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.parts import asks, requests
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path
from assistant.retrieval.normalise import normalise

MOST_WORDS = 9  # of a remark
_OF_WRITERS = ("famous", "nice")
_PRONOUNS = {"he", "she", "they"}
_UNSURE = {"abstain", "clarify"}


def remark(text: str, meant: Understanding) -> Understanding:
    """A remark that begins no talk is not greeted: what a famous or a kind writer means for a letter, or a nod."""
    small_talk = (meant.act, meant.kind) == ("talk", "greeting") and not has_cue("greeting", text)
    if not small_talk and (meant.act not in _UNSURE or meant.queries):
        return meant
    if asks(text) or requests(text) or len(normalise(text).split()) > MOST_WORDS:
        return meant
    if said := _of_writer(text):
        return Understanding("talk", kind=said)
    return replace(meant, kind="remark") if small_talk else meant


def only_a_remark(text: str, update: CaseUpdate) -> bool:
    """ "he is very famous" is no answer to the question whether he was asked, whatever a model hears in "he"."""
    heard = [(split_path(change.field)[1], normalise(change.words)) for change in update.changes]
    return bool(heard) and bool(_of_writer(text)) and all(
        name == "status" and (not words or words in _PRONOUNS) for name, words in heard
    )  # fmt: skip


def _of_writer(text: str) -> str:
    """Which remark on a writer the text is; empty where it is none."""
    return next((kind for kind in _OF_WRITERS if has_cue("of_a_person", text) and has_cue(kind, text)), "")
