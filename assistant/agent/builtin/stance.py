"""Yes or no: how an answer to a yes/no question opens, read from knowledge/stances.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.patterns import compile_any
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import Node, read_yaml

_FILE = Path("knowledge") / "stances.yaml"
_FRAMES = "frames"


@dataclass(frozen=True, slots=True)
class _Rule:
    """One opening; `frame` is ok, worry or empty for both."""

    when: re.Pattern[str]
    frame: str
    say: str


def opening(question: str, fact: str) -> str:
    """The word or two before the fact's sentence, such as "Yes."; empty where neither would be honest."""
    rules = _rules().get(fact)
    if not rules:
        return ""
    plain, frames = normalise(question), _frames()
    if not frames["yes_no"].search(plain) or any(frames[n].search(plain) for n in ("open", "negated", "twisted")):
        return ""
    frame = "worry" if frames["worry"].search(plain) else "ok"
    return next((rule.say for rule in rules if rule.frame in {"", frame} and rule.when.search(plain)), "")


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[_Rule, ...]]:
    return {fact: tuple(_rule(item) for item in node) for fact, node in _tree() if fact != _FRAMES}


@lru_cache(maxsize=1)
def _frames() -> dict[str, re.Pattern[str]]:
    return {
        name: compile_any(node, any_case=False)
        for fact, frames in _tree() if fact == _FRAMES
        for name, node in frames.items()
    }  # fmt: skip


def _tree() -> list[tuple[str, Node]]:
    return list(read_yaml(data_root() / _FILE).items())


def _rule(node: Node) -> _Rule:
    when = compile_any(node["when"], any_case=False) if "when" in node else re.compile("")
    return _Rule(when, node["frame"].text() if "frame" in node else "", node["say"].text())
