"""A linear model from a question to the facts that answer it, or to a kind of message that none answers.

Trained when the index is built, with scikit-learn; asked with numpy alone, so that a cold start need not load
scikit-learn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.embed import Vectors, WordLlamaEmbedder
from assistant.retrieval.features import Features, Nearness
from assistant.retrieval.sentences import sentence_vectors

REGULARISATION = 3.0
SHARPNESS = 6.0  # turns scores into probabilities

_PARTS, _NEARNESS = ("words", "sentences"), ("landmarks", "centre", "spread", "width")

Floats = npt.NDArray[np.float32]
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Classifier:
    """One linear score a label, over the features of a text."""

    labels: tuple[str, ...]
    features: Features
    weights: Floats

    def scores(self, text: str, vector: Vectors, sentence: Vectors) -> Floats:
        """About 1 for a label that fits, about -1 for one that does not, in the order of `labels`.

        `vector` is the wordllama embedding of the text, `sentence` its meaning as a whole.
        """
        return np.asarray(self.features.row(text, vector, sentence) @ self.weights, dtype=np.float32)

    def probabilities(self, text: str, vector: Vectors, sentence: Vectors) -> Floats:
        """The scores as probabilities that sum to one."""
        scores = self.scores(text, vector, sentence) * SHARPNESS
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the weights as plain arrays (no pickle)."""
        features = self.features
        arrays: dict[str, Any] = {
            "labels": np.array("\n".join(self.labels)), "names": np.array("\n".join(features.rarity)),
            "rarity": np.array(list(features.rarity.values()), dtype=np.float64), "telling": features.telling,
            "weights": self.weights,
        }  # fmt: skip
        for part in _PARTS:
            near = getattr(features, part)
            arrays |= {f"{part}_{name}": np.asarray(getattr(near, name)) for name in _NEARNESS}
        np.savez(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Classifier:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as data:
            rarity = dict(zip(str(data["names"]).split("\n"), data["rarity"].tolist(), strict=True))
            words, sentences = (_nearness(data, part) for part in _PARTS)
            features = Features(rarity, data["telling"], words, sentences)
            return cls(tuple(str(data["labels"]).split("\n")), features, data["weights"])


def _nearness(data: Mapping[str, Any], part: str) -> Nearness:
    landmarks, centre, spread, width = (data[f"{part}_{name}"] for name in _NEARNESS)
    return Nearness(landmarks, centre, spread, float(width))


def _weights(labels: Sequence[str]) -> Floats:
    """What each text counts: on the whole as much as without weights."""
    often = Counter(labels)
    weights = np.array([often[label] ** -0.5 for label in labels], dtype=np.float32)
    return np.asarray(weights / weights.mean(), dtype=np.float32)


def train(
    labels: Sequence[str], texts: Sequence[str], progress: Progress = lambda _: None, *, balanced: bool = False
) -> Classifier:
    """Fit one ridge regression a label; same input, same weights. `progress` gets the share that is done.

    With `balanced` a label that is seldom counts for more, by the square root of how seldom it is.
    """
    from sklearn.linear_model import Ridge

    vectors = WordLlamaEmbedder().embed(texts)
    features, table = Features.learn(texts, vectors, sentence_vectors(texts), progress)
    names = sorted(set(labels))
    column = {name: number for number, name in enumerate(names)}
    target = np.full((len(texts), len(names)), -1.0, dtype=np.float32)
    target[np.arange(len(texts)), [column[label] for label in labels]] = 1.0
    model = Ridge(alpha=REGULARISATION, solver="cholesky", fit_intercept=False, copy_X=False)
    model.fit(table, target, sample_weight=_weights(labels) if balanced else None)
    progress(1.0)
    return Classifier(tuple(names), features, np.ascontiguousarray(model.coef_.T, dtype=np.float32))
