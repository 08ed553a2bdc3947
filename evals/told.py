"""Conversations in which a person tells their case: after every turn, which values of the case are right, and which
nobody gave. The short forms of the data are those that the heads of told_*.yaml explain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.advisor import Advisor
from assistant.domain import Applicant
from assistant.domain.applicant import Experience, Writer
from assistant.knowledge import load_knowledge
from evals import datasets

Paths = dict[str, Any]
OWN, WRITER, EXPERIENCE = (frozenset(model.model_fields) for model in (Applicant, Writer, Experience))
_UNKNOWN = object()
_OWN_WORDS = 0.5  # of a note's words that must have been said
_FREE = re.compile(r"\.(weeks|notes)\b|\.notes\.")  # readings under `may` that are not held to one value


def plain(value: Any) -> Any:
    """A date of the data as the ISO text that a case holds."""
    return value.isoformat() if isinstance(value, date) else value


def expand(told: Mapping[str, Any] | None) -> Paths:
    """Short forms to field paths; a letter itself stands as `letters[id]`."""
    paths: Paths = {}
    for key, value in (told or {}).items():
        if key in OWN:
            paths[key] = plain(value)
            continue
        paths[f"letters[{key}]"] = value if isinstance(value, str) else True
        for name, item in value.items() if isinstance(value, Mapping) else ():
            paths.update(_field(f"letters[{key}]", name, item))
    return paths


def _field(letter: str, name: str, item: Any) -> Paths:
    """`dr` and `prof` are a name with its title, `doc` and `sub` a specialty, the first of a physician."""
    if name in {"dr", "prof"}:
        return {f"{letter}.writer.title": "Dr." if name == "dr" else "Prof.", f"{letter}.writer.name": item}
    if name in {"doc", "sub"}:
        below = load_knowledge().subspecialties.get(item)
        paths = {f"{letter}.writer.specialty": below.parent if below else item}
        if below:
            paths[f"{letter}.writer.subspecialty"] = item
        return {**paths, f"{letter}.writer.profession": "physician"} if name == "doc" else paths
    part = "writer." if name in WRITER else "experience." if name in EXPERIENCE else ""
    return {f"{letter}.{part}{name}": plain(item)}


def flatten(case: Mapping[str, Any]) -> Paths:
    """A case as field paths and values."""
    paths: Paths = {}
    for key, value in case.items():
        if key != "letters":
            paths[key] = plain(value)
        elif not value:
            paths[key] = []
        for letter in value if key == "letters" else ():
            paths[f"letters[{letter['id']}]"] = True
            paths.update(_leaves(f"letters[{letter['id']}]", {k: v for k, v in letter.items() if k != "id"}))
    return paths


def _leaves(prefix: str, value: Mapping[str, Any]) -> Paths:
    paths: Paths = {}
    for key, item in value.items():
        path = f"{prefix}.{key}"
        paths.update(_leaves(path, item) if isinstance(item, dict) else {path: plain(item)})
    return paths


def _plain_ids(held: Paths, expected: Paths) -> Paths:
    """Ids as the data spell them: "elbadry" for "el_badry"."""
    wanted = {letter_of(path) for path in expected}
    plain = {letter_of(path) for path in held} - wanted - {""}
    for name in plain:
        if (short := name.replace("_", "")) in wanted:
            held = {path.replace(f"letters[{name}]", f"letters[{short}]"): value for path, value in held.items()}
    return held


def letter_of(path: str) -> str:
    """The letter that a path speaks of; empty for the person's own fields."""
    found = re.match(r"letters\[(.*?)\]", path)
    return found[1] if found else ""


def nameless(expected: Paths, held: Paths, known: Mapping[str, str]) -> dict[str, str]:
    """Which held letter each `any_…` of the data stands for: the one that agrees in most values; kept once found."""
    wanted = sorted({letter_of(path) for path in expected if letter_of(path).startswith("any_")})
    ids = sorted({letter_of(path) for path in held} - {""})
    found = {name: known[name] for name in wanted if known.get(name) in ids}
    free = [name for name in ids if f"letters[{name}]" not in expected and name not in found.values()]
    pairs = sorted(
        (-_agreement(expected, held, name, other), name, other)
        for name in wanted for other in free if name not in found
    )  # fmt: skip
    for _, name, other in pairs:
        if name not in found and other not in found.values():
            found[name] = other
    return found


def _agreement(expected: Paths, held: Paths, name: str, other: str) -> int:
    start = f"letters[{name}]"
    return sum(
        held.get(path.replace(start, f"letters[{other}]"), _UNKNOWN) == value
        for path, value in expected.items() if path.startswith(start)
    )  # fmt: skip


def renamed(held: Paths, stands_for: Mapping[str, str]) -> Paths:
    """The held paths under the names that the data use."""
    for name, other in stands_for.items():
        held = {path.replace(f"letters[{other}]", f"letters[{name}]"): value for path, value in held.items()}
    return held


@dataclass(slots=True)
class Expected:
    """What the case must and may hold as a conversation goes on."""

    must: Paths = field(default_factory=dict)
    may: Paths = field(default_factory=dict)
    stands_for: dict[str, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)  # the words of all messages so far

    def turn(self, turn: Mapping[str, Any], case: Mapping[str, Any]) -> tuple[list[bool], list[str]]:
        """After a turn: whether each value is right, and the paths that nobody gave."""
        gone, before = set(turn.get("gone", ())), dict(self.must)
        self.said.update(_words(turn["say"]))
        self.must = {p: v for p, v in self.must.items() if p not in gone and letter_of(p) not in gone}
        told = expand(turn.get("set"))
        self.must.update(told)
        self.may.update(expand(turn.get("may")))
        touched = {*told, *(set(before) - set(self.must))}
        held = _plain_ids(flatten(case), self.must)
        self.stands_for = nameless(self.must, held, {k: v for k, v in self.stands_for.items() if k not in gone})
        held = renamed(held, self.stands_for)
        right = [
            held.get(p, _UNKNOWN) == self.must.get(p, _UNKNOWN) or (p in held and self._allowed(p, held[p]))
            for p in {*self.must, *touched}
        ]
        return right, [p for p in set(held) - set(self.must) - touched if not self._allowed(p, held[p])]

    def _allowed(self, path: str, value: Any) -> bool:
        if self.may.get(f"letters[{letter_of(path)}]") == "any":
            return True  # nothing of this letter is held to a value
        if ".notes." in path and self.may.get(path.partition(".notes.")[0] + ".notes") == "any":
            return True
        if ".notes." in path and self._in_own_words(value):
            return True
        return path in self.may and (self.may[path] in (value, "any") or bool(_FREE.search(path)))

    def _in_own_words(self, notes: Any) -> bool:
        """Whether notes are of the person's words; a verb may be put right, and a few words lead in."""
        words = _words(" ".join(notes)) if isinstance(notes, list) else []
        return bool(words) and sum(word in self.said for word in words) >= _OWN_WORDS * len(words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def measure(name: str, advisor: Advisor) -> list[tuple[str, float, int | None]]:
    """Shares over all turns of a data file: values right, and invented ones as a share of the values to be had."""
    right: list[bool] = []
    invented = 0
    for conversation in datasets.conversations(name):
        expected = Expected()
        for turn in conversation["turns"]:
            reply = advisor.reply(turn["say"], f"{name}-{conversation['id']}", str(conversation["today"]))
            values, unsaid = expected.turn(turn, reply.profile)
            right += values
            invented += len(unsaid)
    return [("values", sum(right) / len(right), len(right)), ("unsaid", invented / len(right), len(right))]
