"""Loaded once by the server from which the talking processes start, so that each of them starts warm."""

import bm25s  # noqa: F401 - loaded for those who are forked from here
import rapidfuzz.process  # noqa: F401

from assistant.casebook.lexicon import load_lexicon
from assistant.knowledge import load_knowledge
from assistant.retrieval.embed import wordllama_tokenizer

load_knowledge()
load_lexicon()
wordllama_tokenizer()
