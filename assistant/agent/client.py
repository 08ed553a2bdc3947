"""LangChain's chat model for an OpenAI-compatible endpoint. Loaded only when such a model is used: it is heavy."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator

import httpx2
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.agent.fault import Fault
from assistant.agent.models import Endpoint
from assistant.settings import Settings

MOST_BYTES = 4_000_000  # of one answer on the wire
# At DEBUG these write headers or whole requests, and at INFO a line for each.
TALKATIVE = ("openai", "httpx", "httpx2", "httpcore", "httpcore2", "langchain_openai")
_NO_KEY = SecretStr("none")  # servers of one's own ask for none, but the client insists on one


class _BoundedStream(httpx2.AsyncByteStream):
    """A response's bytes, which end in a fault when they grow past what any answer needs."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        pieces = aiter(self._stream)
        try:
            async for piece in pieces:
                seen += len(piece)
                if seen > MOST_BYTES:
                    raise Fault("flood")
                yield piece
        finally:
            if isinstance(pieces, AsyncGenerator):  # an answer that is not read to its end leaves nothing open
                await pieces.aclose()

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 - of an asynchronous client
    response.stream = _BoundedStream(response.stream)


def chat_model(settings: Settings, endpoint: Endpoint) -> ChatOpenAI:
    """A chat model that never retries by itself, never follows a redirect and never logs what it sends."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    client = httpx2.AsyncClient(
        follow_redirects=False, timeout=settings.turn_seconds, headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_bound]},
    )  # fmt: skip
    return ChatOpenAI(
        model=endpoint.model, base_url=endpoint.address, api_key=settings.openai_api_key or _NO_KEY,
        http_async_client=client, max_retries=0, timeout=settings.turn_seconds, stream_usage=True,
        stream_chunk_timeout=0, use_responses_api=False,
    )  # fmt: skip
