"""With which name a text is to be signed: "sign it as Omar Farouk", "From: Mariana Costa", said as "My name is ...".

To sign with one's own name is no wish to sign in a writer's place; a writer's name, or a letter that is signed for its
writer, stays as it was said and is declined.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.agent.builtin.draft_cues import read_clauses
from assistant.agent.builtin.no_place import given_names
from assistant.domain.vocabulary import find_specialty
from assistant.patterns import compile_each, read_parts
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import read_yaml

_BETWEEN = " \t\n,;:"
_FILE = Path("knowledge") / "lexicon" / "drafting_signed.yaml"
_MOST_CHARACTERS = 1200  # of a message in which a name to sign with is looked for
_TITLED = re.compile(r"^(?:dr|prof|professor)\b\.? *", re.IGNORECASE)
_WHOLE_NAME = 2  # words of an own name that is said with a title
_TITLES = frozenset({"dr", "prof", "professor", "md", "mbbs", "do", "phd", "m.d"})


def own_name_told(text: str, writers: frozenset[str]) -> str:
    """The message with "My name is ..." in place of the words that say how to sign; else as it was.

    Args:
        text: the message.
        writers: words of the names of the writers, in lower case.
    """
    if len(text) > _MOST_CHARACTERS:
        return text
    book = _book()
    text = _small_name_told(text, writers)
    for way in book["ways"]:
        found = way.search(text)
        if found is None or "?" in text[found.end() : found.end() + 2]:
            continue
        name, field = found.groupdict().get("name") or found["small"], found.groupdict().get("field") or ""
        words = [word for word in normalise(name).split() if word not in _TITLES]
        if not field and book["no_text"][0].search(text):
            continue
        if not words or not writers.isdisjoint(words) or book["no_name"][0].search(" ".join(words)):
            continue
        if _is_titled(name) and len(words) < _WHOLE_NAME:
            continue  # "sign it Dr. Pierce" is somebody else
        before = text[: found.start(_begins(found)) if field else found.start()]
        if field and not _is_own_field(name, field, before):
            continue
        name = _TITLED.sub("", name)
        shown = re.sub(r"(?<= )([A-Z])\.(?= )", r"\1", name if name[:1].isupper() else name.title())
        rest = text[found.end() :].lstrip(" .!,;”\"'")
        rest = re.sub(r"^(?:and|please|pls|plz|thanks?)\b[\s,.!]*", "", rest, flags=re.IGNORECASE)
        before = before.rstrip(_BETWEEN)
        before = re.sub(r"\b(?:and|please|pls)$", "", before, flags=re.IGNORECASE).rstrip(_BETWEEN)
        before = before if not before or before[-1] in ".!?\n" else f"{before}."
        aim = f"I apply to {field}{found.groupdict().get('season') or ''}." if field else ""
        return " ".join(filter(None, [before, f"My name is {shown}.", aim, rest]))
    return text


def _small_name_told(text: str, writers: frozenset[str]) -> str:
    """ "I am filipino img, jerome santos, surgery": "I am filipino img. My name is Jerome Santos. surgery"."""
    found = next((one for way in _book()["small_ways"] if (one := way.search(text))), None)
    words = normalise(found["small"]).split() if found else []
    if found is None or words[0] not in given_names() or not writers.isdisjoint(words):
        return text
    if find_specialty(found["small"]) or any(find_specialty(word) for word in words):
        return text
    rest = text[found.end() :].lstrip(_BETWEEN + ".")
    before = text[: found.start("small")].rstrip(_BETWEEN)
    return f"{before}. My name is {found['small'].title()}. {rest}".strip(" .") + ("." if not rest else "")


def _is_titled(name: str) -> bool:
    """ "Dr. Sherin Habib"."""
    return normalise(name).split()[0] in _TITLES


def _begins(found: re.Match[str]) -> str:
    """The group with which the own words begin: "I'm Noor, psychiatry" has some before the name."""
    return "lead" if found.groupdict().get("lead") else "name"


def _is_own_field(name: str, field: str, before: str) -> bool:
    """ "Sofia Marques, peds, 2027", behind an order for a text: who signs it, and what is applied for."""
    return bool(find_specialty(field) and not find_specialty(name) and read_clauses(before).has("some_text"))


@lru_cache(maxsize=1)
def _book() -> dict[str, tuple[re.Pattern[str], ...]]:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    names = ("ways", "small_ways", "no_name", "no_text", "alone", "told_whole", "before_list", "word_name")
    return {name: compile_each(tree[name], parts, any_case=True) for name in names}


def name_patterns(name: str) -> re.Pattern[str]:
    """The pattern of a name that stands `alone`, is `told_whole`, goes `before_list`, or begins with a word."""
    return _book()[name][0]


@lru_cache(maxsize=1)
def word_names() -> frozenset[str]:
    """Given names that are words as well."""
    return frozenset(read_yaml(data_root() / _FILE)["word_names"].strings())
