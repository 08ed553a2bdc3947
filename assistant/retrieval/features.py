"""What the classifier sees of a text: words, letter groups, form, embeddings, and nearness to known phrasings.

Words and pairs of words, and letter groups (for typos), are folded into a fixed number of columns. The embedding comes
twice: as it is, and with common words counted little, so that the telling word of a sentence shows. Beside it stands
the meaning of the sentence as a whole. Nearness to a spread of known phrasings, by either, lets a linear model draw
curved borders.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.retrieval.embed import Vectors, token_ids, token_vectors, unit
from assistant.retrieval.form import form
from assistant.retrieval.normalise import spelled_out

# Chosen by leaving one hand of the question bank out at a time.
LEAST_DOCUMENTS = 3  # a feature seen in fewer phrasings teaches nothing
WORD_COLUMNS, LETTER_COLUMNS = 1536, 1280
EMBEDDING_WEIGHT, TELLING_WEIGHT, FORM_WEIGHT, NEAR_WEIGHT = 1.5, 1.5, 0.3, 2.0
COMMON = 1e-3  # the share of all words from which a word counts as common
LANDMARKS, WIDTH = 1500, 3.0  # known phrasings that a text is compared with, and how near is near
SENTENCE_WEIGHT, SENTENCE_LANDMARKS, SENTENCE_WIDTH = 2.0, 800, 8.0

Floats = npt.NDArray[np.float32]
Blocks = tuple[Counter[str], Counter[str]]
Progress = Callable[[float], None]


def _word_features(words: Sequence[str]) -> Counter[str]:
    found = Counter(f"w {word}" for word in words)
    found.update(f"b {first} {second}" for first, second in pairwise(words))
    return found


def _letter_features(words: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in words:
        padded = f" {word} "
        for size in (3, 4):
            found.update([f"c {padded[i : i + size]}" for i in range(max(1, len(padded) - size + 1))])
    return found


@lru_cache(maxsize=64)  # each classifier asks for those of the same text
def _blocks(text: str) -> Blocks:
    words = spelled_out(text).split()
    return _word_features(words), _letter_features(words)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a vector is to each of `landmarks`, scaled by `centre` and `spread`."""

    landmarks: Floats
    centre: Floats
    spread: Floats
    width: float

    @classmethod
    def learn(cls, vectors: Floats, count: int, width: float) -> tuple[Nearness, Floats]:
        """Landmarks among the vectors of a bank, and the bank's rows."""
        spots = np.linspace(0, len(vectors) - 1, min(count, len(vectors))).astype(np.int64)
        landmarks = np.asfortranarray(vectors[spots])  # by column: quicker with one vector
        near = np.exp(width * (vectors @ landmarks.T - 1))
        made = cls(landmarks, near.mean(axis=0), np.maximum(near.std(axis=0), 1e-6), width)
        return made, made._scaled(near)

    def of(self, vector: Floats) -> Floats:
        """The row of one vector."""
        return self._scaled(np.exp(self.width * (self.landmarks @ vector - 1)))

    def _scaled(self, near: Floats) -> Floats:
        share = NEAR_WEIGHT / math.sqrt(len(self.landmarks))
        return np.asarray((near - self.centre) / self.spread * share, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Features:
    """Turns texts into rows. `rarity` holds the features that were seen, `telling` the weight of each token; `words`
    and `sentences` compare a text with known phrasings by its embedding and by its meaning as a whole."""

    rarity: dict[str, float]
    telling: Floats
    words: Nearness
    sentences: Nearness

    @classmethod
    def learn(
        cls, texts: Sequence[str], vectors: Vectors, sentences: Vectors, progress: Progress
    ) -> tuple[Features, Floats]:
        """The features of a bank of texts, and its rows."""
        blocks = [_blocks(text) for text in texts]
        documents: Counter[str] = Counter()
        for words, letters in blocks:
            documents.update(words.keys())
            documents.update(letters.keys())
        rarity = {
            name: math.log((1 + len(texts)) / (1 + count)) + 1
            for name, count in sorted(documents.items()) if count >= LEAST_DOCUMENTS
        }  # fmt: skip
        telling = _telling(texts)
        progress(0.2)
        meaning = np.stack([_meaning(text, vector, telling) for text, vector in zip(texts, vectors, strict=True)])
        by_words, near = Nearness.learn(meaning, LANDMARKS, WIDTH)
        by_sentences, alike = Nearness.learn(sentences, SENTENCE_LANDMARKS, SENTENCE_WIDTH)
        made = cls(rarity, telling, by_words, by_sentences)
        plain = [made._plain(text, block, row) for text, block, row in zip(texts, blocks, meaning, strict=True)]
        progress(0.4)
        return made, np.hstack([np.stack(plain), near, sentences * np.float32(SENTENCE_WEIGHT), alike])

    def row(self, text: str, vector: Vectors, sentence: Vectors) -> Floats:
        """The features of one text; `vector` is its wordllama embedding, `sentence` its meaning as a whole."""
        meaning = _meaning(text, vector, self.telling)
        return np.concatenate([
            self._plain(text, _blocks(text), meaning), self.words.of(meaning),
            sentence * np.float32(SENTENCE_WEIGHT), self.sentences.of(sentence),
        ])  # fmt: skip

    def _plain(self, text: str, blocks: Blocks, meaning: Floats) -> Floats:
        """Each block of words damped, weighted by rarity and of length one; then the embeddings, form and a one."""
        folded = np.zeros(WORD_COLUMNS + LETTER_COLUMNS, dtype=np.float32)
        for block, start, width in ((blocks[0], 0, WORD_COLUMNS), (blocks[1], WORD_COLUMNS, LETTER_COLUMNS)):
            known = [
                (name, (1.0 + math.log(count)) * self.rarity[name])
                for name, count in block.items() if name in self.rarity
            ]  # fmt: skip
            length = math.sqrt(sum(value * value for _, value in known)) or 1.0
            for name, value in known:
                code = zlib.crc32(name.encode())  # the same on every machine, unlike hash()
                folded[start + code % width] += value / length if code >> 20 & 1 else -value / length
        half = len(meaning) // 2
        scale = math.sqrt(2.0)  # both halves of `meaning` share one unit of length
        return np.concatenate([
            folded, meaning[:half] * scale * EMBEDDING_WEIGHT, meaning[half:] * scale * TELLING_WEIGHT,
            form(text) * FORM_WEIGHT, np.ones(1, dtype=np.float32),
        ])  # fmt: skip


def _telling(texts: Sequence[str]) -> Floats:
    """The weight of each token: near 1 for a rare one, near 0 for a common one."""
    ids = np.concatenate([token_ids(text) for text in texts])
    counts = np.bincount(ids, minlength=len(token_vectors())).astype(np.float64)
    shares = np.maximum(counts / max(1, len(ids)), 0.3 / max(1, len(texts)))
    return np.asarray(COMMON / (COMMON + shares), dtype=np.float32)


def _meaning(text: str, vector: Vectors, telling: Floats) -> Floats:
    """The two embeddings of a text side by side, of length one together."""
    ids = token_ids(text)
    weighted = unit(token_vectors()[ids].astype(np.float32)) * telling[ids][:, None]
    return unit(np.concatenate([vector, unit(weighted.sum(axis=0, dtype=np.float32))]).astype(np.float32))
