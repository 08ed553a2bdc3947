"""Search: near passages with similarities from 0 to 1, nothing when nothing is near, the same from build to build."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.knowledge import load_knowledge
from assistant.retrieval.index import open_index
from assistant.retrieval.search import Searcher
from assistant.settings import Settings

KNOWN = {
    "how many letters do i need": "NUM-2",
    "who shud i ask for lor": "WHO-1",
    "can a nurse write my letter": "AVOID-2",
    "shall i waive my right to see the letter": "WAIVE-3",
    "when to send reminder to my attending": "TIME-3",
    "is one US letter enough for IM": "FAQ-1",
    "what is the max number of LoRs per program in ERAS": "OFF-CAP",
}
NOT_NEAR = [
    "what is the weather in Paris", "how do I cook rice", "which visa do I need", "who won the football game",
    "asdf qwer zxcv", "write a poem about the sea", "", "   ", "!!! ???", "字母",
]  # fmt: skip


@pytest.fixture(scope="module")
def searcher(built_home: Path) -> Searcher:
    knowledge = load_knowledge()
    return Searcher(open_index(Settings(home=built_home), knowledge), knowledge)


@pytest.mark.parametrize(("query", "fact"), KNOWN.items())
def test_the_right_fact_is_in_the_first_passages(searcher: Searcher, query: str, fact: str) -> None:
    hits = searcher.search(query)
    assert 1 <= len(hits) <= 3
    assert fact in {found.id for hit in hits for found in hit.facts}


@pytest.mark.parametrize("query", NOT_NEAR)
def test_nothing_near_gives_an_empty_list(searcher: Searcher, query: str) -> None:
    assert searcher.search(query) == []


@settings(max_examples=60)
@given(
    words=st.lists(
        st.sampled_from([*" ".join(KNOWN).split(), "", "zz", "é", "\u202eabc", "<b>", "{{x}}"]), max_size=30
    ),
    limit=st.integers(1, 5),
)
def test_hits_are_ordered_within_bounds_and_quote_the_files(searcher: Searcher, words: list[str], limit: int) -> None:
    hits = searcher.search(" ".join(words), limit)
    assert len(hits) <= limit
    similarities = [hit.similarity for hit in hits]
    assert similarities == sorted(similarities, reverse=True)
    knowledge = load_knowledge()
    for hit in hits:
        assert hit.facts and hit.similarity == hit.facts[0].similarity
        assert all(0.0 <= fact.similarity <= 1.0 for fact in hit.facts)
        assert all(knowledge.quote(fact.id) in hit.text for fact in hit.facts)
        assert hit.layer == ("official" if hit.id.startswith("OFF-") or hit.id.startswith("PUB-") else "guide")


def test_case_spacing_and_punctuation_change_nothing(searcher: Searcher) -> None:
    plain = searcher.search("how many letters do i need")
    assert plain == searcher.search("  HOW many   letters do I need?!  ")


def test_another_build_in_another_home_ranks_the_same(searcher: Searcher, tmp_path: Path) -> None:
    knowledge = load_knowledge()
    other = Searcher(open_index(Settings(home=tmp_path), knowledge), knowledge)
    questions = [f"{query}{ending}" for query in KNOWN for ending in ("", "?", " please", " for psychiatry", " now")]
    questions += [f"{query} letter" for query in NOT_NEAR] + [fact.text for fact in knowledge.facts.values()][:10]
    assert len(questions) >= 50
    for query in questions:
        assert other.assess(query) == searcher.assess(query)
        assert other.search(query) == searcher.search(query)
