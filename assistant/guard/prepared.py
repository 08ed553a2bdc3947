"""What `python -m evals.guard_tune` worked out of the known wordings, so that the first use of a fact is quick."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.guard.lexicon import small
from assistant.guard.reading import Reading
from assistant.knowledge import load_knowledge

LEXICON = ("guard.yaml", "guard_cues.yaml")
Row = tuple[frozenset[str], npt.NDArray[np.int64], bool]  # marks, tokens, whether it adds figures or names
Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows by the key of fact and wording; empty where file and lexicon differ, and all is then read anew."""

    rows: Mapping[int, int]
    vocabulary: tuple[str, ...]
    arrays: Arrays

    def row(self, own: str, text: str) -> Row | None:
        """What is known of a wording; none for a text that was not there when the file was written."""
        place = self.rows.get(key(own, text))
        if place is None:
            return None
        marks = self._slice("marks", place)
        found = frozenset(self.vocabulary[mark] for mark in marks.tolist())
        return found, self._slice("tokens", place).astype(np.int64), bool(self.arrays["figured"][place])

    def _slice(self, name: str, place: int) -> npt.NDArray[Any]:
        ends = self.arrays[f"{name}_ends"]
        return self.arrays[name][ends[place] : ends[place + 1]]


def key(own: str, text: str) -> int:
    """Tells a wording of a fact from every other."""
    return int.from_bytes(hashlib.blake2b(f"{own}\n{text}".encode(), digest_size=8).digest(), "big")


def prepared_path() -> Path:
    """The file beside the guard's model."""
    return load_knowledge().root / "lexicon" / "guard_wordings.npz"


def lexicon_digest() -> int:
    """Changes with the tables that marks are read by."""
    folder = load_knowledge().root / "lexicon"
    found = hashlib.blake2b(b"".join((folder / name).read_bytes() for name in LEXICON), digest_size=8)
    return int.from_bytes(found.digest(), "big")


@lru_cache(maxsize=1)
def load_prepared() -> Prepared:
    """Read `lexicon/guard_wordings.npz`."""
    if not prepared_path().is_file():
        return Prepared({}, (), {})
    with np.load(prepared_path(), allow_pickle=False) as data:
        arrays = {name: data[name] for name in data.files}
    if int(arrays["lexicon"][0]) != lexicon_digest():
        return Prepared({}, (), {})
    vocabulary = tuple(arrays.pop("vocabulary").tobytes().decode().split("\n"))
    return Prepared({one: place for place, one in enumerate(arrays["keys"].tolist())}, vocabulary, arrays)


def figures_in(readings: Iterable[Reading]) -> frozenset[object]:
    """Figures, dates and names of sentences, to tell whether one adds some that another does not hold."""
    found: set[object] = set()
    for one in readings:
        found |= {(each.low, each.high, each.unit, each.bound, each.month, each.enough) for each in one.quantities}
        found |= {(each.year, each.month, each.day, each.part, each.season, each.shift) for each in one.dates}
        found |= one.names | {word for word in one.text.split() if not word.islower() and not word[0].isalpha()}
        found |= small("any_specialty") & set(one.stems)
        found |= {("beside", *sorted(beside)) for beside in one.figures.values()}
    return frozenset(found)
