"""The form of a message (a request, a question of leave, a story), read from knowledge/lexicon/form.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.patterns import compile_any
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
    return tuple(compile_any(node, any_case=False) for _, node in read_yaml(data_root() / _FILE).items())
