"""What is to be said to a writer and is no memory: "say hello to his team" greets, "say Tuesday afternoons" tells when
one is free, "I need to know by July 20" asks for an answer. The rules stand in lexicon/drafting_typed.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.patterns import compile_any, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "drafting_typed.yaml"


def in_plain_orders(raw: str) -> str:
    """ "Say sorry that I was late" is "mention that I am sorry that I was late"."""
    return _by("orders", raw)


def as_its_type(part: str) -> str:
    """ "Hello to your team" is "Please give my regards to your team"; a memory stays as it is."""
    return _by("sentences", part)


def is_own_sentence(part: str) -> bool:
    """Whether a part stands for itself: "Please give my regards to your team"."""
    return part.startswith(("Please ", "If you ", "If it ", "I "))


def _by(name: str, words: str) -> str:
    for says, reads in _rules()[name]:
        words = says.sub(reads, words)
    return words


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    return {
        name: tuple((compile_any(row["says"], parts), row["reads"].text()) for row in tree[name])
        for name in ("orders", "sentences")
    }
