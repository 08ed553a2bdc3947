"""What is applied for and when, where a wish for a text tells it by the way: "a request for IM 2027"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.casebook.model import Change, split_path
from assistant.casebook.named_season import names_season, september_of
from assistant.domain.vocabulary import find_specialty
from assistant.retrieval.normalise import normalise

TITLED = re.compile(
    r"\b(?P<title>dr|doctor|prof|professor)\b\.?\s+(?:(?-i:[A-Z])[\w’-]+\s+(?=(?-i:[A-Z])))?(?P<name>[^\W\d_][\w'’-]+)",
    re.IGNORECASE,
)
_YEARS_AHEAD = 3
_TITLE_STOP = re.compile(r"\b(dr|prof|mr|mrs|ms)\.", re.IGNORECASE)  # "Dr" alone would be a field: radiology
PIECE = re.compile(r"[,;.!?\n]+")


def target_told(clauses: Clauses, changes: list[Change], case: Mapping[str, Any], today: date) -> list[Change]:
    """ "For IM, 2027", "letter for radiology": what is applied for, where no target is known."""
    if case.get("targets") or any(change.field == "targets" for change in changes):
        return changes
    said = [c for c in changes if split_path(c.field)[1] in {"writer.specialty", "recommends_for"}]
    for change in said:
        if split_path(change.field)[1] == "recommends_for":
            return [*changes, Change("set", "targets", change.value, change.words)]
    meant_for = raw_pattern("letter_for").search(clauses.raw)
    aim = find_specialty(meant_for[1]) if meant_for else None
    if meant_for and aim and not aim.subspecialty:
        return [*changes, Change("set", "targets", [aim.specialty], meant_for[1])]
    years = "|".join(str(today.year + ahead) for ahead in range(_YEARS_AHEAD + 1))
    found = re.search(rf"{raw_pattern('field_before_year').pattern}({years})\b", clauses.raw, re.IGNORECASE)
    meant = _specialty_before(found[1]) if found else None
    if found is None or meant is None or raw_pattern("time_spent").search(found[1]):
        return _aim_alone(clauses, changes)
    words, name = meant
    rest = [c for c in changes if not (c.words.casefold() == words.casefold() and "writer." in c.field)]
    dated = case.get("application_year") or any(c.field == "application_year" for c in changes)
    return [*rest, Change("set", "targets", [name], words), *([] if dated else _year(found, today))]


def season_told(clauses: Clauses, changes: list[Change], case: Mapping[str, Any], today: date) -> list[Change]:
    """ "IM this sept", "ERAS season 2027", "September (2027)": the year of today, where none is known."""
    known = case.get("application_year") or any(c.field == "application_year" for c in changes)
    if known or not any(c.field == "targets" for c in changes):
        return changes
    named = raw_pattern("named_season").search(clauses.raw)
    if named and int(named[1]) == today.year:
        return [*changes, Change("set", "application_year", today.year, named[0])]
    found = raw_pattern("this_season").search(clauses.raw)
    if found is None:
        return changes
    return [*changes, Change("set", "application_year", today.year, found[0])]


def _aim_alone(clauses: Clauses, changes: list[Change]) -> list[Change]:
    """ "..., anesthesiology, deadline 1 sept", "for internal medicine residency": a field that stands by itself.

    Directly behind a writer's name it is that writer's field.
    """
    for found in raw_pattern("field_of_residency").finditer(clauses.raw):
        if aim := _specialty_before((found[1] or found[2]).strip()):
            return [*changes, Change("set", "targets", [aim[1]], aim[0])]
    before = ""
    for piece in PIECE.split(_TITLE_STOP.sub(r"\1", clauses.raw)):
        alone = " ".join(raw_pattern("season_words").sub(" ", piece).split())
        aim_told = find_specialty(alone) if alone else None
        named = TITLED.search(before) is not None and not raw_pattern("asked_for_letter").search(before)
        behind_name = named and alone == piece.strip()
        person = raw_pattern("person_noun").search(alone) is not None
        if aim_told and not (aim_told.subspecialty or behind_name or person):
            rest = [c for c in changes if not (normalise(c.words) == normalise(alone) and "writer." in c.field)]
            return [*rest, Change("set", "targets", [aim_told.specialty], alone)]
        before = piece
    return changes


def _year(found: re.Match[str], today: date) -> list[Change]:
    """The year beside the specialty, unless it may be the one of the match."""
    between, year = found[2].casefold(), int(found[3])
    if raw_pattern("year_of_match").search(between + " " + found.string[found.end() : found.end() + 12]):
        return []
    bare = not names_season(normalise(found.string).split())
    september = year if raw_pattern("calendar_year").search(between) else september_of(year, today, bare=bare)
    return [Change("set", "application_year", september, found[3])] if september else []


def _specialty_before(text: str) -> tuple[str, str] | None:
    """The longest specialty that the words end with."""
    words = re.findall(r"[^\s,;.()]+", text)
    for count in (4, 3, 2, 1):
        name = " ".join(words[-count:])
        if len(words) >= count and (found := find_specialty(name)) and not found.subspecialty:
            return name, found.specialty
    return None
