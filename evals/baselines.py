"""What Vouch must beat: plain retrieval from Chroma with one embedding, and BM25, over the same passages."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.knowledge import Knowledge
from assistant.retrieval.chunk import Row
from assistant.retrieval.embed import WordLlamaEmbedder
from assistant.retrieval.keywords import KeywordSearch
from assistant.retrieval.store import embedded_client, fill

TOP = 3
Ranker = Callable[[str], list[Sequence[str]]]


def plain_chroma(knowledge: Knowledge) -> Ranker:
    """Chroma over the passages, top three by cosine."""
    embedder = WordLlamaEmbedder()
    passages = list(knowledge.passages.values())
    rows = [Row(p.id, "passage", p.id, f"{p.title}\n{p.text}") for p in passages]
    client = embedded_client(Path(tempfile.mkdtemp(prefix="vouch-baseline-")))
    fill(client, "plain", rows, embedder.embed([row.text for row in rows]))
    collection = client.get_collection("plain", embedding_function=None)

    def rank(question: str) -> list[Sequence[str]]:
        found = collection.query(query_embeddings=embedder.embed([question]), n_results=TOP)["ids"][0]
        return [knowledge.passages[name].facts for name in found]

    return rank


def bm25(knowledge: Knowledge) -> Ranker:
    """BM25 over the passages, top three."""
    passages = list(knowledge.passages.values())
    search = KeywordSearch.build([f"{p.title}\n{p.text}" for p in passages])

    def rank(question: str) -> list[Sequence[str]]:
        return [passages[n].facts for n in (-search.scores(question)).argsort(kind="stable")[:TOP]]

    return rank
