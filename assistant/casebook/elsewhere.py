"""What sounds like something of a writer and tells of somebody else: "called anaesthesia", "it was the nurse mostly",
"programs will reject me", "because I go back to Vietnam". The wordings stand in knowledge/lexicon/elsewhere.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.casebook.turn import Turn
from assistant.patterns import compile_any, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "elsewhere.yaml"
_MOST_CHARACTERS = 4000  # beyond, it is a pasted text


@dataclass(frozen=True, slots=True)
class _Way:
    group: str
    pattern: re.Pattern[str]


def set_apart_elsewhere(turn: Turn) -> None:
    """Take out what is said of somebody else; a place stays heard, as it may be the applicant's own home."""
    found = [m for m in turn.message.mentions if is_elsewhere(turn, m.first, m.last, m.group)]
    places = {mention for mention in found if mention.group == "country"}
    turn.used.update(places)
    turn.message.mentions = [m for m in turn.message.mentions if m not in found or m in places]
    turn.message.firsts = [mention.first for mention in turn.message.mentions]


def is_elsewhere(turn: Turn, first: int, last: int, *groups: str) -> bool:
    """Whether these tokens lie in what some wording tells of somebody else."""
    tokens = turn.message.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    spans = _spans(turn.message.text[:_MOST_CHARACTERS])
    return any(group in groups and begin <= start and end <= stop for group, begin, stop in spans)


@lru_cache(maxsize=4)
def _spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """Group, first and last character of everything that is said of somebody else."""
    return tuple((way.group, *found.span("said")) for way in _ways() for found in way.pattern.finditer(text))


@lru_cache(maxsize=1)
def _ways() -> tuple[_Way, ...]:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    return tuple(_Way(node["group"].text(), compile_any(node["pattern"], parts)) for node in tree["ways"])
