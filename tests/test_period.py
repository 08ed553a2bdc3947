"""Every season that the file of official facts gives reads well behind "this was true for"."""

from __future__ import annotations

import pytest

from assistant.knowledge import load_knowledge
from assistant.period import period_in_words


@pytest.mark.parametrize(
    ("season", "words"),
    [
        ("2027 ERAS season", "the 2027 ERAS season"),
        ("2026 ERAS season; not re-verified for the new portal", "the 2026 ERAS season; not re-verified for the new portal"),
        ("undated", "a time that its source does not give"),
        ("recent", "recent seasons"),
        ("from 2026-06-01", "the time from 2026-06-01"),
        ("to 2025", "the time up to 2025"),
        ("old (to 2014)", "the time up to 2014"),
        ("2023 on", "the time from 2023 on"),
        ("2024-25 on", "the time from 2024-25 on"),
        ("2025 to 2027", "the years 2025 to 2027"),
        ("2018, 2019", "the years 2018 and 2019"),
        ("2018", "the year 2018"),
        ("2025-26", "the 2025-26 season"),
        ("several years", "several years"),
        ("the seasons up to spring 2026", "the seasons up to spring 2026"),
    ],
)  # fmt: skip
def test_a_season_within_a_sentence(season: str, words: str) -> None:
    assert period_in_words(season) == words


def test_no_season_of_the_file_stands_bare() -> None:
    for fact in load_knowledge().official.values():
        words = period_in_words(fact.season)
        assert words.startswith(("the ", "a ", "recent ", "several ", "published ")), fact.id
