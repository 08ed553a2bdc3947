"""YAML or JSON text into plain values, with nothing run, expanded or resolved that a case does not need.

YAML is read event by event: tags, aliases and merge keys are refused, keys that stand twice are named with their line,
days stay text, and only true and false are truth values (so NO stays Norway). Depth and size are bounded.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from assistant.domain.fields import PlainWord
from assistant.errors import InputError

MAX_BYTES, MAX_DEPTH, MAX_VALUES = 2_000_000, 16, 250_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})")
_FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+)")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", "+.inf", ".Inf", ".INF"), float("inf")),
    "-.inf": float("-inf"),
}
_YES_NO = re.compile(r"(?:y|Y)es|YES|(?:n|N)o|NO|(?:o|O)n|ON|(?:o|O)ff|OFF")
_KEY_SHOWN = 60


class _Repeated(dict[str, Any]):
    """A JSON object in which names stood twice; `names` are those."""

    names: tuple[str, ...] = ()


def key_text(key: Any) -> str:
    """A field's name as a fault line shows it: one short printable line."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(key))
    return text if len(text) <= _KEY_SHOWN else f"{text[:_KEY_SHOWN]}…"


def join(path: str, key: str | int) -> str:
    """The path of a field: `letters[1].experience.weeks`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    key = key_text(key.lstrip("\0"))
    return f"{path}.{key}" if path else key


def decode(data: bytes, name: str) -> str:
    """UTF-8 text, with or without a byte-order mark.

    Raises:
        InputError: too large, or not UTF-8; the line of the first wrong byte is named.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: must be {MAX_BYTES} bytes or fewer, got {len(data)}; is this the right file?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}: line {line}: is not UTF-8 text (byte 0x{data[error.start]:02x}); save the file as UTF-8"
        ) from None


def parse_text(text: str, name: str) -> tuple[Any, list[str]]:
    """Plain values of one document, and the faults (path and message) that did not stop the reading.

    Raises:
        InputError: no YAML or JSON, too deep, too large.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES:
        raise InputError(f"{name}: must be {MAX_BYTES} characters or fewer, got {len(text)}; is this the right file?")
    if not text.strip():
        raise InputError(f"{name}: is empty; it must name at least targets, such as targets: [internal_medicine]")
    if name.casefold().endswith(".json"):
        return _json(text, name)
    if text.lstrip().startswith("{"):
        try:
            return _json(text, name)
        except InputError:  # a YAML mapping may be written in braces too
            return _yaml(text, name)
    return _yaml(text, name)


def _json(text: str, name: str) -> tuple[Any, list[str]]:
    try:
        value = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}: line {error.lineno}: is not JSON: {error.msg}; correct that line") from None
    except RecursionError:
        raise InputError(_too_deep(name)) from None
    except ValueError:  # a number of thousands of digits
        raise InputError(f"{name}: holds a number too long to read; correct it") from None
    return value, []


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = _Repeated(found)
    repeated.names = tuple(sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1))
    return repeated


def _yaml(text: str, name: str) -> tuple[Any, list[str]]:
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        before = text[: getattr(error, "position", 0)]  # of a character that YAML does not allow
        where = f"line {mark.line + 1 if mark else before.count(chr(10)) + 1}: "
        problem = key_text(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read")
        raise InputError(f"{name}: {where}is not YAML: {problem}; correct that line") from None
    except UnicodeError:
        raise InputError(f"{name}: holds characters that are no text; save the file as UTF-8") from None
    return builder.root, builder.faults


def _too_deep(name: str) -> str:
    return f"{name}: is nested more than {MAX_DEPTH} levels deep; a case needs 4: take the extra levels out"


class _Builder:
    """Turns YAML events into plain values; keeps going past what can be reported and left out."""

    def __init__(self, name: str) -> None:
        self.name, self.root, self.faults = name, None, list[str]()
        self._open: list[tuple[Any, str]] = []  # collections not yet ended, each with its path
        self._keys: list[str | None] = []  # of each open mapping, the key that waits for its value
        self._values = self._documents = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._tagged(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._tagged(event)
            self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._report(event, f"*{key_text(event.anchor)} is an alias, which is not read here; write the value out")
            self._place(None, event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise InputError(f"{self.name}: line {_line(event)}: a second document begins; keep one case in a file")

    def _path(self) -> str:
        if not self._open:
            return ""
        holder, path = self._open[-1]
        key: str | int | None = len(holder) if isinstance(holder, list) else self._keys[-1]
        return path if key is None else join(path, key)

    def _report(self, event: Any, message: str) -> None:
        path = self._path()
        self.faults.append(f"{path}: {message} (line {_line(event)})" if path else f"line {_line(event)}: {message}")

    def _tagged(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            self._report(event, f"the tag {key_text(event.tag)} is not read here; take it out")

    def _scalar(self, event: Any) -> None:
        if self._open and isinstance(self._open[-1][0], dict) and self._keys[-1] is None:
            key = str(event.value)
            if key in self._open[-1][0]:
                self._keys[-1] = key
                self._report(event, "stands twice; keep one")
                key = f"\0{key}"  # its value is read into a place that is dropped
            self._open[-1][0][key] = None
            self._keys[-1] = key
        else:
            plain = event.implicit[0]
            self._place(_plain_value(event.value) if plain else event.value, event)

    def _begin(self, value: Any, event: Any) -> None:
        path = self._path()
        self._place(value, event)
        self._open.append((value, path))
        self._keys.append(None)
        if len(self._open) > MAX_DEPTH:
            raise InputError(_too_deep(self.name))

    def _place(self, value: Any, event: Any) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise InputError(f"{self.name}: holds more than {MAX_VALUES} values; is this the right file?")
        if not self._open:
            self.root = value
            return
        holder = self._open[-1][0]
        if isinstance(holder, list):
            holder.append(value)
        elif self._keys[-1] is None:
            raise InputError(f"{self.name}: line {_line(event)}: a field's name must be a word, not a list or mapping")
        else:
            key, self._keys[-1] = self._keys[-1], None
            if key.startswith("\0"):
                del holder[key]
            else:
                holder[key] = value


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _plain_value(text: str) -> Any:
    """What an unquoted word of YAML means: null, truth value, number, or the word itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text):
        return float(text)
    return PlainWord(text) if _YES_NO.fullmatch(text) else text


def walk(value: Any, name: str) -> Iterator[str]:
    """Check a tree of plain values; yields the faults of names that stand twice or are no text.

    Raises:
        InputError: too deep or too large.
    """
    waiting: list[tuple[Any, str, int]] = [(value, "", 1)]
    seen = 0
    while waiting:
        item, path, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise InputError(_too_deep(name))
        seen += 1
        if seen > MAX_VALUES:
            raise InputError(f"{name}: holds more than {MAX_VALUES} values; is this the right file?")
        if isinstance(item, dict):
            for key in getattr(item, "names", ()):
                yield f"{join(path, key)}: stands twice; keep one"
            for key, inner in item.items():
                if not isinstance(key, str):
                    yield f"{join(path, key_text(key))}: a field's name must be a word; correct it"
                elif isinstance(inner, dict | list | tuple):
                    waiting.append((inner, join(path, key), depth + 1))
        elif isinstance(item, list | tuple):
            waiting.extend(
                (inner, join(path, index), depth + 1)
                for index, inner in enumerate(item) if isinstance(inner, dict | list | tuple)
            )
