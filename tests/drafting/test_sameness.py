"""Runs of eight words that two texts share."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import parse_applicant
from assistant.drafting import outline, outline_texts, outline_to_docx, read_text, sameness
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


def test_scripts_without_spaces_are_compared_by_their_letters() -> None:
    text = "在二〇二七年三月参与管理一名糖尿病酮症酸中毒患者。"
    found = sameness({"a": text, "b": f"她{text}"})
    assert [item.words for item in found] == [12] and found[0].text in text
    assert sameness({"a": "糖尿病酮症酸中毒", "b": "糖尿病酮症酸中毒"}) == ()  # one term is no run
    assert sameness({"a": "ผู้ป่วยที่ได้รับการดูแลทุกวัน", "b": "ผู้ป่วยที่ได้รับการดูแลทุกวัน"})


def test_vouch_own_sentences_are_no_sameness(tmp_path: Path) -> None:
    texts = {}
    for name, kept in (("khan", {}), ("smith", {"notes": {"cases": ["A man with fever"], "feedback": ["Slow down"]}})):
        made = outline(parse_applicant({"targets": ["IM"], "letters": [{"id": name, **kept}]}), name)
        (tmp_path / f"{name}.docx").write_bytes(outline_to_docx(made))
        texts[name] = read_text(tmp_path / f"{name}.docx")
        texts[f"{name} as text"] = " ".join([outline_texts(made), made.why])
        assert made.why.split(":")[0] in texts[name]
    assert sameness({name: text for name, text in texts.items() if "text" not in name}) == ()
    both = {name: text for name, text in texts.items() if "text" in name}
    assert sameness(both) == ()
    shared = {name: f"{text} {EIGHT}" for name, text in both.items()}
    assert [item.words for item in sameness(shared)] == [8]


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


def test_words_in_a_table_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Letter")
    document.add_table(1, 2).cell(0, 1).text = EIGHT
    document.save(str(tmp_path / "a.docx"))
    assert EIGHT in read_text(tmp_path / "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_windows_is_read(tmp_path: Path, encoding: str) -> None:
    text = "José’s café: one two"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert read_text(tmp_path / "a.txt") == text


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x81\x8d", b"a\0b\0"])
def test_what_is_no_text_is_said_in_plain_words(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError, match=r"a\.txt: cannot be read as text; save it again as UTF-8") as caught:
        read_text(tmp_path / "a.txt")
    assert "Error" not in str(caught.value)


def test_empty_lines_at_the_same_place_end_runs_too() -> None:
    text = "one two three four\n\nfive six seven eight"
    assert sameness({"a": text, "b": text}) == ()
