"""What is mentioned in learner's English, mended where only one right form is meant: "I gave presentation", "we publish
paper together", "30 appendectomy", "you taught me 5 years internal medicine"."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.drafting.past_tense import VOWELS, past_of
from assistant.patterns import compile_any
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "drafting_repairs.yaml"

_BASE_FORMS = frozenset(
    "build run correct help do make see find take teach write carry manage treat lead assist present give".split()
)


def in_grammar(words: str) -> str:
    """The words with the past of a deed, the article of one work, and the plural behind a number."""
    for name in ("deed_told_now", "liked_how"):
        words = raw_pattern(name).sub(lambda found: f"{found[1]}{past_of(found[2])}", words)
    words = raw_pattern("taught_how_long").sub(r"\1 \3 for \2", words)
    words = raw_pattern("work_without_article").sub(_with_article, words)
    words = raw_pattern("counted_singly").sub(lambda found: f"{found[1]}{_plural(found[2])}", words)
    for says, reads in _repairs():
        words = says.sub(reads, words)
    return words


@lru_cache(maxsize=1)
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is written, and how it should read: "I want continue" is "I want to continue"."""
    rows = read_yaml(data_root() / _FILE)["repairs"]
    return tuple((compile_any(row["says"]), row["reads"].text()) for row in rows)


def in_the_past(words: str) -> str:
    """A deed of a list as it is told of a time that is over: "run the journal club" is "ran the journal club"."""
    verb, space, rest = words.partition(" ")
    return f"{past_of(verb)}{space}{rest}" if verb.casefold() in _BASE_FORMS else words


def _with_article(found: re.Match[str]) -> str:
    article = "an" if found[2][0].casefold() in VOWELS else "a"
    return f"{found[1]}{article} {found[2]}"


def _plural(noun: str) -> str:
    if noun.endswith("sis"):
        return f"{noun[:-2]}es"
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}s"
