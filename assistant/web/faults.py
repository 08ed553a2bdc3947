"""Faults of a case in the words of the page: the label of the field and the writer's name instead of a path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assistant.audit.wording import texts
from assistant.errors import InputError

_PLACE = re.compile(
    r"(?:case: )?(?:letters\[(?P<letter>[0-9]+)\]\.?)?(?P<field>[a-z_.]+)?(?:\[[0-9]+\])?: (?P<what>.*)", re.DOTALL
)
_MOST_SHOWN = 20


def told_faults(
    error: InputError, case: Mapping[str, Any], labels: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """A line for each fault, the first twenty; `case` gives the names of the letters' writers.

    `labels`: what fields are called where the fault is shown, by path, if not as under My letters.
    """
    letters = list(case.get("letters") or ())
    return [_told(fault, letters, labels) for fault in error.faults[:_MOST_SHOWN]]


def _told(fault: str, letters: list[Mapping[str, Any]], labels: Mapping[str, str]) -> str:
    match = _PLACE.fullmatch(fault)
    words = texts("web/letters.yaml")
    if not match or (match["field"] and match["field"] not in words):
        return fault.removeprefix("case: ")
    field = match["field"] or ""
    label = labels.get(field) or (words[field].fill({}) if field else "")
    place = int(match["letter"] or -1)
    writer = letters[place].get("writer", {}).get("name", "") if 0 <= place < len(letters) else ""
    return ": ".join(part for part in (writer, label, match["what"]) if part)
