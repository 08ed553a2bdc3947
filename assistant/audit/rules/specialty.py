"""SPEC and ALIGN: letters from the specialty applied to, and a change of specialty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.audit.case import Case
from assistant.audit.levels import specialty_severity, surgical_leader
from assistant.audit.rule import Issue, rule
from assistant.audit.rules.numbers import absent_fields, letters_unknown
from assistant.audit.sets import LEADER_TARGET
from assistant.domain.vocabulary import counted_as, specialty_label

_GROUP_FACTS = {
    "primary_care": ("SPEC-1", "ALIGN-1"), "surgical": ("SPEC-3", "ALIGN-1"), "consulting": ("SPEC-5", "ALIGN-1"),
    "general": ("ALIGN-1",),
}


@rule(
    "specialty-letters", facts=("SPEC-1", "SPEC-3", "SPEC-5", "ALIGN-1"), strength="preference", about="target",
    related=("SPEC-2", "ALIGN-2"),
)
def specialty_letters(case: Case) -> Iterator[Issue]:
    """Letters by physicians of the target's field, by the specialty's group; a question where an absent field decides.

    In specialties for which the guide has no rule, none of them is critical only when there are letters.
    """
    for target in case.targets:
        facts, general = _GROUP_FACTS[target.group], target.group == "general"
        if not case.letters_known:
            asked = letters_unknown(target)
            yield Issue("advice", asked.because, target=target.id, text=asked.text, values=asked.values, facts=facts)
            continue
        count = len(target.in_specialty)
        if count == 0 and general and not case.letters:
            continue
        because: dict[str, Any] = {"in_specialty": count}
        values: dict[str, Any] = {
            "count": count, "least": case.figures.specialty_ok_from[target.group], "target": specialty_label(target.id)
        }
        severity, text = specialty_severity(case.figures, target.group, count), ""
        if severity != specialty_severity(case.figures, target.group, count + len(target.maybe_in_specialty)):
            absent, words = absent_fields(target.maybe_in_specialty, "specialty", "setting", "profession")
            severity, text, because, values = "advice", "ask", {**because, **absent}, {**values, **words}
        elif general:
            text = f"general_{severity}"
        yield Issue(severity, because, target=target.id, text=text, values=values, facts=facts)


@rule("surgical-leader", facts=("SPEC-4", "RULING-8"), strength="preference", about="target")
def surgical_leader_letter(case: Case) -> Iterator[Issue]:
    """Advice for general surgery without a usable letter of a surgical chair or program director.

    A question while the specialty of a leader who may know the applicant is unknown.
    """
    for target in case.targets:
        if target.id != LEADER_TARGET or any(surgical_leader(view) for view in target.usable):
            continue
        because: dict[str, Any] = {"surgical_leaders": 0} if case.letters_known else {"letters": None}
        values: dict[str, Any] = {"target": specialty_label(target.id)}
        maybe = tuple(
            view for view in target.usable
            if view.leader and not view.fields and view.letter.experience.knows_me_well is not False
        )
        if maybe:
            absent, words = absent_fields(maybe, "specialty")
            because, values = {**because, **absent}, {**values, **words}
        yield Issue("advice", because, target=target.id, text="ask" if maybe else "", values=values)


@rule("career-change", facts=("ALIGN-3", "ALIGN-4", "ALIGN-5"), strength="preference", about="applicant")
def career_change(case: Case) -> Iterator[Issue]:
    """After a change of specialty: a warning while under 2 letters are from the new (primary) one, else advice.

    A question while the letters, or a field that decides their number, are unknown.
    """
    old = case.applicant.switched_from
    if old is None:
        return
    primary = case.targets[0]
    count, least = len(primary.in_specialty), case.figures.career_change_min
    old_letters = [
        view for view in case.open_letters if counted_as(old) in view.fields and primary.counted not in view.fields
    ]
    because: dict[str, Any] = {"switched_from": old}
    because.update({"in_specialty": count} if case.letters_known else {"letters": None})
    if old_letters:
        because["old_letters"] = [view.id for view in old_letters]
    short, undecided = count < least, not case.letters_known
    if case.letters_known and short and count + len(primary.maybe_in_specialty) >= least:
        undecided = True
        because.update(absent_fields(primary.maybe_in_specialty, "specialty", "setting", "profession")[0])
    text = "ask" if undecided else "warning" if short else "advice"
    if old_letters and not undecided:
        text = f"{text}_old"
    yield Issue(
        "warning" if short and not undecided else "advice", because, text=text, values={
            "old": specialty_label(old), "new": specialty_label(primary.id), "count": count, "least": least,
            "writers": [view.letter.writer_label for view in old_letters],
        },
    )
