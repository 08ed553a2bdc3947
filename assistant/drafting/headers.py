"""Header values of an e-mail, encoded here: the standard library's folding loses quotes and decodes names once more."""

from __future__ import annotations

import re
from email.charset import Charset
from email.utils import quote

_LINE = 76  # RFC 2047, section 2: no line with an encoded word is longer
_WORD = 75  # and no encoded word
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PIECE = re.compile(r"\s*\S+\s?|\s+")
_FOLD = "\r\n "
_UTF_8 = Charset("utf-8")


def mailbox(header: str, name: str | None, address: str) -> str:
    """The value of an address header: the name, in quotes or encoded, and the address as it stands."""
    shown = _UNSAFE.sub("", name or "")
    if not shown:
        return address
    # A quoted name is never folded: a break inside the quotes is where readers begin to differ.
    phrase = f'"{quote(shown)}"' if _plain(shown) else _encoded(shown, len(header) + 2)
    return f"{phrase}{_gap(header, phrase, f'<{address}>')}<{address}>"


def unstructured(header: str, text: str) -> str:
    """The value of a header of free text, folded: plain where it is ASCII, else encoded."""
    line = " ".join(_UNSAFE.sub(" ", text).split())
    if not _plain(line):
        return _encoded(line, len(header) + 2)
    first, *rest = line.split(" ")
    value = first  # on the first line in any case: a header must not begin with an empty one
    for word in rest:
        value += _gap(header, value, word) + word
    return value


def _plain(text: str) -> bool:
    """Whether a text may stand as it is; a reader would decode "=?" even inside quotes."""
    return text.isascii() and "=?" not in text


def _gap(header: str, before: str, after: str) -> str:
    """A space, or a new line where `after` no longer fits."""
    last = f"{header}: {before}".rsplit("\r\n", 1)[-1]
    return " " if len(last) + 1 + len(after) <= _LINE else _FOLD


def _encoded(text: str, used: int) -> str:
    """The text as encoded words, one a line; `used` characters of the first line are taken.

    Between two encoded words a reader drops all space, so the space of the text stays inside the first of the two.
    """
    words: list[str] = []
    chunk = ""
    for piece in _pieces(text, _LINE - used):
        if chunk and not _fits(chunk + piece, _WORD if words else _LINE - used):
            words.append(_UTF_8.header_encode(chunk))
            chunk = ""
        chunk += piece
    return _FOLD.join([*words, _UTF_8.header_encode(chunk)])


def _fits(text: str, room: int) -> bool:
    return len(_UTF_8.header_encode(text)) <= room


def _pieces(text: str, room: int) -> list[str]:
    """The words of a text, each with the space after it; one that fills more than a line in characters."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        pieces += [piece] if _fits(piece, room) else list(piece)
    return pieces
