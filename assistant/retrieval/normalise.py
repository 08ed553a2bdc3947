"""One way of reading a question's text, shared by training, indexing and searching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from assistant.places import data_root
from assistant.yamlfile import read_yaml

_NON_WORD = re.compile(r"[^a-z0-9']+")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_FILE = Path("knowledge") / "lexicon" / "phone.yaml"
# A digit for a word: "he will write 4 me" is no figure, "4 letters" is.
_DIGITS = {
    "for": re.compile(r"\b4(?= (?:me|my|him|his|her|them|it|this|that|the|an?|your|you|u)\b)"),
    "to": re.compile(r"\b2(?= (?:me|my|him|his|her|them|the|an?|your|you|u|ask|get|be|handle|send|write|have|go)\b)"),
}


@lru_cache(maxsize=4096)  # the cues of one turn ask for the same clauses again and again
def normalise(text: str) -> str:
    """Lower case, accents folded, punctuation to spaces, "pleaaase" to "pleaase"."""
    folded = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in folded if not unicodedata.combining(c)).replace("\u2019", "'")
    return _NON_WORD.sub(" ", _STRETCHED.sub(r"\1\1", plain)).strip()


def spelled_out(text: str) -> str:
    """`normalise`, with what is clipped on a phone in full: "wat cud he do 4 me" as "what could he do for me"."""
    plain, full = normalise(text), _phone()
    for word, digit in _DIGITS.items():
        plain = digit.sub(word, plain)
    return " ".join(full.get(word, word) for word in plain.split())


@lru_cache(maxsize=1)
def _phone() -> Mapping[str, str]:
    return {clipped: full for full, node in read_yaml(data_root() / _FILE).items() for clipped in node.text().split()}
