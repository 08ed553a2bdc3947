"""The case read back: everything that is noted of the person and of each letter, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.agent.builtin.case_steps import case_texts
from assistant.agent.builtin.case_words import letter_rows, question_text, shown
from assistant.agent.builtin.noted_words import value_in_words
from assistant.casebook import CaseUpdate
from assistant.domain.vocabulary import specialty_label
from assistant.templates import render

# Fields that the table's own columns show, or the writer's name does.
_IN_COLUMNS = frozenset({
    "writer.name", "writer.title", "writer.specialty", "writer.subspecialty", "writer.leadership", "writer.profession",
    "writer.country", "experience.setting", "experience.weeks", "status",
})  # fmt: skip
_DATES = frozenset({"experience.start", "experience.end"})
_LISTED = "recommends_for"


def word_read_back(update: CaseUpdate) -> str:
    """All that is noted, in one line and a table; "nothing yet" where it is nothing."""
    case = update.case
    labels = dict([*case_texts()["labels_read"].items(), *case_texts()["labels"].items()])
    known = {name: label.text() for name, label in labels.items() if case.get(name) is not None}
    facts = [f"{label}: {shown(name, case[name])}" for name, label in known.items()]
    held = {letter["id"]: letter for letter in case.get("letters") or []}
    rows = [{**row, "more": "; ".join(_further(held[row["letter"]]))} for row in letter_rows(case, update.memory)]
    return render(
        "answers/case_read.j2", facts=facts, letters=rows, counted=len(held) - len(rows),
        programs=max(0, str(update.memory.get("programs") or "").strip().count("\n")),
        assumed=[question_text(q, case) for q in update.questions if q.assumed],
    )  # fmt: skip


def _further(letter: Mapping[str, Any]) -> Iterator[str]:
    """What is noted of a letter beside the columns of the table: "saw you at work", "from 2027-05-03"."""
    weeks = "weeks" in letter.get("experience", {})
    for name, value in _fields(letter):
        if name in _IN_COLUMNS or (name in _DATES and not weeks) or value is None:
            continue
        if name == _LISTED:
            yield case_texts()["noted"][name].text().format(value=", ".join(map(specialty_label, value)))
        elif isinstance(value, list):
            yield from (value_in_words(name, part) for part in value)
        else:
            yield value_in_words(name, value)


def _fields(held: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of a letter by its path: "writer.email"."""
    for name, value in held.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from _fields(value, f"{path}.")
        elif path != "id":
            yield path, value
