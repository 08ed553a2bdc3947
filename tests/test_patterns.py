"""Patterns of the knowledge files: parts put together, one pattern or several, and faults as one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.patterns import compile_any, compile_each, read_parts
from assistant.yamlfile import Node, read_yaml


@pytest.fixture
def tree(tmp_path: Path) -> Node:
    file = tmp_path / "cues.yaml"
    file.write_text(
        "parts:\n  who: '(?:he|she)'\n  said: '<who> said'\n"
        "told: '\\b<said> (?P<what>\\w+)'\n"
        "several: ['<who> wrote', 'a (?P<kind>letter|note)']\n"
        "open: ['fine', '(he']\n"
        "unknown: 'they <sang>'\n"
    )
    return read_yaml(file)


def test_a_part_is_put_together_of_those_before_it_and_a_group_stays_a_group(tree: Node) -> None:
    parts = read_parts(tree)
    assert parts == {"who": "(?:he|she)", "said": "(?:he|she) said"}
    found = compile_any(tree["told"], parts).search("Today She said yes")
    assert found and found["what"] == "yes"


def test_a_list_is_several_patterns_or_one_that_holds_where_any_does(tree: Node) -> None:
    parts = read_parts(tree)
    both = compile_each(tree["several"], parts)
    assert [pattern.search("she wrote") is not None for pattern in both] == [True, False]
    assert len(compile_each(tree["told"], parts)) == 1
    whole = compile_any(tree["several"], parts)
    assert whole.search("she wrote") and whole.search("a note") and not whole.search("a poem")


def test_capitals_count_only_where_that_is_asked_for(tree: Node) -> None:
    parts = read_parts(tree)
    assert compile_any(tree["told"], parts).search("SHE SAID YES")
    assert not compile_any(tree["told"], parts, any_case=False).search("SHE SAID YES")
    assert not compile_each(tree["several"], parts, any_case=False)[0].search("SHE WROTE")


def test_a_later_file_may_use_the_parts_of_an_earlier_one(tree: Node, tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("parts: {heard: 'i heard that <said>'}\n")
    more = read_yaml(tmp_path / "more.yaml")
    assert read_parts(tree, more)["heard"] == "i heard that (?:he|she) said"
    with pytest.raises(KnowledgeError, match=r"^more\.yaml:1: there is no part 'said'"):
        read_parts(more, tree)


def test_a_fault_is_one_line_with_its_place(tree: Node) -> None:
    for read in (compile_any, compile_each):
        with pytest.raises(KnowledgeError, match=r"^cues\.yaml:7: there is no part 'sang'; correct its name$"):
            read(tree["unknown"], read_parts(tree))
        with pytest.raises(KnowledgeError, match=r"^cues\.yaml:6: is no regular expression: [^\n]+$"):
            read(tree["open"])
