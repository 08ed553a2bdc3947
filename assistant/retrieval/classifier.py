"""A linear model from a question to the facts that answer it, or to a kind of message that none answers.

Trained when the index is built, with scikit-learn; asked with numpy alone, so that a cold start need not load
scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.embed import Vectors, WordLlamaEmbedder
from assistant.retrieval.features import Features

REGULARISATION = 3.0
SHARPNESS = 6.0  # turns scores into probabilities

Floats = npt.NDArray[np.float32]
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Classifier:
    """One linear score a label, over the features of a text."""

    labels: tuple[str, ...]
    features: Features
    weights: Floats

    def scores(self, text: str, vector: Vectors) -> Floats:
        """About 1 for a label that fits, about -1 for one that does not, in the order of `labels`.

        `vector` is the wordllama embedding of the text.
        """
        return np.asarray(self.features.row(text, vector) @ self.weights, dtype=np.float32)

    def probabilities(self, text: str, vector: Vectors) -> Floats:
        """The scores as probabilities that sum to one."""
        scores = self.scores(text, vector) * SHARPNESS
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the weights as plain arrays (no pickle)."""
        features = self.features
        np.savez(
            path, labels=np.array("\n".join(self.labels)), names=np.array("\n".join(features.rarity)),
            rarity=np.array(list(features.rarity.values()), dtype=np.float64), telling=features.telling,
            landmarks=features.landmarks, centre=features.centre, spread=features.spread, weights=self.weights,
        )

    @classmethod
    def load(cls, path: Path) -> Classifier:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as data:
            rarity = dict(zip(str(data["names"]).split("\n"), data["rarity"].tolist(), strict=True))
            features = Features(rarity, *(data[name] for name in ("telling", "landmarks", "centre", "spread")))
            return cls(tuple(str(data["labels"]).split("\n")), features, data["weights"])


def train(labels: Sequence[str], texts: Sequence[str], progress: Progress = lambda _: None) -> Classifier:
    """Fit one ridge regression a label; same input, same weights. `progress` gets the share that is done."""
    from sklearn.linear_model import Ridge

    vectors = WordLlamaEmbedder().embed(texts)
    features, table = Features.learn(texts, vectors, progress)
    names = sorted(set(labels))
    column = {name: number for number, name in enumerate(names)}
    target = np.full((len(texts), len(names)), -1.0, dtype=np.float32)
    target[np.arange(len(texts)), [column[label] for label in labels]] = 1.0
    model = Ridge(alpha=REGULARISATION, solver="cholesky", fit_intercept=False, copy_X=False).fit(table, target)
    progress(1.0)
    return Classifier(tuple(names), features, np.ascontiguousarray(model.coef_.T, dtype=np.float32))
