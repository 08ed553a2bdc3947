"""FAQ: a brief US experience against a long home one, and applying to several specialties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.audit.case import Case
from assistant.audit.rule import Issue, rule
from assistant.audit.rules.numbers import absent_fields
from assistant.domain.vocabulary import specialty_label


@rule("brief-us-experience", facts=("FAQ-2", "RULING-7"), strength="caution", about="letter")
def brief_us_experience(case: Case) -> Iterator[Issue]:
    """Warning: 2 weeks or less in the US, not shadowing; a question where the weeks are unknown."""
    for view in case.open_letters:
        unknown = bool(view.us) and view.weeks is None
        if view.brief or unknown:
            yield Issue(
                "advice" if unknown else "warning", {"country": "US", "weeks": view.weeks}, view.id,
                text="ask" if unknown else "", values={
                    "writer": view.letter.writer_label, "weeks": view.weeks, "brief": case.figures.brief_weeks,
                },
            )


@rule("shared-letters", facts=("FAQ-3", "FAQ-4", "FAQ-5"), strength="preference", about="applicant")
def shared_letters(case: Case) -> Iterator[Issue]:
    """With several targets: advice where a letter recommends for some only; a question where that is unknown."""
    if len(case.targets) < 2:
        return
    wanted = {target.counted for target in case.targets}
    letters = case.open_letters
    partial = [view for view in letters if view.recommends and 0 < len(view.recommends & wanted) < len(wanted)]
    unknown = [view for view in letters if view.recommends is None]
    if not partial and not unknown:
        return
    because: dict[str, Any] = {"targets": list(case.applicant.targets)}
    if partial:
        because["letters"] = [view.id for view in partial]
    if unknown:
        because.update(recommends_for=None, unknown_in=[view.id for view in unknown])
    yield Issue(
        "advice", because, text="advice" if partial else "ask", values={
            "writers": [view.letter.writer_label for view in partial or unknown],
            "targets": [specialty_label(target.id) for target in case.targets],
        },
    )


@rule("one-letter-per-target", facts=("FAQ-6",), strength="preference", about="target")
def one_letter_per_target(case: Case) -> Iterator[Issue]:
    """With several targets: warning for each without a letter of its field; a question while that is unknown."""
    if len(case.targets) < 2:
        return
    for target in case.targets:
        if target.in_specialty:
            continue
        values: dict[str, Any] = {"target": specialty_label(target.id)}
        if not case.letters_known:
            yield Issue("advice", {"letters": None}, target=target.id, text="ask_letters", values=values)
        elif target.maybe_in_specialty:
            absent, words = absent_fields(target.maybe_in_specialty, "specialty", "setting", "profession")
            yield Issue(
                "advice", {"in_specialty": 0, **absent}, target=target.id, text="ask", values={**values, **words}
            )
        else:
            yield Issue("warning", {"in_specialty": 0}, target=target.id, values=values)
