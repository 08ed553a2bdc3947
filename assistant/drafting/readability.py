"""Flesch reading ease: 206.835 - 1.015 words a sentence - 84.6 syllables a word; 60 and more is plain English."""

from __future__ import annotations

import re

_SENTENCES = re.compile(r"[.!?]+")
_SHORTEST = 3  # words; fewer ("Dr.") make no sentence
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöü]+", re.IGNORECASE)
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy][^aeiouy\W])es$|(?<![td\W])ed$", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+")


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels; at least one."""
    groups = len(_VOWELS.findall(_SILENT.sub("", word))) if len(word) > len("the") else 1
    return max(1, groups)


def reading_ease(text: str) -> float:
    """The score of a text; 100 for an empty one. Addresses do not count."""
    plain = _ADDRESS.sub(" ", text)
    words = _WORD.findall(plain)
    if not words:
        return 100.0
    sentences = sum(1 for part in _SENTENCES.split(plain) if len(_WORD.findall(part)) >= _SHORTEST) or 1
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)
