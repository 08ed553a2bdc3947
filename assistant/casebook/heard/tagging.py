"""What the words of a telling are, learned from marked tellings: a label for each word, such as `name`, `target`,
`home`, `weeks`, `status=agreed`, with how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from assistant.casebook.heard.crf import Labeller
from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token, next_words, tokenize
from assistant.errors import KnowledgeError
from assistant.places import data_root

OUTSIDE = "O"
MODEL = Path("knowledge") / "lexicon" / "tellings.crfsuite"
KINDS = Path("knowledge") / "lexicon" / "word_kinds.json"
_BEGINS, _GOES_ON = "B-", "I-"
_NAMES = frozenset({"name", "own_name", "ref"})
# Fields whose value no words name by themselves: it is learned with the field.
ONE_OF_FEW = frozenset({
    "prof", "acad", "lead", "site", "setting", "observed", "knows", "long", "discussed", "status", "attitude", "waived",
    "template", "friend", "low_score",
})  # fmt: skip
_WINDOW = 3
_ENDS = (2, 3, 4)


class Span(NamedTuple):
    """Characters `start` to `end` tell a `field` (`value` where it is one of a few); `sure` between 0 and 1."""

    field: str
    value: str
    start: int
    end: int
    sure: float


def read_spans(text: str, book: Lexicon, known: Set[str]) -> list[Span]:
    """What a message tells, in order. `known`: names of writers told before, folded."""
    tokens = tokenize(text)
    labelled = load_tagger().label(word_features(tokens, book, known))
    return [
        Span(
            *_field(name), tokens[first].start, tokens[_whole(tokens, last) - 1 if name in _NAMES else last - 1].end,
            sum(sure for _, sure in labelled[first:last]) / (last - first),
        )
        for name, first, last in runs([name for name, _ in labelled])
    ]  # fmt: skip


def _whole(tokens: Sequence[Token], last: int) -> int:
    """The end of a name without the half behind a hyphen: "Ana Lopez" of "Ana Lopez-Torres"."""
    while (
        last + 1 < len(tokens)
        and tokens[last].raw == "-"
        and tokens[last + 1].kind == "word"
        and tokens[last + 1].capital
        and tokens[last - 1].end == tokens[last].start
        and tokens[last].end == tokens[last + 1].start
    ):
        last += 2
    return last


@lru_cache(maxsize=1)
def load_tagger() -> Labeller:
    """The project's model, loaded once."""
    return Labeller(data_root() / MODEL)


@lru_cache(maxsize=1)
def load_kinds() -> dict[str, int]:
    """Words that are used alike, by the number of their kind.

    Raises:
        KnowledgeError: the file is missing or broken.
    """
    path = data_root() / KINDS
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}; restore the file") from None


def label(field: str, value: str, *, first: bool) -> str:
    """The label of a word: its field, with the value where that is one of a few; where names begin and go on."""
    if field in _NAMES:
        return (_BEGINS if first else _GOES_ON) + field
    return f"{field}={value}" if field in ONE_OF_FEW and value else field


def runs(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Words of one label that stand together: label, first, last (exclusive)."""
    first, held = 0, OUTSIDE
    for index, label in enumerate([*labels, OUTSIDE]):
        plain = label.removeprefix(_BEGINS).removeprefix(_GOES_ON)
        if plain != held or label.startswith(_BEGINS):
            if held != OUTSIDE:
                yield held, first, index
            first, held = index, plain


def _field(label: str) -> tuple[str, str]:
    name, _, value = label.partition("=")
    return name, value


def word_features(tokens: Sequence[Token], book: Lexicon, known: Set[str]) -> list[list[str]]:
    """For each word what is known of it and of its neighbours. `known`: names of writers told before."""
    groups = _groups(tokens, book)
    single = [_single(token, groups[index], book, known) for index, token in enumerate(tokens)]
    words = [_word(token) for token in tokens]
    kinds = [str(load_kinds().get(token.text, "-")) for token in tokens]
    rows = []
    for index in range(len(tokens)):
        row = ["bias", *single[index]]
        for step in range(-_WINDOW, _WINDOW + 1):
            at = index + step
            if step and 0 <= at < len(tokens):
                row.append(f"{step}:w={words[at]}")
                row += [f"{step}:{name}" for name in groups[at]] if abs(step) < _WINDOW else []
                row += [f"{step}:s={_shape(tokens[at])}"] if abs(step) == 1 else []
            elif step:
                row.append(f"{step}:edge")
        row.append(f"pair={_at(words, index - 1)}_{words[index]}")
        row.append(f"pair+={words[index]}_{_at(words, index + 1)}")
        row += [f"k={kinds[index]}", f"k-1={_at(kinds, index - 1)}", f"k+1={_at(kinds, index + 1)}"]
        row.append(f"kinds={_at(kinds, index - 1)}_{kinds[index]}")
        row.append(f"kinds+={kinds[index]}_{_at(kinds, index + 1)}")
        row.append(f"around={_at(words, index - 1)}_{_at(words, index + 1)}")
        rows.append(row)
    return rows


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else "-"


def _word(token: Token) -> str:
    if token.kind != "number":
        return token.text
    return token.raw if len(token.raw) < 3 else "year" if len(token.raw) == 4 else "number"


def _single(token: Token, groups: Sequence[str], book: Lexicon, known: Set[str]) -> list[str]:
    text = token.text
    row = [f"w={_word(token)}", f"s={_shape(token)}", *groups]
    row += [f"p{size}={text[:size]}" for size in _ENDS] + [f"e{size}={text[-size:]}" for size in _ENDS]
    row += ["known"] if text in known else []
    return row


def _shape(token: Token) -> str:
    if token.kind == "sign":
        return token.raw if token.raw != "\n" else "line"
    if token.kind == "number":
        return "d" * min(len(token.raw), 5)
    return "X" if token.raw.isupper() and len(token.raw) > 1 else "Xx" if token.capital else "x"


def _groups(tokens: Sequence[Token], book: Lexicon) -> list[list[str]]:
    """The kinds of phrases of the lexicon that a word is part of: those of the longest one of each kind."""
    found: list[set[str]] = [set() for _ in tokens]
    following = next_words(tokens)
    reached: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.kind == "sign":
            continue
        longest: dict[str, int] = {}
        for phrase in book.find(tokens, following, index):
            name = _kind(phrase.group, phrase.value)
            if index >= reached.get(name, 0):
                longest[name] = max(longest.get(name, 0), phrase.last)
        for name, last in longest.items():
            reached[name] = last
            for at in range(index, last):
                found[at].add(f"g={name}")
        text = token.text
        found[index] |= {
            f"g={name}"
            for name, held in (("given", book.given_names), ("title", book.titles), ("unit", book.units),
                               ("month", book.months), ("count", book.numbers), ("stop", book.stop))
            if text in held
        }  # fmt: skip
        if text not in book.words and text not in book.stop and token.kind == "word":
            found[index].add("g=strange")
    return [sorted(names) for names in found]


def _kind(group: str, value: Any) -> str:
    if group == "country":
        return f"country:{'us' if value[0] == 'US' else 'abroad'}"
    return f"{group}={value}" if group.startswith("fact:") and isinstance(value, (str, bool)) else group
