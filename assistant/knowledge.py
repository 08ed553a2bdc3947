"""The knowledge files, loaded and checked: guide, rulings, dated official facts, specialties.

Every fault is reported with its file and line. Nothing in here is ever written by the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from assistant.errors import KnowledgeError
from assistant.places import data_root
from assistant.yamlfile import Node, read_yaml

Layer = Literal["guide", "official", "yours"]
_META = re.compile(r"^<!-- id: (?P<id>[a-z0-9-]+) \| facts: (?P<facts>[A-Z0-9 -]+?) -->$")
_USES = frozenset("PRDQ")
_NEXT = re.compile(r"^<!-- next: (?P<text>.+) -->$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or month that a fact carries, with its unit."""

    name: str
    value: int | str
    unit: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of the guide. `uses`: P figure, R rule, D draft, Q question."""

    id: str
    passage: str
    text: str
    uses: frozenset[str]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some facts that read well together; `text` is found in its file character for character."""

    id: str
    chapter: str
    title: str
    facts: tuple[str, ...]
    text: str
    next_step: str


@dataclass(frozen=True, slots=True)
class OfficialFact:
    """A dated fact of the second layer; after `until` it is only what was true.

    One with `seasons` speaks for these alone: a question for another season is not answered by it.
    """

    id: str
    statement: str
    season: str
    source: str
    sure: str
    until: date | None
    seasons: frozenset[int] = frozenset()

    def stale(self, today: date) -> bool:
        """Whether the fact is past its season on that day."""
        return self.until is not None and today > self.until


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision where the guide pulls two ways."""

    id: str
    facts: tuple[str, ...]
    decision: str
    why: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Specialty:
    """A specialty or subspecialty; a subspecialty has a parent and shares its group."""

    id: str
    name: str
    group: str
    service: str
    aliases: tuple[str, ...]
    parent: str | None = None
    counts_as: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All knowledge files together."""

    root: Path
    facts: Mapping[str, Fact]
    passages: Mapping[str, Passage]
    official: Mapping[str, OfficialFact]
    rulings: Mapping[str, Ruling]
    specialties: Mapping[str, Specialty]
    subspecialties: Mapping[str, Specialty] = field(default_factory=dict)

    def figure(self, source: str, name: str) -> int:
        """The whole number `name` of a fact or ruling, such as `figure("NUM-2", "letters_aim")`."""
        holder = self.facts.get(source) or self.rulings[source]
        value = holder.figures[name].value
        if not isinstance(value, int):
            raise KnowledgeError(f"{source}: figure {name}: must be a whole number, got {value!r}")
        return value

    def quote(self, source: str) -> str:
        """The sentence of a fact, ruling or official fact, as it stands in its file."""
        if source in self.facts:
            return self.facts[source].text
        if source in self.rulings:
            return self.rulings[source].decision
        return self.official[source].statement

    def __contains__(self, source: str) -> bool:
        return source in self.facts or source in self.rulings or source in self.official


@lru_cache(maxsize=4)
def load_knowledge(root: Path | None = None) -> Knowledge:
    """Read and check every knowledge file below `root` (default: the one shipped).

    Raises:
        KnowledgeError: one line a fault, `file:line: field: what is wrong; remedy`.
    """
    base = root or data_root() / "knowledge"
    passages, places = _guide(base / "guide")
    facts = _facts(base / "facts.yaml", passages, places)
    official = {key: _official(key, node) for key, node in read_yaml(base / "official.yaml").items()}
    rulings = {key: _ruling(key, node, facts) for key, node in read_yaml(base / "rulings.yaml").items()}
    tree = read_yaml(base / "specialties.yaml")
    specialties = {key: _specialty(key, node) for key, node in tree["specialties"].items()}
    subspecialties = {
        key: _subspecialty(key, node, specialties) for key, node in tree["subspecialties"].items()
    }
    return Knowledge(base, facts, passages, official, rulings, specialties, subspecialties)


def _guide(folder: Path) -> tuple[dict[str, Passage], dict[str, str]]:
    """All passages, and for each passage and fact id the place at which it stands."""
    passages: dict[str, Passage] = {}
    places: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        for where, passage in _passages(path):
            for name in (passage.id, *passage.facts):
                if name in places:
                    raise KnowledgeError(f"{where}: {name}: stands in {places[name]} as well; keep one")
                places[name] = where
            passages[passage.id] = passage
    return passages, places


def _passages(path: Path) -> Iterator[tuple[str, Passage]]:
    """The passages of one chapter: heading, id line, one sentence (fact) a line, next-step line."""
    chapter, title, meta, start = "", "", None, 0
    body: list[str] = []
    for number, line in enumerate(_lines(path), 1):
        where = f"{path.name}:{number}"
        if line.startswith("# "):
            chapter = line[2:].strip()
        elif line.startswith("## "):
            if meta is not None:
                raise KnowledgeError(f"{where}: passage: the one before has no next line; add <!-- next: ... -->")
            title, start = line[3:].strip(), number
        elif match := _META.match(line):
            meta, body = match, []
        elif match := _NEXT.match(line):
            if meta is None:
                raise KnowledgeError(f"{where}: next: stands outside a passage; put an id line before it")
            facts = tuple(meta["facts"].split())
            if len(facts) != len(body):
                raise KnowledgeError(
                    f"{path.name}:{start}: facts: {len(facts)} ids for {len(body)} sentences; write one line a fact"
                )
            yield f"{path.name}:{start}", Passage(meta["id"], chapter, title, facts, "\n".join(body), match["text"])
            meta = None
        elif line.strip():
            if meta is None:
                raise KnowledgeError(f"{where}: text: stands outside a passage; put an id line before it")
            body.append(line)
    if meta is not None:
        raise KnowledgeError(f"{path.name}:{start}: next: is missing; end the passage with <!-- next: ... -->")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}; save it as UTF-8") from None


def _facts(path: Path, passages: Mapping[str, Passage], places: Mapping[str, str]) -> dict[str, Fact]:
    sentences = {
        fact_id: (passage.id, text)
        for passage in passages.values()
        for fact_id, text in zip(passage.facts, passage.text.split("\n"), strict=True)
    }
    facts = {}
    for key, node in read_yaml(path).items():
        if key not in sentences:
            raise KnowledgeError(f"{node.where}: {key}: has no passage; add its sentence to guide/*.md")
        passage_id, text = sentences.pop(key)
        figures = _figures(node)
        for figure in figures.values():
            if not re.search(rf"\b{re.escape(str(figure.value))}\b", text):
                raise KnowledgeError(
                    f"{node.where}: {key}.figures.{figure.name}: {figure.value} is not in its sentence; correct either"
                )
        uses = frozenset(node["use"].strings())
        if not uses or not uses <= _USES:
            raise KnowledgeError(f"{node.where}: {key}.use: must be of P, R, D and Q, got {sorted(uses)}")
        facts[key] = Fact(key, passage_id, text, uses, figures)
    for key in sorted(sentences):
        raise KnowledgeError(f"{places[key]}: {key}: has no entry in {path.name}; add one")
    return facts


def _figures(node: Node) -> dict[str, Figure]:
    if "figures" not in node:
        return {}
    found = {}
    for item in node["figures"]:
        value = item["value"].value
        if not isinstance(value, int | str):
            raise KnowledgeError(f"{item.where}: figures.value: must be a whole number or a word, got {value!r}")
        figure = Figure(item["name"].text(), value, item["unit"].text())
        found[figure.name] = figure
    return found


def _official(key: str, node: Node) -> OfficialFact:
    until: Any = node["until"].value
    if until is not None and type(until) is not date:  # a moment is a date too, but compares with none
        raise KnowledgeError(f"{node.where}: {key}.until: must be a date such as 2027-05-31 or null, got {until!r}")
    sure = node["sure"].text()
    if sure not in {"high", "medium"}:
        raise KnowledgeError(f"{node.where}: {key}.sure: must be high or medium, got {sure!r}")
    seasons = frozenset(_year(item, key) for item in node["seasons"]) if "seasons" in node else frozenset()
    return OfficialFact(
        key, node["statement"].text(), node["season"].text(), node["source"].text(), sure, until, seasons
    )


def _year(node: Node, key: str) -> int:
    if not isinstance(node.value, int):
        raise KnowledgeError(f"{node.where}: {key}.seasons: must be years such as 2027, got {node.value!r}")
    return node.value


def _ruling(key: str, node: Node, facts: Mapping[str, Fact]) -> Ruling:
    cited = tuple(node["facts"].strings())
    for fact_id in cited:
        if fact_id not in facts:
            raise KnowledgeError(f"{node.where}: {key}.facts: {fact_id} is no fact of the guide; correct the id")
    return Ruling(key, cited, node["decision"].text(), node["why"].text(), _figures(node))


def _specialty(key: str, node: Node) -> Specialty:
    group = node["group"].text()
    if group not in {"primary_care", "surgical", "consulting", "general"}:
        raise KnowledgeError(
            f"{node.where}: {key}.group: must be primary_care, surgical, consulting or general, got {group!r}"
        )
    counts_as = node["counts_as"].text() if "counts_as" in node else None
    return Specialty(
        key, node["name"].text(), group, node["service"].text(), tuple(node["aliases"].strings()), None, counts_as
    )


def _subspecialty(key: str, node: Node, parents: Mapping[str, Specialty]) -> Specialty:
    parent = parents.get(node["parent"].text())
    if parent is None:
        raise KnowledgeError(f"{node.where}: {key}.parent: is no specialty of this file; correct the name")
    return Specialty(
        key, node["name"].text(), parent.group, parent.service, tuple(node["aliases"].strings()), parent.id
    )
