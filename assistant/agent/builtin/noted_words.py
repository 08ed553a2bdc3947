"""What a message told, in one line, for answers that show a text and not the whole case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.agent.builtin.case_steps import case_texts
from assistant.agent.builtin.case_words import plain, shown, weeks_in_words, writer_in_words
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, split_path
from assistant.domain.vocabulary import country_label

_IN_ITS_NAME = frozenset({"writer.name", "writer.title"})  # the writer is called by these
_UNSAID = {"writer.profession": "physician"}  # what every writer is taken for
_SHOWN: dict[str, Callable[[Any], str]] = {"experience.weeks": weeks_in_words, "writer.country": country_label}


def noted_line(update: CaseUpdate) -> str:
    """ "letters due: 2027-09-10; Dr. Smith: assistant professor, 6 weeks"; "" where nothing was told."""
    own: list[str] = []
    letters: dict[str, list[str]] = {}
    for change in _last_of_each(update.changes):
        letter, name = split_path(change.field)
        if letter is None:
            own.append(_of_person(change, update.case))
        elif change.op == "remove_letter":
            own.append(case_texts()["noted"]["removed"].text().format(who=plain(letter)))
        elif name not in _IN_ITS_NAME:
            ident = str(change.value) if change.op in {"add_letter", "rename_letter"} else letter
            letters.setdefault(ident, []).extend(_of_letter(name, change))
        else:
            letters.setdefault(letter, [])
    told = [": ".join(filter(None, [writer_in_words(ident, update.case), ", ".join(parts)]))
            for ident, parts in letters.items()]  # fmt: skip
    return "; ".join(filter(None, [*own, *told]))


def _last_of_each(changes: Iterable[Change]) -> list[Change]:
    """Of several changes of a field the last."""
    return list({(change.field, change.op in {"set", "clear"}): change for change in changes}.values())


def _of_person(change: Change, case: Mapping[str, Any]) -> str:
    texts = case_texts()
    label = texts["labels"][change.field].text() if change.field in texts["labels"] else change.field
    if change.op == "clear":
        return texts["noted"]["cleared"].text().format(field=label)
    return f"{label}: {shown(change.field, case.get(change.field, change.value))}"


def _of_letter(name: str, change: Change) -> list[str]:
    """What a change tells of a letter in a word or two; nothing where it only names it."""
    texts = case_texts()["noted"]
    if change.op in {"add_letter", "rename_letter"} or (change.op == "set" and _UNSAID.get(name) == change.value):
        return []
    label = name.replace("_", " ").rpartition(".")[2]
    if change.op == "clear":
        return [texts["cleared"].text().format(field=label)]
    value = change.value[-1] if isinstance(change.value, list) and change.value else change.value
    return [value_in_words(name, value)]


def value_in_words(name: str, value: Any) -> str:
    """A value of a letter's field in a word or two: "6 weeks", "saw you at work"."""
    texts, label = case_texts()["noted"], name.replace("_", " ").rpartition(".")[2]
    if name in _SHOWN:
        return _SHOWN[name](value)
    key = f"{name}.no" if value is False else name
    if key in texts:
        return texts[key].text().format(value=plain(value))
    return f"{label}: {plain(value)}" if isinstance(value, bool) or name.startswith("notes.") else plain(value)
