"""What is mentioned in learner's English, mended where only one right form is meant: "I gave presentation", "we publish
paper together", "30 appendectomy", "you taught me 5 years internal medicine"."""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_cues import raw_pattern

_PAST = {"give": "gave", "gived": "gave", "writed": "wrote", "teach": "taught", "show": "showed", "lead": "led"}
_VOWELS = "aeiou"


def in_grammar(words: str) -> str:
    """The words with the past of a deed, the article of one work, and the plural behind a number."""
    for name in ("deed_told_now", "liked_how"):
        words = raw_pattern(name).sub(lambda found: f"{found[1]}{_past(found[2].casefold())}", words)
    words = raw_pattern("taught_how_long").sub(r"\1 \3 for \2", words)
    words = raw_pattern("work_without_article").sub(_with_article, words)
    return raw_pattern("counted_singly").sub(lambda found: f"{found[1]}{_plural(found[2])}", words)


def _past(verb: str) -> str:
    return _PAST.get(verb) or f"{verb.removesuffix('e')}ed"


def _with_article(found: re.Match[str]) -> str:
    article = "an" if found[2][0].casefold() in _VOWELS else "a"
    return f"{found[1]}{article} {found[2]}"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}s"
