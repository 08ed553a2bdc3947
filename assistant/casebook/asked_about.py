"""What a question or a plan only supposes is told of no writer who is known.

"do I need a letter from the department chair" makes no writer a chair, "or an observership in July, worth it?" changes
no rotation, and "can I see it if I don't waive" waives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.casebook.model import Change, split_path
from assistant.casebook.text import token_range
from assistant.casebook.turn import Turn
from assistant.patterns import compile_any
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "asked_about.yaml"
_CLAUSE = re.compile(r"[,;:()]+|\bbut\b")
_OR = re.compile(r"\s*or\b", re.IGNORECASE)
_SHORT = 8  # tokens
_KEPT = frozenset({"writer.name", "writer.title", "writer.email", "asked_on", "uploaded_on"})


def drop_asked(turn: Turn) -> None:
    """Put back what this message changed of letters that were there before, by words that only ask or suppose."""
    known = set(turn.draft.ids()) - set(turn.draft.added())
    for change in list(turn.draft.changes):
        letter, name = split_path(change.field)
        if change.op != "set" or letter not in known or name in _KEPT or name.startswith("notes."):
            continue
        if change.words and _is_supposed(turn, change):
            turn.draft.put_back(change)


def _is_supposed(turn: Turn, change: Change) -> bool:
    """Whether the words stand in a clause that asks or supposes, or only in short questions."""
    said = turn.message.text
    found = list(re.finditer(rf"(?<!\w){re.escape(change.words)}(?!\w)", said, re.IGNORECASE))
    if len(found) == 1:
        return _is_supposed_at(turn, found[0])
    return bool(found) and all(_stands_in_question(turn, place) for place in found)


def _stands_in_question(turn: Turn, place: re.Match[str]) -> bool:
    """ "she waived? or i waived, who waives?": the sentence asks, and has no more words than such a one."""
    first, _ = token_range(turn.message.tokens, *place.span())
    sentence = next((one for one in turn.message.sentences if one.first <= first < one.last), None)
    return sentence is not None and sentence.mark == "?" and sentence.last - sentence.first <= _SHORT


def _is_supposed_at(turn: Turn, found: re.Match[str]) -> bool:
    """Whether the words stand here in a clause that asks or supposes."""
    said, tokens = turn.message.text, turn.message.tokens
    first, _ = token_range(tokens, *found.span())
    sentence = next((one for one in turn.message.sentences if one.first <= first < one.last), None)
    if sentence is None:
        return False
    start = tokens[sentence.first].start
    whole, at = said[start : tokens[sentence.last - 1].end], found.start() - start
    begin, end = next((one for one in _stretches(_CLAUSE, whole) if one[0] <= at < one[1]), (0, len(whole)))
    return _asks(whole[begin:end], at - begin, opens=begin == 0, asked=sentence.mark == "?")


def _asks(clause: str, at: int, *, opens: bool, asked: bool) -> bool:
    """Whether a clause asks or supposes what stands at a place of it; `opens`: it begins its sentence."""
    before = clause[:at]
    if _patterns()["tells_behind"].search(before):
        return False  # "should I ask Dr. Kim, who is the program director"
    if _patterns()["supposes"].search(before) or (opens and _patterns()["asks_first"].match(clause)):
        return True
    if asked and opens and _OR.match(clause):
        return True  # "she waived? or i waived, who waives?"
    return asked and _patterns()["weighs_another"].match(clause) is not None


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: compile_any(node) for name, node in read_yaml(data_root() / _FILE).items()}


def _stretches(cut: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The stretches of a text between the places where it is cut."""
    places = [0, *(found.end() for found in cut.finditer(text)), len(text)]
    return list(pairwise(places))
