"""Whether a change that a language model wants to make to the case was really told by the person.

The built-in reading of a message has been applied before; this lets through what it did not read, and nothing that
the person's words do not hold. It refuses in doubt: what is unknown stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.casebook.model import Change
from assistant.domain.vocabulary import find_country, find_specialty
from assistant.guard.reading import read

_WORDS = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 4  # of a name of a specialty or country


def untold(change: Change, said: Sequence[str]) -> str:
    """Why a change is not carried by what the person said; empty where it is.

    Args:
        change: `words` are the person's words that the model gives for it.
        said: the person's messages.
    """
    words = " ".join(_WORDS.findall(change.words.casefold()))
    if not words or not any(f" {words} " in f" {' '.join(_WORDS.findall(text.casefold()))} " for text in said):
        return f"{change.field}: words must hold the person's own words, exactly"
    if change.op in {"clear", "remove_letter"} or change.value in (None, [], {}):
        return ""
    held = change.value if change.op == "set" else str(change.value or change.field)
    if change.op == "add_letter" and not _WORDS.findall(str(held).casefold()):
        return ""
    if change.op in {"add_letter", "rename_letter"}:
        return ""  # an id only
    return "" if _holds(change, held, words) else f"{change.field}: the person's words do not say {held!r}"


def _holds(change: Change, value: Any, words: str) -> bool:
    if isinstance(value, bool):
        name = change.field.rpartition(".")[2]
        told = any(part[:4] in words for part in name.split("_") if len(part) >= 4)
        return told and bool(read(change.words).negations) is not value
    if isinstance(value, list):
        return all(_holds(change, item, words) for item in value)
    if isinstance(value, int | float):
        return f"{value:g}" in words.split() or f"{value:g}" in _figures(change.words)
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text.replace("-", " ") in words
    parts = _WORDS.findall(text.casefold())
    return set(parts) <= set(words.split()) or _named(text, words)


def _figures(text: str) -> set[str]:
    return {re.sub(r"\D", "", part) for part in re.findall(r"\d[\d,]*", text)}


def _named(text: str, words: str) -> bool:
    """Whether the words name the specialty or country that a value stands for."""
    one = words.split()
    spans = [" ".join(one[a:b]) for a in range(len(one)) for b in range(a + 1, min(a + _MOST_WORDS, len(one)) + 1)]
    if len(text) == 2:
        return any(find_country(span) == text.upper() for span in spans)
    return any((found := find_specialty(span)) is not None and text in found for span in spans)
