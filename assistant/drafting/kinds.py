"""What a draft is: its kinds, the options that shape it, its blanks, and the draft itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from assistant.domain.fields import read_email, read_line
from assistant.domain.vocabulary import nearest
from assistant.drafting.rules import load_rules
from assistant.errors import InputError

Kind = Literal["signal", "request", "script", "packet", "follow-up", "thank-you", "gracious-decline"]
KINDS: tuple[str, ...] = get_args(Kind)
STAGES = (1, 2, 3)
MARKER = "____"
# The options that are texts, each with how it is read.
_TEXTS: dict[str, Callable[[str], str]] = {
    "mention": read_line, "secretary_name": read_line, "secretary_email": read_email, "greeting": read_line,
    "subject": read_line,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How a draft is to be varied. None leaves a variant to what the case says; texts are the applicant's own words.

    months_ago: the writer may have forgotten. second_request: the first got no answer. home_mentor: a long-term mentor
    at home. barely_known: a leader who hardly knows the applicant. secretary: it goes to the writer's secretary.
    greeting: how the writer likes to be called. subject: a subject line of the applicant's own.
    """

    shorter: bool = False
    formal: bool = False
    warmer: bool = False
    mention: str | None = None
    months_ago: bool | None = None
    second_request: bool | None = None
    home_mentor: bool | None = None
    barely_known: bool | None = None
    secretary: bool = False
    secretary_name: str | None = None
    secretary_email: str | None = None
    greeting: str | None = None
    subject: str | None = None

    def __post_init__(self) -> None:
        limit = load_rules().limits["mention_characters"]
        for name, read in _TEXTS.items():
            value = getattr(self, name)
            if value is None:
                continue
            try:
                cleaned = read(value)
            except ValueError as error:
                raise InputError(f"{name}: {error}") from None
            if len(cleaned) > limit:
                raise InputError(f"{name}: must be {limit} characters or fewer, got {len(cleaned)}; say it shorter")
            object.__setattr__(self, name, cleaned)

    @classmethod
    def from_mapping(cls, values: dict[str, Any]) -> DraftOptions:
        """Options from plain values, as a tool or a form gives them.

        Raises:
            InputError: an unknown option (the nearest is named), or a value of the wrong kind.
        """
        known = {field.name for field in fields(cls)}
        for name, value in values.items():
            if name not in known:
                near = nearest(name, known)
                advice = f"did you mean {near}?" if near else "take it out"
                raise InputError(f"{name[:60]}: is no option of a draft; {advice}")
            if value is not None and not isinstance(value, str if name in _TEXTS else bool):
                raise InputError(f"{name}: must be {'text' if name in _TEXTS else 'true or false'}, got {value!r:.60}")
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Blank:
    """A value that the case lacks: its field, the marker that stands for it, and what to ask the applicant."""

    field: str
    question: str
    marker: str = MARKER


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to copy, edit and send by hand. `to` None: the address is unknown, or nobody is written to (script).

    `used` names the fields of the case whose values stand in it; `notes` are for the applicant, not for the writer.
    """

    kind: str
    stage: int | None
    to: str | None
    subject: str
    body: str
    blanks: tuple[Blank, ...]
    notes: tuple[str, ...]
    facts: tuple[str, ...]
    used: tuple[str, ...] = ()
    to_name: str | None = None
    sender_name: str | None = None
    sender_email: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON document `draft` of the contract."""
        return {
            "kind": self.kind,
            "stage": self.stage,
            "to": self.to,
            "subject": self.subject,
            "body": self.body,
            "blanks": [{"field": blank.field, "marker": blank.marker} for blank in self.blanks],
            "notes": list(self.notes),
            "facts": list(self.facts),
        }


def check_kind(kind: str, stage: int | None) -> None:
    """InputError where there is no such kind, or a stage does not go with it."""
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        raise InputError(
            f"kind: must be one of {', '.join(KINDS)}, got {kind[:60]!r}" + (f"; did you mean {near}?" if near else "")
        )
    if stage is not None and kind != "follow-up":
        raise InputError(f"stage: goes with follow-up only, got {kind}; leave it out")
    if stage is not None and stage not in STAGES:
        raise InputError(f"stage: must be 1, 2 or 3, got {stage}; leave it out to take the stage of the date")
