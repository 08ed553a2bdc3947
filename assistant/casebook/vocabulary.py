"""Words of the language: one that is none of them can be a name, in small letters too."""

from __future__ import annotations

from functools import lru_cache

from assistant.errors import KnowledgeError
from assistant.places import data_root


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The whole words that the sentence encoder knows.

    Raises:
        KnowledgeError: the file is missing.
    """
    path = data_root() / "knowledge" / "lexicon" / "wordpieces.txt"
    try:
        return frozenset(path.read_text(encoding="utf-8").split())
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}; restore the file") from None
