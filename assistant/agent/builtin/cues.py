"""Cues of a conversation, read from knowledge/lexicon/conversation.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.patterns import compile_each
from assistant.places import data_root
from assistant.retrieval.normalise import normalise, spelled_out
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "conversation.yaml"
_WORDS = Path("knowledge") / "lexicon" / "languages.yaml"
_CRISIS, _OF_PATIENTS = "crisis", "crisis_of_patients"
SMALLTALK = ("privacy", "capability", "identity", "thanks", "bye", "greeting")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {name: compile_each(node, any_case=False) for name, node in read_yaml(data_root() / _FILE).items()}


@lru_cache(maxsize=16384)  # a turn asks the same of a message at many places
def has_cue(name: str, text: str) -> bool:
    """Whether the message holds a cue of that name; a patient in danger is no crisis of the person."""
    readings = _readings(text)
    if name == _CRISIS:
        readings = tuple(_without(_OF_PATIENTS, plain) for plain in readings)
    return any(pattern.search(plain) for pattern in _patterns()[name] for plain in readings)


def _without(name: str, plain: str) -> str:
    for pattern in _patterns()[name]:
        plain = pattern.sub(" ", plain)
    return plain


@lru_cache(maxsize=256)
def _readings(text: str) -> tuple[str, ...]:
    """The message as a cue may see it: as it was typed, and with what is clipped written in full."""
    return tuple(dict.fromkeys((normalise(text), spelled_out(text))))


def smalltalk_kind(text: str) -> str:
    """Which kind of small talk a message is; a greeting where nothing tells more."""
    return next((name for name in SMALLTALK if has_cue(name, text)), "greeting")


@lru_cache(maxsize=8)
def cue_words(name: str) -> frozenset[str]:
    """A list of plain words of that name."""
    return frozenset(word for line in read_yaml(data_root() / _WORDS)[name].strings() for word in line.split())
