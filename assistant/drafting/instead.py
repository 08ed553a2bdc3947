"""Words of a draft said in others that the applicant gave: "rotation => elective"; an article before them follows."""

from __future__ import annotations

import re

BECOMES = " => "
_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
_VOWEL = re.compile(r"(?:[aeio]|un(?!i)|u(?!ni|s))", re.IGNORECASE)  # "an elective", "a unit"


def say_instead(text: str, pair: str) -> str:
    """The text with the new words wherever the old ones stand: "my rotation with you" is "my elective with you"."""
    old, new = (part.strip() for part in pair.split(BECOMES, 1))
    pieces, at = list[str](), 0
    for found in _standing(old).finditer(text):
        before = text[at : found.start()]
        if article := _ARTICLE.search(before):
            right = "an" if _VOWEL.match(new) else "a"
            before = f"{before[: article.start()]}{right.capitalize() if article[1][0].isupper() else right} "
        pieces += [before, _like(found[0], new)]
        at = found.end()
    return "".join([*pieces, text[at:]])


def stands_in(text: str, words: str) -> bool:
    """Whether a text holds the words, as whole words."""
    return _standing(words).search(text) is not None


def _standing(words: str) -> re.Pattern[str]:
    """The words as they may stand: any spaces between them, small letters or capitals."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _like(old: str, new: str) -> str:
    """The new words with a capital where the old ones begin a sentence with one: "Thank" is "Many thanks"."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
