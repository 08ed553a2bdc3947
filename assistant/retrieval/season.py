"""Seasons that a message names: a dated fact of one season does not answer a question for another.

A season bears the year of its match, and opens in the June before it (knowledge/official.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from assistant.patterns import compile_any
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import read_yaml

OPENS = 6  # month from which a date belongs to the season of the next year
_FILE = Path("knowledge") / "lexicon" / "season.yaml"


def named_seasons(text: str) -> frozenset[int]:
    """The seasons that a message may mean; none where it names no year of one."""
    return frozenset(_seasons(normalise(text)))


def _seasons(plain: str) -> Iterator[int]:
    patterns, months = _lexicon()
    for found in patterns["dated"].finditer(plain):
        late = months.index(found["month"][:3]) + 1 >= OPENS
        yield int(found["year"]) + late
    for found in patterns["named"].finditer(plain):
        yield int(found["after"] or found["before"])
    for found in patterns["within"].finditer(plain):  # "in 2025": the season that ends or the one that opens then
        yield int(found["year"])
        yield int(found["year"]) + 1


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, re.Pattern[str]], tuple[str, ...]]:
    tree = read_yaml(data_root() / _FILE)
    patterns = {name: compile_any(tree[name], any_case=False) for name in ("dated", "named", "within")}
    return patterns, tuple(tree["months"].strings())
