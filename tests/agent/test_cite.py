"""From ids to numbered citations: the same for every model, and the quotation always printed by code."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.agent.cite import number_citations
from assistant.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 23)
IDS = st.sampled_from([*KNOWLEDGE.facts, *KNOWLEDGE.rulings, *KNOWLEDGE.official, "NO-1", "WHY-999"])
TEXTS = st.lists(st.one_of(IDS.map("[[{}]]".format), st.text("ab .\n[]", max_size=8)), max_size=20).map("".join)


@given(TEXTS)
def test_markers_and_citations_are_the_same_numbers_in_order(text: str) -> None:
    answer, citations = number_citations(text, KNOWLEDGE, TODAY)
    assert [citation.n for citation in citations] == list(range(1, len(citations) + 1))
    known = [name for name in re.findall(r"\[\[([A-Z0-9-]+)\]\]", text) if name in KNOWLEDGE]
    assert {fact for citation in citations for fact in citation.facts} >= set(known)
    assert bool(citations) == bool(known)
    markers = {int(n) for n in re.findall(r"\[(\d+)\]", answer)}
    assert markers == {citation.n for citation in citations}
    assert not re.search(r"\[\[[A-Z0-9-]+\]\]", answer)


def test_facts_of_one_passage_share_a_number_and_stand_once_behind_a_sentence() -> None:
    answer, citations = number_citations("A [[NUM-1]][[NUM-2]]. B [[WHY-1]] [[NUM-3]]", KNOWLEDGE, TODAY)
    assert answer == "A [1]. B [2] [1]"
    assert [citation.facts[0] for citation in citations] == ["NUM-1", "WHY-1"]
    assert citations[0].quote == KNOWLEDGE.passages["how-many"].text and citations[0].layer == "guide"


def test_unknown_ids_vanish_without_a_trace() -> None:
    assert number_citations("True [[MADE-UP]]. Also [[WHY-1]]", KNOWLEDGE, TODAY)[0] == "True. Also [1]"
    assert number_citations("Nothing [[X-1]]", KNOWLEDGE, TODAY) == ("Nothing", ())


def test_a_ruling_and_a_dated_fact_carry_their_own_kind_of_source() -> None:
    until = KNOWLEDGE.official["OFF-CAP"].until
    assert until
    for day, past in ((until, False), (until + timedelta(days=1), True)):
        _, (ruling, official) = number_citations("R [[RULING-1]] O [[OFF-CAP]]", KNOWLEDGE, day)
        assert (ruling.layer, ruling.season, official.layer) == ("guide", None, "official")
        assert ruling.quote == KNOWLEDGE.quote("RULING-1") and official.quote == KNOWLEDGE.quote("OFF-CAP")
        assert official.source == KNOWLEDGE.official["OFF-CAP"].source
        assert ("past" in str(official.season)) is past
