"""Fit the gate anew: `python -m evals.tune`. To be run after the question bank has changed by much, and after
`python -m evals.sentences`.

Each group of hands is scored by a classifier and searches that know only the other groups, so that the gate learns
from scores as strangers' questions get them. The development half of the evals then shows the boundaries' effect.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.knowledge import Knowledge, load_knowledge
from assistant.retrieval import classifier, gate
from assistant.retrieval.embed import WordLlamaEmbedder
from assistant.retrieval.features import Features
from assistant.retrieval.keywords import KeywordSearch, read_abbreviations
from assistant.retrieval.questions import DECLINED_KINDS, OUTSIDE_KINDS, Phrasing, question_bank
from assistant.retrieval.search import Groups
from assistant.retrieval.sentences import sentence_vectors
from evals import datasets

GROUPS = 5
SHARE = 3  # one in so many phrasings of facts is scored; those of outside kinds all are
HIDDEN, NETWORKS, ROUNDS = 32, 10, 25
# Added to the inside output before the softmax: the bank asks more often for what lies outside than people do, and the
# boundaries of the search and of the built-in model are set for gates with this lean.
LEAN = 1.1
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Bank:
    """The phrasings, those of a label together, with all that scoring needs.

    Features and their products are worked out once: a model that does not know some hands is the model of all less
    what they add, which costs one solution of the equations and no second reading.
    """

    phrasings: Sequence[Phrasing]
    vectors: Floats
    keywords: KeywordSearch
    features: Features
    table: Floats
    target: Floats
    labels: tuple[str, ...]
    groups: Groups

    @classmethod
    def read(cls, knowledge: Knowledge) -> _Bank:
        phrasings = sorted(question_bank(knowledge), key=lambda p: p.label)
        texts = [p.text for p in phrasings]
        vectors = WordLlamaEmbedder().embed(texts)
        features, table = Features.learn(texts, vectors, sentence_vectors(texts), lambda _share: None)
        labels = tuple(sorted({p.label for p in phrasings}))
        target = np.where(np.array([p.label for p in phrasings])[:, None] == np.array(labels)[None], 1.0, -1.0)
        groups = Groups(tuple(p.label for p in phrasings), [name for name in labels if name not in OUTSIDE_KINDS])
        keywords = KeywordSearch.build(texts, read_abbreviations(knowledge.root / "abbreviations.yaml"))
        return cls(phrasings, vectors, keywords, features, table, target.astype(np.float32), labels, groups)


class _Known:
    """Classifier and searches over the phrasings that are not held out."""

    def __init__(self, bank: _Bank, products: tuple[Floats, Floats], held: npt.NDArray[np.bool_]) -> None:
        from scipy.linalg import solve

        part, part_of_target = bank.table[held], bank.target[held]
        left = products[0] - part.T @ part
        left[np.diag_indices_from(left)] += classifier.REGULARISATION
        right = products[1] - part.T @ part_of_target
        self._weights = solve(left, right, assume_a="pos", overwrite_a=True)
        self._bank, self._held = bank, held
        self._inside = np.array([label not in OUTSIDE_KINDS for label in bank.labels])

    def signs(self, texts: Sequence[str], vectors: Floats, table: Floats) -> Floats:
        """The gate's input for each text; `table` holds their features."""
        scores = table @ self._weights
        return np.stack([self._signs(*given) for given in zip(texts, vectors, scores, strict=True)])

    def of(self, texts: Sequence[str]) -> Floats:
        """The gate's input for texts that are no part of the bank."""
        vectors = WordLlamaEmbedder().embed(texts)
        given = zip(texts, vectors, sentence_vectors(texts), strict=True)
        rows = [self._bank.features.row(text, vector, sentence) for text, vector, sentence in given]
        return self.signs(texts, vectors, np.stack(rows))

    def _signs(self, text: str, vector: Floats, scores: Floats) -> Floats:
        cosines, matched = self._bank.vectors @ vector, self._bank.keywords.scores(text)
        cosines[self._held], matched[self._held] = -1.0, 0.0
        matched = matched / max(float(matched.max()), 1e-6)
        groups, kinds = self._bank.groups, [name for name in self._bank.labels if name in OUTSIDE_KINDS]
        outside = dict(zip(kinds, scores[~self._inside].tolist(), strict=True))
        return gate.signs(scores[self._inside], outside, groups.highest(cosines), groups.highest(matched), text)


def strangers(bank: _Bank, products: tuple[Floats, Floats]) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The signs of phrasings as the other groups of hands see them, and what each wants: see `outcome`."""
    hands = sorted({phrasing.hand for phrasing in bank.phrasings})
    asked = np.array([p.label in OUTSIDE_KINDS or number % SHARE == 0 for number, p in enumerate(bank.phrasings)])
    found, wanted = [], []
    for group in range(GROUPS):
        apart = np.array([hands.index(phrasing.hand) % GROUPS == group for phrasing in bank.phrasings])
        known = _Known(bank, products, apart)
        scored = np.flatnonzero(apart & asked).tolist()
        found.append(known.signs([bank.phrasings[n].text for n in scored], bank.vectors[scored], bank.table[scored]))
        wanted += [outcome(bank.phrasings[n].label) for n in scored]
        print(f"group {group + 1} of {GROUPS} scored", flush=True)
    return np.concatenate(found), np.array(wanted)


def outcome(label: str) -> int:
    """0 where a fact answers, 1 for what must be declined, 2 for the rest: the order of the gate's outputs."""
    if label not in OUTSIDE_KINDS:
        return 0
    return 1 if label in DECLINED_KINDS else 2


def fit(inputs: Floats, wanted: npt.NDArray[np.int64]) -> str:
    """Train a few small networks and join them into one whose outputs are the means of theirs before the softmax."""
    from sklearn.neural_network import MLPClassifier

    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
    scaled = (inputs - mean) / scale
    models = []
    for seed in range(NETWORKS):
        model = MLPClassifier((HIDDEN,), activation="tanh", alpha=0.01, max_iter=ROUNDS, random_state=seed,
                              learning_rate_init=0.003)  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # these rounds are enough, converged or not
            models.append(model.fit(scaled, wanted))
    first = np.hstack([m.coefs_[0] for m in models]), np.concatenate([m.intercepts_[0] for m in models])
    last = np.vstack([m.coefs_[1] for m in models]) / NETWORKS, np.mean([m.intercepts_[1] for m in models], axis=0)
    last[1][0] += LEAN
    return gate.document(mean.tolist(), scale.tolist(), [first, last])


def main() -> None:
    """Fit, write gate.json, and print what the boundaries do on the development half."""
    knowledge = load_knowledge()
    bank = _Bank.read(knowledge)
    products = bank.table.T @ bank.table, bank.table.T @ bank.target
    gate.WEIGHTS.write_text(fit(*strangers(bank, products)) + "\n", encoding="utf-8")
    known = _Known(bank, products, np.zeros(len(bank.phrasings), dtype=bool))
    outside = datasets.outside("outside_dev")
    sets = {
        "questions": [q.text for q in datasets.questions("questions_dev")],
        "benign": [q.text for q in datasets.benign("benign_dev")],
        "outside": [case.text for case in outside],
        "to be declined": [case.text for case in outside if "refused" in case.expect],
    }
    found = {name: np.array([gate.probabilities(row) for row in known.of(texts)]) for name, texts in sets.items()}
    for boundary in (0.4, 0.5, 0.6, 0.7, 0.8):
        shares = [
            f"{name}: {np.mean(v[:, 0] > boundary):.3f} inside, {np.mean(v[:, 1] > boundary):.3f} declined"
            for name, v in found.items()
        ]  # fmt: skip
        print(f"boundary {boundary:.2f}  {'; '.join(shares)}")


if __name__ == "__main__":
    main()
