"""What decides the place of a letter and is not known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.casebook.out_of_use import is_out_of_use

DECIDING = ("writer.country", "experience.setting", "writer.specialty", "experience.weeks")  # place and set of a letter


def unknown_fields(letter: Mapping[str, Any], names: Sequence[str] = DECIDING) -> list[str]:
    """Which of the fields that place a letter are not known."""
    seen = letter.get("experience", {})
    timed = {"start", "end"} <= seen.keys() or seen.get("longitudinal") is True
    return [
        name for name in names
        if _held(letter, name) is None and not (timed and name == "experience.weeks")
    ]  # fmt: skip


def is_settled(letter: Mapping[str, Any]) -> bool:
    """Whether nothing that is unknown of a letter could make it one to use: its writer declined, or is no physician."""
    return is_out_of_use(lambda path: _held(letter, path))


def _held(letter: Mapping[str, Any], path: str) -> Any:
    part, _, name = path.rpartition(".")
    return (letter.get(part, {}) if part else letter).get(name)
