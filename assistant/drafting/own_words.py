"""Vouch's own sentences in an outline: the same for every applicant, and so no sameness between two letters."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.templates import render

# The four areas of FAQ-9, and the notes that hold examples for each.
AREAS = {
    "clinical reasoning": "cases",
    "professionalism": "responsibilities",
    "communication": "presentations",
    "improvement over time": "feedback",
}
VARIANTS = 4  # wordings of each fixed line of an outline, so that those of four letters differ
_HOLE = "\n"  # stands for what is the applicant's own; a template that is read line by line falls apart there


def own_texts() -> Iterator[str]:
    """Each fixed stretch of text of an outline, between what differs from case to case."""
    for variant in range(VARIANTS):
        for text in (_filled(variant), _asking(variant)):
            for line in text.splitlines():
                mark, _, rest = line.partition(" ")
                yield (rest.partition(" | ")[2] or rest) if mark in {"#", "-", "?", "="} else line


def _filled(variant: int) -> str:
    areas = [
        {"name": name, "items": [{"from": _HOLE, "text": _HOLE}], "shared": [_HOLE], "praise": [_HOLE],
         "letter_talk": [_HOLE], "change_told": False, "question": "", "ask": ""} for name in AREAS
    ]  # fmt: skip
    return render(
        "outline.j2", days=[(_HOLE, _HOLE, _HOLE)], setting="none", weeks=_HOLE,
        observed=True, writer=_HOLE, areas=areas,
        strengths=[{"from": _HOLE, "text": _HOLE, "shared": shared} for shared in (True, False)], variant=variant,
    )  # fmt: skip


def _asking(variant: int) -> str:
    """The questions of an outline without any note."""
    areas = [
        {"name": name, "items": [], "shared": [], "praise": [], "letter_talk": [], "change_told": False,
         "question": render("outline_questions.j2", area=name, variant=variant),
         "ask": render("outline_questions.j2", area=name, variant=-1)} for name in AREAS
    ]  # fmt: skip
    return render(
        "outline.j2", days=[], setting="", weeks=0,
        observed=False, writer=_HOLE, areas=areas, strengths=[], variant=variant
    )
