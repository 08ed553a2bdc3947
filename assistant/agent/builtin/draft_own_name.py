"""The applicant's whole name: told alone where a text lacked it, and written as its owner writes it.

"Nguyen Thi Lan", behind a text without a name, is said as "My name is Nguyen Thi Lan."; "K. Mensah" is no K, and
"Oluwaseun (Seun) Adebayo" no Oluwaseun.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from assistant.agent.builtin.draft_cues import clause_has, read_clauses
from assistant.agent.builtin.draft_signed import name_patterns, own_name_told, word_names
from assistant.agent.builtin.draft_told import Before, applied
from assistant.agent.builtin.no_place import given_names
from assistant.casebook import CaseUpdate
from assistant.casebook.lexicon import read_lexicon
from assistant.casebook.model import Change
from assistant.domain.vocabulary import find_specialty
from assistant.retrieval.normalise import is_frequent, normalise

_NAME, _WRITER = "name", "writer.name"
_OTHER_WORDS = ("targets", "notes.", _WRITER)  # blanks that a few words with capitals may fill as well
_LEAST, _MOST = 2, 6  # words of a whole name


def name_told(text: str, notes: Sequence[Mapping[str, Any]], writers: frozenset[str]) -> str:
    """The message with "My name is ..." for how to sign, and for a name alone where the text that is there lacks one.

    Args:
        text: the message.
        notes: those on the turns before.
        writers: words of the names of the writers, in lower case.
    """
    text = own_name_told(text, writers)
    blanks = [str(field) for field in (notes[-1].get("blanks") or ())] if notes else []
    if _NAME not in blanks or _WRITER in blanks:
        return text
    if (said := name_patterns("word_name").search(text)) and _is_known(normalise(said[_NAME]).split()):
        return f"{text[: said.start()]}My name is {said[_NAME]}{text[said.end() :]}"
    if listed := name_patterns("before_list").fullmatch(text.strip()):
        return _before_list(listed, writers) or text
    found = name_patterns("alone").fullmatch(text.strip())
    if found is None or not _may_be_name(found[_NAME], writers):
        return text
    shown = found[_NAME]
    words = normalise(shown).split()
    if shown == shown.lower():
        return f"My name is {shown.title()}." if words[0] in given_names() else text
    sure = _is_known(words) or not any(field.startswith(_OTHER_WORDS) for field in blanks)
    return f"My name is {shown}." if sure else text


def _may_be_name(shown: str, writers: frozenset[str]) -> bool:
    words = normalise(shown).split()
    return _LEAST <= len(words) <= _MOST and writers.isdisjoint(words) and not _is_no_name(shown)


def _is_known(words: Sequence[str]) -> bool:
    """Whether a name holds one that is known, or begins with one that is a word as well: "Will Okonkwo", "May Soe"."""
    as_word = words[0] in word_names() and not any(is_frequent(word) for word in words[1:])
    return as_word or not _known_names().isdisjoint(words)


def _before_list(found: re.Match[str], writers: frozenset[str]) -> str:
    """ "Ngozi Eze, IM, 2027", where the name and the field are missing: both; "" where it is no such list."""
    words = normalise(found[_NAME]).split()
    field = found["field"] if find_specialty(found["field"]) else ""
    if not (field and _may_be_name(found[_NAME], writers) and _is_known(words)):
        return ""
    return f"My name is {found[_NAME]}. I apply to {field}{found['rest'].rstrip(' .')}."


def with_whole_name(text: str, update: CaseUpdate, before: Before) -> CaseUpdate:
    """The update with the whole of the name that the message tells, where only a part of it was heard."""
    found = name_patterns("told_whole").search(text)
    heard = next((change for change in update.changes if change.field == _NAME and change.op == "set"), None)
    if found is None or heard is None:
        return update
    whole = " ".join(found[_NAME].split()).strip(" ,")
    words, part = normalise(whole).split(), normalise(str(heard.value)).split()
    longer = len(words) > len(part) or (words == part and len(whole) > len(str(heard.value)))
    if not longer or part[0] not in words or _is_no_name(whole):
        return update
    changes = [Change("set", _NAME, whole, change.words) if change is heard else change for change in update.changes]
    return replace(applied(update, changes, before), questions=update.questions)


def _is_no_name(words: str) -> bool:
    """ "Internal Medicine", "Shorter Please"."""
    plain = " ".join(read_clauses(words).texts)
    return clause_has(plain, "names_no_person") or bool(find_specialty(words)) or any(
        len(word) > 1 and find_specialty(word) for word in words.split()
    )  # fmt: skip


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    """Given names, and family names that go first."""
    book: Mapping[str, Any] = read_lexicon("surnames")
    return given_names() | {normalise(str(name)) for names in book["before"].values() for name in names}
