"""Runs of eight words that two texts share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting import read_text, sameness
from assistant.drafting.packet import page_to_docx
from assistant.drafting.page import page_of
from assistant.drafting.pdf import page_to_pdf
from assistant.errors import InputError

EIGHT = "one two three four five six seven eight"


def test_eight_words_are_a_run_and_seven_are_none() -> None:
    assert sameness({"a": f"x {EIGHT} y", "b": f"p {EIGHT} q"})[0].words == 8
    assert sameness({"a": "x one two three four five six seven y", "b": "p one two three four five six seven q"}) == ()


def test_case_punctuation_and_line_breaks_do_not_hide_a_run() -> None:
    found = sameness({"a": EIGHT, "b": "One, two;\nthree FOUR five - six “seven” eight."})
    assert [(item.first, item.second, item.words, item.text) for item in found] == [("a", "b", 8, EIGHT)]


def test_empty_line_ends_a_run() -> None:
    assert sameness({"a": EIGHT, "b": EIGHT.replace("four ", "four\n\n")}) == ()


def test_longest_run_is_reported_once() -> None:
    assert [item.words for item in sameness({"a": EIGHT + " nine ten", "b": "zero " + EIGHT + " nine ten"})] == [10]


@settings(deadline=None)
@given(st.lists(st.sampled_from("ab"), max_size=60), st.lists(st.sampled_from("ab"), max_size=60))
def test_finds_a_run_exactly_where_there_is_one(first: list[str], second: list[str]) -> None:
    grams = {tuple(first[i : i + 8]) for i in range(len(first) - 7)}
    shared = grams & {tuple(second[i : i + 8]) for i in range(len(second) - 7)}
    assert bool(sameness({"a": " ".join(first), "b": " ".join(second)})) == bool(shared)


def test_large_repetitive_texts_are_quick() -> None:
    assert sameness({"a": "na " * 50_000, "b": "na " * 50_000})[0].words == 50_000


def test_files_of_each_kind_are_read(tmp_path: Path) -> None:
    page = page_of("Title", [EIGHT])
    for name, data in (
        ("a.txt", EIGHT.encode()),
        ("b.docx", page_to_docx(page)),
        ("c.pdf", page_to_pdf(page, 10).data),
    ):
        (tmp_path / name).write_bytes(data)
        assert EIGHT in " ".join(read_text(tmp_path / name).split())


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.exe", b"x", "must be one of"),
        ("a.docx", b"x", "cannot be read"),
        ("a.pdf", b"x", "cannot be read"),
        ("a.txt", b"\xff\xfe\x00", "cannot be read"),
        ("a.txt", b"  ", "no readable text"),
        ("a.txt", b"x" * 5_000_001, "larger"),
    ],
)
def test_bad_files_are_bad_input(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=words):
        read_text(tmp_path / name)
    with pytest.raises(InputError, match=r"missing\.txt: cannot be read"):
        read_text(tmp_path / "missing.txt")


def test_empty_lines_at_the_same_place_end_runs_too() -> None:
    text = "one two three four\n\nfive six seven eight"
    assert sameness({"a": text, "b": text}) == ()
