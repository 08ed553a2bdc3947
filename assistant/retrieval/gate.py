"""Whether a fact answers a message, or it must be declined, or neither: a very small network over the signs that the
searches give and the form of the message.

Its weights are in gate.json beside this file, fitted by `python -m evals.tune` on scores that each hand of the question
bank gets from a classifier trained on the other hands.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.form import form
from assistant.retrieval.normalise import normalise
from assistant.retrieval.questions import OUTSIDE_KINDS

WEIGHTS = Path(__file__).with_name("gate.json")
NEAREST = 10
_BLOCK = 64

Floats = npt.NDArray[np.float32]


def highest(values: Floats, count: int = NEAREST) -> Floats:
    """The highest few values, best first, padded with their lowest."""
    if not len(values):
        return np.zeros(count, dtype=np.float32)
    if len(values) > count * _BLOCK:
        # No value below the highest of `count` other blocks is among the highest: most need not be put in order.
        whole = len(values) // _BLOCK * _BLOCK
        tops = values[:whole].reshape(-1, _BLOCK).max(axis=1)
        values = values[values >= np.partition(tops, -count)[-count]]
    few = np.partition(values, -count)[-count:] if len(values) > count else values
    ordered = np.sort(few)[::-1]
    return np.asarray(np.pad(ordered, (0, count - len(ordered)), mode="edge"), dtype=np.float32)


def signs(
    facts: Floats, kinds: Mapping[str, float], near: tuple[Floats, Floats], matched: tuple[Floats, Floats], text: str
) -> Floats:
    """The network's input.

    `facts` are the classifier's scores of all facts and `kinds` those of the outside kinds; `near` the highest cosines
    and `matched` the highest keyword scores (shares of the best) of inside and of outside rows.
    """
    words = len(normalise(text).split())
    best = highest(facts, 3)
    outside = np.array([kinds.get(kind, -1.0) for kind in OUTSIDE_KINDS], dtype=np.float32)
    inner, outer = near
    return np.concatenate([
        best, outside, highest(outside, 2), [(facts + 1).sum() / 2, inner[0], outer[0], inner[:3].mean(),
        outer[:3].mean(), inner.mean(), outer.mean(), matched[0][:3].mean(), matched[1][:3].mean(), math.log1p(words)],
        form(text),
    ]).astype(np.float32)  # fmt: skip


@lru_cache(maxsize=1)
def _layers() -> tuple[dict[str, Any], list[tuple[Floats, Floats]]]:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    layers = [(np.array(w, dtype=np.float32), np.array(b, dtype=np.float32)) for w, b in data["layers"]]
    return data, layers


def probabilities(inputs: Floats) -> tuple[float, float]:
    """How likely it is that a fact answers the message, and that it must be declined."""
    data, layers = _layers()
    values = (inputs - np.array(data["mean"], dtype=np.float32)) / np.array(data["scale"], dtype=np.float32)
    for weights, bias in layers[:-1]:
        values = np.tanh(values @ weights + bias)
    weights, bias = layers[-1]
    powers = np.exp(values @ weights + bias)
    inside, declined, _ = powers / powers.sum()
    return float(inside), float(declined)


def document(mean: Sequence[float], scale: Sequence[float], layers: Sequence[tuple[Any, Any]]) -> str:
    """The weights as gate.json holds them."""
    rounded = [[np.round(w, 4).tolist(), np.round(b, 4).tolist()] for w, b in layers]
    return json.dumps({"mean": np.round(mean, 5).tolist(), "scale": np.round(scale, 5).tolist(), "layers": rounded})
