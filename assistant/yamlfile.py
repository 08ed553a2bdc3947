"""YAML with places: a parsed tree whose nodes know their file and line, so that a fault can name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import KnowledgeError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node:
    """One value of a YAML file; mapping and sequence access give nodes again."""

    def __init__(self, node: yaml.Node, file: str, loader: Any) -> None:
        self._node, self._file, self._loader = node, file, loader

    @property
    def where(self) -> str:
        """File and line, as a fault names them."""
        return f"{self._file}:{self._node.start_mark.line + 1}"

    @property
    def value(self) -> Any:
        """The plain Python value.

        Raises:
            KnowledgeError: it cannot be one, such as the date 2027-02-31.
        """
        try:
            return self._loader.construct_object(self._node, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            raise KnowledgeError(f"{self.where}: cannot be read: {_problem(error)}") from None

    def text(self) -> str:
        """The value as non-empty text."""
        value = self.value
        if not isinstance(value, str) or not value.strip():
            raise KnowledgeError(f"{self.where}: must be text, got {value!r}")
        return value

    def strings(self) -> list[str]:
        """The value as a list of texts."""
        return [item.text() for item in self]

    def items(self) -> Iterator[tuple[str, Node]]:
        """Names and values of a mapping; a name that stands twice is a fault."""
        if not isinstance(self._node, yaml.MappingNode):
            raise KnowledgeError(f"{self.where}: must be a mapping of names to values")
        seen: set[str] = set()
        for key, value in self._node.value:
            name = str(key.value)
            if name in seen:
                raise KnowledgeError(f"{self._file}:{key.start_mark.line + 1}: {name}: stands twice; keep one")
            seen.add(name)
            yield name, Node(value, self._file, self._loader)

    def __iter__(self) -> Iterator[Node]:
        if not isinstance(self._node, yaml.SequenceNode):
            raise KnowledgeError(f"{self.where}: must be a list")
        return iter([Node(item, self._file, self._loader) for item in self._node.value])

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.items())

    def __getitem__(self, name: str) -> Node:
        for key, node in self.items():
            if key == name:
                return node
        raise KnowledgeError(f"{self.where}: {name}: is missing; add it")


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)


def _line(error: yaml.YAMLError, text: str) -> int:
    if mark := getattr(error, "problem_mark", None):
        return int(mark.line) + 1
    return text.count("\n", 0, getattr(error, "position", 0)) + 1  # a character that YAML does not allow


def read_yaml(path: Path) -> Node:
    """Parse one file.

    Raises:
        KnowledgeError: the file is missing, no UTF-8, or no YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}") from None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path.name}:{_line(error, text)}: is not YAML: {_problem(error)}") from None
    if node is None:
        raise KnowledgeError(f"{path.name}:1: is empty; restore the file")
    return Node(node, path.name, loader)
