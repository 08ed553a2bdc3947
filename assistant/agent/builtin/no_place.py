"""What looks like a place, or a post, and is none: "OR" is the operating room, "CV" the paper, Sofia a first name.

The daughter of a patient in Samoa makes no writer Samoan, Spanish that is spoken no writer Spanish, and whom a text is
copied to is no writer's post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_letter import letter_of
from assistant.casebook.lexicon import read_lexicon
from assistant.casebook.model import Change, split_path
from assistant.retrieval.normalise import normalise

_PLACES = frozenset({"writer.country", "home_country"})
_ABBREVIATIONS = frozenset({"OR", "CV", "PS", "ER", "ED", "IM", "AM", "PM"})


def is_no_place(text: str, change: Change, changes: list[Change], case: Mapping[str, Any]) -> bool:
    """Whether a country was read from words that name none: an abbreviation, a person, a patient's home, a language.

    Args:
        text: the message.
        change: what was read.
        changes: all that was read in the message, for the names in it.
        case: the case before the message.
    """
    letter, name = split_path(change.field)
    if change.op != "set" or name not in _PLACES or not change.words:
        return False
    words = re.escape(change.words.strip())
    if change.words in _ABBREVIATIONS:
        return re.search(rf"[A-Z]\w+, ?{words}\b", text) is None  # "Portland, OR" is a place
    if _is_of_a_person(text, change.words, changes, case):
        return True
    of_another = rf"(?:{raw_pattern('someone_else').pattern}){words}\b"
    of_another += rf"|(?<!\bmy )\b{words} {raw_pattern('of_their_country').pattern}"  # "the Haitian family"
    if re.search(of_another, text, re.IGNORECASE) and not _is_ones_own(text, words, name):
        return True
    if name == "home_country":
        behind = rf"\b{words}(?: [A-Z]\w+)* {raw_pattern('institution').pattern}"
        return change.value == "US" and re.search(behind, text) is not None
    return bool(letter_of(case, letter).get("writer", {}).get("country")) and _is_language(text, change.words)


def _is_ones_own(text: str, words: str, name: str) -> bool:
    """ "My family comes from Nepal" tells of one's own home, "a woman from Texas, Dr. Roy" of a writer."""
    if name == "home_country":
        family = rf"\bmy (?:whole |own )?(?:family|parents)\b[^.!?\n]{{0,20}} {words}\b"
        return re.search(family, text, re.IGNORECASE) is not None
    return re.search(rf"\b{words}[\s,]{{1,3}}(?:who is )?(?:dr|prof)\b", text, re.IGNORECASE) is not None


def is_no_post(text: str, change: Change) -> bool:
    """Whether a leading post is somebody else's: "cc the program director"."""
    if split_path(change.field)[1] != "writer.leadership" or change.op != "set":
        return False
    return raw_pattern("post_of_another").search(text) is not None


def without_misheard_name(text: str, changes: list[Change]) -> list[Change]:
    """The changes without a specialty that was heard in a first name: "Anastasia here", no anesthesiology."""
    heard = {
        str(value) for change in changes if change.field == "targets" and _is_first_name(text, change.words)
        for value in (change.value if isinstance(change.value, list) else [change.value])
    }  # fmt: skip
    if not heard:
        return changes
    kept = [change for change in changes if not (change.field == "targets" and _is_first_name(text, change.words))]
    return [_without(change, heard) if change.field == "targets" else change for change in kept]


def _without(change: Change, values: set[str]) -> Change:
    rest = [value for value in change.value if value not in values] if isinstance(change.value, list) else change.value
    return replace(change, value=rest or change.value)


def _is_first_name(text: str, words: str) -> bool:
    plain = words.strip()
    if not plain[:1].isupper() or normalise(plain) not in given_names():
        return False  # "I am Peds applicant"
    name = re.escape(plain)
    return re.search(rf"{raw_pattern('name_told').pattern}{name}\b|\b{name} here\b", text, re.IGNORECASE) is not None


def _is_language(text: str, words: str) -> bool:
    """Whether "Spanish" is what is spoken, and not what a doctor is."""
    if raw_pattern("spoken_language").search(normalise(words)) is None:
        return False
    said = re.escape(words)
    of_doctor = rf"\b{said} (?:\w+ )?{raw_pattern('a_doctor').pattern}\b|\b(?:he|she|who) (?:is|was) {said}\b"
    return re.search(of_doctor, text, re.IGNORECASE) is None


def _is_of_a_person(text: str, words: str, changes: list[Change], case: Mapping[str, Any]) -> bool:
    """ "My name is Sofia Petrova", "thanks, Sofia"."""
    told = [str(c.value) for c in changes if c.op == "set" and split_path(c.field)[1] in {"name", "writer.name"}]
    named = {word for name in (*told, str(case.get("name") or "")) for word in normalise(name).split()}
    if set(normalise(words).split()) <= named and not re.search(rf"\b(?:in|from|at) {re.escape(words)}\b", text):
        return True
    signed = rf"{raw_pattern('closing_words').pattern}[,!.\s]+{re.escape(words)}[\s.!]*$"
    return re.search(signed, text, re.IGNORECASE) is not None


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Frequent given names, normalised: "john"."""
    book: Mapping[str, Any] = read_lexicon("given_names")
    return frozenset(normalise(str(name)) for names in book.values() if isinstance(names, list) for name in names)
