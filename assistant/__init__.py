"""Vouch: letters-of-recommendation advice for international medical graduates, every sentence with its source."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# Set before any library is loaded: nothing leaves the machine, and stored conversations never run code.
os.environ.update(
    LANGSMITH_TRACING="false", LANGSMITH_TRACING_V2="false", LANGCHAIN_TRACING="false", LANGCHAIN_TRACING_V2="false",
    LANGGRAPH_STRICT_MSGPACK="true",
    GRADIO_ANALYTICS_ENABLED="False", HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_OFFLINE="1", ANONYMIZED_TELEMETRY="False",
)

# Searching multiplies small matrices: a second thread costs more than it brings, on a busy machine many times more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from assistant.advisor import Advisor
    from assistant.guard import Claim, check_grounding
    from assistant.reply import Reply

__all__ = ["Advisor", "Claim", "Reply", "check_grounding"]

_PLACES = {
    "Advisor": "assistant.advisor", "Reply": "assistant.reply", "Claim": "assistant.guard",
    "check_grounding": "assistant.guard",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name on first use: `vouch audit` needs none of the heavy libraries."""
    if name in _PLACES:
        from importlib import import_module

        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
