"""Rules over a whole answer: what no reply may do, whatever its evidence says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.words import plain
from assistant.knowledge import load_knowledge
from assistant.yamlfile import Node, read_yaml

Patterns = tuple[re.Pattern[str], ...]
_REACH = 160
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Breach:
    """A broken rule, the words that break it, and why that is not allowed."""

    rule: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Rules:
    promise: Patterns
    twice_denied: Patterns
    denied: re.Pattern[str]
    salutation: Patterns
    praise: Patterns
    signature: Patterns
    waived: Patterns
    waived_denied: re.Pattern[str]
    waived_context: re.Pattern[str]
    advertising: Patterns
    link: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    tree = read_yaml(load_knowledge().root / "lexicon" / "guard_answer.yaml")

    def one(node: Node) -> re.Pattern[str]:
        return re.compile(node.text(), re.IGNORECASE)

    def many(node: Node) -> Patterns:
        return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in node.strings())

    return _Rules(
        many(tree["promise"]), many(tree["promise_twice_denied"]), one(tree["promise_denied"]),
        many(tree["salutation"]),
        many(tree["praise"]), many(tree["signature"]), many(tree["waived"]), one(tree["waived_denied"]),
        one(tree["waived_context"]), many(tree["advertising"]), one(tree["link"]),
    )


def _found(patterns: Patterns, text: str) -> list[re.Match[str]]:
    return [match for pattern in patterns for match in pattern.finditer(text)]


def promises_of_matching(text: str) -> list[Breach]:
    """Promises that the applicant matches, is interviewed or gets a place; a denied promise is none."""
    rules = _rules()
    said = text.replace("’", "'")
    found = [match for match in _found(rules.promise, said) if not rules.denied.search(_before(said, match))]
    return [
        Breach("promise", match[0], "nobody can promise a match, an interview or a place")
        for match in (*found, *_found(rules.twice_denied, said))
    ]


def _before(text: str, match: re.Match[str]) -> str:
    """What stands before a match in its line, at most as far as a denial may reach."""
    return text[max(0, match.start() - _REACH) : match.start()].rsplit("\n", 1)[-1]


def letter_in_a_writers_name(text: str) -> list[Breach]:
    """A letter in the voice of its writer: first-person praise with a salutation or a signature, or much of it."""
    rules = _rules()
    praise = _found(rules.praise, text)
    framed = [*_found(rules.salutation, text), *_found(rules.signature, text)]
    distinct = {match.re.pattern for match in praise}
    if praise and (framed or len(distinct) > 2):
        return [Breach("letter", praise[0][0], "the letter is its writer's: give facts or bullet points instead")]
    return []


def advice_from_a_waived_letter(text: str, waived: bool = False) -> list[Breach]:
    """What is said of the content of a letter that the applicant waived. `waived`: the case says so of the letter."""
    rules = _rules()
    if not waived and not rules.waived_context.search(text):
        return []
    return [
        Breach("waived", match[0], "nobody may advise from what a waived letter holds (OFF-WAIVED-CONTENT)")
        for match in _found(rules.waived, text)
        if not rules.waived_denied.search(_before(text, match))
    ]


def advertising(text: str) -> list[Breach]:
    """Praise or sale of a product or service."""
    return [Breach("advertising", match[0], "an answer sells nothing") for match in _found(_rules().advertising, text)]


def unknown_links(text: str, evidence: Sequence[Mapping[str, str]]) -> list[Breach]:
    """Links and site names that neither the evidence nor the official sources hold."""
    official = " ".join(fact.source for fact in load_knowledge().official.values())
    held = " ".join([official, *(str(item.get("text", "")) for item in evidence)]).casefold()
    breaches = []
    for match in _rules().link.finditer(text):
        link = match[0].rstrip(".,;:").casefold()
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link).rstrip("/")
        at_sign = match.start() > 0 and text[match.start() - 1] == "@"
        if not at_sign and not re.search(rf"(?<![\w.-]){re.escape(bare)}(?![\w-])", held):
            breaches.append(Breach("link", match[0], "no source holds this link"))
    return breaches


def answer_breaches(text: str, evidence: Sequence[Mapping[str, str]], waived: bool = False) -> list[Breach]:
    """Every rule over the whole answer, in a fixed order; what follows the first million letters is not read."""
    text = text[:_LONGEST]
    said = plain(text) if "n’t" in text else text
    return [
        *promises_of_matching(said), *letter_in_a_writers_name(text), *advice_from_a_waived_letter(text, waived),
        *advertising(text), *unknown_links(text, evidence),
    ]
