"""The one thing to ask next: an ambiguity of this message, else the unknown that changes the verdict most."""

from __future__ import annotations

from typing import Any

from assistant.casebook.draft import Draft
from assistant.casebook.lexicon import Lexicon
from assistant.casebook.model import Question, letter_path, split_path
from assistant.casebook.out_of_use import is_out_of_use

_AFTER_A_DAY = "waived"  # what is asked of a letter once the open days of a stay of known length are told
_WRITERS, _COUNTED = "letters", "letter_"
_SAYS_WHO = ("writer.name", "writer.specialty", "writer.country", "experience.setting")
_LEADERS = frozenset({"program_director", "department_chair"})


def next_question(draft: Draft, book: Lexicon) -> Question | None:
    """The most important question; None when nothing important is unknown."""
    open_now = [
        question for question in draft.questions if not question.assumed and question.field not in draft.unknown
    ]
    pressing = next((question for question in open_now if not _can_wait(draft, question)), None)
    if pressing is not None:
        return pressing
    for entry in book.priorities:
        path = _open_path(draft, entry)
        if path is not None and not (open_now and entry.get("each") == _AFTER_A_DAY):
            return Question(path, "unknown_value")
        if open_now and entry.get("each") == _AFTER_A_DAY:
            return open_now[0]
    return None


def _can_wait(draft: Draft, question: Question) -> bool:
    """ "5 weeks in May": the day matters less than where the letter stands, since the length or the month is known."""
    letter, _ = split_path(question.field)
    weeks = draft.get(letter_path(letter, "experience.weeks")) if letter else None
    return question.text_key == "which_day" and (weeks is not None or letter in draft.ended)


def _open_path(draft: Draft, entry: dict[str, Any]) -> str | None:
    if "field" in entry:
        path = str(entry["field"])
        known = draft.get(path) is not None or draft.get(str(entry.get("unless"))) is not None
        return None if known or path in draft.unknown else path
    if all(_is_only_counted(draft, letter) for letter in draft.ids()):
        return _WRITERS if draft.ids() and _WRITERS not in draft.unknown else None
    for letter in draft.ids():
        path = letter_path(letter, str(entry["each"]))
        if draft.get(path) is None and path not in draft.unknown and _applies(draft, letter, entry):
            return path
    return None


def _is_only_counted(draft: Draft, letter: str) -> bool:
    """Whether of a letter nothing but its number is known: "i have 3 letters in mind"."""
    told = (draft.get(letter_path(letter, name)) for name in _SAYS_WHO)
    return letter.startswith(_COUNTED) and all(value is None for value in told)


def _applies(draft: Draft, letter: str, entry: dict[str, Any]) -> bool:
    if is_out_of_use(lambda name: draft.get(letter_path(letter, name))):
        return False
    when = entry.get("when")
    if when == "leader":
        return draft.get(letter_path(letter, "writer.leadership")) in _LEADERS
    if when == "several_targets":
        targets = draft.get("targets")
        return isinstance(targets, list) and len(targets) > 1
    if entry["each"] == "experience.weeks":
        years = draft.get(letter_path(letter, "experience.longitudinal")) is True  # "my boss for 3 years"
        return not years and (
            draft.get(letter_path(letter, "experience.start")) is None
            or draft.get(letter_path(letter, "experience.end")) is None
        )
    if entry["each"] == "writer.specialty":
        return draft.get(letter_path(letter, "writer.profession")) in {None, "physician"}
    return True
