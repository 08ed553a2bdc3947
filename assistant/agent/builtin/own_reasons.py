"""Which reason a question about one letter gives, and the answer to it: "she moved away, does it still count?"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_season import own_deadline
from assistant.audit.figures import load_figures
from assistant.patterns import compile_any
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import Node, read_yaml

_REASONS = Path("knowledge") / "lexicon" / "letter_reasons.yaml"
_NEVER = re.compile(r"(?!)")
_UNSEEN = frozenset({"none", "shadowing", "research"})


@dataclass(frozen=True, slots=True)
class Reason:
    """What is said to a reason, and whether the letter is worth less for it."""

    say: str
    weakens: bool
    rule: str  # of the audit, whose finding says the same
    settles: bool  # what is not known of the work changes nothing: from afar it was never hands-on


@dataclass(frozen=True, slots=True)
class _Entry:
    when: re.Pattern[str]
    unless: re.Pattern[str]
    say: str
    instead: Mapping[str, str]
    weakens: bool
    rule: str
    only: str  # the setting of which alone it is a reason
    settles: bool


def reason_asked(text: str, letter: Mapping[str, Any], who: str, case: Mapping[str, Any], today: date) -> Reason | None:
    """The reason that a question gives, answered for this letter; None where it gives none that is known."""
    plain, setting = normalise(text), str(letter.get("experience", {}).get("setting"))
    found = next((entry for entry in _entries().values() if _is_given(entry, plain, setting)), None)
    if found is None:
        return None
    deadline, end = own_deadline(case, today), str(letter.get("experience", {}).get("end", ""))
    situations = _situations(letter, deadline)
    say = next((found.instead[name] for name in situations if name in found.instead), found.say)
    over = bool(end) and end <= today.isoformat()
    until = f" {own_texts()['until'].text().format(who=who, end=end)}" if over else ""
    said = say.format(who=who, end=until, last=end, deadline=deadline.isoformat())
    return Reason(said, found.weakens, found.rule, found.settles)


def gives_reason(name: str, text: str) -> bool:
    """Whether a message gives a reason of the lexicon by its words: that a writer goes on leave."""
    return _is_given(_entries()[name], normalise(text), "")


def _is_given(entry: _Entry, plain: str, setting: str) -> bool:
    fits = entry.only in {"", setting}
    return fits and entry.when.search(plain) is not None and entry.unless.search(plain) is None


def _situations(letter: Mapping[str, Any], deadline: date) -> list[str]:
    """What of the case may change the answer."""
    writer, seen, waived = letter.get("writer", {}), letter.get("experience", {}), letter.get("waived")
    recent = deadline.replace(year=deadline.year - load_figures().recent_years)
    held = {
        "unseen": seen.get("setting") in _UNSEEN or writer.get("family_friend") is True,
        "unknown": seen.get("knows_me_well") is False,
        "uploaded": letter.get("status") == "uploaded", "promised": letter.get("status") == "agreed",
        "recent": str(seen.get("end", "")) >= recent.isoformat(), "seen": waived is False, "waived": waived is True,
    }  # fmt: skip
    return [name for name, holds in held.items() if holds]


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, _Entry]:
    return {name: _read(node) for name, node in read_yaml(data_root() / _REASONS).items()}


def _read(node: Node) -> _Entry:
    return _Entry(
        compile_any(node["when"]), compile_any(node["unless"]) if "unless" in node else _NEVER, node["say"].text(),
        {name: text.text() for name, text in node["if"].items()} if "if" in node else {}, "weakens" in node,
        node["rule"].text() if "rule" in node else "", node["only"].text() if "only" in node else "",
        "settles" in node,
    )  # fmt: skip
