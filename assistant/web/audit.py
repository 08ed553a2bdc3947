"""The panel "Audit": the verdict of each target at a glance, findings to open, the writers ranked, the sets."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.audit import Finding, audit
from assistant.audit.report import LetterSet, TargetSummary
from assistant.audit.wording import texts
from assistant.domain import Applicant
from assistant.domain.vocabulary import specialty_label
from assistant.web.desk import CaseView, Updates
from assistant.web.texts import html_block

_SEVERITIES = ("critical", "warning", "advice", "ok")


class AuditPanel:
    """Holds one piece of HTML: everything in it is computed anew from the case."""

    def build(self) -> None:
        """Place the panel here."""
        self.report = gr.Markdown(_nothing(), latex_delimiters=[], elem_classes="vouch-html", elem_id="vouch-audit")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        return [self.report]

    def show(self, view: CaseView) -> Updates:
        """The audit of the case as it is now."""
        return {self.report: _report(view, view.applicant) if view.applicant else _nothing()}


def _nothing() -> str:
    return html_block("web/quiet.j2", text=texts("web/audit.yaml")["empty"].fill({}))


def _report(view: CaseView, applicant: Applicant) -> str:
    report, words = audit(applicant, view.today), texts("web/audit.yaml")
    groups = [
        {"severity": severity, "title": words[f"severity_{severity}"].fill({}), "findings": found}
        for severity in _SEVERITIES
        if (found := [_finding(item, applicant) for item in report.findings if item.severity == severity])
    ]
    ranking = [
        {
            "writer": applicant.letter(item.letter).writer_label, "tier": item.tier,
            "standing": words[f"tier_{item.tier}"].fill({}),
        }
        for item in report.ranking
    ]  # fmt: skip
    return html_block(
        "web/audit.j2", say={name: text.fill({}) for name, text in words.items() if not text.holes},
        targets=[_target(target, applicant) for target in report.targets], groups=groups, ranking=ranking,
        sets=[_set(chosen, applicant) for chosen in report.sets],
        best=report.best_addition.describe if report.best_addition else "",
    )  # fmt: skip


def _target(target: TargetSummary, applicant: Applicant) -> dict[str, Any]:
    words = texts("web/audit.yaml")
    nothing_told = applicant.letters is None and target.verdict == "ready"
    verdict = "unknown" if nothing_told else target.verdict
    counts = {
        "usable": target.usable, "us": target.us_clinical, "specialty": target.in_specialty,
        "research": target.research, "home": target.home_country,
    }  # fmt: skip
    return {
        "name": specialty_label(target.specialty), "verdict": verdict, "label": words[f"verdict_{verdict}"].fill({}),
        "counts": [{"count": count, "label": words[f"count_{name}"].fill({})} for name, count in counts.items()],
        "general": target.rule_basis == "general",
    }  # fmt: skip


def _set(chosen: LetterSet, applicant: Applicant) -> dict[str, Any]:
    return {
        "target": specialty_label(chosen.target),
        "letters": [applicant.letter(letter).writer_label for letter in chosen.letters], "missing": chosen.missing,
        "left_out": [
            {"writer": applicant.letter(left.letter).writer_label, "why": left.why} for left in chosen.left_out
        ],
    }  # fmt: skip


def _finding(finding: Finding, applicant: Applicant) -> dict[str, Any]:
    letter = applicant.letter(finding.letter).writer_label if finding.letter else ""
    return {
        "about": "" if letter and letter in finding.message else letter, "message": finding.message, "fix": finding.fix,
        "quote": finding.quote, "facts": finding.facts, "not_checked": finding.not_checked,
    }  # fmt: skip
