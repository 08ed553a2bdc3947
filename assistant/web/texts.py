"""The page's texts, read once from prompts/web, and the person's own text made safe to show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from assistant.errors import KnowledgeError
from assistant.places import data_root
from assistant.templates import render
from assistant.yamlfile import Node, read_yaml

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_INDENT = re.compile(r"^[ \t]+|\t", re.MULTILINE)
LONGEST_SHOWN = 20_000  # characters of one message; the advisor reads no more either


@dataclass(frozen=True, slots=True)
class PageTexts:
    """Field x is the entry x of prompts/web/page.yaml."""

    title: str
    tagline: str
    note: str
    box_placeholder: str
    box_label: str
    log_label: str
    picker_label: str
    untitled: str
    untold: str
    opening: str
    confirm: str
    deleted: str
    examples: tuple[str, ...]
    sources: Mapping[str, str]
    panels: Mapping[str, str]
    layers: Mapping[str, str]
    tools: Mapping[str, str]
    errors: Mapping[str, str]


@lru_cache(maxsize=1)
def page_texts() -> PageTexts:
    """The texts of prompts/web/page.yaml.

    Raises:
        KnowledgeError: an entry is missing, unknown or of another shape.
    """
    entries = dict(read_yaml(data_root() / "prompts" / "web" / "page.yaml").items())
    wanted = {field.name: field.type for field in fields(PageTexts)}
    if entries.keys() != wanted.keys():
        raise KnowledgeError(f"prompts/web/page.yaml: {sorted(entries.keys() ^ wanted.keys())}: missing or unknown")
    values: dict[str, Any] = {name: _value(entries[name], str(kind)) for name, kind in wanted.items()}
    return PageTexts(**values)


def page_file(name: str) -> str:
    """The text of prompts/web/NAME."""
    return (data_root() / "prompts" / "web" / name).read_text(encoding="utf-8").strip()


def literal(text: str) -> str:
    """Markdown that shows `text` exactly as it was typed: no markup, no HTML, no link, no image.

    Every ASCII punctuation character is escaped, as CommonMark allows, and indentation is written as entities, since
    four leading spaces would make a code block, in which escapes do not count.
    """
    shown = text[:LONGEST_SHOWN].encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    return _INDENT.sub(_entities, _PUNCTUATION.sub(r"\\\g<0>", shown))


def plain_markdown(text: str) -> str:
    """An answer's Markdown without HTML and without images, whichever model wrote it.

    The page's policy would keep either from reaching another machine; so nothing is even tried, and no form or other
    element of a message passes for a part of the page. In code, which answers have little of, `<` shows as `&lt;`.
    """
    return text.replace("<", "&lt;").replace("![", "!\\[")


def shortened(text: str, longest: int) -> str:
    """`text` on one line and at most `longest` characters, for titles."""
    line = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def html_block(template: str, **values: Any) -> str:
    """A rendered template as one block of HTML inside Markdown, which an empty line would end.

    Templates escape each value (`| e`); line ends of a value are kept.
    """
    lines = render(template, **_joined(values)).split("\n")
    return "\n".join(line for line in lines if line.strip()).replace("\0", "&#10;")


def _joined(value: Any) -> Any:
    """Line ends of text in values written as a mark that survives the joining of lines."""
    if isinstance(value, str):
        return value.replace("\n", "\0")
    if isinstance(value, dict):
        return {key: _joined(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_joined(item) for item in value]
    return value


def _entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])


def _value(node: Node, kind: str) -> str | tuple[str, ...] | dict[str, str]:
    if kind.startswith("tuple"):
        return tuple(node.strings())
    if kind.startswith("Mapping"):
        return {name: item.text() for name, item in node.items()}
    return node.text()
