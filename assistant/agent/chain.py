"""The retrieval chain: retriever, prompt, model, parser. For models without tools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import Runnable, RunnableParallel, RunnablePassthrough

from assistant.retrieval.retriever import GuideRetriever
from assistant.templates import render


def retrieval_chain(model: BaseChatModel, retriever: GuideRetriever) -> Runnable[str, str]:
    """Question in, answer with `[[ID]]` markers out."""
    gathered = RunnableParallel(documents=retriever, question=RunnablePassthrough())
    return gathered | _prompt | model | StrOutputParser()


def chain_messages(documents: Sequence[Document], talk: Sequence[BaseMessage], case: str = "{}") -> list[BaseMessage]:
    """The chain's prompt: the sentences found and the case in the instructions, then the talk up to the question."""
    sentences = {fact["id"]: fact["text"] for document in documents for fact in document.metadata["facts"]}
    data = case.replace("<", "\\u003c")
    return [SystemMessage(render("agent/retrieval_chain.j2", sentences=sentences, case=data)), *talk]


def _prompt(inputs: dict[str, Any]) -> list[BaseMessage]:
    return chain_messages(inputs["documents"], [HumanMessage(inputs["question"])])
