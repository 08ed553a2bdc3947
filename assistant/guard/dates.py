"""Dates of any order in a sentence: day, month, year, early or late in a month, and shifts such as the year before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.words import plain
from assistant.knowledge import load_knowledge
from assistant.yamlfile import read_yaml


@dataclass(frozen=True, slots=True)
class When:
    """What a sentence says of one date; 0 or '' where it says nothing. `season` is a span such as 2024-25."""

    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""
    season: str = ""
    shift: str = ""
    text: str = ""


_DAY_ALONE = re.compile(
    r"\b(?:the|on) (\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:[.,;:)]|$|to\b|(?:and|or)\b(?! (?:the )?\d)))", re.IGNORECASE
)

_EXAMPLE = re.compile(
    r"\b(?:say|for example|for instance|e\.g\.|suppose|assuming|(?:if|with|where) (?:your|the|a) deadline)(?!\w)",
    re.IGNORECASE,
)
_EARLY = 9
_OFF_BY = 1
_MONTH_STARTS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


@dataclass(frozen=True, slots=True)
class _Tables:
    months: Mapping[str, int]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: tuple[re.Pattern[str], ...]
    shifts: re.Pattern[str]


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    cues = read_yaml(load_knowledge().root / "lexicon" / "guard_cues.yaml")
    months = {key: int(node.value) for key, node in cues["months"].items()}
    month = rf"(?P<month>{_alternatives([name for name in months if name != 'may'])}|(?-i:May))"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d{2})"
    shapes = (
        r"\b(?P<year>(?:19|20)\d{2})-(?P<monthno>\d{2})-(?P<day>\d{2})\b",
        r"\b(?P<season>(?:19|20)\d{2}\s?[-–/]\s?\d{2,4})\b",
        rf"\b(?:the\s+)?{day}\s+(?:of\s+)?(?i:{month})\b\.?(?:,?\s+(?:of\s+)?{year})?",
        rf"\b(?i:{month})\b\.?\s+{day}\b(?:,?\s+{year})?",
        rf"\b(?:the\s+)?(?P<first>first)\s+of\s+(?i:{month})\b(?:,?\s+{year})?",
        rf"\b(?i:{month})\b(?:,?\s+(?:of\s+)?{year})?",
        rf"\b{year}\b",
    )
    parts = tuple(
        (name, re.compile(rf"\b(?:{_alternatives(words.strings())})[\s-]*$", re.IGNORECASE))
        for name, words in cues["month_parts"].items()
    )
    shifts = re.compile(rf"\b(?:{_alternatives(cues['date_shift'].strings())})\b", re.IGNORECASE)
    return _Tables(months, parts, tuple(re.compile(shape) for shape in shapes), shifts)


def read_dates(text: str) -> tuple[tuple[When, ...], str]:
    """The dates of a sentence, and the sentence with them blanked out."""
    text = plain(text)
    tables = _tables()
    found: list[When] = []
    for pattern in tables.patterns:
        for match in list(pattern.finditer(text)):
            when = _when(match, text, tables)
            if when is None:
                continue
            found.append(when)
            text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    if any(one.month for one in found):  # "from September 3, with reviews as of the 24th"
        found += [When(day=int(alone[1]), text=alone[0]) for alone in _DAY_ALONE.finditer(text)]
        text = _DAY_ALONE.sub(lambda alone: " " * len(alone[0]), text)
    shift = tables.shifts.search(text)
    if shift:
        found.append(When(shift=shift[0].casefold(), text=shift[0]))
    return tuple(found), text


def _when(match: re.Match[str], text: str, tables: _Tables) -> When | None:
    groups = match.groupdict()
    month = int(groups.get("monthno") or 0) or tables.months.get((groups.get("month") or "").lower(), 0)
    if groups.get("month") == "May" and not groups.get("day") and not groups.get("year") and not match.start():
        return None
    part = ""
    if month:
        before = text[: match.start()]
        part = next((name for name, pattern in tables.parts if pattern.search(before)), "")
    day = 1 if groups.get("first") else int(groups.get("day") or 0)
    season = re.sub(r"\s", "", groups.get("season") or "").replace("–", "-").replace("/", "-")
    return When(int(groups.get("year") or 0), month, day, part, season, "", match[0])


def carried(claim: When, held: Sequence[When]) -> bool:
    """True where one date of the evidence agrees and says at least as much."""
    if claim.shift:
        return any(one.shift == claim.shift or ("graduat" in one.shift and "graduat" in claim.shift) for one in held)
    return any(_agrees(claim, one) for one in held)


def reckoned(claim: When, bases: Sequence[When], days: Sequence[float]) -> bool:
    """True where a date lies so many days before another: `21 July`, six weeks before 1 September."""
    if not (claim.month and claim.day):
        return False
    return any(
        abs(_place(one) - _place(claim) - gap) <= _OFF_BY for one in bases if one.month and one.day for gap in days
    )


def _place(when: When) -> int:
    """The day of the year, leap days left out."""
    return _MONTH_STARTS[when.month - 1] + when.day


def exemplary(claim: When, held: Sequence[When], text: str) -> bool:
    """`with, say, a 1 September deadline`: an example that fits the early September of the evidence."""
    if not (_EXAMPLE.search(text) and claim.day) or claim.day > _EARLY or claim.year or claim.season:
        return False
    return any(one.part == "early" and one.month == claim.month for one in held)


def _agrees(claim: When, held: When) -> bool:
    if claim.season or held.season:
        return claim.season == held.season or bool(claim.year and held.season.startswith(str(claim.year)))
    if (claim.month and claim.month != held.month) or (claim.day and claim.day != held.day):
        return False
    if claim.year and (claim.year != held.year if held.year else not claim.month):
        return False
    return not (claim.part and claim.part != held.part and not (held.day and claim.part == "early" and held.day < 10))
