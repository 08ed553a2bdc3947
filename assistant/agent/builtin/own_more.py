"""One more of something, beside what is enough: "another neurologist?", "a rotation in august?", "how many in all?"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.own_fields import one_more_of
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_time import time_left
from assistant.domain.vocabulary import specialty_label

_SERIOUS, _CLINICAL, _SPECIAL = frozenset({"critical", "warning"}), "us-clinical-letters", "specialty-letters"
_WATCHED = "observership-only"


def more_lines(
    text: str, report: Mapping[str, Any], case: Mapping[str, Any], today: date
) -> Iterator[str]:
    """What is said of one more: a letter of a specialty, a rotation, the time for it, the number in all."""
    texts = own_texts()["more"]
    held = {target["specialty"]: target for target in report["targets"]}
    if target := held.get(one_more_of(text)):
        few = not target["in_specialty"] or _breaks(report, _SPECIAL, target["specialty"])
        key = "needed" if few else "fine"
        yield texts[key].text().format(target=specialty_label(target["specialty"]), count=target["in_specialty"])
    rotation = has_cue("new_rotation", text)
    if rotation:
        target = report["targets"][0]
        watched = _breaks(report, _WATCHED, target["specialty"])
        needed = own_texts()["time"]["more" if _breaks(report, _CLINICAL, target["specialty"]) else "enough"]
        yield texts["watched"].text() if watched else needed.text().format(us=target["us_clinical"])
    if rotation or has_cue("asks_in_time", text):
        yield time_left(case, today)
    if has_cue("asks_total", text):
        yield texts["total"].text()


def is_brief(text: str, case: Mapping[str, Any]) -> bool:
    """Whether one more letter or rotation is all that is asked of, so that no list of what is there need follow."""
    of_more = has_cue("new_rotation", text) or one_more_of(text) in case.get("targets", ())
    return of_more and not has_cue("asks_missing", text) and not has_cue("how_many", text)


def _breaks(report: Mapping[str, Any], rule: str, target: str) -> bool:
    """Whether the audit finds too little by a rule for a target."""
    return any(f["rule"] == rule and f["target"] == target and f["severity"] in _SERIOUS for f in report["findings"])
