"""What a letter of which too little is known would be worth: "if he supervised you, a home letter in your field"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_unknown import unknown_fields
from assistant.domain.vocabulary import specialty_label

_ASKED = ("experience.setting", "writer.specialty", "writer.country")  # a length alone places no letter
_US, _OBSERVED = "US", "observership"


def is_far(letter: Mapping[str, Any], report: Mapping[str, Any]) -> bool:
    """Whether the writer works outside the US and in none of the specialties that are applied to."""
    writer = letter.get("writer", {})
    return writer.get("country") not in {None, _US} and writer.get("specialty") not in {None, *_targets(report)}


def open_fields(letter: Mapping[str, Any]) -> list[str]:
    """Which of the fields that would place a letter are not known."""
    return unknown_fields(letter, _ASKED)


def if_known(letter: Mapping[str, Any], report: Mapping[str, Any], *, both: bool = False) -> str:
    """ "if the work there was hands-on, it is worth having beside US letters"; empty where that cannot be said.

    Args:
        both: what it is worth is said too if that was only watching.
    """
    fields = open_fields(letter)
    if not fields or is_far(letter, report):
        return ""
    texts, target = own_texts()["if_known"], specialty_label(_targets(report)[0])
    conditions = [texts["when"][field].text().format(target=target) for field in fields]
    writer = letter.get("writer", {})
    home = writer.get("country") not in {None, _US}
    fits = writer.get("specialty") in {None, *_targets(report)}
    observed = letter.get("experience", {}).get("setting") == _OBSERVED
    worth = texts["worth"]["observed" if observed else "home" if home else "strong" if fits else "extra"].text()
    watched = texts["watched"].text() if both and "experience.setting" in fields else ""
    told = " and ".join(filter(None, [", ".join(conditions[:-1]), conditions[-1]]))
    return texts["line"].text().format(conditions=told, worth=worth) + watched


def _targets(report: Mapping[str, Any]) -> list[str]:
    return [str(summary["specialty"]) for summary in report["targets"]]
