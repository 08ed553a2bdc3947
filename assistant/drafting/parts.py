"""A draft cut into what a person may name to be left out: its sentences, the things of a list, a clause at an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.knowledge import load_knowledge
from assistant.patterns import compile_any, compile_each
from assistant.yamlfile import Node, read_yaml

_FILE = "drafting_parts.yaml"
_BULLET = "- "
# No title before a name ends a sentence: "I learned it from Dr. Smith".
_BETWEEN = re.compile(r"(?<=[.!?])(?<!Dr\.)(?<!Prof\.)(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)(?<!St\.)(?<!vs\.)\s+(?=[A-Z“\"_])")
_LEADS = re.compile(r"^(?:my|our|the|a|an|how|what|times|work)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: its line, where it stands there, what comes in its place, and how it reads.

    `called` holds words that people name it by; `why` says why it must stay ("" where it may go).
    """

    line: int
    start: int
    end: int
    put: str
    text: str
    called: str = ""
    why: str = ""
    sentence: int = 0  # where its sentence begins, so that a part and its sentence are known as one


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence that is known: by what it is seen, what people call it, and why it stays ("" where it may go)."""

    says: re.Pattern[str]
    called: str
    why: str


@dataclass(frozen=True, slots=True)
class OtherWords:
    """A word that a person may not want: what it is, the words round it in a text, and what reads there instead."""

    says: re.Pattern[str]
    on: re.Pattern[str]
    reads: str


@dataclass(frozen=True, slots=True)
class PartRules:
    """knowledge/drafting_parts.yaml."""

    named: tuple[Named, ...]
    tails: re.Pattern[str]
    lists: tuple[re.Pattern[str], ...]
    between: re.Pattern[str]
    hint: re.Pattern[str]
    hint_between: re.Pattern[str]
    no_topic: frozenset[str]
    meant: tuple[tuple[re.Pattern[str], str], ...]  # words, and the topic that they mean
    leaning: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]  # what says nothing without what
    other_words: tuple[OtherWords, ...]


@lru_cache(maxsize=1)
def part_rules() -> PartRules:
    """The rules of parts.

    Raises:
        KnowledgeError: one line with file, line and field.
    """
    tree = read_yaml(load_knowledge().root / _FILE)
    return PartRules(
        tuple(_named(node) for name in ("kept", "called") for node in tree[name]),
        compile_any(tree["tails"]), compile_each(tree["lists"]), compile_any(tree["between"]),
        compile_any(tree["hint"]), compile_any(tree["hint_between"]),
        frozenset(tree["no_topic"].text().replace("e-?mail", "e-mail").split("|")),
        tuple((compile_any(node["says"]), node["topic"].text()) for node in tree["meant"]),
        tuple((compile_any(node["says"]), compile_any(node["on"])) for node in tree["leaning"]),
        tuple(map(_other_words, tree["other_words"])),
    )  # fmt: skip


def _named(node: Node) -> Named:
    called = node["called"].text().replace("|", " ") if "called" in node else ""
    return Named(compile_any(node["says"]), called, node["why"].text() if "why" in node else "")


def _other_words(node: Node) -> OtherWords:
    return OtherWords(compile_any(node["says"]), compile_any(node["on"]), node["reads"].text())


def parts_of(body: str) -> list[Part]:
    """The parts of a text, the smallest of each sentence first. A heading is none; an attachment's line is one."""
    lines = body.split("\n")
    spoken = not any(line.startswith("Dear ") for line in lines)  # what is said in person: a bullet holds sentences
    found: list[Part] = []
    for number, line in enumerate(lines):
        if line.startswith(_BULLET) and not spoken:
            found += [*_tails(number, 2, line[2:]), _sentence(number, 0, line, line[2:])]
        elif line.startswith(_BULLET):
            found += _of_line(number, len(_BULLET), line)
        elif line.endswith((".", "?", "!", ",", "…")) or "." in line:
            found += _of_line(number, 0, line)
    return found


def _of_line(number: int, start: int, line: str) -> Iterator[Part]:
    """The sentences of a line with the parts of each."""
    for text in _BETWEEN.split(line[start:]):
        at = line.index(text, start)
        yield from _tails(number, at, text)
        yield from _items(number, at, text)
        yield _sentence(number, at, text, text)
        start = at + len(text)


def _sentence(number: int, at: int, whole: str, text: str) -> Part:
    known = [named for named in part_rules().named if named.says.search(text)]
    why = next((named.why for named in known if named.why), "")
    return Part(number, at, at + len(whole), "", text, " ".join(named.called for named in known), why, at)


def _tails(number: int, at: int, text: str) -> Iterator[Part]:
    for found in part_rules().tails.finditer(text):
        shown = found[0].strip(" ,")
        yield Part(number, at + found.start(), at + found.end(), "", shown, sentence=at, called=_called(shown))


def _items(number: int, at: int, text: str) -> Iterator[Part]:
    """The things of a list, each with the list as it reads without it."""
    rules = part_rules()
    found = next((match for pattern in rules.lists if (match := pattern.match(text))), None)
    if found is None:
        return
    between = rules.hint_between if rules.hint.match(text) else rules.between
    items, joints = between.split(found["items"]), between.findall(found["items"])
    if len(items) == 1:
        return
    for place, item in enumerate(items):
        rest = [*items[:place], *items[place + 1 :]]
        if place == 0 and item.lower().startswith("my ") and not _LEADS.match(rest[0]):
            rest[0] = f"my {rest[0]}"  # "my CV, personal statement and ...": the word goes with all
        start = at + found.start("items")
        yield Part(
            number, start, start + len(found["items"]), _joined(rest, joints), item, sentence=at, called=_called(item)
        )


def _called(text: str) -> str:
    return " ".join(named.called for named in part_rules().named if not named.why and named.says.search(text))


def _before_last(joint: str, count: int) -> str:
    """ "A and B", though it was "A, B, and C"; "on A, or on B" stays so."""
    return joint if count > 2 or "or on" in joint else joint.lstrip(",")


def _joined(items: list[str], joints: list[str]) -> str:
    """The things with the word between the last two that stood there."""
    last, before = joints[-1], joints[0]
    if len(items) <= 1:
        return "".join(items)
    return before.join(items[:-1]) + _before_last(last, len(items)) + items[-1]
