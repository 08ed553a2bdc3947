"""LangChain's view of the hybrid search; the agent's tool and the retrieval chain share it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from assistant.knowledge import Knowledge
from assistant.retrieval.search import Hit, Searcher

PASSAGES = 3


class GuideRetriever(BaseRetriever):
    """One document a passage (or ruling, or dated fact), best first; none when nothing is near."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    knowledge: Knowledge
    limit: int = PASSAGES

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.searcher.search(query, self.limit)
        return [Document(id=hit.id, page_content=hit.text, metadata=self._metadata(hit)) for hit in hits]

    def _metadata(self, hit: Hit) -> dict[str, Any]:
        official = self.knowledge.official.get(hit.id)
        return {
            "layer": hit.layer,
            "title": hit.title,
            "similarity": hit.similarity,
            "season": official.season if official else None,
            "source": official.source if official else None,
            "until": official.until.isoformat() if official and official.until else None,
            "facts": [
                {"id": f.id, "text": self.knowledge.quote(f.id), "similarity": f.similarity} for f in hit.facts
            ],
        }


class LaterRetriever(BaseRetriever):
    """A retriever that is opened when it is first asked, so that what needs no guide does not wait for its index."""

    open: Callable[[], GuideRetriever]
    _opened: GuideRetriever | None = PrivateAttr(None)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        self._opened = self._opened or self.open()
        return self._opened.invoke(query)


def describe(document: Document, today: date) -> dict[str, Any]:
    """A document as a tool result: its facts, best first, each with the sentence that may be used."""
    until = document.metadata["until"]
    stale = until is not None and today.isoformat() > until
    return {"id": document.id, **document.metadata, "stale": stale}
