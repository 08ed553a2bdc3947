"""One event loop in a thread of its own, on which endpoints are talked to: there, a deadline ends whatever hangs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from functools import lru_cache
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="vouch-endpoints", daemon=True).start()
    return loop


def run(work: Callable[[], Coroutine[Any, Any, T]], seconds: float) -> T:
    """The result of a coroutine.

    Raises:
        TimeoutError: it took longer than `seconds`.
    """

    async def bounded() -> T:
        async with asyncio.timeout(seconds):
            return await work()

    return asyncio.run_coroutine_threadsafe(bounded(), _loop()).result()


def iterate(
    make: Callable[[], AsyncIterator[T]], seconds: float, silence: float
) -> Generator[T, None, None]:
    """The items of an asynchronous stream as they come; closing the iterator cancels the stream.

    Args:
        make: opens the stream; called on the loop.
        seconds: for the whole stream.
        silence: the longest wait for one item.

    Raises:
        TimeoutError: either time is over.
    """
    items: SimpleQueue[tuple[bool, Any]] = SimpleQueue()

    async def pump() -> None:
        stream = make()
        try:
            async with asyncio.timeout(seconds):
                while True:
                    async with asyncio.timeout(silence):
                        item = await anext(stream)
                    items.put((True, item))
                    await asyncio.sleep(0)  # lets the thread that waits have the interpreter, however fast items come
        except StopAsyncIteration:
            items.put((False, None))
        except BaseException as error:  # handed to the thread that waits
            items.put((False, error))
            if isinstance(error, asyncio.CancelledError):
                raise
        finally:
            if hasattr(stream, "aclose"):
                await stream.aclose()

    future = asyncio.run_coroutine_threadsafe(pump(), _loop())
    try:
        while True:
            more, item = items.get()
            if more:
                yield item
            elif item is None:
                return
            else:
                raise item
    finally:
        future.cancel()
