"""Whether a message is English enough to be read."""

from __future__ import annotations

import unicodedata

from assistant.agent.builtin.cues import cue_words
from assistant.retrieval.normalise import normalise

_FOREIGN_SHARE = 0.4  # of the letters outside Latin script, or of the words from another language


def is_english(text: str) -> bool:
    """False for another script, or where common words of another language outweigh English ones."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return True
    foreign = sum(1 for c in letters if not unicodedata.name(c, "LATIN").startswith("LATIN"))
    if foreign / len(letters) > _FOREIGN_SHARE:
        return False
    words = normalise(text).split()
    other, english = cue_words("other_language_words"), cue_words("english_words")
    strange = sum(word in other for word in words)
    return strange < 2 or strange <= sum(word in english for word in words)
