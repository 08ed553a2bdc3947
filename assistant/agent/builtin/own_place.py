"""The letter that a message means by its place: "the one from Oaxaca", "the Texas letter"."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.agent.builtin.draft_letter import open_letters
from assistant.casebook import CaseUpdate
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import read_yaml

_LEXICON = Path("knowledge") / "lexicon"
_BEHIND = re.compile(
    r"\b(?:one|letter|lor|doctor|dr|boss|attending|chief|professor|prof|writer) (?:\w+ )?"
    r"(?:from|in|of|at) (\w+(?: \w+)?)"
)
_BEFORE = re.compile(r"\b(\w+(?: \w+)?) (?:one|letter|lor)\b")


def letter_by_place(text: str, update: CaseUpdate) -> str:
    """Id of the only letter from the country of the place that the message calls it by; else ""."""
    said = [phrase for pattern in (_BEHIND, _BEFORE) for phrase in pattern.findall(normalise(text))]
    names = {name for phrase in said for name in (phrase, *phrase.split())}
    found = [
        str(item["id"]) for item in open_letters(update.case)
        if names & _places(str(item.get("writer", {}).get("country")))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=64)
def _places(country: str) -> frozenset[str]:
    """Names of a country and its towns: "oaxaca", "mexico"."""
    if country == "US":
        places = read_yaml(data_root() / _LEXICON / "us_places.yaml")
        return frozenset(name for kind in ("states", "cities") for name in places[kind].strings())
    countries = read_yaml(data_root() / _LEXICON / "countries.yaml").value
    held = countries.get(country)
    return frozenset(str(name) for kind in ("names", "cities") for name in held[kind]) if held else frozenset()
