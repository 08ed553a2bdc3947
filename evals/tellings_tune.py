"""Learn to read tellings anew: `python -m evals.tellings_tune`. To be run after knowledge/tellings has changed.

Writes the two models of knowledge/lexicon. With `--by-hand` nothing is written: each hand is read by models that know
only the others, and the shares that are found and right are printed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite
from sklearn.cluster import MiniBatchKMeans

from assistant.casebook.heard import tagging, whose
from assistant.casebook.heard.tagging import KINDS, MODEL, OUTSIDE, runs, word_features
from assistant.casebook.heard.tellings import Mark, Telling, tellings
from assistant.casebook.heard.whose import Told, told_features
from assistant.casebook.lexicon import Lexicon, load_lexicon
from assistant.casebook.text import Token, tokenize
from assistant.knowledge import load_knowledge
from assistant.places import data_root
from assistant.retrieval.embed import WordLlamaEmbedder
from assistant.retrieval.questions import question_bank

_TAGGING = {"c1": 0.05, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2}
_KINDS, _LEAST_OFTEN = 200, 2
_WHOSE = {"c1": 0.05, "c2": 0.05, "max_iterations": 100, "feature.possible_transitions": True}


@dataclass(frozen=True, slots=True)
class Example:
    """A message: its words, what they are, and whose what is told of letters is."""

    hand: str
    tokens: Sequence[Token]
    labels: Sequence[str]
    features: Sequence[Sequence[str]]
    whose: Sequence[str]
    told: Sequence[Sequence[str]]


def examples(book: Lexicon) -> list[Example]:
    """All messages of the marked tellings."""
    folder = data_root() / "knowledge" / "tellings"
    return [example for telling in tellings(folder) for example in _messages(telling, book)]


def _messages(telling: Telling, book: Lexicon) -> Iterable[Example]:
    known: set[str] = set()
    seen: set[int] = set()
    for text, marks in telling.turns:
        tokens = tokenize(text)
        labels = _labels(tokens, marks)
        told = [(mark, placed) for mark in marks if mark.letters and (placed := _told(tokens, mark)) is not None]
        items = [placed for _, placed in told]
        yield Example(
            telling.hand, tokens, labels, word_features(tokens, book, known),
            _whose(told, seen), told_features(tokens, items, talked=bool(seen)),
        )  # fmt: skip
        named = (placed for mark, placed in told if mark.field == "name")
        known |= {tokens[at].text for item in named for at in range(item.first, item.last)} - book.titles.keys() - {"."}
        seen |= {letter for mark, _ in told for letter in mark.letters}


def _labels(tokens: Sequence[Token], marks: Sequence[Mark]) -> list[str]:
    labels = [OUTSIDE] * len(tokens)
    for mark in marks:
        for number, at in enumerate(_inside(tokens, mark)):
            labels[at] = tagging.label(mark.field, mark.value, first=number == 0)
    return labels


def _told(tokens: Sequence[Token], mark: Mark) -> Told | None:
    places = _inside(tokens, mark)
    return Told(mark.field, mark.value, places[0], places[-1] + 1) if places else None


def _inside(tokens: Sequence[Token], mark: Mark) -> list[int]:
    """The words of a mark."""
    return [at for at, t in enumerate(tokens) if mark.start <= t.start and t.end <= mark.end and t.raw != "\n"]


def _whose(told: Sequence[tuple[Mark, Told]], seen: set[int]) -> list[str]:
    """For each thing told the relation to the words for writers around it."""
    labels: list[str] = []
    here: set[int] = set()
    before: set[int] | None = None
    for place, (mark, item) in enumerate(told):
        letters = set(mark.letters)
        after = next((set(m.letters) for m, t in told[place + 1 :] if t.points), None)
        if item.points:
            fresh = not letters & (seen | here)
            labels.append((whose.NEWCOMER if len(letters) == 1 else whose.NEWCOMERS) if fresh else whose.POINTER)
            before = letters
        elif letters == before:
            labels.append(whose.BEFORE)
        elif letters == after:
            labels.append(whose.AFTER)
        elif len(letters) > 1:
            labels.append(whose.ALL)
        elif not letters & (seen | here):
            labels.append(whose.NEW)
        elif letters & here and before is None:
            labels.append(whose.SAME)
        else:
            labels.append(whose.TALK)
        here |= letters
    return labels


def train(
    held: Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]], settings: Mapping[str, float], path: Path
) -> None:
    """Fit a model to rows of features and their labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in held:
        if labels:
            trainer.append(rows, labels)
    trainer.set_params(dict(settings))
    trainer.train(str(path))


def fit(known: Sequence[Example], folder: Path) -> None:
    """Both models, of the examples that are known."""
    train(((e.features, e.labels) for e in known), _TAGGING, folder / MODEL.name)
    train(((e.told, e.whose) for e in known), _WHOSE, folder / whose.MODEL.name)


def by_hand(all_examples: Sequence[Example]) -> None:
    """Print how each hand is read by those who know the others."""
    hits, found, wanted, whose_right, whose_all = (Counter[str]() for _ in range(5))
    for hand in sorted({e.hand for e in all_examples}):
        with tempfile.TemporaryDirectory() as folder:
            fit([e for e in all_examples if e.hand != hand], Path(folder))
            words, owners = pycrfsuite.Tagger(), pycrfsuite.Tagger()
            words.open(str(Path(folder) / MODEL.name))
            owners.open(str(Path(folder) / whose.MODEL.name))
            for e in (e for e in all_examples if e.hand == hand):
                gold, read = set(runs(e.labels)), set(runs(words.tag(e.features)))
                agreed = {r for r in read if any(r[0] == g[0] and r[1] < g[2] and g[1] < r[2] for g in gold)}
                hits.update(r[0] for r in agreed)
                found.update(r[0] for r in read)
                wanted.update(g[0] for g in gold)
                for right, said in zip(e.whose, owners.tag(e.told), strict=True):
                    whose_all[right] += 1
                    whose_right[right] += right == said
        print(f"{hand}: read", file=sys.stderr)
    print(f"{'told':<28}{'cases':>7}{'right':>8}{'found':>8}")
    for name, cases in [*wanted.most_common(), ("all", sum(wanted.values()))]:
        got, said = (sum(c.values()) if name == "all" else c[name] for c in (hits, found))
        print(f"{name:<28}{cases:>7}{got / max(1, said):>8.3f}{got / cases:>8.3f}")
    for name, cases in whose_all.most_common():
        print(f"whose: {name:<21}{cases:>7}{whose_right[name] / cases:>8.3f}")


def sort_words(path: Path) -> None:
    """Write which words are used alike: those of the tellings and the question bank, by their vectors."""
    counts: Counter[str] = Counter()
    for text in _all_texts():
        counts.update(token.text for token in tokenize(text) if token.kind == "word")
    words = sorted(word for word, count in counts.items() if count >= _LEAST_OFTEN)
    vectors = WordLlamaEmbedder().embed(words)
    kinds = MiniBatchKMeans(_KINDS, random_state=1, n_init=3, batch_size=2048).fit_predict(vectors)
    path.write_text(json.dumps(dict(zip(words, map(int, kinds), strict=True)), separators=(",", ":")), encoding="utf-8")


def _all_texts() -> Iterable[str]:
    yield from (phrasing.text for phrasing in question_bank(load_knowledge()))
    for telling in tellings(data_root() / "knowledge" / "tellings"):
        yield from (text for text, _ in telling.turns)


def main() -> None:
    """Write the models, or print how well each hand is read."""
    if "--by-hand" not in sys.argv[1:]:
        sort_words(data_root() / KINDS)
    known = examples(load_lexicon())
    if "--by-hand" in sys.argv[1:]:
        by_hand(known)
        return
    fit(known, data_root() / MODEL.parent)
    print(f"learned from {len(known)} messages by {len({e.hand for e in known})} hands")


if __name__ == "__main__":
    main()
