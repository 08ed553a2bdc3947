"""What a note tells beside facts: praise, a bare improvement, a line of a letter.

"Excellent notes" judges a person, "excellent oxygen saturation" a patient: the words around decide. The patterns stand
in knowledge/lexicon/note_kinds.yaml. Facts FAQ-8, FAQ-9, RULING-10.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.patterns import compile_any, read_parts
from assistant.places import data_root
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "note_kinds.yaml"
_CLAUSE_END = re.compile(r"[.;!?\n]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words that count only where a person is meant.

    `always` counts anywhere; `words` unless `told` is in the note, or what stands `no_before` or `no_after` them shows
    that they mean something else, and nothing `yes_before` or `yes_after` that they do. `care_after`: what is work or
    medicine, by what stands before. `hint`: without it there is none, which is soon seen.
    """

    words: re.Pattern[str]
    around: Mapping[str, re.Pattern[str]]
    always: re.Pattern[str] | None = None

    def search(self, text: str) -> re.Match[str] | None:
        """The first place that counts; None where there is none."""
        line = text.capitalize() if text.isupper() else text  # capitals mark abbreviations only among small letters
        if self.always and (found := self.always.search(line)):
            return found
        if ("hint" in self.around and not self._is("hint", line)) or self._is("told", line):
            return None
        return next((found for found in self.words.finditer(line) if self._meant(found)), None)

    def _meant(self, found: re.Match[str]) -> bool:
        after = _CLAUSE_END.split(found.string[found.end() :], maxsplit=1)[0]
        before = found.string[: found.start()]
        if self._is("yes_before", before) or self._is("yes_after", after):
            return True
        if self._is("no_before", before):
            return False
        return self._is("care_after", after) or not self._is("no_after", after)

    def _is(self, name: str, text: str) -> bool:
        return name in self.around and self.around[name].search(text) is not None


@dataclass(frozen=True, slots=True)
class NoteKinds:
    """What a note may be other than a fact."""

    praise: Meaning
    bare_improvement: Meaning
    letter_talk: re.Pattern[str]


@lru_cache(maxsize=1)
def note_kinds() -> NoteKinds:
    """The kinds of note.

    Raises:
        KnowledgeError: one line with file, line and field.
    """
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    praise, improvement = (
        {name: compile_any(node, parts) for name, node in tree[means].items()}
        for means in ("praise_means", "improvement_means")
    )
    return NoteKinds(
        Meaning(compile_any(tree["praise_maybe"], parts), praise, compile_any(tree["praise_always"], parts)),
        Meaning(compile_any(tree["bare_improvement"], parts), improvement),
        compile_any(tree["letter_talk"], parts),
    )
