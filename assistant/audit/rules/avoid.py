"""AVOID: writers whose letter does harm (AVOID-1 to AVOID-5). One critical finding a letter and rule; tier 9."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit.case import Case, LetterView
from assistant.audit.rule import Issue, rule, spoken


def _avoided(case: Case, rule_id: str) -> Iterator[LetterView]:
    return (view for view in case.letters if not view.declined and rule_id in view.avoided_by)


def _named(view: LetterView) -> dict[str, str]:
    return {"writer": view.letter.writer_label, "profession": spoken(view.letter.writer.profession)}


@rule("writer-not-physician", facts=("AVOID-1", "AVOID-2"), strength="caution", about="letter")
def writer_not_physician(case: Case) -> Iterator[Issue]:
    """Critical: a nurse, social worker, administrator, patient or other non-physician writes."""
    for view in _avoided(case, "writer-not-physician"):
        yield Issue("critical", {"profession": view.letter.writer.profession}, view.id, values=_named(view))


@rule("writer-family-friend", facts=("AVOID-3",), strength="caution", about="letter")
def writer_family_friend(case: Case) -> Iterator[Issue]:
    """Critical: a friend of the family writes."""
    for view in _avoided(case, "writer-family-friend"):
        yield Issue("critical", {"family_friend": True}, view.id, values=_named(view))


@rule("writer-shadowed-only", facts=("AVOID-3", "RULING-3"), strength="caution", about="letter")
def writer_shadowed_only(case: Case) -> Iterator[Issue]:
    """Critical: the applicant only shadowed the writer, however long."""
    for view in _avoided(case, "writer-shadowed-only"):
        yield Issue("critical", {"setting": "shadowing"}, view.id, values=_named(view))


@rule("writer-character-reference", facts=("AVOID-4",), strength="caution", about="letter")
def writer_character_reference(case: Case) -> Iterator[Issue]:
    """Critical: a politician, religious leader or business leader writes."""
    for view in _avoided(case, "writer-character-reference"):
        yield Issue("critical", {"profession": view.letter.writer.profession}, view.id, values=_named(view))


@rule("writer-hesitant", facts=("AVOID-5", "WAIVE-4"), strength="caution", about="letter")
def writer_hesitant(case: Case) -> Iterator[Issue]:
    """Critical: the writer hesitated."""
    for view in _avoided(case, "writer-hesitant"):
        yield Issue("critical", {"attitude": "hesitant"}, view.id, values=_named(view))
