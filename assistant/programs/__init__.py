"""The applicant's own list of programs: reading it, and choosing which letters go to which program."""

from assistant.programs.assignment import Assignment, ProgramLetters, neutral, to_csv
from assistant.programs.choice import assign
from assistant.programs.reading import COLUMNS, parse_programs, read_programs

__all__ = [
    "COLUMNS",
    "Assignment",
    "ProgramLetters",
    "assign",
    "neutral",
    "parse_programs",
    "read_programs",
    "to_csv",
]
