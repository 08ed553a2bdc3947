"""Keyword search (BM25) over the index rows; tolerant of typos, and at home in the field's short forms."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.embed import Vectors
from assistant.retrieval.normalise import spelled_out
from assistant.yamlfile import read_yaml

BM25 = "bm25"
_SHORTEST_TYPO = 5  # shorter words have too many neighbours to be corrected
_CLOSE = 84.0  # rapidfuzz ratio from which a word counts as a typo of another
_COMMON = frozenset(
    "a an the is are am be been was were do does did to of in on at for from by with and or if so my me i you your he "
    "she it its they them their we us's this that these those there what which who when how can could should would "
    "will shall may might must have has had as than then too very just not no".split()
)


def words(text: str, abbreviations: Mapping[str, str]) -> list[str]:
    """The words that count, short forms spelled out, plural endings cut."""
    spelled = " ".join(abbreviations.get(word, word) for word in spelled_out(text).split())
    return [_stem(word) for word in spelled.split() if word not in _COMMON]


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class KeywordSearch:
    """A BM25 index whose rows are those of the vector table."""

    def __init__(self, engine: Any, abbreviations: Mapping[str, str]) -> None:
        self._engine, self._abbreviations = engine, abbreviations
        self._long = [word for word in engine.vocab_dict if len(word) >= _SHORTEST_TYPO]

    @classmethod
    def build(cls, texts: Sequence[str], abbreviations: Mapping[str, str] | None = None) -> KeywordSearch:
        """Index the texts in their order."""
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to log each step, when it is loaded
        short = abbreviations or {}
        engine = bm25s.BM25(auto_compile=False)
        engine.index([words(text, short) or ["."] for text in texts], show_progress=False)
        return cls(engine, short)

    def save(self, folder: Path) -> None:
        """Write the engine's arrays."""
        self._engine.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, abbreviations: Mapping[str, str] | None = None) -> KeywordSearch:
        """Read what `save` wrote."""
        import bm25s

        engine = bm25s.BM25.load(folder, show_progress=False, verbosity=0)
        return cls(engine, abbreviations or {})

    def scores(self, query: str) -> Vectors:
        """BM25 of every row, in the order of the rows."""
        known = [word for word in map(self._correct, words(query, self._abbreviations)) if word]
        if not known:
            return np.zeros(self._engine.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._engine.get_scores(known), dtype=np.float32)

    def _correct(self, word: str) -> str | None:
        """The word itself where it is known, its nearest neighbour where it looks like a typo, else None."""
        if word in self._engine.vocab_dict:
            return word
        if len(word) < _SHORTEST_TYPO:
            return None
        from rapidfuzz import fuzz, process

        found = process.extractOne(word, self._long, scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return str(found[0]) if found else None


def read_abbreviations(path: Path) -> dict[str, str]:
    """Short form to long form.

    Raises:
        KnowledgeError: the file is missing or broken; its line is named.
    """
    return {short: node.text() for short, node in read_yaml(path).items()}
