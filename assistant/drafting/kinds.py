"""What a draft is: its kinds, the options that shape it, its blanks, and the draft itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from assistant.domain.fields import read_email, read_line
from assistant.domain.vocabulary import nearest
from assistant.drafting.instead import BECOMES
from assistant.drafting.leaving import LeftOut
from assistant.drafting.rules import load_rules
from assistant.errors import InputError

Kind = Literal["signal", "request", "script", "packet", "follow-up", "thank-you", "gracious-decline"]
KINDS: tuple[str, ...] = get_args(Kind)
STAGES = (1, 2, 3)
OFFICE = ("ask", "reach", "meet", "papers")  # what a note of its own to a secretary or office is for
ASKED = "asked"  # the short answer to a question of the writer
REPLIES = (
    "when", "own_words", "again", "call", "meet", "accept", "upload", "release", "left", "rule", "suits", "no_thanks",
    "time", "soon", ASKED,
)
MARKER = "____"
# The options that are texts, each with how it is read.
_TEXTS: dict[str, Callable[[str], str]] = {
    "mention": read_line, "secretary_name": read_line, "secretary_email": read_email, "greeting": read_line,
    "subject": read_line, "phone": read_line, "reply": read_line, "closing": read_line,
    "office": read_line, "begins": read_line,
}  # fmt: skip
_MOST_LEFT_OUT = 12
_LISTS = ("instead", "without")  # options of several texts


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How a draft is to be varied. None leaves a variant to what the case says; texts are the applicant's own words.

    casual: "Hi Dr. Lund" and short forms, for a writer of an easy manner. over: the time together has ended.
    no_time: the writer says no for lack of time; hardship: for what befell them. offer: a weak letter is offered, and
    the applicant turns it down. update: a reminder that only brings news. uploaded: thanks written ahead, for when the
    letter is in. reply: a short answer to what the writer said, one of REPLIES. brief: no more than three or four
    sentences. closing: words above the name, in place of kind regards. begins: when the time together
    does, where that lies ahead: "in August".
    months_ago: the writer may have forgotten.
    second_request: the first got no answer. home_mentor: a long-term mentor at home. barely_known: a leader who hardly
    knows the applicant. secretary: it goes to the writer's secretary.
    greeting: how the writer likes to be called. subject: a subject line of the applicant's own. phone: a number below
    the name. office: a note of its own to the secretary or the office, one of OFFICE, with its words in `mention`.
    instead: other words for some of the text, each as "rotation => elective".
    without: what is to be left out, each by words of it or by its topic.
    """

    shorter: bool = False
    formal: bool = False
    warmer: bool = False
    casual: bool = False
    mention: str | None = None
    over: bool | None = None
    no_time: bool = False
    hardship: bool = False
    offer: bool = False
    update: bool = False
    uploaded: bool = False
    reply: str | None = None
    brief: bool = False
    closing: str | None = None
    begins: str | None = None
    months_ago: bool | None = None
    second_request: bool | None = None
    home_mentor: bool | None = None
    barely_known: bool | None = None
    secretary: bool = False
    secretary_name: str | None = None
    secretary_email: str | None = None
    greeting: str | None = None
    subject: str | None = None
    phone: str | None = None
    office: str | None = None
    instead: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        limit = load_rules().limits["mention_characters"]
        for name, read in _TEXTS.items():
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, _cleaned(name, value, read, limit))
        if self.reply and self.reply not in REPLIES:
            raise InputError(f"reply: must be one of {', '.join(REPLIES)}, got {self.reply[:60]!r}")
        if self.office and self.office not in OFFICE:
            raise InputError(f"office: must be one of {', '.join(OFFICE)}, got {self.office[:60]!r}")
        for name in _LISTS:
            if len(getattr(self, name)) > _MOST_LEFT_OUT:
                raise InputError(f"{name}: must be {_MOST_LEFT_OUT} texts or fewer, got {len(getattr(self, name))}")
            cleaned = tuple(_cleaned(name, text, read_line, limit) for text in getattr(self, name))
            object.__setattr__(self, name, cleaned)
        if wrong := next((text for text in self.instead if BECOMES not in text), None):
            raise InputError(f"instead: must be OLD{BECOMES}NEW, got {wrong[:60]!r}")

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
            if name in _LISTS:
                _check_texts(name, value)
            elif value is not None and not isinstance(value, str if name in _TEXTS else bool):
                raise InputError(f"{name}: must be {'text' if name in _TEXTS else 'true or false'}, got {value!r:.60}")
        given = {**values, **{name: tuple(values.get(name) or ()) for name in _LISTS}}
        return cls(**given)


def _cleaned(name: str, text: str, read: Callable[[str], str], limit: int) -> str:
    """One text of the options as it is kept."""
    try:
        cleaned = read(text)
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None
    if len(cleaned) > limit:
        raise InputError(f"{name}: must be {limit} characters or fewer, got {len(cleaned)}; say it shorter")
    return cleaned


def _check_texts(name: str, value: Any) -> None:
    listed = isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)
    if value is not None and not listed:
        raise InputError(f"{name}: must be a list of texts, got {value!r:.60}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A value that the case lacks: its field, the marker that stands for it, and what to ask the applicant."""

    field: str
    question: str
    marker: str = MARKER


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to copy, edit and send by hand. `to` None: the address is unknown, or nobody is written to (script).

    `used` names the fields of the case whose values stand in it; `notes` are for the applicant, not for the writer;
    `left_out` tells what became of each text of `without`.
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
    left_out: tuple[LeftOut, ...] = ()

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
