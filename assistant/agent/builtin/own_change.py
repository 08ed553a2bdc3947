"""What the last thing told changed in the weighing of the letters: "does that change your advice?"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.agent.builtin.case_words import finding_rows, ranking_rows, writer_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.own_flags import own_texts
from assistant.domain.vocabulary import specialty_label

STANDING = "standing"  # in the note of a turn: how the letters stood then, and whether it changed the case
_COUNTED = frozenset({"letters-total", "us-clinical-letters", "specialty-letters"})  # told by the counts
_COUNTS = ("usable", "us_clinical", "in_specialty")


def standing(report: Mapping[str, Any] | None, case: Mapping[str, Any], *, changed: bool) -> dict[str, Any]:
    """How the letters stand, for the turns after it; nothing where they were not weighed."""
    if report is None or "error" in report:
        return {}
    targets = {
        target["specialty"]: {"verdict": target["verdict"], **{name: target[name] for name in _COUNTS}}
        for target in report["targets"]
    }  # fmt: skip
    places = {row["letter"]: row["why"] for row in ranking_rows(report, case)}
    grave = [row["message"] for row in finding_rows(report, len(report["findings"])) if row["rule"] not in _COUNTED]
    return {STANDING: {
        "targets": targets, "places": places, "order": list(places), "grave": grave, "changed": changed,
    }}  # fmt: skip


def word_change(
    text: str, now: Mapping[str, Any], notes: Sequence[Mapping[str, Any]], case: Mapping[str, Any]
) -> str:
    """Yes with what is different, or no; empty where it is not asked, or nothing was weighed before."""
    if not now or not has_cue("asks_of_change", text):
        return ""
    before = _before(now[STANDING], [note[STANDING] for note in notes if STANDING in note])
    if before is None:
        return ""
    texts = own_texts()["change"]
    lines = [f"- {line}" for line in _differences(before, now[STANDING], case)]
    return "\n\n".join([texts["yes"].text(), "\n".join(lines)]) if lines else texts["no"].text()


def _before(now: Mapping[str, Any], held: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """How the letters stood before the last change: that of this message, else the last one before it."""
    turns = [*held, now]
    last = next((at for at in range(len(turns) - 1, -1, -1) if turns[at]["changed"]), 0)
    return turns[last - 1] if last else turns[-2] if held else None


def _differences(before: Mapping[str, Any], now: Mapping[str, Any], case: Mapping[str, Any]) -> Iterator[str]:
    texts = own_texts()["change"]
    for target, held in now["targets"].items():
        was = before["targets"].get(target, {})
        for name, value in held.items():
            if name in was and was[name] != value:
                yield texts[name].text().format(target=specialty_label(target), before=was[name], now=value)
    for letter, place in now["places"].items():
        if before["places"].get(letter, place) != place:
            yield texts["place"].text().format(who=writer_in_words(letter, case), place=place)
    for message in before["grave"]:
        if message not in now["grave"]:
            yield texts["gone"].text().format(message=message)
    if before["order"] != now["order"] and now["order"]:
        yield texts["order"].text().format(order=", ".join(writer_in_words(letter, case) for letter in now["order"]))
