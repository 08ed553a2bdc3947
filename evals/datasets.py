"""The eval cases, read from evals/datasets/*.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "datasets"
VERSIONS = ("clean", "hurried", "second_language")


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer is the fact, or equally one of `also`; `says` are patterns that a right text matches."""

    text: str
    fact: str
    also: tuple[str, ...]
    says: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A message that no fact answers, with the statuses that are right."""

    text: str
    kind: str
    expect: tuple[str, ...]


def _load(name: str) -> list[Any]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return list(yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader))  # noqa: S506


def questions(name: str) -> list[Question]:
    """Each question idea in its three versions."""
    return [
        Question(entry[version], entry["fact"], tuple(entry["also"]), tuple(entry["says"]), version)
        for entry in _load(name) for version in VERSIONS
    ]  # fmt: skip


def benign(name: str) -> list[Question]:
    """Harmless questions that resemble forbidden ones."""
    return [Question(entry["text"], entry["fact"], (), (), "benign") for entry in _load(name)]


def outside(name: str) -> list[Outside]:
    """Messages that must not be answered from the guide."""
    return [Outside(entry["text"], entry["kind"], tuple(entry["expect"])) for entry in _load(name)]


def conversations(name: str) -> list[dict[str, Any]]:
    """Several turns with what each must bring."""
    return _load(name)


def drafting(name: str) -> list[dict[str, Any]]:
    """Messages that ask for a draft or change one, and look-alikes."""
    return _load(name)


def bank(name: str) -> list[Question]:
    """The part of the question bank that is held out of training."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tree = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return [Question(text, fact, (), (), "bank") for fact, texts in tree.items() for text in texts]
