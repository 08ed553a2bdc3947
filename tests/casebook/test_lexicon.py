"""The lexicon's files hold what the code expects of them."""

from __future__ import annotations

import re
from itertools import product

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.casebook.lexicon import load_lexicon
from assistant.casebook.phrase_tree import Entry, PhraseTree, spelled, variants
from assistant.places import data_root

FOLDER = data_root() / "knowledge" / "lexicon"
OWN = (
    "aliases",
    "countries",
    "cues",
    "facts",
    "given_names",
    "limits",
    "names",
    "places_other",
    "priorities",
    "us_places",
    "words",
)
ENUMERATIONS = {
    "experience.setting": {"hands_on", "observership", "shadowing", "research", "research_and_clinic", "none"},
    "experience.site": {"academic", "community_teaching", "busy_community", "private_practice"},
    "writer.leadership": {"program_director", "department_chair", "other"},
    "writer.academic_title": {"instructor", "assistant_professor", "associate_professor", "professor"},
    "status": {"idea", "asked", "agreed", "declined", "uploaded"},
    "attitude": {"supportive", "hesitant"},
}


@pytest.mark.parametrize("path", [FOLDER / f"{name}.yaml" for name in OWN], ids=lambda path: path.stem)
def test_files_are_yaml_for_every_loader(path: object) -> None:
    assert yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["cues", "facts", "words"])
def test_phrases_are_words(name: str) -> None:
    """An unquoted yes, no or on would be a truth value."""
    held = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    for key, value in held.items():
        lists = value.values() if isinstance(value, dict) else [value]
        assert all(isinstance(phrase, str) for phrases in lists for phrase in phrases), key


@pytest.mark.parametrize("field", sorted(ENUMERATIONS))
def test_facts_use_the_contracts_values(field: str) -> None:
    facts = yaml.safe_load((FOLDER / "facts.yaml").read_text(encoding="utf-8"))
    assert set(facts[field]) == ENUMERATIONS[field]


def test_country_codes() -> None:
    countries = yaml.safe_load((FOLDER / "countries.yaml").read_text(encoding="utf-8"))
    assert len(countries) > 200
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries)


def test_variants_of_a_phrase() -> None:
    assert set(variants(spelled("(a|the) letter (now|)"))) == {
        tuple(filter(None, words)) for words in product(("a", "the"), ("letter",), ("now", ""))
    }


def test_the_lexicon_is_loaded_once() -> None:
    assert load_lexicon() is load_lexicon()


WORDS = st.lists(st.sampled_from(["a", "b", "c", "(a|)", "(b|c a)", "(|c)", "@"]), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=6), st.permutations(["a", "b", "c", "@"]))
def test_what_a_phrase_means_depends_on_no_word_read_before(phrases: list[str], order: list[str]) -> None:
    fresh, read = PhraseTree(), PhraseTree()
    for number, phrase in enumerate(phrases):
        for tree in (fresh, read):
            tree.add(phrase, Entry("fact", number))
    for word in order:
        read.node(word)
    for words in product("abc@", repeat=2):
        assert fresh.meaning(words) == read.meaning(words)
        fits = [number for number, phrase in enumerate(phrases) if words in set(variants(spelled(phrase)))]
        assert [entry.value for entry in read.meaning(words)] == fits
