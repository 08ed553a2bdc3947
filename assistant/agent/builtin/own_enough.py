"""Whether the own letters are enough: the answer from the audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.case_words import finding_rows
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_letters import FULL
from assistant.domain.vocabulary import specialty_label
from assistant.templates import render

MOST_GAPS = 3
_AVOID, _UNPLACED = "avoid", "other"
_GRAVE = ("critical", "warning")
_READY = "ready"
_OUT = frozenset({"declined"})


def word_enough(report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> str:
    """ "How many do I have", "is that enough": the count, the places that are left, and what is weak or missing."""
    letters = [letter for letter in case["letters"] if letter.get("status") not in _OUT]
    return render(
        "answers/own_enough.j2", told=len(letters), counts=_counts(letters),
        targets=[_target(summary, report, rows) for summary in report["targets"]],
        findings=finding_rows(report, MOST_GAPS, _GRAVE), addition=_addition(report),
        unplaced=[row["who"] for row in rows if _tier(row, report) == _UNPLACED],
    )  # fmt: skip


def _tier(row: Mapping[str, str], report: Mapping[str, Any]) -> str:
    return next(str(entry["tier_name"]) for entry in report["ranking"] if entry["letter"] == row["letter"])


def _counts(letters: Sequence[Mapping[str, Any]]) -> str:
    """ "1 uploaded, 2 agreed, 1 not asked": the statuses as far as they are known."""
    words = own_texts()["counts"]
    held = Counter(str(letter["status"]) for letter in letters if "status" in letter)
    return ", ".join(text.text().format(count=held[status]) for status, text in words.items() if held[status])


def _addition(report: Mapping[str, Any]) -> str:
    return str(report["best_addition"]["describe"]) if report["best_addition"] else ""


def _target(
    summary: Mapping[str, Any], report: Mapping[str, Any], rows: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """What can go to one specialty, and how many places are left."""
    held = next(item for item in report["sets"] if item["target"] == summary["specialty"])
    placed = [row for row in rows if _tier(row, report) != _UNPLACED]
    chosen = [row["who"] for row in placed if row["letter"] in held["letters"]]
    avoided = [row["who"] for row in rows if _tier(row, report) == _AVOID]
    return {
        "name": specialty_label(summary["specialty"]), "chosen": chosen, "open": len(held["letters"]) - len(chosen),
        "left": max(0, FULL - len(chosen)),
        "ready": summary["verdict"] == _READY,
        "us": summary["us_clinical"], "own": summary["in_specialty"], "missing": "; ".join(held["missing"]),
        "avoided": avoided,
    }  # fmt: skip
