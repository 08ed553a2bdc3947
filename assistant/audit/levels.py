"""The severities that a count of letters gives: shared by the rules and by the choice of sets."""

from __future__ import annotations

from assistant.audit.case import LetterView
from assistant.audit.figures import Figures
from assistant.audit.rule import Severity
from assistant.knowledge import load_knowledge


def total_severity(figures: Figures, usable: int) -> Severity:
    """letters-total: critical under 3, warning at 3, ok from 4 (RULING-2)."""
    if usable < figures.total_critical_under:
        return "critical"
    return "ok" if usable >= figures.total_ok_from else "warning"


def us_clinical_severity(figures: Figures, count: int) -> Severity:
    """us-clinical-letters: critical at none, ok from 2 (NUM-3), warning between."""
    if count == 0:
        return "critical"
    return "ok" if count >= figures.us_clinical_min else "warning"


def specialty_severity(figures: Figures, group: str, count: int) -> Severity:
    """specialty-letters by the specialty's group (SPEC-1, SPEC-3, SPEC-5): critical at none, ok from its number."""
    if count == 0:
        return "critical"
    if count >= figures.specialty_ok_from[group]:
        return "ok"
    return "advice" if group == "general" else "warning"


def surgical_leader(view: LetterView) -> bool:
    """A chair or program director in a surgical specialty, unless knows_me_well is false (SPEC-4)."""
    specialties = load_knowledge().specialties
    return (
        view.leader
        and view.letter.experience.knows_me_well is not False
        and any(specialties[name].group == "surgical" for name in view.fields)
    )
