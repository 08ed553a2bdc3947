"""Counting tokens without ever asking the network."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.retrieval.embed import wordllama_tokenizer

ENCODING = "o200k_base"
# The address names tiktoken's cache entry; nothing is fetched from it here.
_ENTRY = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"


def count_tokens(text: str) -> int:
    """Tokens of a text: by tiktoken where its vocabulary is already on this machine, else by wordllama's tokenizer.

    The latter counts high, so that a budget that holds by it holds by both.
    """
    if encoding := _tiktoken():
        return len(encoding.encode(text, disallowed_special=()))
    return len(wordllama_tokenizer().encode(text, add_special_tokens=False).ids)


@lru_cache(maxsize=1)
def _tiktoken() -> Any:
    """tiktoken's encoding if its vocabulary is cached: loading it otherwise would try a download and may hang."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR") or os.environ.get("DATA_GYM_CACHE_DIR")
    cache = Path(folder) if folder else Path(tempfile.gettempdir()) / "data-gym-cache"
    if not (cache / hashlib.sha1(_ENTRY.encode()).hexdigest()).is_file():  # noqa: S324 - tiktoken's own naming
        return None
    import tiktoken

    return tiktoken.get_encoding(ENCODING)
