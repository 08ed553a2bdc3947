"""Words of a sentence: tokens, stems and phrase tables; the same treatment for text and for the lexicon's entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

Payload = TypeVar("Payload")

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-zÀ-ÿ]+|[,;:.!?()\"%$/+=–—-]")
_LETTERS = re.compile(r"[A-Za-zÀ-ÿ]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-", "\u202f": " "})
_APOSTROPHES = (
    (re.compile(r"\bwon't\b", re.I), "will not"),
    (re.compile(r"\bshan't\b", re.I), "shall not"),
    (re.compile(r"\bcan't\b", re.I), "can not"),
    (re.compile(r"n't\b", re.I), " not"),
    (re.compile(r"'re\b", re.I), " are"),
    (re.compile(r"'ll\b", re.I), " will"),
    (re.compile(r"'ve\b", re.I), " have"),
    (re.compile(r"'d\b", re.I), " would"),
    (re.compile(r"\bI'm\b"), "I am"),
    (re.compile(r"\b(it|that|there|what|here|who|he|she|let)'s\b", re.I), r"\1 is"),
    (re.compile(r"(?<=[A-Za-z])'s?\b"), ""),
)
_SHORT_FORMS = (
    (re.compile(r"\bcannot\b", re.I), "can not"),
    (re.compile(r"\b(U\.S\.A\.|U\.S\.|USA)(?=\W|$)"), "US"),
    (re.compile(r"\b(U\.K\.)(?=\W|$)"), "UK"),
    (re.compile(r"\be\.g\.|\bi\.e\.", re.I), "for example"),
    (re.compile(r"\b(Dr|Prof|Mr|Mrs|Ms|vs)\."), r"\1"),
)
_VOWEL = re.compile(r"[aeiouy]")
_MIN_STEM = 3


_NONE: tuple[list[int], dict[tuple[str, ...], Any]] = ([], {})


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `stem` is lower case save for US and UK."""

    text: str
    stem: str

    @property
    def is_word(self) -> bool:
        """True for letters, false for figures and marks."""
        return bool(_LETTERS.match(self.text))

    @property
    def is_break(self) -> bool:
        """True for a mark that ends a clause."""
        return self.text in ",;:.!?()–—"


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Typographic quotes and short forms written out, so that one spelling remains."""
    text = text.translate(_QUOTES)
    for pattern, replacement in (*_APOSTROPHES, *_SHORT_FORMS) if "'" in text else _SHORT_FORMS:
        text = pattern.sub(replacement, text)
    return text


def stem(word: str, irregular: Mapping[str, str]) -> str:
    """The word without its ending; irregular forms by table. Idempotent is not needed: both sides are stemmed once."""
    if word in {"US", "UK"}:
        return word
    lower = word.lower()
    if lower in irregular:
        lower = irregular[lower]
        return lower if lower in irregular else _without_e(lower)
    return _stripped(lower)


@lru_cache(maxsize=16384)
def _stripped(lower: str) -> str:
    """A regular word without its ending."""
    if lower.endswith("ly") and len(lower) > 5:
        lower = lower[:-3] + "y" if lower.endswith("ily") else lower[:-2]
    if lower.endswith("ies") and len(lower) > 4:
        lower = lower[:-3] + "y"
    elif lower.endswith(("ches", "shes", "sses", "xes", "zes")):
        lower = lower[:-2]
    elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 3:
        lower = lower[:-1]
    for ending in ("ing", "ed"):
        base = lower[: -len(ending)]
        if lower.endswith(ending) and len(base) >= _MIN_STEM and _VOWEL.search(base):
            lower = base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz" else base
            lower = lower[:-1] + "y" if ending == "ed" and lower.endswith("i") else lower
            break
    return _without_e(lower)


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > _MIN_STEM else word


def tokens(text: str, irregular: Mapping[str, str]) -> tuple[Token, ...]:
    """Words, figures and marks of a text in order; hyphenated words are taken apart."""
    return tuple(
        Token(raw, stem(raw, irregular) if _LETTERS.match(raw) else raw)
        for raw in _TOKEN.findall(plain(text))
        if raw not in "-/+="
    )


class Phrases(Generic[Payload]):
    """A table from word sequences to payloads; the longest entry at a place wins, equal entries add up."""

    def __init__(self, entries: Iterable[tuple[str, Payload]], irregular: Mapping[str, str]) -> None:
        table: dict[str, dict[tuple[str, ...], list[Payload]]] = {}
        for text, payload in entries:
            stems = tuple(token.stem for token in tokens(text, irregular))
            if stems:
                table.setdefault(stems[0], {}).setdefault(stems, []).append(payload)
        self._table = {
            first: (
                sorted({len(key) for key in found}, reverse=True), {key: tuple(each) for key, each in found.items()}
            )
            for first, found in table.items()
        }

    def at(self, stems: Sequence[str], place: int) -> tuple[int, tuple[Payload, ...]] | None:
        """The end of the longest entry that starts at `place`, and its payloads."""
        sizes, entries = self._table.get(stems[place], _NONE)
        for size in sizes:
            found = entries.get(tuple(stems[place : place + size]))
            if found is not None and place + size <= len(stems):
                return place + size, found
        return None

    def scan(self, stems: Sequence[str]) -> Iterator[tuple[int, int, tuple[Payload, ...]]]:
        """Every entry found, left to right, none overlapping: (start, end, payloads)."""
        end = 0
        for place in [at for at, one in enumerate(stems) if one in self._table]:
            hit = self.at(stems, place) if place >= end else None
            if hit is not None:
                end = hit[0]
                yield place, end, hit[1]
