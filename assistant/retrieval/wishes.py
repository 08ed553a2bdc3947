"""The bank of wishes: for each thing that can be done with a text to a writer the ways in which people wish for it, and
messages that wish for none.

Unlike a question, a wish is typed in the middle of a talk ("good, then write it"). So what is learned from the bank
only says what the words alone look like; whether the talk allows it is decided where a turn is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.knowledge import Knowledge
from assistant.retrieval.questions import Phrasing
from assistant.yamlfile import read_yaml

NEW_TEXTS = (
    "request", "signal", "script", "follow_up", "thank_you", "gracious_decline", "packet", "packet_files", "outline",
)  # fmt: skip
# What is done with the text that was just written.
CHANGES = (
    "shorter", "longer", "more_formal", "less_formal", "mention", "drop", "again", "secretary", "other_writer",
)  # fmt: skip
NO_TEXT = ("none_question", "none_tells", "none_talk")
NOT_DONE = ("no_ghost", "no_pressure", "no_invent")
LABELS = (*NEW_TEXTS, *CHANGES, *NO_TEXT, *NOT_DONE)

_NAME = "dr smith"  # in place of a writer's name, in training and in use: a name tells nothing of a wish
_TITLED = re.compile(
    r"\b(?:dra?|doctor|prof|professor)\b\.?\s+(?:[A-Z][\w'’-]+\s+(?=(?-i:[A-Z])))?(?P<name>[^\W\d_][\w’-]+)",
    re.IGNORECASE,
)
_NO_NAMES = frozenset("who that to for and in at is was has had of from with or my the this said says i a an".split())


def wish_bank(knowledge: Knowledge) -> list[Phrasing]:
    """All wishes of knowledge/wishes/, in a fixed order.

    Raises:
        KnowledgeError: a file is no YAML, or a label is none of LABELS; the line is named.
    """
    return [p for path in sorted((knowledge.root / "wishes").glob("*.yaml")) for p in _wishes(path)]


def _wishes(path: Path) -> Iterator[Phrasing]:
    for label, items in read_yaml(path).items():
        if label not in LABELS:
            raise KnowledgeError(f"{items.where}: {label}: is no kind of wish; correct the name")
        for item in items:
            yield Phrasing(label, item.text(), path.stem)


def masked_names(text: str, names: Iterable[str] = ()) -> str:
    """The text with writers' names, those behind a title and those that are known, all as the same one."""
    masked = _TITLED.sub(lambda found: found[0] if found["name"].lower() in _NO_NAMES else _NAME, text)
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!{_NAME[:3]})\b(?:{known})\b", _NAME, masked, flags=re.IGNORECASE) if known else masked
