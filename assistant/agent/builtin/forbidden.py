"""Wishes that are declined whatever else the message says: read from knowledge/lexicon/forbidden.yaml.

A single word gives no such wish away: a threat is a text that is ordered, something held against its reader, and a
condition. So a rule holds where the message has each of its signs and none of its excuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.patterns import compile_any, read_parts
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "forbidden.yaml"
_PAUSE = re.compile(r"[.,;:!?\n()\u2013\u2014]+|\s-\s")
_TITLE = re.compile(r"\b(dr|prof|mr|mrs|ms)\.(?=\s*\w)", re.IGNORECASE)  # its full stop ends no clause
_MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class _Rule:
    """One wish: the kind of refusal, what must all be there, and what excuses.

    `honest`: where a text to a writer is asked for, an honest one can be written in its place.
    """

    kind: str
    honest: bool
    signs: tuple[re.Pattern[str], ...]
    excuses: tuple[re.Pattern[str], ...]

    def holds(self, text: str) -> bool:
        """Whether the message, as `_plain` gives it, is such a wish."""
        return all(sign.search(text) for sign in self.signs) and not any(found.search(text) for found in self.excuses)


@lru_cache(maxsize=256)
def forbidden_wish(text: str, *, honest: bool) -> str:
    """The kind of refusal that a message calls for, or "".

    Args:
        text: the message.
        honest: of wishes in whose place something honest can be written; else of those that are declined outright.
    """
    plain = _plain(text)
    return next((rule.kind for rule in _rules() if rule.honest == honest and rule.holds(plain)), "")


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    """The message's clauses, normalised, without apostrophes, a stroke between them."""
    pieces = _PAUSE.split(_TITLE.sub(r"\1 ", text[:_MOST_CHARACTERS]))
    return " / ".join(filter(None, (normalise(piece).replace("'", "") for piece in pieces)))


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    return tuple(
        _Rule(
            node["kind"].text(), "honest" in node,
            tuple(compile_any(sign, parts, any_case=False) for _, sign in node["signs"].items()),
            tuple(compile_any(excuse, parts, any_case=False) for _, excuse in node["excuses"].items())
            if "excuses" in node else (),
        )
        for _, node in tree["rules"].items()
    )  # fmt: skip
