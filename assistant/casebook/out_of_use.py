"""A letter of which nothing more need be known: its writer said no, or is none whose letter would be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.domain.vocabulary import CHARACTER_REFERENCES, NOT_PHYSICIANS


def is_out_of_use(held: Callable[[str], Any]) -> bool:
    """Whether what is known of a letter settles that it is not to be used: "she is a social worker".

    Args:
        held: the value of a field of the letter by its path, such as "writer.profession".
    """
    return (
        held("status") == "declined"
        or held("experience.knows_me_well") is False
        or held("writer.family_friend") is True
        or held("writer.profession") in NOT_PHYSICIANS | CHARACTER_REFERENCES
    )
