"""The best single addition: one letter is added to the case, the rules about targets and applicant run again."""

from __future__ import annotations

from assistant.audit.addition_trial import trial_view
from assistant.audit.case import Case, with_letter
from assistant.audit.figures import Addition, load_additions
from assistant.audit.report import BestAddition
from assistant.audit.rule import Severity
from assistant.audit.rules import ALL_RULES
from assistant.audit.wording import texts
from assistant.domain.vocabulary import specialty_label

_WEIGHTS: dict[Severity, int] = {"critical": 100, "warning": 10, "advice": 1, "ok": 0}
_COLLECTIVE = tuple(rule for rule in ALL_RULES if rule.about != "letter" and rule.id != "research-fit")
Standing = dict[tuple[str, str | None], Severity]


def standing(case: Case) -> Standing:
    """The severity of every rule about targets and applicant, by rule and target."""
    return {(rule.id, issue.target): issue.severity for rule in _COLLECTIVE for issue in rule.check(case)}


def best_addition(case: Case, before: Standing) -> BestAddition | None:
    """The letter that lowers the weight of `before` most, or None where none helps or the letters are unknown."""
    if not case.letters_known or not any(_WEIGHTS[severity] for severity in before.values()):
        return None
    best: tuple[int, Addition, str, Standing] | None = None
    for addition in load_additions():
        for target in case.applicant.targets:
            if addition.targets is not None and target not in addition.targets:
                continue
            after = standing(with_letter(case, trial_view(addition, target, case)))
            gain = _weight(before) - _weight(after)
            if gain > (best[0] if best else 0):
                best = gain, addition, target, after
    if best is None:
        return None
    _, addition, target, after = best
    improved = [key for key, severity in before.items() if _WEIGHTS[after.get(key, "ok")] < _WEIGHTS[severity]]
    settled = [key for key in improved if _settled(before[key], after.get(key, "ok"))]
    clears = tuple(dict.fromkeys(rule for rule, _ in settled))
    eases = tuple(dict.fromkeys(rule for rule, _ in improved if rule not in clears))
    describe = texts("audit/additions.yaml")[addition.id].fill({"target": specialty_label(target)})
    return BestAddition(describe=describe, target=target, clears=clears, eases=eases)


def _settled(before: Severity, after: Severity) -> bool:
    """Whether nothing of that kind is left: a critical or warning that is now neither, or an advice that is gone."""
    return _WEIGHTS[after] < (_WEIGHTS["warning"] if before in {"critical", "warning"} else _WEIGHTS["advice"])


def _weight(standing_: Standing) -> int:
    return sum(_WEIGHTS[severity] for severity in standing_.values())
