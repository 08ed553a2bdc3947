"""What one letter is worth, by the audit: good or not, clinical or research, and which are better not used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.agent.builtin.case_words import finding_rows, plain, writer_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_letters import OwnAsk
from assistant.agent.builtin.own_open import if_known
from assistant.agent.builtin.own_order import FAR, STRANGER, is_last_resort
from assistant.agent.builtin.own_reasons import Reason, reason_asked
from assistant.agent.builtin.own_time import time_left
from assistant.audit.figures import load_figures

MOST_FINDINGS = 2
_CRITICAL, _GRAVE, _ALL = ("critical",), ("critical", "warning"), ("critical", "warning", "advice")
_OBSERVED = "observership"
_PHD = "phd_researcher"
_NO_FLAW = frozenset({"not-waived"})  # a warning that does not weaken what the letter says
_FLAWED = {"strong", "good"}
_KINDS = {"research": "research", "research_and_clinic": "both", "shadowing": "watched", "none": "watched"}
_BY_WEAKNESS = {"observed": _OBSERVED, "generic": "flawed"}
_HARMS = {"avoid", STRANGER}
_IDEA = {None, "idea"}
_DROPS = "asks_to_drop"
_LOW = (_DROPS, "asks_if_useless", "asks_if_weak")
_CLINICAL = frozenset({"hands_on", "research_and_clinic", _OBSERVED})
_TRUSTED = frozenset({"CA", "GB"})


@dataclass(frozen=True, slots=True)
class _Judged:
    """A letter with its group, the line that answers whether it is good, and what that line gives as its place."""

    letter: Mapping[str, Any]
    row: Mapping[str, str]
    group: str
    line: str
    place: str  # "US faculty in your specialty (hands on, 8 weeks)", or what it depends on


def word_verdict(
    own: OwnAsk, report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]],
    text: str = "", today: date = date.max, kept: str = "",
) -> str:
    """ "Is Reyes' letter good?": yes or no in one line with its reason, then what else the audit finds of it.

    Args:
        text: the question, whose reason is answered first: "she moved, does it still count?".
        kept: what was told of the writer before and counts where the question gives no reason: "he'd sign anything".
    """
    ident = own.letters[0]
    row = next((row for row in rows if row["letter"] == ident), None)
    if row is None:
        key = "refused" if has_cue("presses_again", text) else "gone"
        return own_texts()["verdict"][key].text().format(who=writer_in_words(ident, case))
    letter = letter_of(case, ident)
    said_before = (said for said in (text, kept) if said)
    reason = next(filter(None, (reason_asked(said, letter, row["who"], case, today) for said in said_before)), None)
    if not reason and has_cue("asks_if_us", text) and (said_us := _as_us(letter, row)):
        return said_us
    if own.kind == "kind_of" and not reason:
        return _kind_line(letter, row, text)
    judged = _judged(letter, row, report)
    first = _reasoned(judged, reason) if reason else _unhurt(judged, text)
    first = "\n\n".join(filter(None, [_left_or_taken(judged, rows, text), first]))
    said = finding_rows(report, MOST_FINDINGS + 1, _GRAVE if judged.group in _HARMS else _ALL, ident)
    shown = [f for f in said if f["message"] not in first and not (reason and f["rule"] == reason.rule)]
    lines = [f"- {f['message']} {f['fix']} {f['facts']}" for f in shown][: 1 if reason else MOST_FINDINGS]
    if own.seeks_other:
        sought = _seeking(judged, report)
        if has_cue("seeks_other", text) and judged.group not in _HARMS:
            first = f"{sought.pop(0)} {_as_reason(first)}"
        if has_cue("of_rotation", text):
            sought.append(time_left(case, today))  # "him or another US one, I have august free for a rotation"
        lines += [f"- {line}" for line in sought]
    return "\n\n".join(filter(None, [first, "\n".join(lines)]))


def _reasoned(judged: _Judged, reason: Reason) -> str:
    """The answer to the reason that the question gave, then what the letter is by its place."""
    if judged.group == "avoid":
        return f"{reason.say}\n\n{judged.line}"
    texts = own_texts()["reasoned"]
    key = "open" if judged.group == "unknown" else "else" if reason.weakens else "place"
    unplaced = judged.group in {STRANGER, FAR, "unknown"} and not judged.place
    if unplaced or (reason.settles and judged.group == "unknown"):
        return reason.say
    return f"{reason.say}\n\n{texts[key].text().format(place=judged.place)}"


def _left_or_taken(judged: _Judged, rows: Sequence[Mapping[str, str]], text: str) -> str:
    """ "Take it or leave it", of a weak letter, by how many better ones there are; empty where that is not asked."""
    if judged.group not in {_OBSERVED, "flawed"} or not has_cue("take_or_leave", text):
        return ""
    places = [row["letter"] for row in rows]
    ahead = [
        row["who"] for row in rows[: places.index(judged.row["letter"])]
        if not row["open"] and not is_last_resort(row)
    ]
    figures = load_figures()
    key = "leave" if len(ahead) >= figures.accepted_min else "last"
    return own_texts()["take_or_leave"][key].text().format(
        ahead=", ".join(ahead), least=figures.accepted_min, most=figures.accepted_max
    )


def _unhurt(judged: _Judged, text: str) -> str:
    """The first line; "would it hurt me" and "is it useless" turn yes and no around."""
    if judged.group != "unknown" and (asked := next((cue for cue in _LOW if has_cue(cue, text)), "")):
        if asked == _DROPS and judged.group in _BY_WEAKNESS.values() and has_cue("take_or_leave", text):
            return judged.line  # whether to keep it is said before
        texts = own_texts()["low"][asked]
        return texts[judged.group if judged.group in texts else "other"].text().format(
            who=judged.row["who"], place=judged.place, line=judged.line
        )  # fmt: skip
    if not has_cue("asks_of_harm", text) or judged.group == "unknown":
        return judged.line
    texts = own_texts()["harm"]
    if judged.group in _FLAWED:
        return texts["fine"].text().format(place=judged.place)
    return f"{texts['yes' if judged.group in _HARMS else 'no'].text()} {judged.line}"


def _judged(letter: Mapping[str, Any], row: Mapping[str, str], report: Mapping[str, Any]) -> _Judged:
    """A letter as the audit and what was told of it have it."""
    texts, ident = own_texts()["verdict"], row["letter"]
    group = own_texts()["groups"][row["tier"]].text()
    critical = finding_rows(report, 1, _CRITICAL, ident)
    if group == "avoid" or critical:
        message = f"{critical[0]['message']} {critical[0]['facts']}" if critical else row["why"]
        line = texts["avoid"].text().format(who=row["who"], message=message)
        return _Judged(letter, row, "avoid", line, "")
    if group == "unknown":
        known = if_known(letter, report, both=True)
        who = f"{row['who']} ({row['status']})" if row["status"] else row["who"]
        line = texts["unknown" if known else "little"].text().format(who=who, if_known=known)
        return _Judged(letter, row, group, line, known)
    if group == FAR:
        return _Judged(letter, row, group, texts[group].text().format(who=row["who"]), "")
    if weak := row["weak"]:
        group = _BY_WEAKNESS.get(weak, STRANGER)
    elif group in _FLAWED and _has_flaw(report, ident):
        group = "flawed"
    why, told = f"{row['why']} {row['facts']}", _told(row, letter, group)
    line = texts[group].text().format(who=row["who"], why=why, told=told, fact=_research_fact(letter))
    return _Judged(letter, row, group, line, f"{why}{told}")


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


def _kind_line(letter: Mapping[str, Any], row: Mapping[str, str], text: str) -> str:
    """ "Is it a research or a clinical letter?", by what was done there."""
    setting = letter.get("experience", {}).get("setting")
    phd = letter.get("writer", {}).get("profession") == _PHD
    key = "research" if phd else _KINDS.get(str(setting), "clinical" if setting else "unknown")
    key = "mixed" if setting == _OBSERVED and has_cue("half_hands_on", text) else key
    told = _told(row, letter, "research" if key == "research" else "")
    return own_texts()["kind_of"][key].text().format(
        who=row["who"], told=told if key != "clinical" else "", setting=plain(setting or ""),
        fact=_research_fact(letter),
    )  # fmt: skip


def _as_us(letter: Mapping[str, Any], row: Mapping[str, str]) -> str:
    """ "Does Raza count as US?", by the country of the writer; empty where that alone does not say it."""
    country, setting = letter.get("writer", {}).get("country"), str(letter.get("experience", {}).get("setting"))
    barred = own_texts()["groups"][row["tier"]].text() in _HARMS
    key = "trusted" if country in _TRUSTED else "counts" if country == "US" else "abroad" if country else ""
    if barred or not key or (key == "counts" and setting not in _CLINICAL):
        return ""
    return own_texts()["as_us"][key].text().format(who=row["who"], setting=plain(setting))


def _as_reason(verdict: str) -> str:
    """ "The letter of Kim is worth having", behind what to do: there yes and no were not asked."""
    said = verdict.removeprefix("Yes, ")
    return said[:1].upper() + said[1:]


def _seeking(judged: _Judged, report: Mapping[str, Any]) -> list[str]:
    """ "Should I ask him or find a neurologist": both, but for a letter that is to be avoided."""
    texts = own_texts()["seeks"]
    addition = report["best_addition"]
    key = "idea" if judged.letter.get("status") in _IDEA else "other" if addition else "strong"
    key = "avoid" if judged.group in _HARMS else key
    lines = [texts[key].text().format(who=judged.row["who"])]
    return [*lines, texts["addition"].text().format(addition=addition["describe"])] if addition else lines


def word_avoided(report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> str:
    """ "Which should I not use?": those that the audit warns off, each with its reason; else the weakest."""
    texts = own_texts()["avoided"]
    groups = {row["letter"]: _judged(letter_of(case, row["letter"]), row, report).group for row in rows}
    bad, unplaced, fine = ([row for row in rows if _sort(groups[row["letter"]]) == place] for place in range(3))
    far = [row for row in rows if groups[row["letter"]] == FAR]
    open_line = " ".join(
        texts[key].text().format(who=_names(found)) for key, found in (("far", far), ("unplaced", unplaced)) if found
    )
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
    return {"avoid": 0, STRANGER: 0, "unknown": 1, FAR: 3}.get(group, 2)


def _names(rows: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(row["who"] for row in rows)


def _reason(row: Mapping[str, str], report: Mapping[str, Any]) -> str:
    """Why a letter is to be avoided, and what to do instead."""
    found = finding_rows(report, 1, _CRITICAL, row["letter"])
    return f"{found[0]['message']} {found[0]['fix']} {found[0]['facts']}" if found else f"{row['why']} {row['facts']}"
