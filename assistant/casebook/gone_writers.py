"""Writers who can write no more: "my old boss prof Saad died last year", "Dr Rahman is no more", "lost contact".

A letter of theirs cannot be had, so it is not counted; who is found again is told anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.casebook.model import letter_path, split_path
from assistant.casebook.surnames import family_name
from assistant.casebook.told_of import letter_told_of
from assistant.casebook.turn import Turn
from assistant.patterns import compile_any, compile_each, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "gone_writers.yaml"
_MOST_CHARACTERS = 4000
_SENTENCE = re.compile(r"(?<!\bdr)(?<!\bprof)(?<!\bmr)(?<!\bms)[.!?;]\s+|\n+", re.IGNORECASE)
_CALLED = "@called"  # in a pattern: the name of a writer


@dataclass(frozen=True, slots=True)
class _Book:
    sign: re.Pattern[str]
    of_one: tuple[re.Pattern[str], ...]
    of_him: re.Pattern[str]
    ends_so: re.Pattern[str]
    supposed: re.Pattern[str]


def take_out_gone(turn: Turn) -> None:
    """Take out the writers who died or are out of reach; one told in the same message does not come in."""
    text = turn.message.text[:_MOST_CHARACTERS]
    if not _book().sign.search(text):
        return
    for sentence in _SENTENCE.split(text):
        if found := _book().of_him.search(sentence):
            end = text.find(sentence) + found.end()
            letter = letter_told_of(turn, text, end, end, before_only=True)
            if letter and _called(turn, letter) in text[:end]:  # "he died", of one whom the message does not name: open
                _take_out(turn, letter, found[0])
        for letter in turn.draft.ids():
            called = _called(turn, letter)
            if called and (words := _gone(re.escape(called), sentence)):
                _take_out(turn, letter, words)


def _called(turn: Turn, letter: str) -> str:
    """A writer's family name, or the words that told of one without a name: "my old boss"."""
    name = turn.draft.get(letter_path(letter, "writer.name"))
    told = (c.words for c in turn.draft.changes if c.op == "add_letter" and c.value == letter)
    words = family_name(name) if isinstance(name, str) else next(told, "")
    return _book().ends_so.sub("", words)


def _gone(called: str, sentence: str) -> str:
    """The words that tell that somebody is gone; empty where none do, or where it is only asked."""
    forms = (form.pattern.replace(_CALLED, called) for form in _book().of_one)
    found = next(filter(None, (re.search(form, sentence, re.IGNORECASE) for form in forms)), None)
    if found is None or re.match(r"\s*\?", sentence[found.end() :]):
        return ""
    return "" if _book().supposed.search(sentence[: found.start()]) else found[0]


def _take_out(turn: Turn, letter: str, words: str) -> None:
    """A letter of before is removed, and what this message told of it is not noted."""
    fresh = letter in turn.draft.added()
    turn.draft.changes[:] = [
        change for change in turn.draft.changes
        if not (split_path(change.field)[0] == letter or (change.op == "add_letter" and change.value == letter))
    ]  # fmt: skip
    turn.draft.questions[:] = [asks for asks in turn.draft.questions if split_path(asks.field)[0] != letter]
    turn.draft.told = True
    if fresh:
        turn.draft.forget_letters({letter})
    else:
        turn.draft.remove_letter(letter, words)


@lru_cache(maxsize=1)
def _book() -> _Book:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    single = (compile_any(tree[name], parts) for name in ("of_him", "ends_so", "supposed"))
    return _Book(compile_any(tree["sign"]), compile_each(tree["of_one"], parts), *single)
