"""The nouns of a case, frozen and without I/O of their own, and the reading and writing of a case file."""

from assistant.domain.applicant import Applicant, Experience, Letter, Notes, Writer
from assistant.domain.program import Program, program_schema
from assistant.domain.reading import (
    applicant_schema,
    contradictions,
    dump_applicant,
    new_letter_id,
    parse_applicant,
    read_applicant,
)

__all__ = [
    "Applicant",
    "Experience",
    "Letter",
    "Notes",
    "Program",
    "Writer",
    "applicant_schema",
    "contradictions",
    "dump_applicant",
    "new_letter_id",
    "parse_applicant",
    "program_schema",
    "read_applicant",
]
