"""The case and its audit in words: a compact table, what was assumed, whom to ask, what is missing, what to do, and
one question."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.agent.builtin.case_fresh import (
    changed_letters,
    fresh_findings,
    fresh_ranking,
    fresh_steps,
    gone,
    id_in_words,
    is_said,
)
from assistant.agent.builtin.case_steps import case_texts, first_row, first_words, step_rows
from assistant.agent.builtin.case_talk import CaseTalk
from assistant.agent.builtin.own_order import askable_letters, talk_order
from assistant.agent.builtin.own_ranked import place_of, standing_of, whom_words
from assistant.agent.builtin.own_season import in_season, is_open, season_assumed
from assistant.agent.builtin.own_tally import recounted, tally_of
from assistant.casebook import CaseUpdate, Question
from assistant.casebook.model import split_path
from assistant.domain import Applicant, parse_applicant
from assistant.domain.vocabulary import PROMISED, country_label, specialty_label
from assistant.errors import InputError
from assistant.knowledge import load_knowledge
from assistant.plan import plan
from assistant.templates import render

MOST_FINDINGS, MOST_PROGRAMS = 3, 40
_READY = "ready"
_SERIOUS = ("critical", "warning")
_NOTHING: Mapping[str, Any] = {  # of an audit that was not made
    "verdicts": [], "ranking": [], "order": [], "ranking_head": "", "findings": [], "addition": "", "steps": [],
    "first": "",
}  # fmt: skip
_ASKS = "Question:"  # how the audit's findings begin to ask for what is absent
_YEAR = re.compile(r"\b\d{4}\b")
_FIGURE = re.compile(r"\d+")


def word_case(
    talk: CaseTalk, results: Mapping[str, Any], today: date, question: Question | None, beside_guide: bool = False,
    seen: frozenset[str] = frozenset(),
) -> str:
    """What the turn did to the case and what the tools say of it, with `[[ID]]` behind what the guide says.

    `beside_guide`: the guide is asked in the same turn. No year that was worked out from "this year" stands beside its
    answer then, where it could be taken for the guide's own. `seen`: what the last turns said of the case, which is
    not said again. The table holds what the message changed.
    """
    update = talk.update
    if beside_guide and question and _works_out(question):
        question = None
    error = results.get("update_profile", {}).get("error", "").partition(": ")[2]
    noted = bool(update.changes) and not error and not talk.own  # beside an answer of its own a line tells it
    changed = changed_letters(update)
    own = [name for name in update.case if any(change.field == name for change in update.changes)]
    return render(
        "answers/case.j2",
        error=error,
        facts=[*(_told(update) if beside_guide else _facts(update.case, own)), *gone(update)] if noted else [],
        letters=[row for row in letter_rows(update.case, update.memory) if row["letter"] in changed] if noted else [],
        assumed=[
            question_text(q, update.case) for q in update.questions
            if q.assumed and not (beside_guide and _works_out(q))
        ],
        question=question_text(question, update.case) if question else "",
        counted=_counted(update.case) if talk.wants_advice else "", gaps_first=talk.of_gaps,
        steps_first=talk.wants_plan and not noted,  # a plan was asked for: how the letters stand comes behind it
        assumed_season=season_assumed(update.case, today) if talk.wants_plan and not talk.own else "",
        programs=_programs(results.get("assign_letters") if talk.programs else None, update.case),
        waiting=talk.programs.count("\n") - 1 if talk.programs and "assign_letters" not in results else 0,
        **_audited(talk, {} if talk.own else results, today, seen=frozenset() if talk.of_gaps else seen),
    )


def _counted(case: Mapping[str, Any]) -> str:
    """What can be said of the letters before a specialty is known: how few come from the US."""
    from_us = sum(letter.get("writer", {}).get("country") == "US" for letter in case.get("letters") or [])
    texts = case_texts()["from_us"].strings()
    if case.get("targets") or from_us >= len(texts):
        return ""
    return f"{texts[from_us]} {load_knowledge().quote('NUM-3')} [[NUM-3]]"


def _programs(result: Mapping[str, Any] | None, case: Mapping[str, Any]) -> dict[str, Any]:
    """Which letters go to which program, best met first, and what is still missing there."""
    if result is None or "error" in result:
        error = str(result["error"]) if result else ""
        return {"rows": [], "more": 0, "general": "", "error": plain(error.partition(": ")[2] or error)}
    rows = [
        {"program": plain(item["program"]),
         "letters": ", ".join(writer_in_words(name, case) for name in item["letters"]),
         "unmet": " ".join(plain(line.partition(": ")[2] or line) for line in item["unmet"])}
        for item in result["programs"][:MOST_PROGRAMS]
    ]  # fmt: skip
    general = ", ".join(writer_in_words(name, case) for name in result["general_set"])
    return {"rows": rows, "more": max(0, len(result["programs"]) - MOST_PROGRAMS), "general": general, "error": ""}


def _audited(talk: CaseTalk, results: Mapping[str, Any], today: date, *, seen: frozenset[str]) -> dict[str, Any]:
    """What the audit and the plan say; empty where there was none. Of a first step that alone is said."""
    case, wide = talk.update.case, (talk.wants_advice or talk.of_week) and not talk.of_whom
    applicant = applicant_of(in_season(case, today))
    report, timeline = (_sound(results.get(name)) for name in ("audit_letters", "plan_timeline"))
    if applicant is None:
        report = timeline = None
    addition = report["best_addition"] if report and wide else None
    steps = timeline["steps"] if timeline else report["next"] if report else []
    if applicant and timeline and is_open(case):  # without a year the plan has no dates
        steps = plan(applicant, today).model_dump(mode="json")["steps"]
    ranking = ranking_rows(report, case) if report else []
    askable = askable_letters(ranking, case, today, talk.update.memory.get("stays") or {}) if report else None
    rows = (
        step_rows(steps, applicant, today, askable, whole=timeline is not None, soon=talk.soon) if applicant else []
    )
    if talk.first and applicant and report:
        step = first_row(steps, applicant, today, askable or [])
        return {**_NOTHING, "first": first_words(step, report["best_addition"])}
    return {
        **_NOTHING,
        "first": whom_words(ranking, askable or [], case) if talk.of_whom and report else "",
        "verdicts": [line for line in _verdicts(report, case) if not is_said(line, seen)] if report else [],
        **fresh_ranking(ranking if talk.wants_advice else [], seen), "ranking_head": ranking_head(case),
        "findings": fresh_findings(finding_rows(recounted(report, case), MOST_FINDINGS if wide else 1), seen)
        if report else [],
        "addition": addition["describe"] if addition and not any(addition["describe"] in line for line in seen) else "",
        "steps": rows if timeline else fresh_steps(rows, seen),
    }


def _sound(result: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """A tool's result unless it is an error."""
    return None if result is None or "error" in result else result


def question_text(question: Question, case: Mapping[str, Any]) -> str:
    """A question in words; its own text where it has one, else that of its field.

    Years that the person did not say are asked for and not offered: an answer states no figure that nothing holds.
    """
    letter, name = split_path(question.field)
    texts = case_texts()
    key = question.text_key if question.text_key in texts["kinds"] else name
    if _works_out(question) and f"{key}_open" in texts["kinds"]:
        key = f"{key}_open"
    group = texts["kinds"] if key in texts["kinds"] else texts["fields"]
    sentence = group[key].text() if key in group else texts["fields"]["other"].text()
    return sentence.format(
        who=_asked_of(letter, case), field=name.replace("_", " ").replace(".", ", "), about=question.about,
        choices=" or ".join(_choice(choice, case) for choice in question.choices),
        first=next(iter(question.choices), ""),
    )  # fmt: skip


def _choice(choice: str, case: Mapping[str, Any]) -> str:
    """A value that a question offers; a letter by its writer: "Dr. Li or research mentor mgh"."""
    held = any(letter["id"] == choice for letter in case.get("letters") or [])
    return writer_in_words(choice, case) if held else choice


def _asked_of(letter: str | None, case: Mapping[str, Any]) -> str:
    """The writer in a question: "the writer of letter (first)", where no more than a number is known."""
    who = writer_in_words(letter, case)
    counted = letter is not None and letter.startswith("letter_") and who == id_in_words(letter)
    return case_texts()["unnamed"].text().format(letter=who) if counted else who


def _works_out(question: Question) -> bool:
    """Whether a question offers years that its words do not hold, such as those for "this year" or "due sept 1"."""
    offered = {year for choice in question.choices for year in _YEAR.findall(choice)}
    return not offered <= set(_YEAR.findall(question.about))


def writer_in_words(letter: str | None, case: Mapping[str, Any]) -> str:
    """The writer of a letter: title and name, or what the id says of them."""
    held = next((item for item in case.get("letters") or [] if item.get("id") == letter), None)
    if held is None:
        return "this letter"
    writer = held.get("writer", {})
    name = " ".join(filter(None, [writer.get("title"), writer.get("name")]))
    return name or id_in_words(held["id"])


def applicant_of(case: Mapping[str, Any]) -> Applicant | None:
    """The case as an applicant; None while it has no target or cannot be read."""
    try:
        return parse_applicant(dict(case)) if case.get("targets") else None
    except InputError:
        return None


def _facts(case: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    """These of the person's own fields, a short line each."""
    labels = case_texts()["labels"]
    return [f"{labels[name].text()}: {shown(name, case[name])}" for name in names if name in labels]


def _told(update: CaseUpdate) -> list[str]:
    """The fields that this message set; a figure that its words do not hold ("twice") is shown in these words."""
    labels, as_told = case_texts()["labels"], case_texts()["as_told"].text()
    words = {change.field: change.words for change in update.changes if change.field in labels}
    lines = []
    for name, said in words.items():
        value = shown(name, update.case[name]) if name in update.case else ""
        told = set(_FIGURE.findall(value)) <= set(_FIGURE.findall(said))
        label = labels[name].text()
        lines.append(f"{label}: {value}" if told else as_told.format(label=label, words=plain(said)))
    return lines


def shown(name: str, value: Any) -> str:
    """A value of the person's own fields."""
    if name == "targets":
        return ", ".join(map(specialty_label, value))
    return country_label(value) if name == "home_country" else plain(value)


def weeks_in_words(value: Any) -> str:
    """ "1 week", "6 weeks"."""
    return f"{plain(value)} {'week' if value == 1 else 'weeks'}"


def letter_rows(case: Mapping[str, Any], memory: Mapping[str, Any]) -> list[dict[str, str]]:
    """One row a letter; what is not known yet stays empty."""
    rows, stays = [], memory.get("stays") or {}
    for letter in case.get("letters") or []:
        if letter.keys() <= {"id"} and letter["id"].startswith("letter_"):
            continue  # counted, but nothing is known of it yet
        writer, experience = letter.get("writer", {}), letter.get("experience", {})
        field = writer.get("subspecialty") or writer.get("specialty") or ""
        rows.append({
            "letter": letter["id"], "who": writer_in_words(letter["id"], case),
            "field": ", ".join(plain(p) for p in (field, writer.get("leadership"), writer.get("profession"))
                               if p and p != "physician"),
            "country": country_label(writer["country"]) if "country" in writer else "",
            "how": ", ".join(filter(None, [
                " ".join(filter(None, [
                    plain(experience.get("setting", "")),
                    weeks_in_words(experience["weeks"]) if "weeks" in experience else _dates(experience),
                ])),
                "" if {"start", "end"} & set(experience) else stay_in_words(stays.get(letter["id"], "")),
            ])),
            "status": plain(letter.get("status", "")),
        })  # fmt: skip
    return rows


def stay_in_words(told: str) -> str:
    """ "ended in April 2027" of "ended 2027-04", "in 2023" of "in 2023"."""
    kind, _, when = told.partition(" ")
    if not when:
        return ""
    year, *rest = when.split("-")
    value = f"{month_name[int(rest[0])]} {year}" if len(rest) == 1 else when
    return str(case_texts()["stays"][kind].text().format(value=value))


def _dates(experience: Mapping[str, Any]) -> str:
    return " to ".join(plain(experience[name]) for name in ("start", "end") if name in experience)


def plain(value: Any) -> str:
    """A value as a table shows it, without anything that Markdown would read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return "".join(c for c in str(value).replace("_", " ") if c not in "|*`<>[]\n")


def _verdicts(report: Mapping[str, Any], case: Mapping[str, Any]) -> list[str]:
    """What the audit makes of each target; nothing is ready while a letter of it is open or was promised by nobody.

    Where no letter can be placed yet, nothing is critical either.
    """
    texts = case_texts()
    statuses = {letter["id"]: letter.get("status") for letter in case.get("letters") or []}
    shown = []
    for target, held in zip(report["targets"], report["sets"], strict=True):
        tally = tally_of(target["specialty"], report, case)
        promised = all(statuses[letter] in PROMISED for letter in held["letters"])
        ready = "open" if tally.open else _READY if promised else "unpromised"
        unclear = target["verdict"] == _READY or (tally.open and not tally.placed)
        verdict = texts["verdicts"][ready if unclear else target["verdict"]].text()
        shown.append(texts["verdict_line"].text().format(
            name=specialty_label(target["specialty"]), verdict=verdict, tally=tally.in_words(noun=False),
            us_clinical=target["us_clinical"], in_specialty=target["in_specialty"], open=tally.open_in_words(),
        ))  # fmt: skip
    return shown


def ranking_head(case: Mapping[str, Any]) -> str:
    """What stands over the ranking: nobody is to be asked who was asked, has agreed or has uploaded."""
    begun = any(letter.get("status") in case_texts()["standing"] for letter in case.get("letters") or [])
    return case_texts()["ranking_head"]["begun" if begun else "to_ask"].text()


def ranking_rows(report: Mapping[str, Any], case: Mapping[str, Any]) -> list[dict[str, str]]:
    """The writers, best first: who, where it stands with them, and why they stand there."""
    letters = {letter["id"]: letter for letter in case.get("letters") or []}
    return [
        {"letter": entry["letter"], "who": writer_in_words(entry["letter"], case),
         "status": standing_of(letters[entry["letter"]]), **place_of(entry, letters[entry["letter"]], report)}
        for entry in talk_order(report, case)
    ]  # fmt: skip


def finding_rows(
    report: Mapping[str, Any], most: int, severities: Sequence[str] = _SERIOUS, letter: str = ""
) -> list[dict[str, str]]:
    """The gravest findings first, of these severities alone; with a letter's id those about it.

    Advice that only asks is left out: an answer asks one question.
    """
    order = {"critical": 0, "warning": 1, "advice": 2, "ok": 3}
    found = [
        f for f in report["findings"]
        if f["severity"] in severities and letter in {"", f["letter"]}
        and (f["severity"] in _SERIOUS or not f["fix"].startswith(_ASKS))
    ]  # fmt: skip
    return [
        {"rule": f["rule"], "severity": f["severity"], "message": f["message"], "fix": f["fix"],
         "facts": "".join(f"[[{fact}]]" for fact in f["facts"][:2])}
        for f in sorted(found, key=lambda f: order[f["severity"]])[:most]
    ]  # fmt: skip
