"""Keyword search: typos, plurals, the field's short forms, and what it does with nothing to go by."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import KnowledgeError
from assistant.places import data_root
from assistant.retrieval import normalise as normalising
from assistant.retrieval.keywords import KeywordSearch, read_abbreviations
from assistant.retrieval.normalise import normalise, spelled_out

TEXTS = [
    "An observership is weaker than hands-on work.",
    "Waive your right to see the letter of recommendation.",
    "The program director may write for you.",
    "Four strong letters are the aim.",
]
SHORT = {"pd": "program director", "lor": "letter of recommendation", "obs": "observership"}


@pytest.fixture(scope="module")
def search() -> KeywordSearch:
    return KeywordSearch.build(TEXTS, SHORT)


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("observership", 0), ("obervership", 0), ("OBSERVERSHIPS", 0), ("obs", 0), ("obsérvership!!", 0),
        ("recomendation", 1), ("waive", 1), ("pd", 2), ("PD?", 2), ("programm directr", 2), ("letters aim", 3),
    ],
)  # fmt: skip
def test_it_finds_the_row_in_spite_of_typos_endings_and_short_forms(
    search: KeywordSearch, query: str, row: int
) -> None:
    assert int(search.scores(query).argmax()) == row


@pytest.mark.parametrize("query", ["", "   ", "the of and", "zzzzqqqq xyzzy", "字母", "?!", "pdd"])
def test_nothing_to_go_by_scores_nothing(search: KeywordSearch, query: str) -> None:
    assert np.array_equal(search.scores(query), np.zeros(len(TEXTS), dtype=np.float32))


def test_short_words_are_not_taken_for_typos(search: KeywordSearch) -> None:
    assert not search.scores("wave").any()  # four letters have too many neighbours
    assert search.scores("waivee").argmax() == 1


def test_a_saved_index_scores_the_same(search: KeywordSearch, tmp_path: Path) -> None:
    search.save(tmp_path / "kept")
    loaded = KeywordSearch.load(tmp_path / "kept", SHORT)
    for query in ("obervership", "pd", "letters", ""):
        assert np.array_equal(loaded.scores(query), search.scores(query))


def test_the_shipped_short_forms_are_lower_case_and_spelled_out() -> None:
    shipped = read_abbreviations(data_root() / "knowledge" / "abbreviations.yaml")
    assert {"lor", "pd", "usce", "img"} <= shipped.keys()
    assert all(short == normalise(short) and long == normalise(long) for short, long in shipped.items())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wat cud he do 4 me", "what could he do for me"),
        ("send it 2 the attg b4 sept, plz", "send it to the attending before sept please"),
        ("every1 wanna sign w/ u", "everyone want to sign with you"),
        ("4 letters or 2", "4 letters or 2"),
        ("2 us letters", "2 us letters"),
        ("how meny leters i need for FM", "how many letters i need for fm"),
        ("recomendation frm my proffessor", "recommendation from my professor"),
        ("observrship, uplod, waver", "observership upload waiver"),
        ("Dr Pattel of Peshawar, Nneka, xqzzt, covid19", "doctor pattel of peshawar nneka xqzzt covid19"),
    ],
)
def test_what_is_clipped_on_a_phone_is_read_in_full(typed: str, meant: str) -> None:
    assert spelled_out(typed) == meant
    assert spelled_out(meant) == meant


@pytest.mark.parametrize("content", [None, "letter often\n"])
def test_a_list_of_words_that_is_missing_or_broken_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    if content:
        place = tmp_path / normalising.FREQUENT
        place.parent.mkdir(parents=True)
        place.write_text(content, encoding="utf-8")
    monkeypatch.setattr(normalising, "data_root", lambda: tmp_path)
    normalising._frequent.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=r"^frequent_words\.txt: .*restore the file$"):
            normalising._frequent()
    finally:
        normalising._frequent.cache_clear()
