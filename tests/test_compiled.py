"""Patterns that are kept from one start to the next: the same as `re` makes, and never a reason to fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import compiled
from assistant.compiled import CompiledPatterns

TEXTS = [r"\b(?:dr|prof)\.? (?P<name>\w+)(?! said)", r"(?<=on )[0-9]{1,2}", "a|ab|(?P<x>é)(?P=x)", ""]


def kept_in(folder: Path) -> CompiledPatterns:
    patterns = CompiledPatterns()
    patterns.keep_in(folder)
    return patterns


def only_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise AssertionError("it is compiled anew")

    monkeypatch.setattr(compiled, "_compiled", fails)
    monkeypatch.setattr(re, "compile", fails)


@pytest.mark.parametrize("flags", [re.IGNORECASE, re.NOFLAG])
def test_what_is_kept_is_the_same_pattern_and_is_not_compiled_again(
    tmp_path: Path, flags: re.RegexFlag, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept_in(tmp_path)
    made = [re.compile(text, flags) for text in TEXTS]
    assert [first.compile(text, flags) for text in TEXTS] == made
    first.save()
    only_loads(monkeypatch)
    second = kept_in(tmp_path)
    again = [second.compile(text, flags) for text in TEXTS]
    assert again == made
    found = again[0].search("ask Dr. Rao")
    assert (found and found["name"]) == ("Rao" if flags else None)


@given(text=st.text(alphabet="ab(|)[]*+?.^$\\d{1,2}", max_size=12), message=st.text(alphabet="ab1,", max_size=8))
def test_any_text_gives_what_the_standard_library_gives(text: str, message: str) -> None:
    patterns = CompiledPatterns()
    try:
        wanted = re.compile(text, re.IGNORECASE)
    except re.error as error:
        with pytest.raises(re.error, match=re.escape(str(error))):
            patterns.compile(text, re.IGNORECASE)
        return
    for _ in range(2):
        made = patterns.compile(text, re.IGNORECASE)
        assert made == wanted
        assert [m.span() for m in made.finditer(message)] == [m.span() for m in wanted.finditer(message)]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:40] + b"x" + data[41:]])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage) -> None:
    first = kept_in(tmp_path)
    first.compile("a+b", re.NOFLAG)
    first.save()
    [file] = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    second = kept_in(tmp_path)
    assert second.compile("a+b", re.NOFLAG).fullmatch("aab")
    second.save()
    assert file.read_bytes() == whole


def test_another_python_compiles_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept_in(tmp_path)
    first.compile("a+b", re.NOFLAG)
    first.save()
    monkeypatch.setattr(compiled.sys, "version", "3.99.0")
    second = kept_in(tmp_path)
    assert second.compile("a+b", re.NOFLAG) == re.compile("a+b")
    second.save()
    monkeypatch.undo()
    only_loads(monkeypatch)
    with pytest.raises(AssertionError):
        kept_in(tmp_path).compile("a+b", re.NOFLAG)


def test_a_python_of_which_nothing_is_known_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_can_keep", lambda: False)
    patterns = kept_in(tmp_path)
    assert patterns.compile("a+b", re.NOFLAG) == re.compile("a+b")
    patterns.save()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_or_is_gone_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "missing", tmp_path / "file"):
        patterns = kept_in(folder)
        assert patterns.compile("a", re.NOFLAG).match("a")
        patterns.save()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_first_folder_counts_and_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    patterns = kept_in(tmp_path / "one")
    patterns.keep_in(tmp_path / "two")
    patterns.compile("a", re.NOFLAG)
    patterns.save()
    assert len(list((tmp_path / "one").iterdir())) == 1
    assert not list((tmp_path / "two").iterdir())
