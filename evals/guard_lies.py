"""Errors planted by machine in true statements, so that the guard's model also learns from freely worded lies."""

from __future__ import annotations

import re
from collections.abc import Iterator

# (kind, what is replaced, by what): one place a rule, the first that fits
_SWAPS: tuple[tuple[str, str, str], ...] = (
    ("polarity", r"\b(should|can|may|will|must|could)\b(?! not|n't)", r"\1 not"),
    ("polarity", r"\b(is|are)\b(?! not|n't)", r"\1 not"),
    ("polarity", r"\b(tend|want|prefer|value|help|know|make|write|need|trust)\b", r"do not \1"),
    ("polarity", r"\b(shouldn't|can't|won't|don't|isn't|aren't|doesn't)\b", "NEGATED"),
    ("polarity", r"\b(not|never)\s", ""),
    ("polarity", r"\bstrong\b", "weak"),
    ("polarity", r"\bsafest\b", "riskiest"),
    ("polarity", r"\b(useful|helpful|valuable)\b", "useless"),
    ("polarity", r"\b(reduce|ease)\b", "increase"),
    ("polarity", r"\bwithout\b", "with"),
    ("polarity", r"\bgood\b", "bad"),
    ("polarity", r"\bavoid\b", "choose"),
    ("polarity", r"\bclear(ly)?\b", r"vague\1"),
    ("polarity", r"\b(always|every time) be\b", "do not be"),
    ("quantifier", r"\b(often|usually|typically|generally)\b", "always"),
    ("quantifier", r"\b(often|usually|typically|generally)\b", "rarely"),
    ("quantifier", r"\b(most|many)\b", "all"),
    ("quantifier", r"\bmost\b", "few"),
    ("quantifier", r"\bsome\b", "all"),
    ("quantifier", r"\b(almost|nearly) (all|every)\b", "some"),
    ("quantifier", r"\b(all|every)\b", "some"),
    ("quantifier", r"\bat least\b", "at most"),
    ("quantifier", r"\bshould\b", "must always"),
    ("overclaim", r"\b(can|may|might|could)\b", "will certainly"),
    ("overclaim", r"\b(helps?|strengthens?)\b", "guarantees success and \\1"),
    ("overclaim", r"\b(partly|partially|in part)\b", "completely"),
    ("order", r"\bbefore\b", "after"),
    ("order", r"\bafter\b", "before"),
    ("order", r"\bmore\b", "less"),
    ("order", r"\bbetter\b", "worse"),
    ("order", r"\bearly\b", "late"),
    ("order", r"\bend of\b", "start of"),
    ("order", r"\bfirst\b", "last"),
    ("order", r"\b(over|rather than|instead of)\b", "only after"),
    ("role", r"\b(the|your) (writer|attending|supervisor|mentor)\b", "the program director"),
    ("role", r"\bwriters\b", "programs"),
    ("role", r"\b(program directors|programs|directors|PDs)\b", "writers"),
    ("role", r"\b(you|applicants)\b(?= (can|should|may|ask|know|need|have|are|waive))", "writers"),
    ("role", r"\bthey\b", "you"),
    ("role", r"\byour (performance|clinical|work|rotation|CV|specialty)", r"the writer's \1"),
    ("role", r"\b(physicians?|faculty)\b", "patients"),
    ("condition", r"\bif\b", "whether or not"),
    ("condition", r"\b(once|when|until)\b", "even before"),
    ("condition", r",? (where|when|if) (appropriate|possible|it fits|you can)\b", ", in every case"),
    ("condition", r"\bunless\b", "even if"),
    ("condition", r"\bonly if\b", "even without"),
    ("name", r"\bUS\b", "Australian"),
    ("name", r"\bERAS\b", "CaRMS"),
    ("name", r"\b(Internal Medicine|IM|Radiology|Pediatrics|Psychiatry)\b", "Dermatology"),
    ("name", r"\b(nurses?|residents|students)\b", "pharmacists"),
)  # fmt: skip


def planted(text: str) -> Iterator[tuple[str, str]]:
    """(kind, lie) for each way in which one word of a true statement can be made wrong."""
    for kind, pattern, by in _SWAPS:
        changed = re.sub(pattern, _affirmed if by == "NEGATED" else by, text, count=1)
        if changed != text:
            yield kind, changed


def _affirmed(match: re.Match[str]) -> str:
    stem = match[0].removesuffix("n't")
    return {"ca": "can", "wo": "will", "do": "do", "does": "does"}.get(stem, stem)
