"""A note of a letter, in the applicant's own words, as part of a sentence to its writer: "she said my notes were clear"
becomes what "you said", "manage one patient with DKA" becomes "the patient with DKA". Facts ASK-3, RULING-10.

The patterns stand in knowledge/lexicon/recall.yaml. No word of content is added or taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from assistant.patterns import Parts, compile_any, read_parts
from assistant.places import data_root
from assistant.yamlfile import Node, read_yaml

Form = Literal["thing", "deed", "said", "own"]
_FILE = Path("knowledge") / "lexicon" / "recall.yaml"
_I = re.compile(r"\bi\b")
_YOURS = {"has": "have", "was": "were", "is": "are", "does": "do"}  # "the best student he has seen"


@dataclass(frozen=True, slots=True)
class Recalled:
    """How a note is told: as a `thing` to recall, a `deed` after "I", something `said` after "you", or as it stands."""

    form: Form
    text: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    kinds: frozenset[str]
    form: Form
    says: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Book:
    forms: tuple[_Pattern, ...]
    best: re.Pattern[str]
    noise: re.Pattern[str]
    of_another: re.Pattern[str]
    with_another: re.Pattern[str]
    of_patient: re.Pattern[str]
    past: Mapping[str, str]
    adverbs: frozenset[str]
    common: frozenset[str]
    large: frozenset[str]


def recalled(kind: str, note: str) -> Recalled:
    """The form and words of a note of one kind (case, presentation, feedback or work)."""
    note = _book().noise.sub("", note)
    plain = " ".join(note.split()).rstrip(" .;:,")
    if kind == "feedback":
        plain = _book().best.sub(lambda m: f"{m['who']}{m['praise']}you {_YOURS.get(m['verb'], m['verb'])}", plain)
    for form in _book().forms:
        if kind in form.kinds and (found := form.pattern.match(plain)):
            return Recalled(form.form, _told(form, found[1]))
    return Recalled("own", note)


def _told(form: _Pattern, said: str) -> str:
    book, words = _book(), said.split()
    if words[0].casefold() in book.common or form.form in {"deed", "said"}:
        words[0] = words[0][:1].lower() + words[0][1:]
    if form.form in {"deed", "said"}:
        words = words[1:] if words[0] == "also" else words  # beside what nobody reads there
        at = next(number for number, word in enumerate(words) if word not in book.adverbs)
        words[at] = book.past.get(words[at], words[at])
    words = [word.upper() if word in book.large else word for word in words]
    text = _I.sub("I", form.says.format(" ".join(words)))
    return text + '"' * (text.count('"') % 2)  # the full stop of a quotation ended the note before its closing mark


def speaks_of_another(kind: str, note: str) -> bool:
    """Whether words that could not be turned towards the writer speak of one: "did with her 40 lumbar punctures".

    In the note of a case "her dyspnea" is a patient's: there only "with her" is of the writer.
    """
    book = _book()
    of_writer = book.with_another if kind == "case" else book.of_another
    return bool(of_writer.search(note)) and not book.of_patient.search(note)


def as_mention(mention: str) -> str:
    """What the applicant wants mentioned, turned towards the writer where it is such a note: "that you praised ..."."""
    if mention.casefold().startswith("our "):
        return mention  # what both did is not "my paper"
    for kind in ("presentation", "case", "work", "feedback"):
        said = recalled(kind, mention)
        if said.form != "own":
            return said.text if said.form == "thing" else f"that {'I' if said.form == 'deed' else 'you'} {said.text}"
    return mention


@lru_cache(maxsize=1)
def _book() -> _Book:
    tree = read_yaml(data_root() / _FILE)
    parts = read_parts(tree)
    return _Book(
        tuple(_pattern(node, parts) for node in tree["forms"]),
        compile_any(tree["best"], parts), compile_any(tree["noise"], parts),
        compile_any(tree["of_another"], parts), compile_any(tree["with_another"], parts),
        compile_any(tree["of_patient"], parts),
        {wrong: node.text() for wrong, node in tree["past"].items()},
        *(frozenset(tree[name].strings()) for name in ("adverbs", "common", "large")),
    )


def _pattern(node: Node, parts: Parts) -> _Pattern:
    kinds, form = frozenset(node["kinds"].strings()), cast(Form, node["form"].text())
    return _Pattern(kinds, form, node["says"].text(), compile_any(node["pattern"], parts))
