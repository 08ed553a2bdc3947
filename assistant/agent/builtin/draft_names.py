"""A writer's name as it is put right: "it's Rebekah with kh", of Dr. Rebecca Stoll."""

from __future__ import annotations

from rapidfuzz import fuzz

_ALIKE = 60.0  # of 100, from which a word is a part of the name that was misspelt


def respelled(held: str, given: str) -> str:
    """The name with the word that was misspelt put right; a name of two words, or one that is like none, as given."""
    given = " ".join(word[:1].upper() + word[1:] for word in given.split())
    parts = held.split()
    shares = [fuzz.ratio(part.casefold(), given.casefold()) for part in parts]
    if len(parts) <= 1 or " " in given or max(shares) < _ALIKE:
        return given
    parts[shares.index(max(shares))] = given
    return " ".join(parts)
