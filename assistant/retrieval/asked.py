"""The bank of questions about one's own letters: for each kind the ways to ask it, and messages that ask none.

What is learned from it only says what the words alone look like; whether the case has an answer is decided where a turn
is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.knowledge import Knowledge
from assistant.retrieval.questions import Phrasing, question_bank
from assistant.retrieval.wishes import masked_names, wish_bank
from assistant.yamlfile import read_yaml

NONE = "none"
OWN_KINDS = (
    "set", "enough", "compare", "weakest_letter", "strongest_letter", "weakest_point", "avoid", "verdict", "swap",
    "kind_of", "when", "chase", "who_next", "week", "flag", "read_back", NONE,
)  # fmt: skip
# Of the other banks every so many messages stand for what asks nothing of the own letters.
_EVERY = 40


def asked_bank(knowledge: Knowledge) -> list[Phrasing]:
    """All questions of knowledge/asked/, and what the other banks hold as messages of no kind, in a fixed order.

    Raises:
        KnowledgeError: a file is no YAML, or a kind is none of OWN_KINDS; the line is named.
    """
    own = [p for path in sorted((knowledge.root / "asked").glob("*.yaml")) for p in read_asked(path)]
    others = [*question_bank(knowledge)[::_EVERY], *wish_bank(knowledge)[::_EVERY]]
    return own + [Phrasing(NONE, masked_names(p.text), p.hand) for p in others]


def read_asked(path: Path) -> Iterator[Phrasing]:
    """The questions of a file, with its writers' names masked.

    Raises:
        KnowledgeError: it is no YAML, or a kind is none of OWN_KINDS.
    """
    tree = read_yaml(path)
    names = [name.text() for name in tree["names"]]
    for kind, items in tree["kinds"].items():
        if kind not in OWN_KINDS:
            raise KnowledgeError(f"{items.where}: {kind}: is no kind of question; correct the name")
        for item in items:
            yield Phrasing(kind, masked_names(item.text(), names), path.stem)
