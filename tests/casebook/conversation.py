"""Conversations as data: playing them through the casebook alone, and counting what came out right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.casebook import understand_case
from evals.told import expand, flatten, nameless, renamed

TODAY = date(2027, 6, 28)
HERE = Path(__file__).parent
LEE: Mapping[str, Any] = {"id": "lee", "writer": {"name": "Ann Lee", "title": "Dr."}}


def load(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def told_of_lee(message: str, **letter: Any) -> dict[str, Any]:
    """What a message sets of the letter of Dr. Lee, by field; of other letters with the whole path."""
    case = {"targets": ["internal_medicine"], "letters": [{**LEE, **letter}]}
    changes = [c for c in understand_case(message, case, today=TODAY).changes if c.op == "set"]
    return {change.field.removeprefix("letters[lee]."): change.value for change in changes}


def case_after(messages: Sequence[str], today: date = TODAY) -> dict[str, Any]:
    """The case once all messages were told."""
    case: dict[str, Any] = {}
    memory = None
    for message in messages:
        update = understand_case(message, case, today=today, memory=memory)
        case, memory = dict(update.case), update.memory
    return case


def case_told(*messages: str) -> dict[str, Any]:
    """The same, of messages given one by one."""
    return case_after(messages)


@dataclass
class Score:
    """Counts over all turns, and a line for each fault."""

    values: int = 0
    right: int = 0
    invented: int = 0
    asked_for: int = 0
    asked: int = 0
    turns: int = 0
    faults: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # questions that were asked besides

    def line(self) -> str:
        right = f"{self.right}/{self.values} = {self.right / max(1, self.values):.1%}"
        asked = f"asked {self.asked}/{self.asked_for}; other questions {len(self.others)}"
        return f"turns {self.turns}; values {right}; invented {self.invented}; {asked}"


def play(conversation: dict[str, Any], score: Score, *, remember: bool = True) -> None:
    """Play a conversation; every value is looked at again after every turn."""
    case: dict[str, Any] = {}
    memory: dict[str, Any] | None = None
    expected: dict[str, Any] = {}
    may: dict[str, Any] = {}
    stands_for: dict[str, str] = {}
    today = plain_date(conversation["today"])
    for number, turn in enumerate(conversation["turns"], start=1):
        update = understand_case(
            turn["say"], case, today=today, asked=turn.get("asked"), memory=memory if remember else None
        )
        case, memory = update.case, update.memory
        gone = set(turn.get("gone", ()))
        before = dict(expected)
        expected = {
            path: value
            for path, value in expected.items()
            if path not in gone and not any(path.startswith(f"letters[{name}]") for name in gone)
        }
        told = expand(turn.get("set", {}))
        expected.update(told)
        may.update(expand(turn.get("may", {})))
        may.update(_physicians({**may, **expected}))
        where = f"{conversation['id']} turn {number} {turn['say'][:70]!r}"
        touched = {*told, *(set(before) - set(expected))}
        stands_for = nameless(expected, flatten(case), {k: v for k, v in stands_for.items() if k not in gone})
        check(where, turn, update, (expected, may, touched), score, stands_for)


def _physicians(expected: dict[str, Any]) -> dict[str, Any]:
    """A doctor with a field or a leading position may be held for a physician, said in so many words or not."""
    letters = {path.partition("]")[0] + "]." for path in expected if path.startswith("letters[")}
    return {
        f"{start}writer.profession": "physician"
        for start in letters
        if expected.get(f"{start}writer.title") in {"Dr.", "Prof."}
        and any(expected.get(f"{start}writer.{name}") for name in ("specialty", "leadership"))
    }


def plain_date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def check(
    where: str,
    turn: dict[str, Any],
    update: Any,
    held_to: tuple[dict[str, Any], dict[str, Any], set[str]],
    score: Score,
    stands_for: dict[str, str],
) -> None:
    """Count one turn. `held_to`: what the case must hold, what it may hold, and the paths that this turn changes."""
    expected, may, touched = held_to
    held = flatten(update.case)
    held = renamed(held, stands_for)
    score.turns += 1
    for path in sorted({*expected, *touched}):
        score.values += 1
        if held.get(path, "-") == expected.get(path, "-") or (path in may and held.get(path) == may[path]):
            score.right += 1
        else:
            score.faults.append(f"{where}: {path}: expected {expected.get(path, '-')!r}, got {held.get(path, '-')!r}")
    for path in sorted(set(held) - set(expected) - touched):
        if path not in may or may[path] != held[path]:
            score.invented += 1
            score.faults.append(f"{where}: {path}: invented {held[path]!r}")
    score.faults.extend(f"{where}: {path}: must stay unknown" for path in turn.get("absent", ()) if path in held)
    _check_questions(where, turn, update, score)
    if turn.get("talk", True) is not update.is_case_talk:
        score.faults.append(f"{where}: is_case_talk {update.is_case_talk}")
    for change in update.changes:
        if not change.words or change.words not in turn["say"]:
            score.faults.append(f"{where}: words {change.words!r} are not in the message")


def _check_questions(where: str, turn: dict[str, Any], update: Any, score: Score) -> None:
    asked = {question.field for question in update.questions}
    for path in turn.get("ask", ()):
        score.asked_for += 1
        score.asked += path in asked
        if path not in asked:
            score.faults.append(f"{where}: {path}: not asked, only {sorted(asked)}")
    score.others.extend(f"{where}: {path}" for path in sorted(asked - set(turn.get("ask", ()))))
