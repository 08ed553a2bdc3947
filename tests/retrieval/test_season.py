"""A question for a season that no dated fact speaks for is not answered from another season's dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge import load_knowledge
from assistant.retrieval.index import open_index
from assistant.retrieval.search import Searcher
from assistant.retrieval.season import named_seasons
from assistant.settings import Settings

NAMED = {
    "when will ERAS 2029 open": {2029},
    "the exact date in September 2027": {2028},
    "on 3 March 2027": {2027},
    "the 2019 season": {2019},
    "the directors' survey of 2022": {2022, 2023},
    "in 2025, on which day": {2025, 2026},
    "I graduated in 2018, when does it open": set(),
    "how many letters do I need": set(),
}


@pytest.fixture(scope="module")
def searcher(built_home: Path) -> Searcher:
    knowledge = load_knowledge()
    return Searcher(open_index(Settings(home=built_home), knowledge), knowledge)


@pytest.mark.parametrize(("text", "seasons"), NAMED.items())
def test_a_message_names_seasons_by_their_match_or_by_a_date(text: str, seasons: set[int]) -> None:
    assert named_seasons(text) == seasons


@pytest.mark.parametrize("text", ["On which day does ERAS submission open for the 2029 season?", "exact ERAS 2031 dates"])
def test_dates_of_another_season_do_not_answer(searcher: Searcher, text: str) -> None:
    found = searcher.assess(text)
    assert not found.is_inside
    assert not {"OFF-2026-DATES", "OFF-2027-DATES", "OFF-DATES-MOVE"} & {hit.id for hit in found.facts}


@pytest.mark.parametrize("text", ["When does ERAS submission open for the 2027 season?", "when can I submit in September 2026"])
def test_dates_of_the_season_itself_do(searcher: Searcher, text: str) -> None:
    found = searcher.assess(text)
    assert found.is_inside
    assert found.facts[0].id == "OFF-2027-DATES"
