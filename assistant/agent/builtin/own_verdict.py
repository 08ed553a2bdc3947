"""What one letter is worth, by the audit: good or not, clinical or research, and which are better not used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.case_words import finding_rows, plain, writer_in_words
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_letters import OwnAsk, unknown_fields

MOST_FINDINGS = 2
_CRITICAL, _GRAVE, _ALL = ("critical",), ("critical", "warning"), ("critical", "warning", "advice")
_OBSERVED = "observership"
_PHD = "phd_researcher"
_NO_FLAW = frozenset({"not-waived"})  # a warning that does not weaken what the letter says
_FLAWED = {"strong", "good"}
_RESEARCH = {"research": "research", "research_and_clinic": "both"}
_IDEA = {None, "idea"}


def word_verdict(
    own: OwnAsk, report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]]
) -> str:
    """ "Is Reyes' letter good?": yes or no in one line with its reason, then what else the audit finds of it."""
    ident = own.letters[0]
    row = next((row for row in rows if row["letter"] == ident), None)
    if row is None:
        return own_texts()["verdict"]["gone"].text().format(who=writer_in_words(ident, case))
    letter = letter_of(case, ident)
    if own.kind == "kind_of":
        return _kind_line(letter, row)
    group, first = _first_line(letter, row, report)
    said = finding_rows(report, MOST_FINDINGS + 1, _ALL, ident)
    lines = [f"- {f['message']} {f['fix']} {f['facts']}" for f in said if f["message"] not in first][:MOST_FINDINGS]
    if own.seeks_other:
        lines += [f"- {line}" for line in _seeking(group, letter, row, report)]
    return "\n\n".join(filter(None, [first, "\n".join(lines)]))


def _first_line(letter: Mapping[str, Any], row: Mapping[str, str], report: Mapping[str, Any]) -> tuple[str, str]:
    """The group of a letter, and the line that answers whether it is good."""
    texts, ident = own_texts()["verdict"], row["letter"]
    entry = next(entry for entry in report["ranking"] if entry["letter"] == ident)
    group = own_texts()["groups"][entry["tier_name"]].text()
    critical = finding_rows(report, 1, _CRITICAL, ident)
    if group == "avoid" or critical:
        message = f"{critical[0]['message']} {critical[0]['facts']}" if critical else row["why"]
        return "avoid", texts["avoid"].text().format(who=row["who"], message=message)
    if group == "unknown":
        fields = ", ".join(own_texts()["fields"][name].text() for name in unknown_fields(letter))
        key = group if fields else "far" if _is_far(letter, report) else "little"
        return group, texts[key].text().format(who=row["who"], fields=fields)
    if letter.get("experience", {}).get("setting") == _OBSERVED:
        group = _OBSERVED
    elif group in _FLAWED and _has_flaw(report, ident):
        group = "flawed"
    return group, texts[group].text().format(
        who=row["who"], why=f"{row['why']} {row['facts']}", told=_told(row, letter, group), fact=_research_fact(letter)
    )  # fmt: skip


def _is_far(letter: Mapping[str, Any], report: Mapping[str, Any]) -> bool:
    """Whether the writer works outside the US and in none of the specialties that are applied to."""
    writer = letter.get("writer", {})
    targets = {summary["specialty"] for summary in report["targets"]}
    return writer.get("country") not in {None, "US"} and writer.get("specialty") not in {None, *targets}


def _has_flaw(report: Mapping[str, Any], ident: str) -> bool:
    return any(
        f["letter"] == ident and f["severity"] in _GRAVE and f["rule"] not in _NO_FLAW for f in report["findings"]
    )  # fmt: skip


def _told(row: Mapping[str, str], letter: Mapping[str, Any], group: str = "") -> str:
    """ " (hands on, 8 weeks)", without the setting where the line says it."""
    parts = row.get("told", "").split(", ") if row.get("told") else []
    said = plain(letter.get("experience", {}).get("setting", "")) if group in {_OBSERVED, "research"} else ""
    kept = [part for part in parts if part != said]
    return f" ({', '.join(kept)})" if kept else ""


def _research_fact(letter: Mapping[str, Any]) -> str:
    return "RULING-4" if letter.get("writer", {}).get("profession") == _PHD else "LESS-2"


def _kind_line(letter: Mapping[str, Any], row: Mapping[str, str]) -> str:
    """ "Is it a research or a clinical letter?", by what was done there."""
    setting = letter.get("experience", {}).get("setting")
    phd = letter.get("writer", {}).get("profession") == _PHD
    key = "research" if phd else _RESEARCH.get(str(setting), "clinical" if setting else "unknown")
    told = _told(row, letter, "research" if key == "research" else "")
    return own_texts()["kind_of"][key].text().format(
        who=row["who"], told=told if key != "clinical" else "", setting=plain(setting or ""),
        fact=_research_fact(letter),
    )  # fmt: skip


def _seeking(
    group: str, letter: Mapping[str, Any], row: Mapping[str, str], report: Mapping[str, Any]
) -> list[str]:
    """ "Should I ask him or find a neurologist": both, but for a letter that is to be avoided."""
    texts = own_texts()["seeks"]
    key = "idea" if letter.get("status") in _IDEA else "strong" if group == "strong" else "other"
    key = "avoid" if group == "avoid" else key
    addition = report["best_addition"]
    lines = [texts[key].text().format(who=row["who"])]
    return [*lines, texts["addition"].text().format(addition=addition["describe"])] if addition else lines


def word_avoided(report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> str:
    """ "Which should I not use?": those that the audit warns off, each with its reason; else the weakest."""
    texts = own_texts()["avoided"]
    groups = {row["letter"]: _first_line(letter_of(case, row["letter"]), row, report)[0] for row in rows}
    bad, unplaced, fine = ([row for row in rows if _sort(groups[row["letter"]]) == place] for place in range(3))
    open_line = texts["unplaced"].text().format(who=_names(unplaced)) if unplaced else ""
    if bad:
        lines = [f"- {texts['line'].text().format(who=row['who'], message=_reason(row, report))}" for row in bad]
        key = "single" if len(fine) == 1 and not unplaced else "rest"
        rest = texts[key].text().format(who=_names(fine)) if fine else ""
        return "\n\n".join(filter(None, ["\n".join([texts["head"].text(), "", *lines]), rest, open_line]))
    last = fine[-1] if len(fine) > 1 and not unplaced else None
    told = f" ({last['told']})" if last and last.get("told") else ""
    weakest = texts["weakest"].text().format(who=last["who"], why=last["why"], told=told) if last else ""
    return " ".join(filter(None, [texts["none"].text(), weakest, last["facts"] if last else "", open_line]))


def _sort(group: str) -> int:
    """Whether a letter is to be avoided, cannot be placed yet, or can go."""
    return {"avoid": 0, "unknown": 1}.get(group, 2)


def _names(rows: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(row["who"] for row in rows)


def _reason(row: Mapping[str, str], report: Mapping[str, Any]) -> str:
    """Why a letter is to be avoided, and what to do instead."""
    found = finding_rows(report, 1, _CRITICAL, row["letter"])
    return f"{found[0]['message']} {found[0]['fix']} {found[0]['facts']}" if found else f"{row['why']} {row['facts']}"
