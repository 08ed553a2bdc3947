"""What drafts are held to, read once from knowledge/drafting.yaml: limits, patterns, D facts with their tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.note_kinds import Meaning, note_kinds
from assistant.errors import KnowledgeError
from assistant.knowledge import load_knowledge
from assistant.patterns import compile_any
from assistant.yamlfile import Node, read_yaml


@dataclass(frozen=True, slots=True)
class Obeyed:
    """A D fact, the kinds of draft in which it must be obeyed, the condition (`when`), and how it is seen."""

    fact: str
    kinds: frozenset[str]
    when: str
    says: re.Pattern[str] | None
    never: re.Pattern[str] | Meaning | None
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnePage:
    """How a page is brought to its size: sizes of type in points, bounds of words a note, characters of a long name."""

    points: tuple[float, ...]
    most_words: int
    short_words: int
    least_words: int
    name_characters: int


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font by the package that carries it."""

    package: str
    file: str


@dataclass(frozen=True, slots=True)
class DraftRules:
    """knowledge/drafting.yaml without the kinds of extra files. `limits` by name, in the units that the file gives."""

    limits: Mapping[str, int]
    stand_ins: frozenset[str]
    letter_services: Mapping[str, str]
    specialty_notes: Mapping[str, tuple[str, ...]]
    superlatives: Meaning
    letter_talk: re.Pattern[str]
    bare_improvement: Meaning
    change_told: re.Pattern[str]
    outline_areas: Mapping[str, re.Pattern[str]]
    hole: re.Pattern[str]
    number_words: frozenset[str]
    obeyed: tuple[Obeyed, ...]
    fonts: tuple[FontFile, ...]
    one_page: OnePage


def _obeyed(tree: Node, fact: str, node: Node) -> Obeyed:
    if fact not in load_knowledge():
        raise KnowledgeError(f"{node.where}: obeyed: {fact} is no fact of the guide; correct the id")
    return Obeyed(
        fact,
        frozenset(node["kinds"].strings()),
        node["when"].text() if "when" in node else "always",
        compile_any(node["says"]) if "says" in node else None,
        _never(tree, node["never"].text()) if "never" in node else None,
        tuple(node["holds"].strings()) if "holds" in node else (),
    )


def _never(tree: Node, name: str) -> re.Pattern[str] | Meaning:
    return note_kinds().bare_improvement if name == "bare_improvement" else compile_any(tree[name])


def _one_page(node: Node) -> OnePage:
    words = node["note_words"]
    most, short, least = (int(words[name].value) for name in ("most", "short", "least"))
    points = tuple(float(size.value) for size in node["points"])
    return OnePage(points, most, short, least, int(node["name_characters"].value))


@lru_cache(maxsize=1)
def load_rules() -> DraftRules:
    """The rules of drafting.

    Raises:
        KnowledgeError: one line with file, line and field.
    """
    tree, kinds = read_yaml(load_knowledge().root / "drafting.yaml"), note_kinds()
    return DraftRules(
        limits={name: int(node["value"].value) for name, node in tree["limits"].items()},
        stand_ins=frozenset(text.casefold() for text in tree["stand_ins"].strings()),
        letter_services={name: node.text() for name, node in tree["letter_services"].items()},
        specialty_notes={name: tuple(node.strings()) for name, node in tree["specialty_notes"].items()},
        superlatives=kinds.praise,
        letter_talk=kinds.letter_talk,
        bare_improvement=kinds.bare_improvement,
        change_told=compile_any(tree["change_told"]),
        outline_areas={area: compile_any(node) for area, node in tree["outline_areas"].items()},
        hole=compile_any(tree["hole"]),
        number_words=frozenset(tree["number_words"].strings()),
        obeyed=tuple(_obeyed(tree, fact, node) for fact, node in tree["obeyed"].items()),
        fonts=tuple(FontFile(node["package"].text(), node["file"].text()) for node in tree["fonts"]),
        one_page=_one_page(tree["one_page"]),
    )
