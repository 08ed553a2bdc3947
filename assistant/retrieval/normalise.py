"""One way of reading a question's text, shared by training, indexing and searching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.errors import KnowledgeError
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_NON_WORD = re.compile(r"[^a-z0-9']+")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_FILE = Path("knowledge") / "lexicon" / "phone.yaml"
FREQUENT = Path("knowledge") / "lexicon" / "frequent_words.txt"  # of the banks, with how often each stands there
PIECES = Path("knowledge") / "lexicon" / "wordpieces.txt"  # what the sentence encoder knows; its words are no slips
_LEAST_LETTERS, _TWO_SLIPS = 5, 8  # of a word that is put right, and of one in which two letters may be wrong
_OFTEN = 40  # from which a word may be put in the place of a slip
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
    """`normalise`, with what is clipped on a phone in full, and slips of the pen in the bank's words put right.

    "wat cud he do 4 me" becomes "what could he do for me", "how meny leters" becomes "how many letters".
    """
    plain, full = normalise(text), _phone()
    for word, digit in _DIGITS.items():
        plain = digit.sub(word, plain)
    return " ".join(full.get(word) or _put_right(word) for word in plain.split())


@lru_cache(maxsize=8192)
def _put_right(word: str) -> str:
    """The frequent word that a misspelt one is nearest to; a word that there is stays."""
    if len(word) < _LEAST_LETTERS or not word.isalpha() or word in _words() or word in _frequent():
        return word
    slips = 2 if len(word) >= _TWO_SLIPS else 1
    found = process.extract(word, _meant().get(word[0], ()), scorer=OSA.distance, score_cutoff=slips, limit=None)
    return min(found, key=lambda match: (match[1], match[2]), default=(word,))[0]


@lru_cache(maxsize=1)
def _meant() -> Mapping[str, Sequence[str]]:
    """What a slip may stand for, by first letter, the most frequent first: the first letter is seldom wrong."""
    known: dict[str, list[str]] = {}
    for word, count in _frequent().items():
        if count >= _OFTEN:
            known.setdefault(word[0], []).append(word)
    return known


def read_lines(path: Path) -> list[str]:
    """The lines of a list that ships with the program, such as PIECES.

    Raises:
        KnowledgeError: it cannot be read.
    """
    try:
        return (data_root() / path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}; restore the file") from None


@lru_cache(maxsize=1)
def _frequent() -> Mapping[str, int]:
    pairs = [line.split() for line in read_lines(FREQUENT)]
    try:
        return {word: int(count) for word, count in pairs}
    except ValueError:
        raise KnowledgeError(f"{FREQUENT.name}: each line must be a word and a number; restore the file") from None


def is_frequent(word: str) -> bool:
    """Whether a word, in small letters, is frequent in the banks."""
    return word in _frequent()


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(read_lines(PIECES))


@lru_cache(maxsize=1)
def _phone() -> Mapping[str, str]:
    return {clipped: full for full, node in read_yaml(data_root() / _FILE).items() for clipped in node.text().split()}
