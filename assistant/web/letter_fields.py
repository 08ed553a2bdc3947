"""The fields of a case as the form of the page shows them, and back: an empty field is unknown, never a guess.

A form holds text, a choice or a list of choices. What was typed goes to the case as it is, numbers as numbers; whether
it may stand there is decided by the reading of the case, which names every fault.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from assistant.domain import fields as domain
from assistant.knowledge import load_knowledge

Kind = Literal["line", "number", "yes_no", "one", "several", "lines"]
Value = str | list[str]
NONE_NAMED = "none"  # of recommends_for: known to name no specialty, which is not the same as unknown
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_CHOICES = {
    "writer.profession": domain.Profession, "writer.academic_title": domain.AcademicTitle,
    "writer.leadership": domain.Leadership, "experience.setting": domain.Setting, "experience.site": domain.Site,
    "status": domain.Status, "attitude": domain.Attitude,
}  # fmt: skip
_SPECIALTIES = frozenset({"targets", "switched_from", "writer.specialty", "recommends_for"})
_SUBSPECIALTIES = "writer.subspecialty"
_NOTES = ("cases", "presentations", "feedback", "responsibilities", "strengths")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its path in the applicant or in a letter, such as `writer.name`, and how it is shown."""

    path: str
    kind: Kind = "line"

    @property
    def empty(self) -> Value:
        """What the form holds while the value is unknown."""
        return [] if self.kind == "several" else ""

    def choices(self) -> list[tuple[str, str]]:
        """Label and value of each choice."""
        if self.kind == "yes_no":
            return [("Yes", "yes"), ("No", "no")]
        knowledge = load_knowledge()
        if self.path == _SUBSPECIALTIES:
            return sorted((entry.name, entry.id) for entry in knowledge.subspecialties.values())
        if self.path in _SPECIALTIES:
            none = [("Names none", NONE_NAMED)] if self.path == "recommends_for" else []
            return [*none, *((entry.name, entry.id) for entry in knowledge.specialties.values())]
        return [(word.replace("_", " ").capitalize(), word) for word in get_args(_CHOICES[self.path])]


APPLICANT = (
    Field("targets", "several"), Field("application_year", "number"), Field("deadline"), Field("home_country"),
    Field("graduation_year", "number"), Field("exam_failures", "number"), Field("low_score", "yes_no"),
    Field("clinical_gap_months", "number"), Field("switched_from", "one"), Field("name"), Field("email"),
    Field("aamc_id"),
)  # fmt: skip
LETTER_GROUPS: Mapping[str, tuple[Field, ...]] = {
    "writer": (
        Field("writer.title"), Field("writer.name"), Field("writer.profession", "one"), Field("writer.country"),
        Field("writer.specialty", "one"), Field("writer.subspecialty", "one"), Field("writer.academic_title", "one"),
        Field("writer.leadership", "one"), Field("writer.email"), Field("writer.family_friend", "yes_no"),
    ),
    "experience": (
        Field("experience.setting", "one"), Field("experience.site", "one"), Field("experience.start"),
        Field("experience.end"), Field("experience.weeks", "number"), Field("experience.directly_observed", "yes_no"),
        Field("experience.knows_me_well", "yes_no"), Field("experience.longitudinal", "yes_no"),
        Field("experience.in_discussions", "yes_no"),
    ),
    "letter": (
        Field("status", "one"), Field("attitude", "one"), Field("waived", "yes_no"), Field("template", "yes_no"),
        Field("asked_on"), Field("uploaded_on"), Field("recommends_for", "several"),
    ),
    "notes": tuple(Field(f"notes.{area}", "lines") for area in _NOTES),
}  # fmt: skip
LETTER = tuple(field for group in LETTER_GROUPS.values() for field in group)


def form_values(part: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Value]:
    """What the form shows of an applicant or a letter, by path."""
    return {field.path: _shown(_get(part, field.path), field) for field in fields}


def changed(
    part: Mapping[str, Any], fields: Sequence[Field], given: Mapping[str, Any], before: Mapping[str, Any]
) -> dict[str, Any]:
    """A copy of `part` with those fields set that differ from what the form showed `before`.

    So a form that was opened a while ago takes nothing back that was told meanwhile in the chat or in another tab.
    """
    result = copy.deepcopy(dict(part))
    for field in fields:
        value = given.get(field.path, field.empty)
        if value != before.get(field.path, field.empty):
            _set(result, field.path, _read(value, field))
    return result


def _shown(value: Any, field: Field) -> Value:
    if field.kind == "several":
        return [NONE_NAMED] if value == [] and field.path == "recommends_for" else [str(item) for item in value or []]
    if value is None:
        return ""
    if field.kind == "lines":
        return "\n".join(" ".join(str(item).split("\n")) for item in value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _read(value: Any, field: Field) -> Any:
    """The value for the case; None where the field is empty."""
    if field.kind == "several":
        chosen = [item for item in value or [] if item != NONE_NAMED]
        return chosen or ([] if value else None)
    text = value.strip() if isinstance(value, str) else ""
    if field.kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()] or None
    if field.kind == "yes_no":
        return {"yes": True, "no": False}.get(text)
    if field.kind == "number" and (match := _NUMBER.fullmatch(text)):
        return float(text) if match[1] else int(text)
    return text or None


def _get(part: Mapping[str, Any], path: str) -> Any:
    for step in path.split("."):
        part = part.get(step) if isinstance(part, Mapping) else None  # type: ignore[assignment]
    return part


def _set(part: dict[str, Any], path: str, value: Any) -> None:
    *holders, name = path.split(".")
    for step in holders:
        part = part.setdefault(step, {})
    if value is None:
        part.pop(name, None)
    else:
        part[name] = value

