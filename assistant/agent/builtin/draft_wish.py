"""A text that is wished for, as plain data: by which tool it is made, of which kind, for which letter, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

EMAIL, OUTLINE, PACKET = "draft_email", "outline_letter", "build_packet"
DECLINED = frozenset({"ghostwrite", "sign_or_alter"})  # where bullet points are what can be done instead
NOT_DONE = frozenset({"pressure", "invent", "praise"})  # where an honest draft is


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: the tool, for e-mails the kind and stage, the options, and the letter's id where known.

    `declined` names what of the message is refused; `changed` what a revision changed, for the words of the answer;
    `unsaid`: no kind was named, so that the letter's status decides. `asks`: what must be asked in place of the text,
    by its name in prompts/answers/draft.yaml, with the sentence that it is `about`. `unmet`: what of the message does
    not show in the text, each as NAME or NAME:WORDS, so that nobody takes it for done.
    """

    tool: str
    kind: str = ""
    stage: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    letter: str = ""
    declined: str = ""
    changed: tuple[str, ...] = ()
    unsaid: bool = False
    asks: str = ""
    about: str = ""
    unmet: tuple[str, ...] = ()

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments of the tool call."""
        given: dict[str, Any] = {"letter": self.letter} if self.letter else {}
        if self.tool != EMAIL:
            return given
        stage = {"stage": self.stage} if self.stage else {}
        return {"kind": self.kind, **given, **stage, **self.options}

    def note(self) -> dict[str, Any]:
        """The wish as plain data, for the next turn."""
        return {
            "tool": self.tool, "kind": self.kind, "stage": self.stage, "options": dict(self.options),
            "letter": self.letter,
        }  # fmt: skip

    @classmethod
    def from_note(cls, note: Mapping[str, Any]) -> Wish:
        """What `note` gave."""
        return cls(**note)
