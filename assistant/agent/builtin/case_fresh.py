"""What of an answer about the case is new: what the message changed, and what the last turns have not said already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.agent.builtin.case_steps import case_texts
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path

SEEN = "seen"  # in the note of a turn: the findings and steps that it said
_LATE = 6  # turns for which they are not said again
_BULLETS = re.compile(r"^- .+$", re.MULTILINE)


def seen_lines(notes: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The findings and steps that the last turns said."""
    return frozenset(line for note in notes[-_LATE:] for line in note.get(SEEN, ()))


def bullets(text: str) -> list[str]:
    """The findings and steps of an answer, as it is noted for the turns after it."""
    return _BULLETS.findall(text)


def fresh_findings(rows: Iterable[Mapping[str, str]], seen: frozenset[str]) -> list[dict[str, str]]:
    """Findings that were not said lately; of one that is new the advice too, unless that was said."""
    return [
        {**row, "fix": "" if any(row["fix"] in line for line in seen) else row["fix"]}
        for row in rows if not any(line.startswith(f"- {row['message']}") for line in seen)
    ]  # fmt: skip


def fresh_steps(rows: Iterable[Mapping[str, str]], seen: frozenset[str]) -> list[Mapping[str, str]]:
    """Steps that were not said lately with the same day."""
    return [row for row in rows if not any(line.startswith(f"- {row['on']}: {row['what']}") for line in seen)]


def changed_letters(update: CaseUpdate) -> frozenset[str]:
    """Ids of the letters of which the message told something, as the case now has them."""
    found: set[str] = set()
    for change in update.changes:
        ident, _ = split_path(change.field)
        if ident is not None:
            found.add(str(change.value) if change.op in {"add_letter", "rename_letter"} else ident)
    return frozenset(found)


def id_in_words(letter: str) -> str:
    """A letter's id for reading; "letter_lahore_2" counts in words, so that no figure of ours stands in an answer."""
    base, _, number = letter.rpartition("_")
    counted = case_texts()["counted"].strings()
    if base and number.isdigit() and 0 < int(number) <= len(counted):
        return f"{base.replace('_', ' ')} ({counted[int(number) - 1]})"
    return letter.replace("_", " ")


def gone(update: CaseUpdate) -> list[str]:
    """ "no longer noted: home country", "taken out: hallam": what the message takes back."""
    texts, lines = case_texts(), []
    passing = set(update.added)
    for change in update.changes:
        ident, name = split_path(change.field)
        if change.op == "remove_letter" and ident and ident not in passing:
            lines.append(texts["noted"]["removed"].text().format(who=id_in_words(ident)))
        elif change.op == "clear" and ident is None and name in texts["labels"]:
            lines.append(texts["noted"]["cleared"].text().format(field=texts["labels"][name].text()))
    return lines
