"""Rows of the index: chunks of passages (never across two), single facts, dated facts, rulings and phrasings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge import Knowledge, Passage
from assistant.retrieval.questions import OUTSIDE_KINDS, Phrasing
from assistant.retrieval.sentences import ENCODER
from assistant.retrieval.tokens import count_tokens

TOKEN_LIMIT = 220  # a chunk's tokens at most; sentences are never split
INDEX_FORMAT = 10  # raise it when the rows or files of an index change their meaning

_BANKS = ("questions", "wishes", "asked")
_FILES = (
    "official.yaml", "rulings.yaml", "facts.yaml", "abbreviations.yaml", "lexicon/form.yaml", "lexicon/phone.yaml",
    "lexicon/frequent_words.txt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One text in the vector store.

    `kind` is passage, fact, question or outside; `label` is what it leads to: a fact, ruling, official or passage id,
    or the kind of message that no fact answers.
    """

    id: str
    kind: str
    label: str
    text: str


def chunk_passage(passage: Passage, limit: int = TOKEN_LIMIT) -> list[str]:
    """The passage's sentences in chunks of at most `limit` tokens; a longer sentence stands alone."""
    chunks: list[str] = []
    held: list[str] = []
    for sentence in passage.text.split("\n"):
        if held and count_tokens("\n".join([passage.title, *held, sentence])) > limit:
            chunks.append("\n".join(held))
            held = []
        held.append(sentence)
    return [*chunks, "\n".join(held)]


def rows(knowledge: Knowledge, bank: Sequence[Phrasing]) -> list[Row]:
    """Every row of the index in a fixed order."""
    return list(_rows(knowledge, bank))


def _rows(knowledge: Knowledge, bank: Sequence[Phrasing]) -> Iterator[Row]:
    for passage in knowledge.passages.values():
        for number, text in enumerate(chunk_passage(passage)):
            yield Row(f"passage:{passage.id}:{number}", "passage", passage.id, f"{passage.title}\n{text}")
    for fact in knowledge.facts.values():
        yield Row(f"fact:{fact.id}", "fact", fact.id, fact.text)
    for official in knowledge.official.values():
        yield Row(f"fact:{official.id}", "fact", official.id, f"{official.statement} ({official.season})")
    for ruling in knowledge.rulings.values():
        yield Row(f"fact:{ruling.id}", "fact", ruling.id, ruling.decision)
    for number, phrasing in enumerate(bank):
        # What no fact answers is stored too: a message near to it is outside.
        kind = "outside" if phrasing.label in OUTSIDE_KINDS else "question"
        yield Row(f"{kind}:{number}", kind, phrasing.label, phrasing.text)


def source_digest(root: Path, embedder: str) -> str:
    """A hash of the files that an index is made from, and of how it is made; another digest means another index.

    It reads bytes and parses nothing: a cold start compares it first.
    """
    state = hashlib.blake2b(f"{INDEX_FORMAT} {TOKEN_LIMIT} {embedder} {ENCODER}".encode(), digest_size=16)
    banks = [path for folder in _BANKS for path in (root / folder).glob("*.yaml")]
    for path in sorted([*(root / "guide").glob("*.md"), *banks, *(root / name for name in _FILES)]):
        content = path.read_bytes().replace(b"\r\n", b"\n")  # a checkout on Windows gives the same index
        state.update(f"{path.name} {len(content)} ".encode())
        state.update(content)
    return state.hexdigest()
