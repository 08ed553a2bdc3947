"""One way of reading a question's text, shared by training, indexing and searching."""

from __future__ import annotations

import re
import unicodedata

_NON_WORD = re.compile(r"[^a-z0-9']+")
_STRETCHED = re.compile(r"(\w)\1{2,}")


def normalise(text: str) -> str:
    """Lower case, accents folded, punctuation to spaces, "pleaaase" to "pleaase"."""
    folded = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in folded if not unicodedata.combining(c)).replace("\u2019", "'")
    return _NON_WORD.sub(" ", _STRETCHED.sub(r"\1\1", plain)).strip()
