"""Two writers whom a bare "or" sets beside each other: "she or Prof. Mhiri, if only one place is left"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_spoken_of, letters_named
from assistant.agent.builtin.parts import is_question, sentences
from assistant.casebook import CaseUpdate
from assistant.retrieval.normalise import normalise

_BARE_OR = re.compile(r"\bor\b", re.IGNORECASE)
_NEAR = 3  # words beside an "or" in which a writer stands
_PERSON = frozenset({"he", "she", "him", "her", "his", "hers"})
_PAIR = 2
_MOST_WORDS = 20  # of a question that asks no more than this


def side_by_side(text: str, update: CaseUpdate) -> tuple[str, ...]:
    """ "She or Prof. Mhiri, if one place is left": the two writers whom a bare "or" sets beside each other."""
    said = sentences(text) or [text]
    asked = " ".join(part for part in said if is_question(part)) or said[-1]
    if has_cue("no_verdict", asked) or len(asked.split()) > _MOST_WORDS:
        return ()
    for at in _BARE_OR.finditer(asked):
        left, right = asked[: at.start()].split()[-_NEAR:], asked[at.end() :].split()[:_NEAR]
        pair = (*_edge(left[-1:], left, update)[-1:], *_edge(right[:1], right, update)[:1])
        if len(set(pair)) == _PAIR:
            return pair
    return ()


def _edge(pronoun: Sequence[str], words: Sequence[str], update: CaseUpdate) -> tuple[str, ...]:
    """The letters that the words beside an "or" name, or the one of late that "she" there means."""
    if named := letters_named(" ".join(words), update):
        return named
    spoken = letter_spoken_of("", update) if {normalise(word) for word in pronoun} & _PERSON else ""
    return (spoken,) if spoken else ()
