""""Who should I ask?" and "is that enough?" about letters that were told, while no specialty is known by which to weigh
them: the guide's own order of writers, or its numbers, lead the answer, then what it says of the letters that were
told."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.parts import Told, clauses, is_question, sentences
from assistant.agent.builtin.understand import CLEAR_CLAUSE, MOST_QUESTIONS, Understanding
from assistant.casebook import CaseUpdate
from assistant.places import data_root
from assistant.retrieval.search import Searcher
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "counsel.yaml"
_OPEN = {"ask", "abstain", "clarify", "tell"}


def counselled(text: str, meant: Understanding, update: CaseUpdate | None, searcher: Searcher) -> Understanding:
    """The same message understood, led by what is asked of the letters where they and no specialty are known.

    What must be declined, a forecast and several questions stay as they are.
    """
    if update is None or not update.case.get("letters") or update.case.get("targets"):
        return meant
    several = len(meant.queries) > 1 and not meant.one_situation
    if meant.act not in _OPEN or meant.kind == "chances" or several:
        return meant
    asked = [question for cue, question in _questions().items() if has_cue(cue, text)]
    if not asked:
        return meant
    queries = (*asked, *_letters_told(text, Told.by(update), searcher))[:MOST_QUESTIONS]
    return replace(meant, act="ask", kind="", queries=queries, one_situation=True, root="")


@lru_cache(maxsize=1)
def _questions() -> dict[str, str]:
    return {cue: node.text() for cue, node in read_yaml(data_root() / _FILE).items()}


def _letters_told(text: str, told: Told, searcher: Searcher) -> tuple[str, ...]:
    """The clauses that tell of a letter and for which the guide plainly has a word."""
    parts = [c for s in sentences(text) for c in clauses(s) if told.of_a_letter(c) and not is_question(c)]
    return tuple(
        part for part in parts
        if (found := searcher.assess(part)).facts and not found.far_outside
        and found.facts[0].similarity >= CLEAR_CLAUSE
    )  # fmt: skip
