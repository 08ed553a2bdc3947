"""What a program asks of letters, and how far a set of letters meets it. Counts are letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.audit.case import HOME_OF_ERAS, LetterView
from assistant.audit.levels import surgical_leader
from assistant.audit.sets import LEADER_TARGET
from assistant.domain import Program

CHAIR = "department_chair"


@dataclass(frozen=True, slots=True)
class Demands:
    """One program's own demands. `counted` is its specialty as counted (None: unknown), `cap` the most letters."""

    counted: str | None
    cap: int
    letters: int
    us: int
    specialty: int
    chair: bool
    us_only: bool

    @classmethod
    def of(cls, program: Program, counted: str | None, most: int) -> Demands:
        """The demands of a row of the list; `most` is the limit for any program, whatever the row says (OFF-CAP)."""
        cap = most if program.max_letters is None else min(program.max_letters, most)
        return cls(
            counted, cap, program.min_letters or 0, program.min_us_letters or 0, program.min_specialty_letters or 0,
            program.chair_letter is True, program.accepts_international is False,
        )

    @property
    def asked(self) -> int:
        """How many demands the program states."""
        return sum(map(bool, (self.letters, self.us, self.specialty, self.chair, self.us_only)))

    def takes(self, view: LetterView) -> bool:
        """Whether the program takes letters from the writer's country; an unknown country is not refused."""
        return not self.us_only or view.letter.writer.country in {None, HOME_OF_ERAS}

    def is_inside(self, view: LetterView) -> bool:
        """A physician in a clinical setting whose specialty, or subspecialty's parent, is the program's."""
        return view.physician and bool(view.clinical) and self.counted is not None and view.in_field(self.counted)

    def is_chair(self, view: LetterView) -> bool:
        """A department chair in the program's specialty; in any surgical one for general surgery (SPEC-4)."""
        if view.letter.writer.leadership != CHAIR or not view.physician:
            return False
        if self.counted is None or view.in_field(self.counted):
            return True
        return self.counted == LEADER_TARGET and surgical_leader(view)

    def short(self, views: Iterable[LetterView]) -> dict[str, int]:
        """By how much a set falls short of each demand that is stated and not met."""
        sent = list(views)
        lacking = {
            "abroad": int(self.us_only and not sent),
            "letters": self.letters - len(sent),
            "us": self.us - sum(view.us_clinical for view in sent),
            "specialty": self.specialty - sum(self.is_inside(view) for view in sent),
            "chair": int(self.chair and not any(self.is_chair(view) for view in sent)),
        }
        return {name: count for name, count in lacking.items() if count > 0}
