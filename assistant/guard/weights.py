"""How telling each concept is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from assistant.guard.reading import read
from assistant.knowledge import load_knowledge


@lru_cache(maxsize=1)
def concept_weights() -> Mapping[str, float]:
    """How telling a concept is: the rarer in the guide, the heavier."""
    knowledge = load_knowledge()
    texts = [fact.text for fact in knowledge.facts.values()]
    seen = Counter(name for text in texts for name in read(text).content)
    return {name: math.log(1 + len(texts) / count) / math.log(1 + len(texts)) for name, count in seen.items()}
