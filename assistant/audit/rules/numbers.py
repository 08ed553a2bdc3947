"""NUM and USHC: how many letters, and how many of them from the US."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.audit.case import Case, LetterView, TargetView
from assistant.audit.levels import total_severity, us_clinical_severity
from assistant.audit.rule import Issue, rule
from assistant.domain.vocabulary import specialty_label

REPUTABLE_SITES = frozenset({"academic", "busy_community", "community_teaching"})


def letters_unknown(target: TargetView) -> Issue:
    """The question of a counting rule when the case does not say which letters there are."""
    return Issue(
        "advice", {"letters": None}, target=target.id, text="ask_letters",
        values={"target": specialty_label(target.id)},
    )


def absent_fields(views: tuple[LetterView, ...], *names: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Which of the named fields some letter lacks: for `because` (field: None, and the letters) and for the words."""
    lacking = {name: None for name in names if any(_absent(view, name) for view in views)}
    because = {**lacking, "unknown_in": [view.id for view in views]}
    return because, {"fields": list(lacking) or ["details"], "writers": [view.letter.writer_label for view in views]}


def _absent(view: LetterView, name: str) -> bool:
    if name == "specialty":
        return not view.fields
    part = view.letter.experience if name in {"setting", "weeks", "site"} else view.letter.writer
    return getattr(part, name) is None


@rule("letters-total", facts=("NUM-1", "NUM-2", "RULING-2"), strength="requirement", about="target", related=("NUM-4",))
def letters_total(case: Case) -> Iterator[Issue]:
    """Critical under 3 usable letters, warning at 3, ok from 4; a question while the letters are unknown."""
    figures = case.figures
    for target in case.targets:
        if not case.letters_known:
            yield letters_unknown(target)
            continue
        usable = len(target.usable)
        yield Issue(
            total_severity(figures, usable), {"usable": usable}, target=target.id, values={
                "usable": usable, "aim": figures.aim, "target": specialty_label(target.id),
                "accepted_min": figures.accepted_min, "accepted_max": figures.accepted_max,
                "most": figures.most_per_program,
            },
        )


@rule(
    "us-clinical-letters", facts=("NUM-3", "USHC-1", "FAQ-1"), strength="requirement", about="target",
    related=("WHY-3", "ALIGN-2"),
)
def us_clinical_letters(case: Case) -> Iterator[Issue]:
    """Critical at none, warning at 1, ok from 2; a question where an absent field decides between these."""
    for target in case.targets:
        if not case.letters_known:
            yield letters_unknown(target)
            continue
        count = len(target.us_clinical)
        because: dict[str, Any] = {"us_clinical": count}
        values: dict[str, Any] = {
            "count": count, "least": case.figures.us_clinical_min, "better": case.figures.us_clinical_better,
            "target": specialty_label(target.id),
        }
        severity = us_clinical_severity(case.figures, count)
        if severity != us_clinical_severity(case.figures, count + len(target.maybe_us_clinical)):
            absent, words = absent_fields(target.maybe_us_clinical, "country", "setting", "profession")
            yield Issue("advice", {**because, **absent}, target=target.id, text="ask", values={**values, **words})
        else:
            yield Issue(severity, because, target=target.id, values=values)


@rule("single-us-letter", facts=("USHC-2", "FAQ-1"), strength="caution", about="target")
def single_us_letter(case: Case) -> Iterator[Issue]:
    """With exactly one US clinical letter: advice from a reputable site, else a warning.

    A question while site or attitude is unknown, or while an absent field decides whether it is the only one.
    """
    for target in case.targets:
        if len(target.us_clinical) != case.figures.us_single:
            continue
        view = target.us_clinical[0]
        site, attitude = view.letter.experience.site, view.letter.attitude
        because = {"us_clinical": len(target.us_clinical), "letter": view.id, "site": site, "attitude": attitude}
        values = {"writer": view.letter.writer_label, "target": specialty_label(target.id)}
        if site is None or attitude is None:
            unknown = [name for name, value in (("site", site), ("attitude", attitude)) if value is None]
            yield Issue("advice", because, target=target.id, text="ask", values={**values, "fields": unknown})
        elif site not in REPUTABLE_SITES and target.maybe_us_clinical:
            absent, words = absent_fields(target.maybe_us_clinical, "country", "setting", "profession")
            yield Issue("advice", {**because, **absent}, target=target.id, text="ask_other", values={**values, **words})
        else:
            yield Issue("advice" if site in REPUTABLE_SITES else "warning", because, target=target.id, values=values)


@rule("home-letter-content", facts=("USHC-3",), strength="preference", about="letter", related=("WHO-9", "WHO-10"))
def home_letter_content(case: Case) -> Iterator[Issue]:
    """Advice for every home-country letter in a set: what it should bring out."""
    home = case.applicant.home_country
    chosen = {letter for letters in case.sets.values() for letter in letters}
    for view in case.open_letters:
        if home and view.letter.writer.country == home and view.id in chosen:
            yield Issue("advice", {"country": home}, view.id, values={"writer": view.letter.writer_label})
