"""Reading and writing a case: every fault in one pass, each on one line with file, field, value and remedy."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.domain.applicant import (
    CONTRADICTION,
    WEEKS_TOLERANCE,
    Applicant,
    Experience,
    Letter,
    Notes,
    Writer,
    weeks_between,
)
from assistant.domain.fields import LIST_LIMIT, MOST_WEEKS, read_day, shown
from assistant.domain.parsing import MAX_BYTES, decode, join, key_text, parse_text, walk
from assistant.domain.vocabulary import find_specialty, nearest
from assistant.errors import InputError

MAX_FAULTS = 200
_PARTS: dict[str, type[BaseModel]] = {"writer": Writer, "experience": Experience, "notes": Notes}


def read_applicant(path: Path | str, today: date | None = None) -> Applicant:
    """The case in a YAML or JSON file; with `today`, an upload dated later is a fault too.

    Raises:
        InputError: one line a fault, `FILE: letters[1].experience.weeks: must be 0 or more, got -3`.
    """
    file = Path(path)
    name = key_text(file.name) or "."
    try:
        if file.exists() and not file.is_file():
            raise InputError(f"{name}: is no file; name the case's YAML or JSON file")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: is not there; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be read: {reason}; check the file") from None
    return parse_applicant(decode(data, name), name, today)


def parse_applicant(case: Mapping[str, Any] | str, name: str = "case", today: date | None = None) -> Applicant:
    """The case in a mapping, or in YAML or JSON text; `name` stands for the file in fault lines.

    Raises:
        InputError: one line a fault; at most 200 lines.
    """
    tree, faults = parse_text(case, name) if isinstance(case, str) else (case, [])
    if isinstance(tree, Mapping):
        faults += list(walk(tree, name))
        tree = dict(tree)
        letters = tree.get("letters")
        if isinstance(letters, list | tuple) and len(letters) > LIST_LIMIT:
            faults.append(f"letters: must hold {LIST_LIMIT} entries or fewer, got {len(letters)}; take the others out")
            tree["letters"] = []
        faults += contradictions(tree, today)
        tree = _with_ids(tree)
    else:
        raise InputError(*_lines(name, [*faults, f"must be a mapping of fields such as targets, got {shown(tree)}"]))
    applicant = None
    try:
        applicant = Applicant.model_validate(tree)
    except ValidationError as error:
        found = error.errors(include_url=False)
        faults += [line for item in found[: MAX_FAULTS + 1] if (line := _fault(item))]
    if faults or applicant is None:
        raise InputError(*_lines(name, faults))
    return applicant


def dump_applicant(applicant: Applicant) -> dict[str, Any]:
    """The case as plain values in the order of the applicant file, unknown fields left out; reading gives it again."""
    dumped = applicant.model_dump(mode="json", exclude_none=True)
    for letter in dumped.get("letters", ()):
        letter["notes"] = {area: items for area, items in letter["notes"].items() if items}
        for part in _PARTS:
            if not letter[part]:
                del letter[part]
    return dumped


def applicant_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the applicant file."""
    schema = Applicant.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def contradictions(tree: Mapping[str, Any], today: date | None = None) -> list[str]:
    """What in a case (plain values, as read or dumped) cannot be true together; path and message, one a line.

    Only values that can be read are compared; the others have faults of their own.
    """
    found = []
    targets = tree.get("targets")
    if isinstance(targets, list | tuple):
        ids = [meaning[0] for text in targets if isinstance(text, str) and (meaning := find_specialty(text))]
        repeated = sorted(key for key, count in Counter(ids).items() if count > 1)
        found += [f"targets: {key} is named twice; keep one" for key in repeated]
    letters = tree.get("letters")
    places: dict[str, int] = {}
    for index, letter in enumerate(letters if isinstance(letters, list | tuple) else ()):
        if not isinstance(letter, Mapping):
            continue
        path, letter_id = f"letters[{index}]", letter.get("id")
        if isinstance(letter_id, str):
            if letter_id in places:
                found.append(f"{path}.id: must be unique, got {shown(letter_id)}, as letters[{places[letter_id]}] has")
            places.setdefault(letter_id, index)
        if isinstance(letter.get("experience"), Mapping):
            found += _dates_disagree(letter["experience"], f"{path}.experience")
        uploaded = _day(letter.get("uploaded_on"))
        if today and uploaded and uploaded > today:
            found.append(
                f"{path}.uploaded_on: must not be after today ({today.isoformat()}), got {uploaded.isoformat()}; "
                "enter it once it has happened"
            )
    return found


def _dates_disagree(experience: Mapping[str, Any], path: str) -> Iterator[str]:
    start, end, weeks = _day(experience.get("start")), _day(experience.get("end")), experience.get("weeks")
    if not (start and end):
        return
    if end < start:
        yield f"{path}.end: must not be before start ({start.isoformat()}), got {end.isoformat()}; correct one of them"
        return
    counted = weeks_between(start, end)
    if not isinstance(weeks, int | float) or isinstance(weeks, bool) or not 0 <= weeks <= MOST_WEEKS:
        return
    if abs(weeks - counted) > WEEKS_TOLERANCE:
        yield (
            f"{path}.weeks: must agree with start and end, which make {counted:.1f}, to within {WEEKS_TOLERANCE}, "
            f"got {shown(weeks)}; correct one of them"
        )


def _day(value: Any) -> date | None:
    try:
        return read_day(value)
    except ValueError:
        return None


def _with_ids(tree: dict[str, Any]) -> dict[str, Any]:
    """The case with an id for each letter that lacks one, whatever the order in which the letters stand."""
    letters = tree.get("letters")
    if not isinstance(letters, list | tuple):
        return tree
    taken = {letter["id"] for letter in letters if isinstance(letter, Mapping) and isinstance(letter.get("id"), str)}
    nameless = [i for i, letter in enumerate(letters) if isinstance(letter, Mapping) and letter.get("id") is None]
    named = list(letters)
    for index in sorted(nameless, key=lambda i: json.dumps(_text_keys(letters[i]), sort_keys=True, default=str)):
        base = new_letter_id(letters[index].get("writer"), taken)
        taken.add(base)
        named[index] = {**letters[index], "id": base}
    return {**tree, "letters": named}


def _text_keys(value: Any) -> Any:
    """A value whose mappings can be put in order, whatever stands in them as names."""
    if isinstance(value, Mapping):
        return {str(key): _text_keys(inner) for key, inner in value.items()}
    return [_text_keys(inner) for inner in value] if isinstance(value, list | tuple) else value


def new_letter_id(writer: Any, taken: set[str]) -> str:
    """An id that is not `taken`, from a writer (mapping of the applicant file): the surname, else role or field."""
    given = writer if isinstance(writer, Mapping) else {}
    naming = ("name", "leadership", "subspecialty", "specialty", "profession")
    words = [text for key in naming if isinstance(text := given.get(key), str) and text.strip()]
    surname = words[0].split()[-1] if words and words[0] == given.get("name") else words[0] if words else ""
    ascii_only = unicodedata.normalize("NFKD", surname).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:40] or "letter"
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _fault(item: Any) -> str | None:
    """One error of pydantic as path and message; None for what has been reported before."""
    path = ""
    for part in item["loc"]:
        path = join(path, part)
    told = item["type"] in {CONTRADICTION, "invalid_key"} or (item["type"] == "too_short" and bool(item["input"]))
    return None if told else f"{path}: {_message(item)}"  # a list is too short as well where its entries are faulty


def _message(item: Any) -> str:
    kind, got = item["type"], shown(item["input"])
    if kind == "missing":
        return "is missing; name at least one specialty, such as targets: [internal_medicine]"
    if kind == "extra_forbidden":
        return f"is no field here, got {got}; {_place_for(item['loc'])}"
    if kind == "value_error":
        return str(item["ctx"]["error"])
    if kind == "too_short":
        return "must name at least one specialty, got an empty list"
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return f"must be a mapping of fields, got {got}"
    return f"{item['msg'].removeprefix('Input ')}, got {got}"


def _place_for(location: tuple[str | int, ...]) -> str:
    """What to do about an unknown field: the nearest known one, or where a field of that name belongs."""
    name = str(location[-1])
    parts: dict[str, type[BaseModel]] = {"the case itself": Applicant, "letters[]": Letter, **_PARTS}
    for place, part in parts.items():
        if name in part.model_fields:
            return f"it belongs under {f'letters[].{place}' if place in _PARTS else place}"
    near = nearest(name, _fields_at(location[:-1]))
    return f"did you mean {near}?" if near else "take it out"


def _fields_at(location: tuple[str | int, ...]) -> list[str]:
    """The fields that the part of the case at a location has."""
    part: type[BaseModel] = Applicant
    for step in location:
        if step == "letters":
            part = Letter
        elif isinstance(step, str):
            part = _PARTS.get(step, part)
    return list(part.model_fields)


def _lines(name: str, faults: list[str]) -> list[str]:
    lines = [f"{name}: {fault}" for fault in dict.fromkeys(faults)]
    more = [f"{name}: there are more faults; correct these first"] if len(lines) > MAX_FAULTS else []
    return lines[:MAX_FAULTS] + more
