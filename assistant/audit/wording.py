"""The words of the audit, kept in `prompts/audit/*.yaml` and filled strictly: a missing value is an error.

A hole is `{name}`; `{name:letter}` shows a number with its noun ("1 letter", "3 letters"). Holes are filled in one
pass, so braces in a person's own text stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Any

from assistant.errors import KnowledgeError
from assistant.places import data_root
from assistant.yamlfile import Node, read_yaml


@dataclass(frozen=True, slots=True)
class Text:
    """A text with holes, taken apart once: (words before, name of the hole or None, noun)."""

    parts: tuple[tuple[str, str | None, str], ...]

    @property
    def holes(self) -> frozenset[str]:
        """The names that must be given."""
        return frozenset(name for _, name, _ in self.parts if name)

    def fill(self, values: Mapping[str, Any]) -> str:
        """The text with every hole filled. KeyError: a value is missing."""
        return "".join([
            before if name is None else before + _shown(values[name], noun) for before, name, noun in self.parts
        ])


@dataclass(frozen=True, slots=True)
class Words:
    """What a rule says in one case: the finding, and what to do."""

    message: Text
    fix: Text


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Everything that one rule says; `variants` by severity or by the name that the rule gives."""

    variants: Mapping[str, Words]
    not_checked: str


def _shown(value: Any, noun: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        text = f"{value:.1f}".removesuffix(".0")
    elif isinstance(value, list | tuple):
        text = ", ".join(str(item) for item in value)
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    return text if not noun else f"{text} {noun}" if value == 1 else f"{text} {noun}s"


def parse(text: str) -> Text:
    """Take a text apart. ValueError: a brace is not closed or a hole has no plain name."""
    parts = []
    for before, name, noun, conversion in Formatter().parse(text):
        if name is not None and (not name.isidentifier() or conversion):
            raise ValueError(f"the hole {{{name}}} must be a plain name")
        parts.append((before, name, noun or ""))
    return Text(tuple(parts))


def _text(node: Node) -> Text:
    try:
        return parse(node.text())
    except ValueError as error:
        raise KnowledgeError(f"{node.where}: {error}; correct the text") from None


@lru_cache(maxsize=1)
def rule_words() -> Mapping[str, RuleWords]:
    """What every rule says, by rule. KnowledgeError: the file has a fault; the line is named."""
    words = {}
    for rule, node in read_yaml(data_root() / "prompts" / "audit" / "findings.yaml").items():
        variants = {
            name: Words(_text(inner["message"]), _text(inner["fix"]))
            for name, inner in node.items() if name != "not_checked"
        }
        words[rule] = RuleWords(variants, node["not_checked"].text())
    return words


@lru_cache(maxsize=32)
def texts(file: str) -> Mapping[str, Text]:
    """The texts of another file below `prompts/`, by name."""
    return {name: _text(node) for name, node in read_yaml(data_root() / "prompts" / file).items()}
