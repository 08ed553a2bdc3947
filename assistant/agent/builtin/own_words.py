"""Answers about the own letters from the audit: the set for a target, two writers side by side, what is weakest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.agent.builtin.case_talk import CaseTalk
from assistant.agent.builtin.case_words import finding_rows, ranking_rows, writer_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.noted_words import noted_line
from assistant.agent.builtin.own_enough import next_line, word_enough, word_without
from assistant.agent.builtin.own_flags import own_texts, word_flag
from assistant.agent.builtin.own_letters import FULL, OwnAsk, letters_meant
from assistant.agent.builtin.own_order import AVOID, FAR, RESEARCH, UNMET
from assistant.agent.builtin.own_second import second_of_one
from assistant.agent.builtin.own_set import row_for, told_in_words, unknown_in_words, word_sets
from assistant.agent.builtin.own_signed import signed_lines, signed_words
from assistant.agent.builtin.own_tally import recounted
from assistant.agent.builtin.own_time import word_in_time, word_now
from assistant.agent.builtin.own_verdict import word_avoided, word_verdict
from assistant.domain.vocabulary import specialty_label
from assistant.knowledge import load_knowledge
from assistant.templates import render

MOST_MINDED, MOST_GAPS = 2, 3
_GRAVE, _MILD = ("critical", "warning"), ("advice",)
# What orders letters inside a tier, as the audit does; a word for each in own.yaml.
_INSIDE = ("writer.academic_title", "experience.site", "experience.directly_observed", "experience.weeks",
           "experience.knows_me_well")  # fmt: skip
_US, _PARAGRAPH = "US", "\n\n"
_HANDS_ON = "hands_on"
_SEVERAL, _BRIEF = 2, 2  # letters; weeks
_OF_ONE = frozenset({"verdict", "kind_of"})
_WRONG = "wrong-specialty-letter"


def word_own(talk: CaseTalk, results: Mapping[str, Any], today: date) -> str:
    """The answer to a question about the own letters; empty where it is none or no audit was made."""
    report = results.get("audit_letters")
    if talk.own and talk.own.kind == "when":
        return _with_noted(word_now(talk.own, talk.text, talk.update, today, results.get("plan_timeline")), talk)
    if talk.own and talk.own.kind == "in_time":
        return _with_noted(_in_time(talk, talk.own, report, today), talk)
    if talk.own is None or report is None or "error" in report:
        return ""
    if dropped := _dropped(talk):
        return _with_noted(word_without(dropped, talk.update.case, talk.text, today), talk)
    answer = _worded(talk, talk.own, results, today)
    if talk.own.kind not in _OF_ONE:
        answer = signed_lines(answer, talk.update)
    if (second := second_of_one(talk.own, talk.text, talk.update)) is None:
        return _with_noted(answer, talk)
    rows, (asked, part) = _rows(report, talk.update.case), second
    kept = signed_words(asked.letters[0], talk.update)
    verdict = word_verdict(asked, report, talk.update.case, rows, part, today, kept).partition(_PARAGRAPH)[0]
    return _with_noted(f"{answer}{_PARAGRAPH}{verdict}", talk)


def _in_time(talk: CaseTalk, own: OwnAsk, report: Mapping[str, Any] | None, today: date) -> str:
    """Whether a letter or a new rotation is in time; before it, of "apply now or wait", how the letters stand."""
    answer = word_in_time(own, talk.text, talk.update, today, report)
    waits = has_cue("apply_or_wait", talk.text)
    if report is None or "error" in report or not (waits or (not own.letters and has_cue("enough_letters", talk.text))):
        return answer
    case = talk.update.case
    stand = word_enough(report, case, _rows(report, case), "", today).split(_PARAGRAPH)[:_SEVERAL]
    return _PARAGRAPH.join([*([own_texts()["time"]["decide"].text()] if waits else []), *stand, answer])


def _rows(report: Mapping[str, Any], case: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The writers, best first, with what was told of each."""
    return [{**row, "told": told_in_words(letter_of(case, row["letter"]))} for row in ranking_rows(report, case)]


def _worded(talk: CaseTalk, own: OwnAsk, results: Mapping[str, Any], today: date) -> str:
    """The answer of each kind of question, from the audit."""
    report, case = results["audit_letters"], talk.update.case
    rows = _rows(report, case)
    match "set" if _sends(own, talk.text) else own.kind:
        case "set":
            assigned = results.get("assign_letters") if own.programs(case) else None
            return word_sets(own, report, case, rows, assigned, talk.text, today)
        case "compare":
            return _compared(own, report, case, rows, talk.text)
        case "weakest_point":
            return _weak_point(recounted(report, case), rows)
        case "weakest_letter":
            return _weak_letter(own, report, rows)
        case "strongest_letter":
            return _strong_letter(own, report, rows)
        case "avoid":
            return word_avoided(report, case, rows)
        case "verdict" | "kind_of":
            single = own.seeks_other and not has_cue("says_enough", talk.text)  # "ask her or find one more"
            # "is it enough as my main letter": the set is meant too
            whole = not single and has_cue("asks_for_more", talk.text)
            kept, asked = signed_words(own.letters[0], talk.update), replace(own, kind="verdict") if whole else own
            answer = word_verdict(asked, report, case, rows, talk.text, today, kept)
            if all(row["letter"] not in own.letters for row in rows):  # "he just said no. now?"
                if has_cue("presses_again", talk.text):
                    return "\n\n".join(filter(None, [answer, next_line(rows, case, today)]))
                return f"{answer}{_PARAGRAPH}{word_enough(report, case, rows, talk.text, today)}"
            if not whole:
                return answer
            return f"{answer.partition(_PARAGRAPH)[0]}{_PARAGRAPH}{word_enough(report, case, rows, talk.text, today)}"
        case "enough":
            return word_enough(report, case, rows, talk.text, today, short=own.short)
        case flag:
            return word_flag(flag, case, rows, own.letters)


def _sends(own: OwnAsk, text: str) -> bool:
    """Whether those that go are asked for, also where it was heard as which not to use: "which should I use"."""
    return own.kind == "set" or (own.kind == "avoid" and not has_cue("avoids", text))


def _dropped(talk: CaseTalk) -> str:
    """The letter of "if I drop Wallace, what have I then"; empty where none is set aside."""
    if not any(has_cue(cue, talk.text) for cue in ("own_without", "who_replaces", "if_refused")):
        return ""
    letters = letters_meant(talk.text, talk.update)
    return letters[0] if len(letters) == 1 else ""


def _with_noted(answer: str, talk: CaseTalk) -> str:
    """The answer, with a line of what the message told."""
    noted = own_texts()["noted"].text().format(told=noted_line(talk.update)) if talk.update.changes else ""
    return "\n\n".join(filter(None, [answer, noted]))


def _compared(
    own: OwnAsk, report: Mapping[str, Any], case: Mapping[str, Any], rows: Sequence[Mapping[str, str]], text: str
) -> str:
    """Two writers as the ranking places them, and what is unknown and could change it."""
    pair = [row for row in rows if row["letter"] in own.letters]
    if len(pair) < len(own.letters):
        gone = [writer_in_words(name, case) for name in own.letters if all(row["letter"] != name for row in pair)]
        return own_texts()["gone"].text().format(
            who=", ".join(gone), rest=", ".join(row["who"] for row in pair) or "nobody"
        )
    places = [entry["letter"] for entry in report["ranking"]]
    entries = {entry["letter"]: entry for entry in report["ranking"]}
    first, second = (entries[row["letter"]] for row in pair)
    letters = [letter_of(case, row["letter"]) for row in pair]
    settings = [letter.get("experience", {}).get("setting") for letter in letters]
    abroad = [letter.get("writer", {}).get("country") not in {None, _US} for letter in letters]
    brief = all(_may_be_brief(letter) for letter, far in zip(letters, abroad, strict=True) if not far)
    target = first["target"] if first["target"] == second["target"] else ""
    pair = _fit_first([row_for(row, target, report) for row in pair], report)
    same = pair[0]["tier"] == pair[1]["tier"] and not pair[0]["open"]
    return render(
        "answers/own_compare.j2", first=pair[0], second=pair[1], same=same, online=_in_person(own, case, text),
        unplaced=[row["who"] for row in pair if row["open"]],
        decided=_decided(letters, pair) if same else "", target=specialty_label(target),
        hands_on=settings == [_HANDS_ON, "observership"], abroad=sorted(abroad) == [False, True] and brief,
        turned=_turned(pair[1]) if places.index(first["letter"]) > places.index(second["letter"]) else "",
        quoted=load_knowledge().quote("FAQ-2"), unknown=unknown_in_words(case, [row["letter"] for row in pair], rows),
        minded=[line for row in pair for line in finding_rows(report, 1, _GRAVE, row["letter"])][:MOST_MINDED],
        room=_room(pair, rows, text),
    )  # fmt: skip


def _fit_first(pair: Sequence[Mapping[str, str]], report: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The two, and behind the other one whose letter recommends for a field that is not applied to."""
    wrong = {found["letter"] for found in report["findings"] if found["rule"] == _WRONG}
    marked = [{**row, "tier": AVOID} if row["letter"] in wrong else row for row in pair]
    return sorted(marked, key=lambda row: row["tier"] == AVOID)


def _room(pair: Sequence[Mapping[str, str]], rows: Sequence[Mapping[str, str]], text: str) -> bool:
    """Whether both of two letters can go, as no more than a full set were told: then nobody need choose."""
    told = [row for row in rows if row["tier"] != AVOID]
    good = all(row["tier"] not in {AVOID, FAR, UNMET} and row["weak"] != "stranger" for row in pair)
    return good and len(told) <= FULL and not has_cue("one_place", text)


def _in_person(own: OwnAsk, case: Mapping[str, Any], text: str) -> str:
    """ "Second option is online with Brown": that the hands-on one is to be taken; empty where it is not so."""
    told = [letter_of(case, ident).get("experience", {}).get("setting") for ident in own.letters]
    if not has_cue("of_online", text) or told.count(_HANDS_ON) != 1:
        return ""
    here, afar = own.letters if told[0] == _HANDS_ON else own.letters[::-1]
    return own_texts()["online"].text().format(who=writer_in_words(here, case), other=writer_in_words(afar, case))


def _turned(second: Mapping[str, str]) -> str:
    """Why talk puts second the writer who stands higher by what he is: an observership, a stranger, a short time."""
    reason = "research" if second["tier"] == RESEARCH else second["weak"] or "short"
    return own_texts()["turned"][reason].text()


def _may_be_brief(letter: Mapping[str, Any]) -> bool:
    """Whether the time with a writer was a week or two, as far as is known (RULING-7)."""
    weeks = letter.get("experience", {}).get("weeks")
    return weeks is None or weeks <= _BRIEF


def _decided(letters: Sequence[Mapping[str, Any]], pair: Sequence[Mapping[str, str]]) -> str:
    """What puts one letter before another of its tier; empty where nothing that was told does."""
    weak = [row["weak"] for row in pair]
    if weak[0] != weak[1]:  # one that is weak stands before one that is not only where that one's time was short
        return own_texts()["inside"][weak[1] or "weeks"].text()
    for name in _INSIDE:
        part, _, field = name.partition(".")
        first, second = (letter.get(part, {}).get(field) for letter in letters)
        if first != second:
            return own_texts()["inside"][field].text() if first is not None else ""
    return ""


def _placed(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The rows of the letters of which enough is known to place them."""
    return [row for row in rows if not row["open"]]


def _weak_point(report: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> str:
    """The gravest findings, and the letter that stands last of those that can be placed."""
    placed = _placed(rows)
    grave = finding_rows(report, MOST_GAPS, _GRAVE)
    addition = report["best_addition"]
    return render(
        "answers/own_weak.j2", of_letter=False, findings=grave or finding_rows(report, MOST_GAPS, _MILD),
        grave=bool(grave), last=placed[-1] if len(placed) > 1 else None, unplaced=[], order=[],
        addition=addition["describe"] if addition else "",
    )


def _among(own: OwnAsk, rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The rows of the letters among which one is sought: those named, where several were, else all."""
    return [row for row in rows if len(own.letters) < _SEVERAL or row["letter"] in own.letters]


def _order(placed: Sequence[Mapping[str, str]]) -> list[str]:
    """All of them in order, where the first and the last alone do not say it."""
    return [row["who"] for row in placed] if len(placed) > _SEVERAL else []


def _weak_letter(own: OwnAsk, report: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> str:
    """The letter that the ranking places last, of those that it can place."""
    rows = _among(own, rows)
    placed = _placed(rows) or list(rows)
    if len(placed) == 1 < len(rows):
        unknown = ", ".join(row["who"] for row in rows if row not in placed)
        return own_texts()["cannot_compare"].text().format(who=placed[0]["who"], unknown=unknown)
    last = placed[-1] if placed else None
    findings = finding_rows(report, MOST_MINDED, (*_GRAVE, *_MILD), last["letter"]) if last else []
    return render(
        "answers/own_weak.j2", of_letter=True, findings=findings, grave=False, last=last,
        unplaced=[row["who"] for row in rows if row not in placed], addition="", order=_order(placed),
    )


def _strong_letter(own: OwnAsk, report: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> str:
    """The letter that stands first, with what weakens it, and who comes next; never one that is to be avoided."""
    rows = _among(own, rows)
    barred = [row for row in rows if row["tier"] == AVOID]
    able = [row for row in rows if row["tier"] not in {AVOID, FAR, UNMET}]
    if not able:
        return own_texts()["none_strong"].text().format(who=", ".join(row["who"] for row in rows))
    return render(
        "answers/own_strong.j2", order=_order(able), first=able[0], second=able[1] if len(able) > 1 else None,
        findings=finding_rows(report, MOST_MINDED, (*_GRAVE, *_MILD), able[0]["letter"]),
        observed=able[0]["weak"] == "observed", unplaced=[row["who"] for row in able if row["open"]],
        barred=[row["who"] for row in barred],
    )
