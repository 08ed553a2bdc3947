"""The learned part of the search: deterministic, kept without pickle, and right on what it was taught."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.classifier import Classifier, train
from assistant.retrieval.embed import WordLlamaEmbedder
from assistant.retrieval.sentences import sentence_vectors

TAUGHT = {
    "NUM-2": ["how many letters do I need", "number of letters needed", "how many letters are enough", "letter count"],
    "WAIVE-2": [
        "should I waive my right",
        "is waiving the right better",
        "waive the right to see it",
        "waiver yes or no",
    ],
    "off_topic": ["what is the weather today", "tell me a joke today", "what is the capital city", "a joke please"],
}
LABELS = [label for label, texts in TAUGHT.items() for _ in texts]
TEXTS = [text for texts in TAUGHT.values() for text in texts]


@pytest.fixture(scope="module")
def taught() -> Classifier:
    return train(LABELS, TEXTS)


def probabilities(classifier: Classifier, text: str) -> np.ndarray:
    return classifier.probabilities(text, WordLlamaEmbedder().embed([text])[0], sentence_vectors([text])[0])


def test_the_same_phrasings_teach_the_same_weights(taught: Classifier) -> None:
    again = train(LABELS, TEXTS)
    assert again.labels == taught.labels == tuple(sorted(TAUGHT))
    assert again.features.rarity == taught.features.rarity
    assert np.array_equal(again.weights, taught.weights)


def test_it_finds_what_it_was_taught_and_tolerates_typos(taught: Classifier) -> None:
    for text, label in [*zip(TEXTS, LABELS, strict=True), ("how mny leters do i ned", "NUM-2")]:
        assert taught.labels[int(probabilities(taught, text).argmax())] == label


@pytest.mark.parametrize("text", ["", "?!", "how many letters", "x" * 10_000, "字母 письмо", "how\0many"])
def test_probabilities_sum_to_one_for_any_text(taught: Classifier, text: str) -> None:
    found = probabilities(taught, text)
    assert found.sum() == pytest.approx(1.0, abs=1e-5) and (found >= 0).all()


def test_a_saved_classifier_says_the_same_and_holds_no_pickle(taught: Classifier, tmp_path: Path) -> None:
    taught.save(tmp_path / "kept.npz")
    with np.load(tmp_path / "kept.npz", allow_pickle=False) as data:
        near = [f"{part}_{name}" for part in ("sentences", "words") for name in ("centre", "landmarks", "spread", "width")]
        assert sorted(data) == sorted(["labels", "names", "rarity", "telling", "weights", *near])
    loaded = Classifier.load(tmp_path / "kept.npz")
    for text in TEXTS:
        assert np.array_equal(probabilities(loaded, text), probabilities(taught, text))


def test_progress_goes_up_to_all(taught: Classifier) -> None:
    shares: list[float] = []
    train(LABELS, TEXTS, shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0
