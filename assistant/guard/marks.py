"""What a sentence says as a set of marks, so that two sentences can be compared: words, meanings, sides and order."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import pairwise

from assistant.guard.lexicon import load_lexicon
from assistant.guard.reading import Gist, read_gist

WORD, CONCEPT, STEM, PAIR, AMOUNT, SIDE, TURN, PLACE = "w:", "c:", "s:", "b:", "o:", "a:", "t:", "p:"
WEIGHTS = {WORD: 1.0, CONCEPT: 1.0, STEM: 0.6, PAIR: 0.7, AMOUNT: 0.8, SIDE: 0.4, TURN: 0.5, PLACE: 0.3}
_REACH = 4


@lru_cache(maxsize=8192)
def sentence_marks(text: str) -> frozenset[str]:
    """The marks of one sentence; the first two letters of a mark tell its sort."""
    gist = read_gist(text)
    words = [stem for stem, token in zip(gist.stems, gist.tokens, strict=True) if token.is_word]
    marks = {f"{STEM}{word}" for word in words}
    marks |= {f"{PAIR}{one} {other}" for one, other in pairwise(words)}
    for mention in gist.mentions:
        marks.add(f"{CONCEPT}{mention.concept}{mention.sign:+d}" if mention.polar else f"{WORD}{mention.concept}")
    marks |= {f"{AMOUNT}{name}" for name in (*gist.quantifiers, *gist.modality)}
    marks.update(_relations(gist))
    return frozenset(marks)


def _relations(gist: Gist) -> Iterator[str]:
    """Who stands by what, and what stands before and behind the cues of order."""
    lexicon = load_lexicon()
    telling = [
        token.is_word and stem not in lexicon.stopwords for stem, token in zip(gist.stems, gist.tokens, strict=True)
    ]
    for start, end, sides in lexicon.actors.scan(gist.stems):
        before, behind = _beside(gist, telling, start, end)
        yield from (f"{SIDE}{side}|>{behind}" for side in sides[:1] if behind)
        yield from (f"{SIDE}{side}|<{before}" for side in sides[:1] if before)
    for place, stem in enumerate(gist.stems):
        if stem in lexicon.turning or stem in lexicon.comparing:
            before, behind = _beside(gist, telling, place, place + 1)
            sort = TURN if stem in lexicon.turning else PLACE
            yield from (f"{sort}{stem}|{way}{word}" for way, word in (("<", before), (">", behind)) if word)


def _beside(gist: Gist, telling: list[bool], start: int, end: int) -> tuple[str, str]:
    """The nearest telling word before and behind a span, in its clause; '' for none."""
    before = behind = ""
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if gist.tokens[place].is_break:
            break
        if telling[place]:
            before = gist.stems[place]
            break
    for place in range(end, min(len(telling), end + _REACH)):
        if gist.tokens[place].is_break:
            break
        if telling[place]:
            behind = gist.stems[place]
            break
    return before, behind


_SIDES = ("applicant", "writer", "program", "patient", "staff", "school", "helper", "system")


def turned(mark: str, known: Container[str]) -> bool:
    """True where the known marks hold the opposite of a mark: another side, another cue, or the cue's other end."""
    sort, rest = mark[:2], mark[2:]
    if sort == CONCEPT:
        return f"{mark[:-2]}{'-' if mark[-2] == '+' else '+'}1" in known
    cue, _, word = rest.partition("|")
    if sort == SIDE:
        return any(f"{SIDE}{side}|{word}" in known for side in _SIDES if side != cue)
    if sort == TURN:
        return any(f"{TURN}{other}|{word}" in known for other in load_lexicon().turning[cue])
    if sort == PLACE:
        return f"{PLACE}{cue}|{'<' if word[0] == '>' else '>'}{word[1:]}" in known
    return False
