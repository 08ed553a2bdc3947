"""What one program asks of letters, from its words: "3 letters with one chair letter, 2 from US"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.casebook.lexicon import Lexicon

_N = r"(?P<n>\d{1,2}|one|two|three|four|five|a|an)"
_LETTERS = r"(?:letters?|lors?|recs?|recommendations?)"
_US = r"(?:us|u\.s\.?|usa|american)"
_ABROAD = r"(?:international|foreign|non[- ]us|home[- ]country|home)"
_CHAIR = r"(?:department )?chair(?:man)?(?:'?s)?"
_TOLD = r"(?:must be |should be |have to be )?"
# In this order; what one takes up is not read again.
_WISHES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, value, re.compile(pattern, re.IGNORECASE))
    for name, value, pattern in (
        ("accepts_international", "no", rf"\b(?:only {_US}\b(?: {_LETTERS})?|{_US} {_LETTERS} only)"),
        ("accepts_international", "no", rf"\bno {_ABROAD}\b(?: {_LETTERS})?"),
        ("accepts_international", "yes", rf"\b(?:accepts?|takes?|ok(?:ay)? with|allows?) {_ABROAD}\b(?: {_LETTERS})?"),
        ("chair_letter", "no", rf"\b(?:no|without|not|doesn'?t (?:need|want|require))(?: a| the| any)? {_CHAIR}"),
        ("chair_letter", "yes", rf"\b(?:one |a |1 |the )?(?:from (?:the |a )?)?{_CHAIR}(?: {_LETTERS})?"),
        ("min_us_letters", "", rf"\b{_N} (?:clinical )?(?:{_LETTERS} )?{_TOLD}(?:from|in) (?:the )?{_US}\b"),
        ("min_us_letters", "", rf"\b{_N} {_US}\b(?: clinical)?(?: {_LETTERS})?"),
        ("range", "", rf"\b(?P<n>\d)\s*(?:-|–|to)\s*(?P<m>\d)\s*{_LETTERS}?"),
        ("max_letters", "", rf"\b(?:max(?:imum)?(?: of)?|up to|at most|no more than) {_N}\b(?: {_LETTERS})?"),
        ("max_letters", "", rf"\b(?:accepts?|takes?|will take)(?: up to)? {_N}\b(?: {_LETTERS})?"),
        ("min_letters", "", rf"\b(?:at least|min(?:imum)?(?: of)?) {_N}\b(?: {_LETTERS})?"),
        ("min_letters", "", rf"\b{_N} (?:strong |total |good )?{_LETTERS}\b(?! in the)"),
        ("min_letters", "", rf"\b(?:wants?|requires?|needs?|asks?(?: for)?|expects?) {_N}\b"),
    )
)


@dataclass(slots=True)
class Wishes:
    """The columns of the programs file that some words say."""

    values: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> bool:
        """Whether anything was said."""
        return bool(self.values)


def read_wishes(words: str, book: Lexicon) -> Wishes:
    """What is asked for; counts as figures, the rest as yes or no."""
    wishes = Wishes()
    words = _specialty_letters(words, book, wishes)
    for name, value, pattern in _WISHES:
        found = pattern.search(words)
        if found is None:
            continue
        words = words[: found.start()] + " " * (found.end() - found.start()) + words[found.end() :]
        if name == "range":
            wishes.values.setdefault("min_letters", found["n"])
            wishes.values.setdefault("max_letters", found["m"])
        else:
            wishes.values.setdefault(name, value or str(_number(found["n"], book)))
    return wishes


def _number(word: str, book: Lexicon) -> int:
    return int(word) if word.isdigit() else book.numbers.get(word.casefold(), 1)


def _specialty_letters(words: str, book: Lexicon, wishes: Wishes) -> str:
    """ "2 IM letters", "two from the specialty", "2 in family medicine"."""
    what = r"(?P<what>[A-Za-z]+(?: medicine| surgery)?)"
    for pattern in (
        rf"\b{_N} (?:{_LETTERS} )?(?:from|in) (?:the |that |your |its )?{what}\b",
        rf"\b{_N} {what}(?: specific)? {_LETTERS}\b",
    ):
        for found in re.finditer(pattern, words, re.IGNORECASE):
            if found["what"].casefold() in {"specialty", "field"} or _is_field(found["what"], book):
                wishes.values["min_specialty_letters"] = str(_number(found["n"], book))
                return words[: found.start()] + " " * (found.end() - found.start()) + words[found.end() :]
    return words


def _is_field(text: str, book: Lexicon) -> bool:
    return any(entry.group == "specialty" for entry in book.phrases.meaning(text.casefold().split()))
