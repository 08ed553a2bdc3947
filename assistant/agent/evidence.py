"""What may carry a statement of this turn: retrieved facts, tool results, the person's own words and their case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.knowledge import Knowledge

YOU, CASE, TODAY = "your-words", "your-case", "today"
_QUESTION = re.compile(r"\?\s*$")
_SENTENCES = re.compile(r"(?<=[.?!;])\s+|\n+")
_REPORTED = re.compile(
    r"\b(?:says?|said|told|tells|heard|read|thinks?|claims?|believes?|suppose[ds]?)\b", re.IGNORECASE
)  # fmt: skip
_LEAST_WORDS = 3
_FIRST_YEAR = 1900


class Evidence:
    """Grows with the turn. `facts` are the ids that may be cited, with what each of them says."""

    def __init__(self, knowledge: Knowledge, said: Sequence[str], case: Mapping[str, Any], today: date) -> None:
        self.facts: dict[str, str] = {}
        self.searched = False
        self.drafts: list[str] = []  # texts that a tool wrote, to be shown as they are
        self.noted = False  # the case was changed in this turn
        self.results: list[dict[str, str]] = [{"id": TODAY, "text": today.isoformat()}]
        self._knowledge, self._today = knowledge, today
        self._said = [_statements(text) for text in said]
        self._case = case

    def add_result(self, tool: str, content: str, case: Mapping[str, Any]) -> None:
        """Take in a tool's result; facts that it names may be cited from now on. `case`: as it is after the tool."""
        self._case = case
        try:
            document = json.loads(content)
        except ValueError:
            document = content
        for identity in _named_facts(document):
            if identity in self._knowledge:
                self.facts.setdefault(identity, self._knowledge.quote(identity))
        if isinstance(document, dict) and "error" not in document:
            self.drafts += _draft(tool, document)
        self.noted = self.noted or (tool == "update_profile" and "error" not in document)
        if tool == "search_guide":
            self.searched = True
            self.facts.update(_found(document))
            return
        lines = list(dict.fromkeys(_lines(document)))
        self.results.append({"id": f"{tool}-{len(self.results)}", "text": "\n".join(lines)})

    def past_season(self, fact: str) -> str:
        """The season of a dated fact that is over by the day of the turn; empty for any other."""
        official = self._knowledge.official.get(fact)
        return official.season if official is not None and official.stale(self._today) else ""

    def guide(self) -> list[dict[str, str]]:
        """The facts and the tool results, for statements on anything."""
        return [*({"id": name, "text": text} for name, text in self.facts.items()), *self.results]

    def own(self) -> list[dict[str, str]]:
        """The person's words and case, for statements on the person."""
        told = "\n".join(filter(None, self._said))
        case = "\n".join([*dict.fromkeys(_lines(self._case)), *_counts(self._case)])
        return [{"id": name, "text": text} for name, text in ((YOU, told), (CASE, case)) if text]


def _statements(text: str) -> str:
    """The sentences of a message that tell of the person: no questions, and nothing that others are said to say."""
    parts = [part for part in _SENTENCES.split(text) if part.strip()]
    kept = [part for part in parts if not (_QUESTION.search(part) or _REPORTED.search(part))]
    return "\n".join(kept)


def _counts(case: Mapping[str, Any]) -> Iterator[str]:
    letters = case.get("letters") or []
    if letters:
        yield f"I have {len(letters)} letters."
        yield f"I have {sum(letter.get('writer', {}).get('country') == 'US' for letter in letters)} US letters."


def _draft(tool: str, document: Mapping[str, Any]) -> Iterator[str]:
    if tool == "draft_email":
        heads = (f"{name.capitalize()}: {document[name]}" for name in ("to", "subject") if document.get(name))
        yield "\n".join([*heads, "", str(document["body"])]).strip("\n")
    elif tool == "outline_letter":
        yield "\n".join(f"- {bullet['area']}: {bullet['text']}" for bullet in document["bullets"])


def _found(document: Any) -> dict[str, str]:
    passages = document.get("passages", []) if isinstance(document, dict) else []
    return {str(fact["id"]): str(fact["text"]) for passage in passages for fact in passage.get("facts", [])}


def _named_facts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "facts" and isinstance(inner, list):
                yield from (fact for fact in inner if isinstance(fact, str))
            yield from _named_facts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named_facts(inner)


def _lines(value: Any, name: str = "") -> Iterator[str]:
    """Any document as lines that can be read: sentences as they are, and the plain values of a mapping together."""
    if isinstance(value, Mapping):
        scalars = list(_scalars(value))
        short = [_pair(key, inner) for key, inner in scalars if inner is not None and not _is_prose(inner)]
        if short:
            yield f"{_plain(name)}: {', '.join(short)}." if name else f"{', '.join(short)}."
        yield from (str(inner) for _, inner in scalars if _is_prose(inner))
        for key, inner in value.items():
            if isinstance(inner, list) or (isinstance(inner, Mapping) and not _is_simple(inner)):
                yield from _lines(inner, key)
    elif isinstance(value, list):
        plain = [_plain(inner) for inner in value if not isinstance(inner, Mapping | list) and not _is_prose(inner)]
        if plain:
            yield f"{_plain(name)}: {', '.join(plain)}."
        for inner in value:
            if isinstance(inner, Mapping | list) or _is_prose(inner):
                yield from _lines(inner, name)
    elif value is not None:
        yield str(value)


def _is_simple(value: Any) -> bool:
    """A mapping of plain values only, such as a letter's writer: it is read together with what it belongs to."""
    return isinstance(value, Mapping) and not any(isinstance(inner, Mapping | list) for inner in value.values())


def _scalars(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if _is_simple(inner):
            yield from inner.items()
        elif not isinstance(inner, Mapping | list):
            yield key, inner


def _pair(key: str, value: Any) -> str:
    """`weeks: 8` as "8 weeks"; a year and anything else as "graduation year 2016"."""
    counts = isinstance(value, int | float) and not isinstance(value, bool) and value < _FIRST_YEAR
    return f"{value:g} {_plain(key)}" if counts else f"{_plain(key)} {_plain(value)}"


def _is_prose(value: Any) -> bool:
    return isinstance(value, str) and len(value.split()) > _LEAST_WORDS


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")
