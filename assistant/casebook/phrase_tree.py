"""Phrases by their words. The ways to choose in a phrase's brackets are spelled out when a message holds one of the
words that it may begin with: a hundred thousand of them at once would be a good part of the time to a first answer."""

from __future__ import annotations

import itertools
import re
from bisect import insort
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from assistant.casebook.text import tokenize

NUMBER = "@"  # stands for any number in a phrase
_CHOICE = re.compile(r"\(([^()]*)\)")
_END = ""
_MOST_PHRASES = 4000
_MANY = 200  # words asked for, from which on the rest is spelled out too: who runs on does not grow for hours

Options = Sequence[Sequence[tuple[str, ...]]]


class Entry(NamedTuple):
    """What a phrase means. `group` is the kind that competes for the longest match."""

    group: str
    value: Any


class _Phrase(NamedTuple):
    number: int
    options: Options
    entry: Entry


class PhraseTree:
    """All phrases. Several threads may read at once; what is read does not depend on what was read before."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._nodes: dict[str, Any] = {}
        self._waiting: dict[str, list[_Phrase]] = {}
        self._grown: set[int] = set()
        self._count = self._asked = 0
        self._lock = Lock()

    def add(self, phrase: str, entry: Entry) -> None:
        """Take up a phrase with all its variants; only before the first reading."""
        options = spelled(phrase)
        self._count += 1
        waiting = _Phrase(self._count, options, entry)
        self.words.update(itertools.chain.from_iterable(itertools.chain.from_iterable(options)))
        for word in _first_words(options):
            self._waiting.setdefault(word, []).append(waiting)

    def node(self, word: str) -> dict[str, Any] | None:
        """What may follow a first word, and under `entries` what it means by itself."""
        if word in self._waiting:
            self._grow(word)
        return self._nodes.get(word)

    def meaning(self, words: Sequence[str]) -> list[Entry]:
        """What a phrase of just these words means."""
        node = self.node(words[0]) if words else None
        for word in words[1:]:
            node = node.get(word) if node else None
        return entries(node) if node else []

    def _grow(self, word: str) -> None:
        with self._lock:
            for phrase in self._waiting.get(word, ()):
                if phrase.number not in self._grown:
                    self._grown.add(phrase.number)
                    self._spell_out(phrase)
            self._waiting.pop(word, None)  # last: until then other threads wait for the lock
            self._asked += 1
            if self._asked == _MANY:
                for phrase in itertools.chain.from_iterable(self._waiting.values()):
                    if phrase.number not in self._grown:
                        self._grown.add(phrase.number)
                        self._spell_out(phrase)
                self._waiting.clear()

    def _spell_out(self, phrase: _Phrase) -> None:
        for words in variants(phrase.options):
            node = self._nodes
            for word in words:
                node = node.setdefault(word, {})
            held = node.setdefault(_END, [])
            if all(entry != phrase.entry for _, entry in held):
                # by number: the order of the files decides, not that of the messages
                insort(held, (phrase.number, phrase.entry), key=lambda pair: pair[0])


def entries(node: dict[str, Any]) -> list[Entry]:
    """What the words up to a node mean."""
    return [entry for _, entry in node.get(_END, ())]


def spelled(phrase: str) -> Options:
    """The parts of a phrase, each with the words of each of its choices."""
    parts = ([part] if place % 2 == 0 else part.split("|") for place, part in enumerate(_CHOICE.split(phrase)))
    return [[_words(option) for option in part] for part in parts]


def variants(options: Options) -> Iterator[tuple[str, ...]]:
    """The words of a phrase for each way to choose in its brackets."""
    for chosen in itertools.islice(itertools.product(*options), _MOST_PHRASES):
        if words := tuple(itertools.chain.from_iterable(chosen)):
            yield words


def _first_words(options: Options) -> set[str]:
    """The words that a phrase may begin with: those of a part count while all parts before it may be empty."""
    firsts: set[str] = set()
    for choices in options:
        firsts.update(choice[0] for choice in choices if choice)
        if all(choices):
            break
    return firsts


@lru_cache(maxsize=8192)
def _words(part: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(part) if token.kind != "sign" or token.raw == NUMBER)
