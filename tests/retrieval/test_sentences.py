"""The meaning of sentences: repeatable, near where the meaning is, and known beforehand for the banks."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.errors import VouchError
from assistant.knowledge import load_knowledge
from assistant.retrieval import sentences
from assistant.retrieval.questions import question_bank
from assistant.retrieval.sentences import expect, key, known_sentences, sentence_vector, sentence_vectors

ASKED = "Who should I ask for a letter of recommendation?"
SAME = "Which doctors are the right people to request a reference from?"
OTHER = "What is the capital city of Mongolia?"


def test_what_means_the_same_lies_nearer_than_what_does_not() -> None:
    asked, same, other = sentence_vectors([ASKED, SAME, OTHER])
    assert asked @ same > asked @ other + 0.2


@pytest.mark.parametrize("text", ["", " ", "?!", "x" * 100_000, "\u5b57\u6bcd \U0001f600", "how\0many", "\ud800"])
def test_any_text_gives_one_unit_vector(text: str) -> None:
    vector = sentence_vector(text)
    assert vector.shape == (384,) and vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_a_text_is_read_alike_alone_and_among_others_and_ahead_of_time() -> None:
    expect(SAME)
    alone, among = sentence_vector(SAME), sentence_vectors([ASKED, SAME, OTHER, ASKED])
    assert alone @ among[1] > 0.99
    assert np.array_equal(among[0], among[3])


def test_nearly_all_phrasings_of_the_bank_are_known() -> None:
    texts = [phrasing.text for phrasing in question_bank(load_knowledge())]
    known = known_sentences()
    share = sum(key(text) in known for text in texts) / len(texts)
    assert share > 0.98, "run python -m evals.sentences: the bank has changed by much, and an index takes long to make"


def test_what_is_known_is_what_would_be_read() -> None:
    text = next(phrasing.text for phrasing in question_bank(load_knowledge()))
    kept = known_sentences()[key(text)].astype(np.float32)
    assert kept @ sentence_vector(text) / np.linalg.norm(kept) > 0.99


def test_without_what_is_known_the_sentences_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sentence_vectors([ASKED, OTHER])
    monkeypatch.setattr(sentences, "known_sentences", dict)
    assert np.allclose((before * sentence_vectors([ASKED, OTHER])).sum(axis=1), 1.0, atol=0.01)


def test_a_broken_encoder_is_one_line_with_the_remedy_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_cores: int) -> None:
        raise ModuleNotFoundError("no such package")

    text = "a text that nobody has read before"
    with monkeypatch.context() as patched:
        patched.setattr(sentences, "_open_session", broken)
        sentences._session.cache_clear()
        with pytest.raises(VouchError, match=r"^the sentence encoder cannot be loaded .*install requirements.lock anew$"):
            sentence_vector(text)
    assert sentence_vector(text).shape == (384,)
