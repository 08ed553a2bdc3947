"""A conditional random field: labels for a row of things, each with how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from assistant.errors import KnowledgeError


class Labeller:
    """A model of CRFsuite. Safe to share between threads.

    Raises:
        KnowledgeError: the model is missing or broken.
    """

    def __init__(self, model: Path) -> None:
        import pycrfsuite

        self._lock, self._tagger = Lock(), pycrfsuite.Tagger()
        try:
            self._tagger.open(str(model))
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"{model.name}: cannot be read: {error}; restore the file") from None

    def label(self, rows: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
        """The label of each row, with its probability."""
        if not rows:
            return []
        with self._lock:
            self._tagger.set(rows)
            return [(label, self._tagger.marginal(label, at)) for at, label in enumerate(self._tagger.tag())]
