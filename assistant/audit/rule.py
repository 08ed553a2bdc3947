"""What a rule is: a small function from the case to issues, with the facts of the guide that it cannot do without.

    @rule("us-clinical-letters", facts=("NUM-3", "USHC-1"), strength="requirement", about="target")
    def us_clinical_letters(case: Case) -> Iterator[Issue]: ...

The runner adds to each issue what is common: rule, strength, facts, the passage quoted, and the words from
`prompts/audit/findings.yaml`. A rule without facts, or with one that the knowledge files lack, fails at import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.audit.case import Case
from assistant.knowledge import load_knowledge

Severity = Literal["critical", "warning", "advice", "ok"]
Strength = Literal["requirement", "preference", "caution"]
About = Literal["target", "applicant", "letter"]
WORST_FIRST: tuple[Severity, ...] = ("critical", "warning", "advice", "ok")


@dataclass(frozen=True, slots=True)
class Issue:
    """What a rule found. `text` names the words in findings.yaml (default: the severity), `values` fill them.

    `because` holds the input values that triggered it; an absent field stands there as None. `facts` narrows those of
    the rule.
    """

    severity: Severity
    because: Mapping[str, Any]
    letter: str | None = None
    target: str | None = None
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[str, ...] = ()


Check = Callable[[Case], Iterator[Issue]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its source. `related` are further facts that it encodes beside those that it cites."""

    id: str
    facts: tuple[str, ...]
    strength: Strength
    about: About
    check: Check
    related: tuple[str, ...] = ()


def spoken(name: str | None) -> str:
    """A word of the contract as people say it: `program_director` -> program director."""
    return (name or "").replace("_", " ")


def rule(
    rule_id: str, *, facts: tuple[str, ...], strength: Strength, about: About, related: tuple[str, ...] = ()
) -> Callable[[Check], Rule]:
    """Make a rule of a function.

    Raises:
        ValueError: no facts, or one that the knowledge files do not hold.
    """
    knowledge = load_knowledge()
    if not facts:
        raise ValueError(f"rule {rule_id}: names no fact of the guide; add facts=(...)")
    for fact in (*facts, *related):
        if fact not in knowledge:
            raise ValueError(f"rule {rule_id}: {fact} is no fact of the guide; correct the id")

    def make(check: Check) -> Rule:
        return Rule(rule_id, facts, strength, about, check, related)

    return make
