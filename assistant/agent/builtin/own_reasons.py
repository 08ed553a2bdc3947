"""Which reason a question about one letter gives, and the answer to that: "she moved to Arizona, does it still count?"."""

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


@dataclass(frozen=True, slots=True)
class _Entry:
    when: re.Pattern[str]
    unless: re.Pattern[str]
    say: str
    instead: Mapping[str, str]
    weakens: bool
    rule: str


def reason_asked(text: str, letter: Mapping[str, Any], who: str, case: Mapping[str, Any], today: date) -> Reason | None:
    """The reason that a question gives, answered for this letter; None where it gives none that is known."""
    plain = normalise(text)
    found = next((entry for entry in _entries() if entry.when.search(plain) and not entry.unless.search(plain)), None)
    if found is None:
        return None
    say = next((found.instead[name] for name in _situations(letter) if name in found.instead), found.say)
    end = letter.get("experience", {}).get("end")
    until = own_texts()["until"].text().format(who=who, end=end) if end and end <= today.isoformat() else ""
    deadline = own_deadline(case, today).isoformat()
    return Reason(say.format(who=who, end=f" {until}" if until else "", deadline=deadline), found.weakens, found.rule)


def _situations(letter: Mapping[str, Any]) -> list[str]:
    """What of the case may change the answer."""
    writer, seen, waived = letter.get("writer", {}), letter.get("experience", {}), letter.get("waived")
    unseen = seen.get("setting") in _UNSEEN or writer.get("family_friend")
    held = {"unseen": bool(unseen), "seen": waived is False, "waived": waived is True}
    return [name for name, holds in held.items() if holds]


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    return tuple(_read(node) for _, node in read_yaml(data_root() / _REASONS).items())


def _read(node: Node) -> _Entry:
    return _Entry(
        compile_any(node["when"]), compile_any(node["unless"]) if "unless" in node else _NEVER, node["say"].text(),
        {name: text.text() for name, text in node["if"].items()} if "if" in node else {}, "weakens" in node,
        node["rule"].text() if "rule" in node else "",
    )  # fmt: skip
