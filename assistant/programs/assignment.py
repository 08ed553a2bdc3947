"""The outcome of an assignment, in the shape that programs read (`vouch assign --json`), and as a spreadsheet's CSV."""

from __future__ import annotations

import csv
import io
import json

from pydantic import BaseModel, ConfigDict, Field

_CSV_COLUMNS = ("rank", "program", "specialty", "letters", "asked", "met", "unmet", "why")
# What a spreadsheet may take for the beginning of a formula, full-width forms included.
_FORMULA_SIGNS = "=+-@|%\t\r\n\0\uff1d\uff0b\uff0d\uff20"
_JOIN = " | "


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class ProgramLetters(_Part):
    """One program: the letters for it, what of its own demands they leave unmet, and why each is in or out.

    `asked` and `met` count the demands that the program states, `met_today` those that uploaded letters alone meet.
    """

    program: str
    letters: tuple[str, ...] = Field(description="ids, best first; at most four (OFF-CAP)")
    unmet: tuple[str, ...] = Field(description="`column: what is missing`, for each demand that is not met")
    why: tuple[str, ...] = Field(description="each choice, each letter left out and each gap, a line each")
    specialty: str | None
    rank: int = Field(ge=1, description="place by how well the letters meet what the program says; never a chance")
    asked: int
    met: int
    met_today: int


class Assignment(_Part):
    """Every program of the list, best met first, and the letters that can go to any program."""

    programs: tuple[ProgramLetters, ...]
    general_set: tuple[str, ...]
    general_why: tuple[str, ...] = ()

    def as_json(self) -> str:
        """The assignment as one JSON document; the same case, list and day give the same bytes."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2)


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs: one that begins like a formula gets an apostrophe before it."""
    begins = cell[:1] in tuple(_FORMULA_SIGNS) or cell.lstrip()[:1] in tuple(_FORMULA_SIGNS)
    return f"'{cell}" if cell and begins else cell


def to_csv(assignment: Assignment) -> bytes:
    """The assignment as CSV that Excel reads as UTF-8: a byte-order mark, commas, CRLF, a row a program."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_CSV_COLUMNS)
    for item in assignment.programs:
        cells = (
            str(item.rank), item.program, item.specialty or "", " ".join(item.letters), str(item.asked), str(item.met),
            _JOIN.join(item.unmet), _JOIN.join(item.why),
        )
        writer.writerow([neutral(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")
