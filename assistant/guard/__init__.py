"""The guard: no statement reaches a person that its evidence does not carry. Pure and without a language model."""

from assistant.guard.answer import (
    Breach,
    advertising,
    advice_from_a_waived_letter,
    answer_breaches,
    letter_in_a_writers_name,
    promises_of_matching,
    unknown_links,
)
from assistant.guard.check import Claim, check_grounding

__all__ = [
    "Breach",
    "Claim",
    "advertising",
    "advice_from_a_waived_letter",
    "answer_breaches",
    "check_grounding",
    "letter_in_a_writers_name",
    "promises_of_matching",
    "unknown_links",
]
