"""Why nothing of a kind can be written for a letter, in the page's own words; the terminal has others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.web.desk import CaseView
from assistant.web.faults import told_faults
from assistant.web.letters import writer_name


def told_refusal(error: InputError, view: CaseView, letter: str, kind: str = "") -> list[str]:
    """A line for the status that forbids it; where that is not the reason, a line for each fault."""
    found = next((item for item in view.letters if item.get("id") == letter), {})
    reason = _reason(found, kind)
    if reason is None:
        return told_faults(error, view.case)
    words = texts("web/write.yaml")
    return [words[reason].fill({"writer": writer_name(found) or words["this_writer"].fill({})})]


def _reason(letter: Mapping[str, Any], kind: str) -> str | None:
    status = letter.get("status")
    if status == "declined":
        return "refused_declined"
    if status == "uploaded" or letter.get("uploaded_on"):
        return "refused_uploaded"
    return "refused_willing" if kind == "gracious-decline" else None
