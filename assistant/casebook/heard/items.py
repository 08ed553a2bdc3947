"""What a message tells of letters, in order, and whose each of these words are."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.casebook.heard.spans import Heard
from assistant.casebook.heard.whose import Told


@dataclass(frozen=True, slots=True)
class Item:
    """Something told of letters; of a pointer the letters that it means."""

    heard: Heard
    letters: tuple[str, ...] = ()

    @property
    def told(self) -> Told:
        """The same for the reading of owners."""
        return Told(self.heard.field, self.heard.value, self.heard.first, self.heard.last)


@dataclass(frozen=True, slots=True)
class Said:
    """An item with the relation to the words for writers around it, and how sure that is."""

    item: Item
    owner: str
    sure: float
