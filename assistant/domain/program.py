"""A residency program's own demands on letters, one row of the programs file; None means unknown."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from assistant.domain.applicant import _Part
from assistant.domain.fields import Count, Line, Passage, TargetId, YesNo


class Program(_Part):
    """One row of the programs file. An empty cell is unknown."""

    program: Line
    specialty: TargetId | None = None
    max_letters: Count | None = Field(default=None, description="most letters that it takes; at most four are assigned")
    min_letters: Count | None = None
    min_specialty_letters: Count | None = None
    min_us_letters: Count | None = None
    chair_letter: YesNo | None = None
    accepts_international: YesNo | None = None
    notes: Passage | None = None


def program_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one program."""
    schema = Program.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema
