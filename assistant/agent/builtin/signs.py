"""Rules of what a message is about, by signs that must all be there and excuses of which none may: files of lexicon/.

No single word gives a matter away: "report" is of a threat, of a crime that was seen, or of a patient.
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

_PAUSE = re.compile(r"[.,;:!?\n()\u2013\u2014]+|\s-\s")
TITLE = re.compile(r"\b(dr|prof|mr|mrs|ms)\.(?=\s*\w)", re.IGNORECASE)  # its full stop ends no clause
_MOST_CHARACTERS = 4000
_HELD = frozenset({"kind", "signs", "excuses"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One matter: its kind, what must all be there, what excuses, and the flags that the file gives it."""

    kind: str
    flags: frozenset[str]
    signs: tuple[re.Pattern[str], ...]
    excuses: tuple[re.Pattern[str], ...]

    def holds(self, plain: str) -> bool:
        """Whether the message, as `clauses_of` gives it, is of this matter."""
        return all(sign.search(plain) for sign in self.signs) and not any(found.search(plain) for found in self.excuses)


@lru_cache(maxsize=64)
def clauses_of(text: str) -> str:
    """The message's clauses, normalised, without apostrophes, a stroke between them."""
    pieces = _PAUSE.split(TITLE.sub(r"\1 ", text[:_MOST_CHARACTERS]))
    return " / ".join(filter(None, (normalise(piece).replace("'", "") for piece in pieces)))


@lru_cache(maxsize=4)
def read_rules(name: str) -> tuple[Rule, ...]:
    """The rules of knowledge/lexicon/<name>.yaml, in its order."""
    tree = read_yaml(data_root() / Path("knowledge") / "lexicon" / f"{name}.yaml")
    parts = read_parts(tree)
    return tuple(
        Rule(
            node["kind"].text(), frozenset(key for key, _ in node.items()) - _HELD,
            tuple(compile_any(sign, parts, any_case=False) for _, sign in node["signs"].items()),
            tuple(compile_any(excuse, parts, any_case=False) for _, excuse in node["excuses"].items())
            if "excuses" in node else (),
        )
        for _, node in tree["rules"].items()
    )  # fmt: skip
