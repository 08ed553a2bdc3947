"""A writer's name as it is put right: "it's Rebekah with kh", of Dr. Rebecca Stoll."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.casebook.model import Change, split_path

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


def titles_of(changes: Sequence[Change], named: str, drafted: str) -> list[Change]:
    """The changes without a title of the last text's writer, where another one is named: "for Kane: she is Prof."."""
    if named == drafted:
        return list(changes)
    return [change for change in changes if split_path(change.field) != (drafted, "writer.title")]
