"""Understanding what an applicant tells of their own case: messages in, changes of the case out."""

from assistant.casebook.model import CaseUpdate, Change, Question
from assistant.casebook.understand import understand_case

__all__ = ["CaseUpdate", "Change", "Question", "understand_case"]
