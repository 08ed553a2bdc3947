"""The words that understanding knows: knowledge/lexicon/*.yaml and the specialties, in one tree of phrases.

Loaded once, at first use. Phrase forms stand at the head of facts.yaml.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assistant.casebook.phrase_tree import NUMBER, Entry, PhraseTree, entries
from assistant.casebook.text import Token, fold, tokenize
from assistant.errors import KnowledgeError
from assistant.knowledge import Specialty, load_knowledge
from assistant.places import data_root

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OF_CHILDREN = re.compile(r"^(?:pediatric|peds) ", re.IGNORECASE)  # "peds cardiologist" as "pediatric cardiologist"


class Found(NamedTuple):
    """A phrase found in a message: tokens `first` to `last` (exclusive)."""

    group: str
    value: Any
    first: int
    last: int


@dataclass(slots=True)
class Lexicon:
    """All words and phrases."""

    phrases: PhraseTree = field(default_factory=PhraseTree)
    correctable: dict[str, list[str]] = field(default_factory=dict)
    meanings: dict[str, list[str]] = field(default_factory=dict)  # those that are no places
    verbs: Mapping[str, Sequence[str]] = field(default_factory=dict)  # short words that are put right too
    spellings: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)
    given_names: frozenset[str] = frozenset()
    women: frozenset[str] = frozenset()
    men: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, Any] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cues: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: Mapping[str, Any] = field(default_factory=dict)
    specialties: Mapping[str, Specialty] = field(default_factory=dict)
    subspecialties: Mapping[str, Specialty] = field(default_factory=dict)
    aliases: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    swapped: Mapping[str, frozenset[str]] = field(default_factory=dict)  # fields and the words that name them
    usual: Mapping[str, str] = field(default_factory=dict)  # cities that are meant unless their namesake is named
    priorities: Sequence[Any] = ()
    country_codes: frozenset[str] = frozenset()  # those that no state of the US has too
    capital_only: frozenset[str] = frozenset()
    small_codes: frozenset[str] = frozenset()

    @property
    def words(self) -> set[str]:
        """Every single word of the phrases."""
        return self.phrases.words

    def add(self, phrase: str, entry: Entry) -> None:
        """Take up a phrase and all its variants."""
        self.phrases.add(phrase, entry)

    def add_correctable(self, phrase: str, *, place: bool = False) -> None:
        """Let misspellings of this phrase's longer words be understood."""
        for word in (token.text for token in tokenize(phrase)):
            if len(word) >= 6 and word.isalpha():
                for kept in (self.correctable,) if place else (self.correctable, self.meanings):
                    held = kept.setdefault(word[0], [])
                    if word not in held:
                        held.append(word)

    def find(self, tokens: Sequence[Token], following: Sequence[int], first: int) -> Iterator[Found]:
        """Every phrase that begins at a token."""
        begun = (self.phrases.node(key) for key in self._keys(tokens[first]))
        stack = [(node, following[first], first + 1) for node in begun if node]
        while stack:
            node, at, end = stack.pop()
            for entry in entries(node):
                yield Found(entry.group, entry.value, first, end)
            if at >= 0:
                stack.extend((node[key], following[at], at + 1) for key in self._keys(tokens[at]) if key in node)

    def _keys(self, token: Token) -> tuple[str, ...]:
        return (token.text, NUMBER) if self.is_number(token) else (token.text,)

    def alone(self, word: str) -> bool:
        """True when the word means something by itself."""
        return bool(self.phrases.meaning([word]))

    def is_number(self, token: Token) -> bool:
        """A number in figures or in words."""
        return token.kind == "number" or token.text in self.numbers

    def parent(self, name: str) -> str:
        """The specialty of a specialty or subspecialty."""
        sub = self.subspecialties.get(name)
        return sub.parent if sub is not None and sub.parent else name


def read_lexicon(name: str) -> Any:
    """A file of knowledge/lexicon.

    Raises:
        KnowledgeError: it is missing or no YAML.
    """
    path = Path(data_root()) / "knowledge" / "lexicon" / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}; restore the file") from None


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon.

    Raises:
        KnowledgeError: a file of knowledge/lexicon is missing or no YAML.
    """
    book = Lexicon()
    _add_lists(book)
    _add_cues(book)
    _add_facts(book)
    _add_specialties(book)
    _add_places(book)
    _add_names(book)
    book.priorities, book.limits = read_lexicon("priorities"), read_lexicon("limits")
    return book


def _add_cues(book: Lexicon) -> None:
    cues = read_lexicon("cues")
    for name, phrases in cues.items():
        for phrase in phrases:
            book.add(str(phrase), Entry(f"cue:{name}", name))
    book.lists = {**book.lists, "third_persons": frozenset(fold(str(word)) for word in cues["third_person"])}
    book.cues = {name: frozenset(fold(str(phrase)) for phrase in phrases) for name, phrases in cues.items()}


def _add_lists(book: Lexicon) -> None:
    book.lists = {name: frozenset(words) for name, words in read_lexicon("words").items()}


def _add_facts(book: Lexicon) -> None:
    for name, values in read_lexicon("facts").items():
        for value, phrases in values.items():
            for phrase in phrases:
                book.add(str(phrase), Entry(f"fact:{name}", value))
                if name in {"experience.setting", "writer.leadership", "attitude"}:
                    book.add_correctable(str(phrase).replace("(", " ").replace(")", " ").replace("|", " "))


def _add_specialties(book: Lexicon) -> None:
    knowledge = load_knowledge()
    book.specialties, book.subspecialties = knowledge.specialties, knowledge.subspecialties
    book.aliases = read_lexicon("aliases")
    never = set(book.aliases["never"])
    for item in itertools.chain(knowledge.specialties.values(), knowledge.subspecialties.values()):
        for name in (item.name, *item.aliases, *book.aliases["extra"].get(item.id, ())):
            if name.casefold() not in never:
                spelled = _OF_CHILDREN.sub("(pediatric|paediatric|peds|paeds|ped|pedia|pediatrics) ", name)
                meant = item.parent if item.id in book.aliases["generalists"] and item.parent else item.id
                book.add(spelled, Entry("specialty", meant))
                if name.casefold().endswith(("ist", "ian", "surgeon")):
                    book.add(f"{spelled}s", Entry("specialty", meant))
                book.add_correctable(name)


def _add_places(book: Lexicon) -> None:
    places, other = read_lexicon("us_places"), read_lexicon("places_other")
    for kind in ("names", "states", "cities", "famous"):
        for name in places[kind]:
            book.add(name, Entry("country", ("US", name, kind)))
            if kind != "famous":
                book.add_correctable(name, place=True)
    for code in places["codes"]:
        kind = "free_code" if code in places["free_codes"] else "code"
        book.add(code, Entry("country", ("US", code, kind)))
    book.add("us", Entry("country", ("US", "us", "us")))
    book.capital_only, book.small_codes = frozenset(places["capital_only"]), frozenset(places["small_codes"])
    countries = read_lexicon("countries")
    book.country_codes = frozenset(countries) - frozenset(places["codes"])
    for code, country in {**countries, "US": {"names": (), "people": ("american", "americans"), "cities": ()}}.items():
        book.add(f"flag{code.lower()}", Entry("country", (code, code, "people")))
        for kind in ("names", "people", "cities"):
            for name in country[kind]:
                book.add(name, Entry("country", (code, name, kind)))
                book.add_correctable(name, place=True)
    for code, schools in other["schools"].items():
        for name in schools:
            book.add(name, Entry("country", (code, name, "school")))
    for name in other["offshore_schools"]:
        book.add(name, Entry("offshore", name))
    book.usual = other["usual"]
    for name, codes in other["ambiguous"].items():
        book.add(name, Entry("country", ("?" + ",".join(codes), name, "ambiguous")))


def _add_names(book: Lexicon) -> None:
    names = read_lexicon("names")
    book.names, book.roles = names, names["roles"]
    book.stop = frozenset(fold(str(word)) for word in names["stop"])
    book.spellings = names["spellings"]
    for verb in names["verbs"]:
        book.add_correctable(verb)
    book.verbs = {
        first: [verb for verb in names["verbs"] if verb[0] == first] for first in {v[0] for v in names["verbs"]}
    }
    given = read_lexicon("given_names")
    book.women, book.men = frozenset(given["women"]), frozenset(given["men"])
    book.given_names = frozenset(given["names"] + given["more"] + given["further"]) | book.women | book.men
    book.numbers, book.units, book.months, book.titles = (
        names[key] for key in ("numbers", "units", "months", "titles")
    )
    for role, about in names["roles"].items():
        if not about.get("home_only"):
            for phrase in about["words"]:
                book.add(phrase, Entry("role", role))
    book.swapped = {path: frozenset(words) for path, words in names["swapped"].items()}
    book.columns = {fold(alias): name for name, aliases in names["columns"].items() for alias in aliases}
    book.profile = {fold(alias): name for name, aliases in names["profile"].items() for alias in aliases}
