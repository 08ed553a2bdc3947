"""Values of a case as a draft shows them: one clean line, dates in words, names in a salutation. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.casebook.surnames import family_name
from assistant.domain.vocabulary import specialty_label
from assistant.drafting.kinds import MARKER
from assistant.drafting.rules import load_rules

# Overrides of the writing direction and code points that are no characters: they hide or break text, and carry nothing.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_INITIAL = re.compile(r"\w\.?")
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir"})
_AFTER_NAMES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "do", "phd", "mbbs", "mph", "facp", "frcp", "msc"})
_SURNAME_OF = 2
_LETTERS_A_WORD = 12  # generous: only text without spaces is cut by its letters
_STEM, _LEAST_LETTERS = 5, 3  # by so many letters two words are the same; shorter ones carry nothing
_MOSTLY = 0.6  # of the words of the shorter of two texts, where both tell one thing
_SMALL = frozenset(
    "the and for was were you him her his she that with from have has had this these those when about your also our "
    "out not are but how who what which them they one into over very said told tell did does made make".split()
)
_SENTENCE_END = re.compile(r"(?<=[a-z)\]][.!?])\s+(?=[A-Z])")


def shown_value(text: str | None) -> str | None:
    """A value on one line; None where it is unknown, a stand-in such as "N/A", or holds template code or a marker."""
    if text is None:
        return None
    line = " ".join(_HIDDEN.sub("", text).split())
    usable = line and line.casefold() not in load_rules().stand_ins and "___" not in line and not _TEMPLATE.search(line)
    return line if usable else None


def in_words(day: date) -> str:
    """A day as American readers write it: September 1, 2027."""
    return f"{day:%B} {day.day}, {day.year}"


def specialties(ids: Iterable[str]) -> str | None:
    """Specialties as a letter may name them: `A and/or B` for two, `A, B and/or C` for three (FAQ-4); None for none."""
    labels = [specialty_label(name) for name in ids]
    if not labels:
        return None
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and/or {labels[-1]}"


def salutation_name(name: str, title: str | None, *, doctor: bool) -> str:
    """How to address a writer: title and surname where a name of two parts shows it, else title and the whole name."""
    words = name.partition(",")[0].split() or [name]
    own: list[str] = []
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        own.append(words.pop(0))
    while len(words) > 1 and words[-1].replace(".", "").casefold() in _AFTER_NAMES:
        words.pop()
    address = title or " ".join(own) or ("Dr." if doctor else "")
    plain = [word for word in words if not _INITIAL.fullmatch(word)]
    if address and len(plain) == _SURNAME_OF and plain[-1] == words[-1] and name.isascii():
        words = [family_name(" ".join(plain))]  # "Chen Wei-Lin" is Dr. Chen
    return " ".join([address, *words]) if address else " ".join(words)


def as_sentence(text: str) -> str:
    """A note with one mark at its end."""
    return text if text.endswith(("!", "?", "…")) else text.rstrip(" .;:,") + "."


def cut(text: str, words: int) -> str:
    """A note of at most `words` words: whole, else its first sentence, else its first words and an ellipsis."""
    letters = words * _LETTERS_A_WORD
    for whole in (text, _SENTENCE_END.split(text)[0]):
        if len(whole.split()) <= words and len(whole) <= letters:
            return whole
    return " ".join(text.split()[:words])[:letters].rstrip(" .;:,") + "…"


def usable_notes(notes: Iterable[str]) -> list[str]:
    """The notes that may be shown, each on one line; a bare "showed improvement" may not (RULING-10)."""
    lines = [shown_value(note) for note in notes]
    return [line for line in lines if line and not load_rules().bare_improvement.search(line) and MARKER not in line]


def telling_words(text: str) -> set[str]:
    """The words that carry what is told, by their beginnings."""
    words = re.findall(r"\w+", text.casefold())
    return {word[:_STEM] for word in words if len(word) >= _LEAST_LETTERS and word not in _SMALL}


def told_in(text: str, other: str) -> bool:
    """Whether a text tells for the most part what another one tells: "my talk on DKA", "presented a talk on DKA"."""
    one, two = telling_words(text), telling_words(other)
    least = min(len(one), len(two))
    return least > 0 and len(one & two) >= max(_MOSTLY * least, min(2, least))
