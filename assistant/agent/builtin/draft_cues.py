"""Cues of a wish for a draft, read from drafting.yaml and its sisters drafting_needs, _form, _mention, _mend, _true,
_status, _places, _plain, _apart, _moment, _calm, _office, _kindly, _instead in knowledge/lexicon: a message in clauses,
as spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from assistant.agent.builtin.signs import TITLE
from assistant.patterns import Parts, compile_each, read_parts
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import Node, read_yaml

_FILE = Path("knowledge") / "lexicon" / "drafting.yaml"
_SISTERS = (
    "needs", "form", "mention", "mend", "true", "status", "places", "plain", "apart", "moment", "calm", "office",
    "kindly", "instead",
)  # fmt: skip
_MORE = tuple(Path("knowledge") / "lexicon" / f"drafting_{name}.yaml" for name in _SISTERS)
_CLAUSE = re.compile(r"([.,;:!?\n()\u2013\u2014]+|\s-\s)")
_NUMBER = re.compile(r"\b(?:no|nr|num)\.?(?=\s*[1-9]\b)", re.IGNORECASE)  # "reminder no. 2", "nr 3"
_NOT_PATTERNS = frozenset({"spelling", "well_spelled", "parts", "kinds"})
_NO_ORDERS = ("dictates_what", "only_greets", "asks_advice", "of_everybody", "tells_interest")
LEAST_LETTERS = 6  # of a word whose misspelling by one letter is understood
MOST_CHARACTERS = 4000  # of a message that is read for a draft: nobody asks for one at greater length


class Patterns(Mapping[str, tuple[re.Pattern[str], ...]]):
    """Regular expressions by name, each compiled when it is first asked for: most messages need few of them."""

    def __init__(self, texts: Mapping[str, Node], parts: Parts, *, any_case: bool = False) -> None:
        self._texts, self._parts, self._any_case = texts, parts, any_case
        self._compiled: dict[str, tuple[re.Pattern[str], ...]] = {}

    def __getitem__(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a name.

        Raises:
            KnowledgeError: one is no regular expression, or names a part that there is not.
        """
        if name not in self._compiled:
            self._compiled[name] = compile_each(self._texts[name], self._parts, any_case=self._any_case)
        return self._compiled[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    patterns: Patterns  # for clauses, which are spelled in small letters
    raw: Patterns  # the same for a message as it was written
    kinds: Patterns
    spelling: dict[str, str]
    phrases: tuple[tuple[str, re.Pattern[str], str], ...]  # of several words: plain, as a pattern, what is meant
    words: tuple[str, ...]
    well_spelled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clauses:
    """A message for the patterns: its clauses as spelled, and those of them that end with a question mark."""

    raw: str
    texts: tuple[str, ...]
    asked: frozenset[str]

    @property
    def whole(self) -> str:
        """All clauses as one."""
        return " ".join(self.texts)

    def has(self, *names: str) -> bool:
        """Whether any clause holds one of these cues."""
        return any(_holds(name, text) for name in names for text in self.texts)

    def whole_has(self, name: str) -> bool:
        """Whether the message as one holds the cue: what is said in several clauses."""
        return _holds(name, self.whole)

    def without(self, name: str) -> Clauses:
        """The message without the words of a cue."""
        return Clauses(self.raw, tuple(_cut(load_cues().patterns[name], text) for text in self.texts), self.asked)

    def ordering(self) -> Clauses:
        """The message without what only sounds like an order: "hello please", "what would you do about Kim"."""
        clauses = self
        for name in _NO_ORDERS:
            clauses = clauses.without(name)
        return clauses

    def kinds(self) -> list[str]:
        """The kinds of draft that the message has cues of, in the order of the lexicon; thanks to us are no cue."""
        lexicon = load_cues()
        texts = [text for text in self.texts if not _any(lexicon.patterns["polite_thanks"], text)] or self.texts
        texts = [_cut(lexicon.patterns["offers_to_meet"], text) for text in texts]  # "I can meet by Zoom": no script
        whole = lexicon.patterns["trailing_thanks"][0].sub(r"\1", " ".join(texts))
        return [kind for kind, patterns in lexicon.kinds.items() if _any(patterns, whole)]


@lru_cache(maxsize=256)
def read_clauses(text: str, names: frozenset[str] = frozenset()) -> Clauses:
    """The message in clauses, words spelled as the lexicon does; a bare name of a writer reads as "dr NAME"."""
    raw = text[:MOST_CHARACTERS]
    parts = [*_CLAUSE.split(_NUMBER.sub("no ", TITLE.sub(r"\1 ", raw))), ""]
    spelled = [
        (_titled(_spelled(normalise(part)), names), "?" in end)
        for part, end in zip(parts[::2], parts[1::2], strict=True)
    ]
    return Clauses(
        raw, tuple(text for text, _ in spelled if text), frozenset(text for text, asked in spelled if asked and text)
    )


def clause_has(text: str, *names: str) -> bool:
    """Whether one clause, as spelled, holds one of these cues."""
    return any(_holds(name, text) for name in names)


@lru_cache(maxsize=16384)  # a turn asks the same of a clause at many places
def _holds(name: str, text: str) -> bool:
    return _any(load_cues().patterns[name], text)


def raw_pattern(name: str) -> re.Pattern[str]:
    """A pattern for the message as it was written."""
    return load_cues().raw[name][0]


def raw_patterns(name: str) -> Sequence[re.Pattern[str]]:
    """The patterns of a name with several, for the message as it was written."""
    return load_cues().raw[name]


def raw_has(text: str, *names: str) -> bool:
    """Whether words of the message, as they were written, hold one of these cues."""
    return any(_any(load_cues().raw[name], text) for name in names)


def _any(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _cut(patterns: Sequence[re.Pattern[str]], text: str) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def _spelled(text: str) -> str:
    lexicon = load_cues()
    for plain, pattern, word in lexicon.phrases:
        text = pattern.sub(word, text) if plain in text else text
    return " ".join(map(_word, text.split()))


def _titled(text: str, names: frozenset[str]) -> str:
    words = text.split() if names else []
    for number, word in reversed(list(enumerate(words))):
        before = words[number - 1] if number else ""
        if word.removesuffix("'s") in names and before not in names | {"dr", "professor"}:
            words.insert(number, "dr")
    return " ".join(words) or text


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    lexicon = load_cues()
    if word in lexicon.spelling:
        return lexicon.spelling[word]
    if len(word) < LEAST_LETTERS or word in lexicon.well_spelled:
        return word
    for right in lexicon.words:  # a word with an ending more is another form, not a misspelling
        if not word.startswith(right) and OSA.distance(word, right, score_cutoff=1) <= 1:
            return right
    return word


@lru_cache(maxsize=1)
def load_cues() -> _Lexicon:
    """The cues of all files, loaded once.

    Raises:
        KnowledgeError: a file is missing or no YAML.
    """
    tree, more = read_yaml(data_root() / _FILE), [read_yaml(data_root() / path) for path in _MORE]
    trees = (tree, *more)
    parts = read_parts(*trees)
    spelling, phrases = {}, []
    for right, node in tree["spelling"].items():
        for wrong in node.strings():
            plain = normalise(wrong)
            if " " in plain or "'" in plain:
                phrases.append((plain, re.compile(rf"\b{re.escape(plain)}\b"), right))
            else:
                spelling[plain] = right
    texts = {n: node for one in trees for n, node in one.items() if n not in _NOT_PATTERNS}
    return _Lexicon(
        Patterns(texts, parts), Patterns(texts, parts, any_case=True),
        Patterns(dict(tree["kinds"].items()), parts),
        spelling, tuple(phrases),
        tuple(word for word, _ in tree["spelling"].items() if " " not in word and len(word) >= LEAST_LETTERS),
        frozenset(tree["well_spelled"].strings()),
    )  # fmt: skip
