"""MIST: common mistakes in a set of letters and in a single one."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit.case import Case
from assistant.audit.rule import Issue, rule
from assistant.audit.rules.numbers import absent_fields
from assistant.domain.vocabulary import specialty_label


@rule("all-non-us", facts=("MIST-1", "RULING-1"), strength="caution", about="target")
def all_non_us(case: Case) -> Iterator[Issue]:
    """Critical: 3 or more usable letters, none from the US, Canada or the UK; a question while a country is unknown."""
    for target in case.targets:
        usable = target.usable
        countries = [view.letter.writer.country for view in usable]
        if len(usable) < case.figures.all_non_us_min or case.figures.trusted_countries & {c for c in countries if c}:
            continue
        values = {"usable": len(usable), "target": specialty_label(target.id)}
        unknown = tuple(view for view in usable if view.letter.writer.country is None)
        if unknown:
            because, words = absent_fields(unknown, "country")
            yield Issue(
                "advice", {"usable": len(usable), **because}, target=target.id, text="ask", values={**values, **words}
            )
        else:
            found = sorted({country for country in countries if country})
            yield Issue("critical", {"usable": len(usable), "countries": found}, target=target.id, values=values)


@rule("observership-only", facts=("MIST-2", "ROT-2"), strength="caution", about="target")
def observership_only(case: Case) -> Iterator[Issue]:
    """Warning: there are US clinical letters, all from observerships; a question where an absent field decides that."""
    for target in case.targets:
        us = target.us_clinical
        if not us or any(view.letter.experience.setting != "observership" for view in us):
            continue
        because = {"us_clinical": len(us), "observerships": [view.id for view in us]}
        values = {"count": len(us), "target": specialty_label(target.id)}
        others = [view for view in target.maybe_us_clinical if view.letter.experience.setting != "observership"]
        if others:
            absent, words = absent_fields(tuple(others), "country", "setting", "profession")
            yield Issue("advice", {**because, **absent}, target=target.id, text="ask", values={**values, **words})
        else:
            yield Issue("warning", because, target=target.id, values=values)


@rule("observership-letter", facts=("MIST-3",), strength="caution", about="letter", related=("RULING-3",))
def observership_letter(case: Case) -> Iterator[Issue]:
    """Advice: an observership of under 4 weeks, or without a part in discussions; what would make the letter better.

    A question where an absent field decides that.
    """
    least = case.figures.rotation_weeks_min
    for view in case.open_letters:
        seen = view.letter.experience
        if seen.setting != "observership":
            continue
        short = view.weeks is not None and view.weeks < least
        if short or view.weeks is None or seen.in_discussions is not True:
            because = {"weeks": view.weeks, "in_discussions": seen.in_discussions}
            text = "ask" if view.weeks is None else "ask_part" if seen.in_discussions is None and not short else ""
            yield Issue(
                "advice", because, view.id, text=text, values={"writer": view.letter.writer_label, "least": least}
            )


@rule("template-letter", facts=("MIST-4",), strength="caution", about="letter")
def template_letter(case: Case) -> Iterator[Issue]:
    """Warning: the letter is known to be a generic or circulating one."""
    for view in case.open_letters:
        if view.letter.template:
            yield Issue("warning", {"template": True}, view.id, values={"writer": view.letter.writer_label})


@rule("wrong-specialty-letter", facts=("MIST-6",), strength="caution", about="letter", related=("ALIGN-1",))
def wrong_specialty_letter(case: Case) -> Iterator[Issue]:
    """Critical, for each target: the letter recommends for specialties of which none is a target."""
    wanted = {target.counted for target in case.targets}
    for target in case.targets:
        for view in case.open_letters:
            if view.recommends and not view.recommends & wanted:
                named = list(view.letter.recommends_for or ())
                yield Issue(
                    "critical", {"recommends_for": named, "targets": list(case.applicant.targets)}, view.id, target.id,
                    values={
                        "writer": view.letter.writer_label, "target": specialty_label(target.id),
                        "named": [specialty_label(name) for name in named],
                    },
                )
