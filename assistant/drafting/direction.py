"""Right-to-left text on a printed line: which way a paragraph reads, and in what order its parts stand (UAX 9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from assistant.drafting.brackets import resolve_brackets

_BACKWARDS, _FORWARDS = frozenset({"R", "AL"}), frozenset({"L"})
_TURNING = _BACKWARDS | {"AN"}


def reads_right_to_left(text: str) -> bool:
    """Whether most letters of a paragraph are of a right-to-left script.

    Most, and not the first: an English line that begins with an Arabic name stays an English line.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in _BACKWARDS for kind in kinds) > sum(kind in _FORWARDS for kind in kinds)


def levels_of(text: str, *, right_to_left: bool) -> list[int]:
    """The embedding level of each character of a paragraph: odd ones run from right to left."""
    base = int(right_to_left)
    if not base and not any(unicodedata.bidirectional(letter) in _TURNING for letter in text):
        return [0] * len(text)
    from bidi import algorithm  # its Python half: the levels are needed, not only the turned text

    storage: dict[str, Any] = {**algorithm.get_empty_storage(), "base_level": base, "base_dir": "LR"[base]}
    algorithm.get_embedding_levels(text, storage)
    for at, letter in enumerate(storage["chars"]):
        letter["at"] = at
        letter["type"] = letter["type"] or "L"  # a character newer than this Python's tables: it reads as most do
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    resolve_brackets(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    known = {letter["at"]: letter["level"] for letter in storage["chars"]}
    levels: list[int] = []
    for at in range(len(text)):  # characters that only steer (BN) have dropped out: they go with the one before
        levels.append(known.get(at, levels[-1] if levels else base))
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places of the parts of a line, by their levels, as they stand from left to right."""
    from bidi import algorithm

    parts = [{"level": level, "at": at} for at, level in enumerate(levels)]
    lowest = min((level for level in levels if level % 2), default=None)
    if lowest is not None:
        algorithm.reverse_contiguous_sequence(parts, 0, len(parts) - 1, max(levels), lowest)
    return [part["at"] for part in parts]


def mirrored(text: str) -> str:
    """Marks of a right-to-left part turned round for drawing from the left: brackets change sides."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(letter, letter) for letter in reversed(text))
