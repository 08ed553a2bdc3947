"""Days that tell nothing of a stay, of the letters' deadline or of the asking.

"On vacation till 25 July", "my statement comes by July 15", "I need to know by July 20", "she replied 5 June".
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.casebook.turn import Turn
from assistant.patterns import compile_each, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "days_apart.yaml"
_REACH = 120  # characters before a day that say what it is the day of


def is_day_apart(text: str, start: int) -> bool:
    """Whether the day that begins at a place of the message is such a day."""
    before = text[max(0, start - _REACH) : start]
    return any(way.search(before) for way in _ways())


def set_apart_days(turn: Turn) -> None:
    """Take such days out."""
    days = turn.message.inside(0, len(turn.message.tokens), "date")
    turn.used.update([day for day in days if is_apart(turn, day.first)])


def is_apart(turn: Turn, *places: int) -> bool:
    """Whether such a day begins at one of some tokens."""
    return any(is_day_apart(turn.message.text, turn.message.tokens[at].start) for at in places)


@lru_cache(maxsize=1)
def _ways() -> tuple[re.Pattern[str], ...]:
    tree = read_yaml(data_root() / _FILE)
    return compile_each(tree["days"], read_parts(tree), any_case=True)
