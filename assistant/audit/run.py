"""The audit: a pure function from a case and a day to a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.audit.addition import best_addition
from assistant.audit.case import Case, LetterView, TargetView, build_case
from assistant.audit.levels import surgical_leader
from assistant.audit.ranking import INSIDE_FACTS, TIER_FACTS, TIER_NAMES, ranked, reasons
from assistant.audit.report import Finding, LeftOut, LetterSet, RankedLetter, Report, TargetSummary, verdict_of
from assistant.audit.rule import Issue, Rule
from assistant.audit.rules import ALL_RULES
from assistant.audit.schedule import STEP_FACTS, steps
from assistant.audit.sets import LEADER_TARGET, choose
from assistant.audit.wording import rule_words, texts
from assistant.domain import Applicant
from assistant.domain.vocabulary import specialty_label
from assistant.knowledge import load_knowledge

_FACTS_OF: dict[str, tuple[str, ...]] = {rule.id: rule.facts for rule in ALL_RULES}
RESEARCH_TIER = 7


def cited_facts() -> frozenset[str]:
    """Every fact and ruling that the audit rests on: rules, tiers, the order inside a tier, and dated steps."""
    rules = (fact for rule in ALL_RULES for fact in (*rule.facts, *rule.related))
    tiers, dated = (fact for facts in TIER_FACTS.values() for fact in facts), STEP_FACTS.values()
    return frozenset((*rules, *tiers, *INSIDE_FACTS, *(fact for facts in dated for fact in facts)))


def audit(applicant: Applicant, today: date) -> Report:
    """Every rule of the contract on one case.

    Pure: the same case and day give the same report, whatever the order of the letters; no clock, no network, no model.
    """
    case = build_case(applicant, today)
    order = ranked(case)
    case = replace(case, sets={target.id: choose(case, target, order) for target in case.targets})
    found = [(rule, issue) for rule in ALL_RULES for issue in rule.check(case)]
    collective = {
        (rule.id, issue.target): issue.severity
        for rule, issue in found if rule.about != "letter" and rule.id != "research-fit"
    }
    return Report(
        targets=tuple(_summary(case, target, found) for target in case.targets),
        findings=tuple(_finding(rule, issue) for rule, issue in found),
        ranking=tuple(_ranked(view) for view in order),
        sets=tuple(_set(case, target) for target in case.targets),
        next=steps(case),
        best_addition=best_addition(case, collective),
    )


def _finding(rule: Rule, issue: Issue) -> Finding:
    words, facts = rule_words()[rule.id], issue.facts or rule.facts
    chosen = words.variants[issue.text or issue.severity]
    return Finding(
        rule=rule.id, severity=issue.severity, strength=rule.strength, letter=issue.letter, target=issue.target,
        because=dict(issue.because), facts=facts, quote=load_knowledge().quote(facts[0]),
        message=chosen.message.fill(issue.values), fix=chosen.fix.fill(issue.values), not_checked=words.not_checked,
    )


def _summary(case: Case, target: TargetView, found: list[tuple[Rule, Issue]]) -> TargetSummary:
    inside, home = case.sets[target.id], case.applicant.home_country
    counted = (
        issue.severity for _, issue in found
        if issue.target in {target.id, None} and (issue.letter is None or issue.letter in inside)
    )
    return TargetSummary(
        specialty=target.id, usable=len(target.usable), us_clinical=len(target.us_clinical),
        in_specialty=len(target.in_specialty), research=sum(view.tier == RESEARCH_TIER for view in target.usable),
        home_country=sum(home is not None and view.letter.writer.country == home for view in target.usable),
        verdict=verdict_of(counted), rule_basis="general" if target.group == "general" else "specialty",
    )


def _ranked(view: LetterView) -> RankedLetter:
    return RankedLetter(
        letter=view.id, tier=view.tier, tier_name=TIER_NAMES[view.tier], target=view.target,
        reasons=reasons(view, _FACTS_OF),
    )


def _set(case: Case, target: TargetView) -> LetterSet:
    inside = case.sets[target.id]
    return LetterSet(
        target=target.id, letters=inside, missing=_missing(case, target, inside),
        left_out=tuple(_left_out(view, target, case) for view in case.letters if view.id not in inside),
    )


def _left_out(view: LetterView, target: TargetView, case: Case) -> LeftOut:
    facts: tuple[str, ...]
    if view.declined:
        kind, facts = "declined", ("ASK-11",)
    elif view.avoided_by:
        kind, facts = "avoided", tuple(dict.fromkeys(fact for rule in view.avoided_by for fact in _FACTS_OF[rule]))
    elif view.usable_for(target.counted):
        kind, facts = "ranked_below", _FACTS_OF["letters-total"][-1:]
    elif any(view.usable_for(other.counted) for other in case.targets):
        kind, facts = "other_target", _FACTS_OF["shared-letters"]
    else:
        kind, facts = "wrong_specialty", _FACTS_OF["wrong-specialty-letter"]
    values: dict[str, Any] = {
        "writer": view.letter.writer_label, "target": specialty_label(target.id), "most": case.figures.most_per_program,
        "named": [specialty_label(name) for name in view.letter.recommends_for or ()],
    }
    return LeftOut(letter=view.id, why=texts("audit/sets.yaml")[kind].fill(values), facts=facts)


def _missing(case: Case, target: TargetView, inside: tuple[str, ...]) -> tuple[str, ...]:
    """What the set still lacks toward the target's numbers, as words; nothing while the letters are unknown."""
    if not case.letters_known:
        return ()
    figures, chosen = case.figures, set(inside)
    short = {
        "us_clinical": figures.us_clinical_min - sum(view.id in chosen for view in target.us_clinical),
        "in_specialty": figures.specialty_ok_from[target.group]
        - sum(view.id in chosen for view in target.in_specialty),
        "letters": figures.aim - len(inside),
        "leader": int(
            target.id == LEADER_TARGET
            and not any(surgical_leader(view) for view in target.usable if view.id in chosen)
        ),
    }
    words: Mapping[str, Any] = texts("audit/sets.yaml")
    values = {"target": specialty_label(target.id), "aim": figures.aim}
    return tuple(
        str(words[f"missing_{kind}"].fill({**values, "count": count})) for kind, count in short.items() if count > 0
    )
