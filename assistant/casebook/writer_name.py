"""A writer's name, and the id that is made of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.casebook.surnames import family_place
from assistant.casebook.text import fold

_LONGEST_ID = 40
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


@dataclass(frozen=True, slots=True)
class WriterName:
    """A writer's name. `given` may be empty; `title` is as printed ("Dr.") or empty; `known`: no title was needed.

    `printed` is the whole name where the family name does not end it ("Tran Quoc Bao").
    """

    title: str
    given: str
    surname: str
    known: bool = False
    printed: str = ""

    @property
    def full(self) -> str:
        """First names and surname."""
        return self.printed or f"{self.given} {self.surname}".strip()


def slug(text: str) -> str:
    """Small letters of English, digits and underscores: an id; empty where a name has none of them."""
    parts = (fold(part).translate(_LATIN) for part in text.replace("-", " ").replace("'", "").split())
    plain = "_".join(filter(None, ("".join(c for c in part if c.isascii()) for part in parts)))
    return plain[:_LONGEST_ID].strip("_")


def whole_name(parts: Sequence[str]) -> WriterName:
    """A name of some words without a title."""
    first, last = family_place(parts) or (len(parts) - 1, len(parts))
    given, surname = " ".join([*parts[:first], *parts[last:]]), " ".join(parts[first:last])
    return WriterName("", given, surname, printed=" ".join(parts) if last < len(parts) else "")
