"""The report of an audit, in the shape that programs read (`vouch audit --json`, `vouch schema report`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.audit.rule import WORST_FIRST, Severity, Strength
from assistant.audit.schedule import Step

Verdict = Literal["critical", "warning", "ready"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class TargetSummary(_Part):
    """One target at a glance; counts are letters. `rule_basis` general: the guide has no rule of its own for it."""

    specialty: str
    usable: int
    us_clinical: int
    in_specialty: int
    research: int
    home_country: int
    verdict: Verdict
    rule_basis: Literal["specialty", "general"]


class Finding(_Part):
    """What one rule found, about one letter or target, with its source and what to do."""

    rule: str
    severity: Severity
    strength: Strength
    letter: str | None
    target: str | None
    because: dict[str, Any] = Field(description="the input values that triggered it; an absent field is null")
    facts: tuple[str, ...]
    quote: str = Field(description="the sentence of the first fact, as the knowledge files have it")
    message: str
    fix: str
    not_checked: str = Field(description="what the rule cannot know")


class RankedLetter(_Part):
    """A letter's place among the writers, best first; `reasons` are facts."""

    letter: str
    tier: int = Field(ge=1, le=9)
    tier_name: str
    target: str = Field(description="the target that the writer fits best")
    reasons: tuple[str, ...]


class LeftOut(_Part):
    """Why a letter is not in a set."""

    letter: str
    why: str
    facts: tuple[str, ...]


class LetterSet(_Part):
    """The letters that go together to one target, best first; at most four."""

    target: str
    letters: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]


class BestAddition(_Part):
    """The single letter that would help most. `clears`: rules that it settles; `eases`: those that it makes milder."""

    describe: str
    target: str
    clears: tuple[str, ...]
    eases: tuple[str, ...] = ()


class Report(_Part):
    """The whole audit of one case on one day."""

    targets: tuple[TargetSummary, ...]
    findings: tuple[Finding, ...] = Field(description="in the order of the guide")
    ranking: tuple[RankedLetter, ...]
    sets: tuple[LetterSet, ...]
    next: tuple[Step, ...] = Field(description="dated steps, first things first")
    best_addition: BestAddition | None

    def as_json(self) -> str:
        """The report as one JSON document; the same case and day give the same bytes."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2)

    def worst(self) -> Verdict:
        """The worst verdict of all targets."""
        order: tuple[Verdict, ...] = ("critical", "warning", "ready")
        return min((target.verdict for target in self.targets), key=order.index)


def verdict_of(severities: Iterable[Severity]) -> Verdict:
    """The verdict that the worst of some severities makes; advice and ok are ready."""
    worst = min(severities, key=WORST_FIRST.index, default="ok")
    return "critical" if worst == "critical" else "warning" if worst == "warning" else "ready"


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the report."""
    schema = Report.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema
