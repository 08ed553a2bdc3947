"""Whether a sentence that the guard lets through could all the same say something else than its source.

The guard reads meaning and errs now and then. This is coarser and errs to the safe side: it looks only for words that
can turn a meaning. A doubt costs nothing but style, since the source's own words are shown instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.lexicon import load_lexicon
from assistant.guard.words import plain, tokens
from assistant.knowledge import load_knowledge
from assistant.yamlfile import read_yaml

MOST_FRESH = 0.5  # share of a sentence's words
SHORT = 3  # words of a sentence of which none may be new
_STEM = 5  # letters by which two words are taken for the same
_NUMBERS = {name: str(n) for n, name in enumerate("zero one two three four five six seven eight nine ten".split())}
_SENTENCES = re.compile(r"(?<=[.;!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Words:
    turning: frozenset[str]
    negations: frozenset[str]
    particulars: frozenset[str]
    kept: frozenset[str]
    free: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    tree = read_yaml(load_knowledge().root / "lexicon" / "doubt.yaml")

    def stems(name: str) -> frozenset[str]:
        return frozenset(_short(one) for line in tree[name].strings() for word in line.split() for one in _stems(word))

    return _Words(stems("turning"), stems("negations"), stems("particulars"), stems("kept"), stems("free"))


def doubtful(sentence: str, sources: Sequence[str], particulars: bool = True) -> bool:
    """Whether the sentence has a word that can turn its meaning and no source has, or differs in its negations.

    Args:
        sources: what carries it.
        particulars: also look at who, where and when; not for the person's own case, which has them all.
    """
    known, said = _words(), [_short(stem) for stem in _stems(sentence)]
    held = frozenset(_short(stem) for source in sources for stem in _stems(source))
    fresh = set(said) - held
    if fresh & known.turning or (particulars and (fresh & known.particulars or _mostly_fresh(said, fresh))):
        return True
    nearest = max(
        (part for source in sources for part in _SENTENCES.split(source)),
        key=lambda part: len({_short(stem) for stem in _stems(part)} & set(said)), default="",
    )  # fmt: skip
    here, there = _negations(sentence), _negations(nearest)
    everywhere = max((_negations(part) for source in sources for part in _SENTENCES.split(source)), default=0)
    return here != there or (not here and everywhere > 0)


def _mostly_fresh(said: Sequence[str], fresh: set[str]) -> bool:
    """Whether a sentence has too many words that its sources have not: one of a few, or half of many."""
    plain_words = load_lexicon().stopwords | _words().free
    content = {word for word in said if word not in plain_words and len(word) > 2}
    new = len(content & fresh)
    return new > MOST_FRESH * len(content) or (len(content) <= SHORT and new > 0)


def extracted(sentence: str, sources: Sequence[str]) -> bool:
    """Whether the sentence is a source's sentence with words left out that nothing hangs on."""
    said = [word for word in _figures_and_stems(sentence) if word not in _words().free]
    parts = [_figures_and_stems(part) for source in sources for part in _SENTENCES.split(source)]
    return len(said) > 2 and any(_is_extract(said, part) for part in parts)


def _is_extract(said: Sequence[str], part: Sequence[str]) -> bool:
    left_out = set()
    rest = iter(said)
    wanted = next(rest, None)
    for word in part:
        if word == wanted:
            wanted = next(rest, None)
        else:
            left_out.add(word)
    return wanted is None and not left_out & (_words().kept | _words().turning)


def _figures_and_stems(text: str) -> list[str]:
    found = tokens(plain(text), load_lexicon().irregular)
    return [_NUMBERS.get(word.stem.lower(), _short(word.stem.lower())) for word in found if word.text[0].isalnum()]


def _negations(text: str) -> int:
    return sum(_short(stem) in _words().negations for stem in _stems(text))


@lru_cache(maxsize=2048)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(word.stem.lower() for word in tokens(plain(text), load_lexicon().irregular) if word.is_word)


def _short(stem: str) -> str:
    return stem[:_STEM]
