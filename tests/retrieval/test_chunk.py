"""Chunks follow passages, never cross them, and keep to their limit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge import Knowledge, Passage
from assistant.retrieval.chunk import TOKEN_LIMIT, chunk_passage, rows, source_digest
from assistant.retrieval.questions import OUTSIDE_KINDS, question_bank
from assistant.retrieval.tokens import count_tokens

SENTENCES = st.lists(st.text("abc dé.7", min_size=1, max_size=80), min_size=1, max_size=12)


def passage(title: str, sentences: list[str]) -> Passage:
    ids = tuple(f"X-{number}" for number in range(len(sentences)))
    return Passage("made-up", "Chapter", title, ids, "\n".join(sentences), "Next.")


@given(title=st.text("Title ", max_size=20), sentences=SENTENCES, limit=st.integers(1, 60))
def test_chunks_hold_every_sentence_once_in_order_and_keep_to_the_limit(
    title: str, sentences: list[str], limit: int
) -> None:
    made = passage(title, sentences)
    chunks = chunk_passage(made, limit)
    assert "\n".join(chunks) == made.text
    for chunk in chunks:
        whole = chunk.split("\n")
        assert len(whole) == 1 or count_tokens("\n".join([title, chunk])) <= limit


@given(sentences=SENTENCES)
def test_a_passage_within_the_limit_is_one_chunk(sentences: list[str]) -> None:
    made = passage("Title", sentences)
    limit = count_tokens(f"Title\n{made.text}")
    assert chunk_passage(made, limit) == [made.text]
    if len(sentences) > 1:
        assert len(chunk_passage(made, limit - 1)) > 1


def test_every_row_of_a_passage_lies_within_that_passage(small: Knowledge) -> None:
    held = dict.fromkeys(small.passages, "")
    for row in rows(small, question_bank(small)):
        if row.kind == "passage":
            title, _, text = row.text.partition("\n")
            made = small.passages[row.label]
            assert title == made.title and text in made.text
            assert count_tokens(row.text) <= TOKEN_LIMIT
            held[row.label] += text
    assert all(held[name].replace("\n", "") == p.text.replace("\n", "") for name, p in small.passages.items())


def test_rows_hold_every_fact_and_phrasing_under_ids_of_their_own(small: Knowledge) -> None:
    bank = question_bank(small)
    made = rows(small, bank)
    assert len({row.id for row in made}) == len(made)
    assert {row.label for row in made if row.kind == "fact"} == {*small.facts, *small.official, *small.rulings}
    assert [row.text for row in made if row.kind in {"question", "outside"}] == [p.text for p in bank]
    assert all((row.label in OUTSIDE_KINDS) == (row.kind == "outside") for row in made)


def test_another_embedder_or_another_source_is_another_index(small: Knowledge) -> None:
    digest = source_digest(small.root, "one")
    assert digest == source_digest(small.root, "one") != source_digest(small.root, "two")
    chapter = small.root / "guide" / "05-numbers.md"
    before = chapter.read_bytes()
    try:
        chapter.write_bytes(before.replace(b"\n", b"\r\n"))
        assert source_digest(small.root, "one") == digest  # a checkout on Windows
        chapter.write_bytes(before.replace(b"3 to 4", b"3 or 4"))
        assert source_digest(small.root, "one") != digest
    finally:
        chapter.write_bytes(before)
