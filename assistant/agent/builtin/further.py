"""The questions of a message that asks several things: "do I need a second SLOE, is Bhatia good instead".

Each is heard by itself, in the light of the whole; what is then known by its words is answered behind the first, or in
its place where the whole message says too little.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.own_kinds import GENERAL, asks_general
from assistant.agent.builtin.own_letters import OwnAsk
from assistant.agent.builtin.parts import further_questions, is_question, sentences
from assistant.agent.builtin.topics import topic_of
from assistant.agent.builtin.understand import NOTHING_TOLD, Understanding
from assistant.casebook import CaseUpdate
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Searcher

MOST_FURTHER = 2  # questions answered behind the first
_LEAST_WORDS = 3
_MOST_WORDS = 60  # of a message whose questions are heard one by one
_OPEN = frozenset({"ask", "tell", "abstain", "clarify", "talk"})
_UNKNOWN = frozenset({"abstain", "clarify", "talk"})
_PLAIN = frozenset({"", "near_letters", "residency_other", "program_specific", "off_topic", "unclear", "greeting",
                    "acknowledged"})  # fmt: skip
_LEAD = re.compile(r"^(?:(?:so|and|ok|okay|but|then|now|also|well|please|pls)\b[\s,]+)+", re.IGNORECASE)
_OR = re.compile(r"\bor\W+$", re.IGNORECASE)


def asked_parts(text: str) -> list[str]:
    """The questions of a message, those of one sentence apart; "or should I wait" belongs to the question before.

    What only tells belongs to the question behind it: "he is retired now, does it hurt?" asks one thing of him.
    """
    if len(text.split()) > _MOST_WORDS:
        return []
    found: list[str] = []
    for sentence in filter(is_question, sentences(text)):
        for part in _with_what_is_told(_LEAD.sub("", sentence)):
            if found and _OR.search(sentence[: sentence.find(part)]):
                found[-1] += f" or {part}"
            elif found and has_cue("echoes", part):
                found[-1] += f" {part}"
            else:
                found.append(part)
    return [part for part in found if len(normalise(part).split()) >= _LEAST_WORDS]


def _with_what_is_told(sentence: str) -> list[str]:
    """The questions of one sentence, each with what is told before it."""
    parts: list[str] = []
    told = ""
    for part in further_questions(sentence):
        told = f"{told}, {part}" if told else part
        if is_question(part):
            parts.append(told)
            told = ""
    return [*parts[:-1], f"{parts[-1]}, {told}"] if parts and told else parts or [told]


def is_all(text: str, parts: Sequence[str]) -> bool:
    """Whether a message is one question and nothing else, so that it is heard by itself already."""
    return len(parts) == 1 and normalise(parts[0]) == normalise(_LEAD.sub("", text.strip()))


def is_split(text: str, meant: Understanding) -> bool:
    """Whether the questions of a message may be heard one by one: not beside what must be declined or comforted.

    Nor are those of a message that is known to be of another matter.
    """
    if meant.act == "abstain" and meant.only_asks:
        return False
    return meant.act in _OPEN and meant.kind in _PLAIN and bool(asked_parts(text))


def may_be_known(part: str, case: Mapping[str, Any], searcher: Searcher) -> bool:
    """Whether it is worth hearing a question by itself: its words name a topic, or it may ask of the own letters."""
    if topic_of(part, NOTHING_TOLD, of_case=True) is not None:
        return True
    own = bool(case.get("letters"))
    return own and (has_cue("own_set", part) or asks_general(part, case, searcher) < GENERAL)


def is_loose(own: OwnAsk | None, meant: Understanding, update: CaseUpdate, parts: int, known: int) -> bool:
    """Whether a message as a whole says too little of what it asks, while its parts are known.

    It would be declined as unknown; or searched, or all weighed, although each of its questions is known.
    """
    if own is not None or meant.topic is not None or meant.asked or not known:
        return False
    weighed = meant.act == "tell" and meant.of_letters and (known > 1 or not update.changes)
    return meant.act in _UNKNOWN or (known == parts and (weighed or meant.act == "ask"))


def is_known(own: OwnAsk | None, meant: Understanding, update: CaseUpdate | None, *, first: bool) -> bool:
    """Whether a question is known by its words, as a topic or as one about the own letters, and tells nothing.

    Args:
        first: it is the first of the message, so that the ranking may answer it: "whom first, and in what words".
    """
    if update is None or update.changes or meant.act not in _OPEN:
        return False
    if first and own is None and meant.act == "tell" and meant.of_letters:
        return True
    elsewhere = own is not None and bool(own.elsewhere(update.case) or own.programs(update.case))
    return meant.topic is not None or (own is not None and not elsewhere)


def sign_of(own: OwnAsk | None, meant: Understanding) -> object:
    """What tells one question from another: its topic, or its kind and the letters that it means."""
    return meant.topic.question if meant.topic else (own.kind, own.letters) if own else None


def behind(own: OwnAsk | None, first: OwnAsk | None) -> OwnAsk | None:
    """A further question as it is answered behind the first: "which three, and is that enough" names them once."""
    short = own is not None and first is not None and (first.kind, own.kind) == ("set", "enough")
    return replace(own, short=True) if own and short else own


def is_of_time(own: OwnAsk | None) -> bool:
    """Whether one letter's time is asked about: "when do I ask her, will it be too late" has one answer."""
    return own is not None and own.kind in {"in_time", "when"} and bool(own.letters)
