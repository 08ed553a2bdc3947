"""Which of the own letters go to a specialty, what stays out and why, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.agent.builtin.case_words import applicant_of, finding_rows, plain, ranking_rows, weeks_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_letters import FULL, OwnAsk
from assistant.agent.builtin.own_order import AVOID, is_last_resort
from assistant.agent.builtin.own_unknown import is_settled, unknown_fields
from assistant.audit import audit
from assistant.domain.vocabulary import specialty_label
from assistant.templates import render

MOST_MINDED = 2
_CRITICAL, _GRAVE = ("critical",), ("critical", "warning")
_OF_A_FIELD = frozenset({"us_specialty_faculty", "subspecialty_faculty", "home_country_specialty_faculty"})
_PRELIMINARY = ("internal_medicine", "general_surgery")  # each with a cue of its own


def told_in_words(letter: Mapping[str, Any]) -> str:
    """ "hands on, 4 weeks, knows you well": what was told of a letter and orders it."""
    writer, seen, texts = letter.get("writer", {}), letter.get("experience", {}), own_texts()["told"]
    return ", ".join(filter(None, [
        plain(writer.get("academic_title", "")), plain(seen.get("setting", "")),
        weeks_in_words(seen["weeks"]) if "weeks" in seen else "",
        texts["observed"].text() if seen.get("directly_observed") else "",
        texts["knows"].text() if seen.get("knows_me_well") else "",
    ]))  # fmt: skip


def unknown_in_words(case: Mapping[str, Any], letters: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """ "Dr. Sharma: setting, weeks": what is not known of letters and could change their place."""
    names = {row["letter"]: row["who"] for row in rows if row["tier"] != AVOID}
    fields = own_texts()["fields"]
    parts = []
    for ident in letters:
        letter = letter_of(case, ident)
        unknown = [] if is_settled(letter) else unknown_fields(letter)
        if unknown and ident in names:
            parts.append(f"{names[ident]} ({', '.join(fields[name].text() for name in unknown)})")
    return "; ".join(parts)


def word_sets(
    own: OwnAsk, report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]],
    assigned: Mapping[str, Any] | None, text: str, today: date,
) -> str:
    """The set of each target, or of those named: what goes, what stays out and why, and what is missing.

    Args:
        text: the question, which may ask too whether something is missing, or for a preliminary year.
    """
    named = [held for held in report["sets"] if held["target"] in own.targets]
    several = len(report["sets"]) > 1
    sets = [_set(own, held, report, case, rows, assigned) for held in named or report["sets"]]
    prelim, reported = _preliminary(text), {held["target"] for held in report["sets"]}
    others = dict.fromkeys(target for target in (*own.targets, prelim) if target and target not in reported)
    sets += [one for target in others for one in _beside(own, target, case, today)]
    return render(
        "answers/own_set.j2", sets=sets, most=own.most, full=FULL, number=_number(own.most),
        split=own_texts()["split"].text() if several and has_cue("own_split", text) else "",
        several=several and not named, whole=has_cue("asks_missing", text),
        prelim_open=not prelim and has_cue("preliminary", text),
    )  # fmt: skip


def missing_in_words(held: Mapping[str, Any]) -> str:
    """ "2 more US clinical letters; 2 more letters to reach 4": that these may be the same letters is said."""
    several = len(held["missing"]) > 1
    text = own_texts()["missing"]["several" if several else "one"].text()
    return text.format(missing="; ".join(held["missing"])) if held["missing"] else ""


def _preliminary(text: str) -> str:
    """The specialty of a preliminary year that the question names: "and which for prelim medicine"; else empty."""
    return next((name for name in _PRELIMINARY if has_cue(f"preliminary_{name}", text)), "")


def _beside(own: OwnAsk, target: str, case: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    """The set for a specialty that the case does not hold."""
    applicant = applicant_of({**case, "targets": [target]})
    if applicant is None:
        return []
    report = audit(applicant, today).model_dump(mode="json")
    rows = [{**row, "told": told_in_words(letter_of(case, row["letter"]))} for row in ranking_rows(report, case)]
    return [_set(own, held, report, case, rows, None) for held in report["sets"]]


def _set(
    own: OwnAsk, held: Mapping[str, Any], report: Mapping[str, Any], case: Mapping[str, Any],
    rows: Sequence[Mapping[str, str]], assigned: Mapping[str, Any] | None,
) -> dict[str, Any]:
    chosen = held["letters"]
    if assigned and "error" not in assigned:
        chosen = next(
            (item["letters"] for item in assigned["programs"] if item["specialty"] == held["target"]), chosen
        )  # fmt: skip
    who = {row["letter"]: row["who"] for row in rows}
    beyond = own_texts()["beyond"].text().format(number=_number(own.most), target=specialty_label(held["target"]))
    left = [{"who": who[ident], "why": beyond, "facts": ""} for ident in held["letters"] if ident not in chosen]
    left += [_left_out(item, who.get(item["letter"], ""), report) for item in held["left_out"]]
    fitting = sorted((row for row in rows if row["letter"] in chosen), key=lambda row: _is_beside(row, held, report))
    inside = [row_for(row, held["target"], report) for row in fitting]
    last = [row for row in inside if is_last_resort(row)]
    sure, unsure = (
        [row for row in inside if bool(row["open"]) is still and row not in last] for still in (False, True)
    )
    minded = [row for ident in chosen for row in finding_rows(report, 1, _GRAVE, ident)]
    return {
        "target": specialty_label(held["target"]), "count": _number(len(sure)),
        "capped": len(chosen) < len(held["letters"]),
        "rows": sure, "unsure": unsure, "last": last, "left": left,
        "missing": missing_in_words(held), "minded": minded[:MOST_MINDED],
        "unknown": unknown_in_words(case, [row["letter"] for row in rows if row not in unsure], rows),
    }  # fmt: skip


def _left_out(item: Mapping[str, Any], who: str, report: Mapping[str, Any]) -> dict[str, str]:
    """A letter that stays out, with the finding against it where there is one."""
    found = finding_rows(report, 1, _CRITICAL, item["letter"])
    why = found[0]["message"] if found else item["why"]
    facts = "".join(f"[[{fact}]]" for fact in item["facts"][:2])
    return {"who": "" if who and who in why else who, "why": why, "facts": facts}


def row_for(row: Mapping[str, str], target: str, report: Mapping[str, Any]) -> Mapping[str, str]:
    """A row of the ranking in a set: its reason is that of the target which the writer fits best."""
    fits = _fits_best(row, report)
    if fits == target or row["open"]:
        return row
    why = row["why"]
    for own in own_texts()["own_field"].strings():
        why = why.replace(own, specialty_label(fits))
    return {**row, "why": why}


def _is_beside(row: Mapping[str, str], held: Mapping[str, Any], report: Mapping[str, Any]) -> bool:
    """Whether a letter of a set is one from the specialty of another target, so that it stands behind the set's own."""
    return row["tier"] in _OF_A_FIELD and _fits_best(row, report) != held["target"]


def _fits_best(row: Mapping[str, str], report: Mapping[str, Any]) -> str:
    return next(str(entry["target"]) for entry in report["ranking"] if entry["letter"] == row["letter"])


def _number(count: int) -> str:
    words = own_texts()["numbers"].strings()
    return words[count] if count < len(words) else str(count)
