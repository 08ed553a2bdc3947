"""Patterns of the knowledge files: regular expressions in which `<name>` stands for a part that has a name of its own.

The parts of a file stand under `parts`, each after those that it is put together of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from assistant.compiled import COMPILED
from assistant.errors import KnowledgeError
from assistant.yamlfile import Node

Parts = Mapping[str, str]
_PART = re.compile(r"(?<!\(\?P)<(\w+)>")  # (?P<note>...) is a group of the pattern and no part
_NO_PARTS: Parts = MappingProxyType({})


def read_parts(*trees: Node) -> Parts:
    """The parts of some files by their names, each put together; a later file may use those of an earlier one.

    Raises:
        KnowledgeError: one names a part that does not stand before it.
    """
    parts: dict[str, str] = {}
    for tree in trees:
        for name, node in tree["parts"].items():
            parts[name] = _filled(node, parts)
    return parts


def compile_each(
    node: Node, parts: Parts = _NO_PARTS, *, any_case: bool = True, begins: str = ""
) -> tuple[re.Pattern[str], ...]:
    """The patterns of a list, or the one of a text.

    Args:
        any_case: capitals and small letters are the same.
        begins: a pattern of what must hold where each of them begins.

    Raises:
        KnowledgeError: one is no regular expression, or names a part that there is not.
    """
    filled = ((_filled(text, parts), text) for text in _texts(node))
    return tuple(_compiled(f"{begins}(?:{full})" if begins else full, text, any_case) for full, text in filled)


def compile_any(node: Node, parts: Parts = _NO_PARTS, *, any_case: bool = True) -> re.Pattern[str]:
    """One pattern that holds where any of a list does, or the one of a text; otherwise as `compile_each`."""
    return _compiled("|".join(_filled(text, parts) for text in _texts(node)), node, any_case)


def _texts(node: Node) -> list[Node]:
    return list(node) if isinstance(node.value, list) else [node]


def _filled(node: Node, parts: Parts) -> str:
    try:
        return _PART.sub(lambda found: parts[found[1]], node.text())
    except KeyError as error:
        raise KnowledgeError(f"{node.where}: there is no part {error}; correct its name") from None


def _compiled(text: str, node: Node, any_case: bool) -> re.Pattern[str]:
    try:
        return COMPILED.compile(text, re.IGNORECASE if any_case else re.NOFLAG)
    except re.error as error:
        raise KnowledgeError(f"{node.where}: is no regular expression: {error}; correct it") from None
