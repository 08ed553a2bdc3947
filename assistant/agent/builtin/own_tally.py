"""How many letters a case holds, in words: the same count in each line of an answer.

The audit counts every letter that nothing speaks against. In words a letter that cannot be placed yet is open, and one
that nobody has promised is possible, not usable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.agent.builtin.case_steps import case_texts
from assistant.agent.builtin.own_order import FAR, UNMET
from assistant.agent.builtin.own_ranked import place_of
from assistant.audit.figures import load_figures
from assistant.domain.vocabulary import PROMISED, specialty_label

_TOTAL = "letters-total"


@dataclass(frozen=True, slots=True)
class Tally:
    """The letters of one target: those that can be placed, how many of these are promised, and those still open."""

    placed: int
    promised: int
    open: int

    def in_words(self, *, noun: bool) -> str:
        """ "2 usable", "1 possible letter (not promised yet)"; "none placed yet" where all are still open."""
        texts = case_texts()["tally"]
        if self.open and not self.placed:
            return texts["none_placed" if noun else "unplaced"].text()
        if noun and not self.placed:
            return texts["none"].text()
        kind = "usable" if self.promised == self.placed else "possible"
        count = f"{self.placed} {texts[kind].text()}"
        if noun:
            count = f"{count} {texts['letter' if self.placed == 1 else 'letters'].text()}"
        if kind == "usable":
            return count
        key = "some_promised" if self.promised else "one_unpromised" if self.placed == 1 else "none_promised"
        return texts[key].text().format(count=count, promised=self.promised)

    def open_in_words(self) -> str:
        """ "; 1 more is still open, as too little is known"; empty where none is."""
        if not self.open:
            return ""
        key = ("" if self.placed else "only_") + ("some_open" if self.open > 1 else "one_open")
        return case_texts()["tally"][key].text().format(open=self.open)


def tally_of(target: str, report: Mapping[str, Any], case: Mapping[str, Any]) -> Tally:
    """The count of one target, without the letters for which the guide has no place."""
    letters = {letter["id"]: letter for letter in case.get("letters") or []}
    entries = {entry["letter"]: entry for entry in report["ranking"]}
    summary = next(item for item in report["targets"] if item["specialty"] == target)
    inside = next(item["letters"] for item in report["sets"] if item["target"] == target)
    places = {ident: place_of(entries[ident], letters[ident], report) for ident in inside}
    barred = sum(place["tier"] in {FAR, UNMET} for place in places.values())
    unplaced = {ident for ident, place in places.items() if place["open"]}
    beyond = summary["usable"] - len(inside)  # a fifth letter and more, of which the set holds the best four
    unpromised = sum(
        letters[ident].get("status") not in PROMISED
        for ident, place in places.items() if not place["open"] and place["tier"] not in {FAR, UNMET}
    )
    placed = summary["usable"] - len(unplaced) - barred
    return Tally(placed, placed - beyond - unpromised, len(unplaced))


def recounted(report: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
    """The report with its count of letters as talk counts them: "you have 1 usable letter; 1 more is still open"."""
    findings = [
        {**found, "message": _counted(found, report, case)}
        if found["rule"] == _TOTAL and "usable" in found["because"] else found
        for found in report["findings"]
    ]
    return {**report, "findings": findings}


def _counted(found: Mapping[str, Any], report: Mapping[str, Any], case: Mapping[str, Any]) -> str:
    tally, figures = tally_of(found["target"], report, case), load_figures()
    texts = case_texts()["tally"]
    few = tally.placed < figures.accepted_min
    key = "few" if few else "some" if found["severity"] == "warning" else "enough"
    return texts[key].text().format(
        target=specialty_label(found["target"]), tally=tally.in_words(noun=True), open=tally.open_in_words(),
        least=figures.accepted_min, most=figures.accepted_max, aim=figures.aim,
    )  # fmt: skip
