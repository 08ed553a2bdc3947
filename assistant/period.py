"""The season of a dated fact, as knowledge/official.yaml gives it, within a sentence: "true for the year 2018"."""

from __future__ import annotations

import re

# The forms that a season has in the file, each with what stands behind "for". The first that fits is taken.
_FORMS = (
    (re.compile(r"undated"), "a time that its source does not give"),
    (re.compile(r"recent"), "recent seasons"),
    (re.compile(r"from (.+)"), r"the time from \1"),
    (re.compile(r"(?:to|old \(to) (\d{4})\)?"), r"the time up to \1"),
    (re.compile(r"(.+) on"), r"the time from \1 on"),
    (re.compile(r"(\d{4}) to (\d{4})"), r"the years \1 to \2"),
    (re.compile(r"(\d{4}), (\d{4})"), r"the years \1 and \2"),
    (re.compile(r"(\d{4})"), r"the year \1"),
    (re.compile(r"(\d{4}-\d{2})"), r"the \1 season"),
    (re.compile(r"(\d{4}.*)"), r"the \1"),
)


def period_in_words(season: str) -> str:
    """What a fact "was true for": "the 2027 ERAS season", "the time from 2026-06-01"; anything else as it is."""
    for form, words in _FORMS:
        if found := form.fullmatch(season):
            return found.expand(words)
    return season
