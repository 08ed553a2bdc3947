"""Read the banks' phrasings once: `python -m evals.sentences`. To be run after the banks have changed by much.

Writes knowledge/lexicon/frequent_words.txt, by which misspelt words are put right, and sentences.npz, so that an index
is made in a minute; without the latter nothing else changes. What it holds already is not read again; after a change of
the encoder or of the spelling, delete it first.
"""

from __future__ import annotations

import os
from collections import Counter

import numpy as np

from assistant.knowledge import load_knowledge
from assistant.places import data_root
from assistant.retrieval.asked import asked_bank
from assistant.retrieval.normalise import FREQUENT, normalise
from assistant.retrieval.questions import question_bank
from assistant.retrieval.sentences import KNOWN, key, known_sentences, read_sentences, stepped
from assistant.retrieval.wishes import masked_names, wish_bank

SEEN = 8  # how often a word stands in the banks to be no slip of the pen


def main() -> None:
    """Write the vectors of all phrasings."""
    knowledge = load_knowledge()
    own = [phrasing.text for phrasing in asked_bank(knowledge)]
    asked = [phrasing.text for phrasing in question_bank(knowledge)]
    wished = [masked_names(phrasing.text) for phrasing in wish_bank(knowledge)]
    texts = sorted(dict.fromkeys([*asked, *wished]))
    counts = Counter(word for text in texts for word in normalise(text).split() if word.isalpha())
    lines = [f"{word} {count}" for word, count in counts.most_common() if count >= SEEN]
    (data_root() / FREQUENT).write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = dict(known_sentences())
    texts = sorted(dict.fromkeys([*texts, *own]))
    if fresh := [text for text in texts if key(text) not in known]:
        known.update(zip(map(key, fresh), stepped(read_sentences(fresh, os.cpu_count() or 1)), strict=True))
    vectors = np.array([known[key(text)] for text in texts])
    np.savez_compressed(data_root() / KNOWN, keys=np.array([key(text) for text in texts], dtype=np.uint64),
                        vectors=vectors)  # fmt: skip
    print(f"read {len(fresh)} of {len(texts)} phrasings")


if __name__ == "__main__":
    main()
