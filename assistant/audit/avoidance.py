"""Whom to avoid (AVOID-1 to AVOID-5, RULING-3, RULING-4): the tests behind the critical writer-* rules and tier 9."""

from __future__ import annotations

from collections.abc import Callable

from assistant.domain import Letter
from assistant.domain.vocabulary import CHARACTER_REFERENCES, NOT_PHYSICIANS

TESTS: dict[str, Callable[[Letter], bool]] = {
    "writer-not-physician": lambda letter: letter.writer.profession in NOT_PHYSICIANS,
    "writer-character-reference": lambda letter: letter.writer.profession in CHARACTER_REFERENCES,
    "writer-family-friend": lambda letter: letter.writer.family_friend is True,
    "writer-shadowed-only": lambda letter: letter.experience.setting == "shadowing",
    "writer-hesitant": lambda letter: letter.attitude == "hesitant",
}


def avoided_by(letter: Letter) -> tuple[str, ...]:
    """The ids of the critical writer-* rules that fire for a letter; empty: the writer need not be avoided."""
    return tuple(rule for rule, fires in TESTS.items() if fires(letter))
