"""Whether the own letters are enough: the answer from the audit, also for the case without one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.agent.builtin.case_words import applicant_of, finding_rows, ranking_rows, writer_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_letters import FULL
from assistant.agent.builtin.own_more import is_brief, more_lines
from assistant.agent.builtin.own_open import if_known
from assistant.agent.builtin.own_order import AVOID, FAR, STRANGER, UNMET, is_ahead, may_be_asked
from assistant.agent.builtin.own_season import own_deadline, season_assumed
from assistant.agent.builtin.own_set import missing_in_words
from assistant.audit import audit
from assistant.domain.vocabulary import PROMISED, specialty_label
from assistant.templates import render

MOST_GAPS = 3
_GRAVE = ("critical", "warning")
_READY = "ready"
_OUT = frozenset({"declined"})
_COUNTED = frozenset({"letters-total", "us-clinical-letters", "specialty-letters"})  # what is missing says the same


def word_enough(
    report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]], text: str, today: date,
    *, short: bool = False,
) -> str:
    """ "How many do I have", "is that enough": the count, the places that are left, and what is weak or missing.

    Args:
        short: those that go, and what is missing, stand in the answer already.
    """
    letters = [letter for letter in case["letters"] if letter.get("status") not in _OUT]
    findings = [f for f in finding_rows(report, len(report["findings"]), _GRAVE) if f["rule"] not in _COUNTED]
    more = "\n\n".join(more_lines(text, report, case, today))
    if more and is_brief(text, case):
        return render("answers/own_more.j2", more=more, addition=_addition(report), next=next_line(rows, case, today))
    answer = render(
        "answers/own_enough.j2", told=len(letters), counts=_counts(letters), short=short,
        count_first=has_cue("how_many", text),
        targets=[_target(summary, report, case, rows, today) for summary in report["targets"]],
        findings=findings[:MOST_GAPS], addition=_addition(report),
        unplaced=[{**row, "worth": if_known(letter_of(case, row["letter"]), report)} for row in rows if row["open"]],
        ahead=[row["who"] for row in rows if is_ahead(letter_of(case, row["letter"]), today)],
        next=next_line(rows, case, today)
        or (own_texts()["next"]["new"].text() if has_cue("asks_place", text) else ""),
        deadline=own_deadline(case, today) if _asks_when(text) else "",
        assumed=season_assumed(case, today) if _asks_when(text) else "",
    )  # fmt: skip
    return "\n\n".join(filter(None, [more, answer]))


def word_without(letter: str, case: Mapping[str, Any], text: str, today: date) -> str:
    """ "If I drop Wallace, what have I then": what the audit makes of the case without that letter."""
    who = writer_in_words(letter, case)
    rest = {**case, "letters": [held for held in case["letters"] if held["id"] != letter]}
    applicant = applicant_of(rest)
    if applicant is None or not rest["letters"]:
        return own_texts()["without"]["none"].text().format(who=who)
    report = audit(applicant, today).model_dump(mode="json")
    rows = ranking_rows(report, rest)
    replaced = has_cue("who_replaces", text) or has_cue("if_refused", text)
    lead = _in_place(who, rows, rest, today) if replaced else ""
    first = lead or own_texts()["without"]["some"].text().format(who=who)
    return f"{first}\n\n{word_enough(report, rest, rows, text, today)}"


def _in_place(
    who: str, rows: Sequence[Mapping[str, str]], case: Mapping[str, Any], today: date
) -> str:
    """ "In the place of Dr. Bailey, best first: Prof. Eze": those who were not asked yet; else that somebody new is."""
    free = [row["who"] for row in rows if may_be_asked(row, letter_of(case, row["letter"]), today)]
    return own_texts()["without"]["place" if free else "new"].text().format(who=who, others=", ".join(free))


def _asks_when(text: str) -> bool:
    return has_cue("asks_by_when", text)


def _counts(letters: Sequence[Mapping[str, Any]]) -> str:
    """ "1 uploaded, 2 agreed, 1 not asked": the statuses as far as they are known."""
    words = own_texts()["counts"]
    held = Counter(str(letter["status"]) for letter in letters if "status" in letter)
    return ", ".join(text.text().format(count=held[status]) for status, text in words.items() if held[status])


def _addition(report: Mapping[str, Any]) -> str:
    return str(report["best_addition"]["describe"]) if report["best_addition"] else ""


def next_line(rows: Sequence[Mapping[str, str]], case: Mapping[str, Any], today: date) -> str:
    """Whom to ask next: the best of those who were not asked, as far as is known."""
    for row in rows:
        if may_be_asked(row, letter_of(case, row["letter"]), today):
            known = "status" in letter_of(case, row["letter"])
            return own_texts()["next"]["ask" if known else "ask_unless"].text().format(who=row["who"])
    return ""


def _target(
    summary: Mapping[str, Any], report: Mapping[str, Any], case: Mapping[str, Any],
    rows: Sequence[Mapping[str, str]], today: date,
) -> dict[str, Any]:
    """What can go to one specialty, how many places are left, and what stands against a plain yes."""
    held = next(item for item in report["sets"] if item["target"] == summary["specialty"])
    inside = [row for row in rows if row["letter"] in held["letters"]]
    chosen = [row for row in inside if not row["open"] and row["tier"] not in {FAR, UNMET}]
    weak = [row["who"] for row in chosen if row["weak"] == STRANGER]
    letters = {row["letter"]: letter_of(case, row["letter"]) for row in chosen}
    return {
        "name": specialty_label(summary["specialty"]), "open": sum(1 for row in inside if row["open"]),
        "chosen": [f"{row['who']} ({row['status']})" if row["status"] else row["who"] for row in chosen],
        "left": max(0, FULL - len(chosen)), "ready": summary["verdict"] == _READY and not weak, "weak": weak,
        "promised": all(letter.get("status") in PROMISED for letter in letters.values()),
        "us": summary["us_clinical"], "own": summary["in_specialty"], "missing": missing_in_words(held),
        "avoided": [row["who"] for row in rows if row["tier"] in {AVOID, FAR, UNMET}],
    }  # fmt: skip
