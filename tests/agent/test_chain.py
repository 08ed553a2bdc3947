"""The retrieval chain for models without tools: the tools' own retriever, LangChain's fake model, the strict prompt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import BaseMessage

from assistant.agent.chain import retrieval_chain
from assistant.knowledge import load_knowledge
from assistant.retrieval.index import open_index
from assistant.retrieval.retriever import GuideRetriever
from assistant.retrieval.search import Searcher
from assistant.settings import Settings


class Listening(FakeListChatModel):
    """LangChain's fake model; it keeps what it was shown."""

    shown: list[list[BaseMessage]]

    def _call(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> str:
        self.shown.append(messages)
        return super()._call(messages, *args, **kwargs)


@pytest.fixture(scope="module")
def retriever(built_home: Path) -> GuideRetriever:
    knowledge = load_knowledge()
    return GuideRetriever(
        searcher=Searcher(open_index(Settings(home=built_home), knowledge), knowledge), knowledge=knowledge
    )


def test_the_model_sees_the_right_sentences_and_its_words_come_out(retriever: GuideRetriever) -> None:
    model = Listening(responses=["Aim for four. [[NUM-2]]"], shown=[])
    assert retrieval_chain(model, retriever).invoke("how many letters do i need") == "Aim for four. [[NUM-2]]"
    ((system, human),) = model.shown
    assert human.content == "how many letters do i need"
    assert f"[[NUM-2]] {retriever.knowledge.quote('NUM-2')}" in str(system.content)


def test_the_retriever_gives_what_the_search_gives(retriever: GuideRetriever) -> None:
    for query in ("how many letters do i need", "who to ask", "can a nurse write it"):
        hits = retriever.searcher.search(query, retriever.limit)
        documents = retriever.invoke(query)
        assert [document.id for document in documents] == [hit.id for hit in hits]
        for document, hit in zip(documents, hits, strict=True):
            assert document.page_content == hit.text
            assert 0 <= document.metadata["similarity"] <= 1
            assert [fact["id"] for fact in document.metadata["facts"]] == [fact.id for fact in hit.facts]


@pytest.mark.parametrize("question", ["what is the weather in Paris", "{sentences} {{ 7*7 }} {% raw %}", ""])
def test_a_question_outside_or_full_of_template_syntax_changes_no_prompt(
    retriever: GuideRetriever, question: str
) -> None:
    model = Listening(responses=["I cannot tell."], shown=[])
    assert retrieval_chain(model, retriever).invoke(question) == "I cannot tell."
    ((system, human),) = model.shown
    assert human.content == question
    assert "{{" not in str(system.content) and "49" not in str(system.content)
    if not retriever.searcher.search(question):
        assert "(none)" in str(system.content)
