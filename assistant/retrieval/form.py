"""The form of a message (a request, a question of leave, a story), read from knowledge/lexicon/form.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.errors import KnowledgeError
from assistant.places import data_root
from assistant.retrieval.normalise import spelled_out
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "form.yaml"


def form(text: str) -> npt.NDArray[np.float32]:
    """One for each form that the message has, else zero."""
    plain = spelled_out(text)
    return np.array([pattern.search(plain) is not None for pattern in _patterns()], dtype=np.float32)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    made = []
    for name, node in read_yaml(data_root() / _FILE).items():
        try:
            made.append(re.compile(node.text()))
        except re.error as error:
            raise KnowledgeError(f"{node.where}: {name}: is no regular expression: {error}") from None
    return tuple(made)
