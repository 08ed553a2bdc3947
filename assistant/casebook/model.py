"""What understanding a message gives: changes, the new case, questions. Field paths name their places.

A field path is a field of the applicant file (`targets`, `graduation_year`) or of one letter
(`letters[smith].experience.weeks`); `letters[].status` is the field of a letter that is not known yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

Operation = Literal["set", "clear", "add_letter", "remove_letter", "rename_letter"]
Case = dict[str, Any]
_LETTER_PATH = re.compile(r"letters\[(?P<letter>[^\]]*)\](?:\.(?P<field>.+))?")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the case. `value` is JSON-like (dates as ISO text); `words` are the message's own."""

    op: Operation
    field: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked. `text_key` names the wording, `about` the words in doubt, `choices` the possible values.

    Keys beginning with `assumed` mark a value that was set on a reading that should be confirmed.
    """

    field: str
    text_key: str
    about: str = ""
    choices: tuple[str, ...] = ()

    @property
    def assumed(self) -> bool:
        """True for a value that was set on a reading that should be confirmed."""
        return self.text_key.startswith("assumed")


@dataclass(frozen=True, slots=True)
class CaseUpdate:
    """What one message did to the case.

    Attributes:
        changes: in the order of the message.
        case: the new case in the applicant format; the case that was given is left as it was.
        questions: what was ambiguous or assumed in this message.
        is_case_talk: the message tells or corrects facts of the person's own case.
        next_question: the one unknown that would change the verdict most; None when nothing important is unknown.
        memory: plain JSON data to hand back with the next message (who was spoken of last, what the person
            does not know, the words behind each value); without it understanding works, with less to go by.
        programs: the list of programs that the message holds, as CSV text for the programs' reader; empty without one.
        listed: the message's own words of that list.
    """

    changes: tuple[Change, ...]
    case: Case
    questions: tuple[Question, ...]
    is_case_talk: bool
    next_question: Question | None
    memory: dict[str, Any] = field(default_factory=dict)
    programs: str = ""
    listed: str = ""

    @property
    def added(self) -> tuple[str, ...]:
        """Ids of the letters that the message tells first."""
        return tuple(str(change.value) for change in self.changes if change.op == "add_letter")


def letter_path(letter: str, name: str) -> str:
    """The path of a letter's field, such as `letters[smith].writer.country`."""
    return f"letters[{letter}].{name}"


def split_path(path: str) -> tuple[str | None, str]:
    """A path's letter (None for the applicant's own fields) and field name."""
    found = _LETTER_PATH.fullmatch(path)
    if found is None:
        return None, path
    return found["letter"], found["field"] or ""
