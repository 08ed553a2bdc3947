"""The question bank: for each fact the ways in which people ask for it, and messages that no fact answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.knowledge import Knowledge
from assistant.yamlfile import read_yaml

# Messages that ask for nothing that a fact could answer, or for something that must be declined.
OUTSIDE_KINDS = (
    "near_letters", "residency_other", "program_specific", "off_topic", "chances", "ghostwrite", "sign_or_alter",
    "invent", "waived_view", "pressure", "injection", "distress", "unclear", "smalltalk", "nonsense",
)  # fmt: skip
DECLINED_KINDS = frozenset({"ghostwrite", "sign_or_alter", "invent", "waived_view", "pressure", "injection"})
# Held in the bank for people to read, but no class of its own: languages are recognised apart.
UNTRAINED_KINDS = ("other_language",)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way of asking. `label` is a fact, ruling or official id, or one of OUTSIDE_KINDS."""

    label: str
    text: str
    hand: str


def question_bank(knowledge: Knowledge) -> list[Phrasing]:
    """All phrasings of knowledge/questions/, in a fixed order.

    Raises:
        KnowledgeError: a file is no YAML, or a label is neither a fact nor a known kind; the line is named.
    """
    return [p for path in sorted((knowledge.root / "questions").glob("*.yaml")) for p in _phrasings(path, knowledge)]


def _phrasings(path: Path, knowledge: Knowledge) -> Iterator[Phrasing]:
    for key, items in read_yaml(path).items():
        for item in items:
            nested = isinstance(item.value, dict)
            label, text = (item["fact"].text(), item["text"].text()) if nested else (key, item.text())
            if label in UNTRAINED_KINDS:
                continue
            if label not in knowledge and label not in OUTSIDE_KINDS:
                raise KnowledgeError(f"{item.where}: {label}: is neither a fact nor a kind; correct the id")
            yield Phrasing(label, text, path.stem)
