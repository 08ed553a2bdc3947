"""What of an answer about the case is new: what the message changed, and what the last turns have not said already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.agent.builtin.case_steps import case_texts
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path

SEEN = "seen"  # in the note of a turn: what it said of the case, line by line
_LATE, _JUST = 6, 2  # turns for which it is not said again: to a mere telling, and where advice is asked for anew
_PROMISES = re.compile(r" (?:usable|possible)( letters?)?(?: \([\w ]*promised[\w ]*\))?")  # in a count of letters
_LINES = re.compile(r"^(?!\|).+$", re.MULTILINE)


def seen_lines(notes: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """What the last turns said of the case: findings, steps, counts, places in the ranking."""
    return frozenset(line for note in notes[-_LATE:] for line in note.get(SEEN, ()))


def just_said(notes: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The advice of the turns just before, so that not every second question gets the whole list once more."""
    return seen_lines([note for note in notes[-_JUST:] if note.get("advised")])


def lines_of(text: str) -> list[str]:
    """The lines of an answer but those of its table, as it is noted for the turns after it."""
    return _LINES.findall(text)


def is_said(text: str, seen: frozenset[str]) -> bool:
    """Whether a line was said: "1. Dr. Lee: US faculty in your specialty"; who has promised since tells the table."""
    text = _PROMISES.sub(r"\1", text)
    return any(_PROMISES.sub(r"\1", line).startswith(text) for line in seen)


def fresh_findings(rows: Iterable[Mapping[str, str]], seen: frozenset[str]) -> list[dict[str, str]]:
    """Findings that were not said lately; of one that is new the advice too, unless that was said."""
    return [
        {**row, "fix": "" if any(row["fix"] in line for line in seen) else row["fix"]}
        for row in rows if not is_said(f"- {row['message']}", seen)
    ]  # fmt: skip


def fresh_steps(rows: Iterable[Mapping[str, str]], seen: frozenset[str]) -> list[Mapping[str, str]]:
    """Steps that were not said lately with the same day."""
    return [row for row in rows if not is_said(f"- {row['on']}: {row['what']}", seen)]


def fresh_ranking(rows: Sequence[Mapping[str, str]], seen: frozenset[str]) -> dict[str, Any]:
    """The ranking, or its order alone where all of it was said just before."""
    lines = [
        f"{place}. {row['who']}{' (' + row['status'] + ')' if row['status'] else ''}: {row['why']}"
        for place, row in enumerate(rows, 1)
    ]
    said = bool(lines) and all(is_said(line, seen) for line in lines)
    return {"ranking": [] if said else rows, "order": [row["who"] for row in rows] if said else []}


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
