"""Sameness between texts: runs of eight words or more that two of them share (PUB-SAMENESS)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.drafting.rules import load_rules
from assistant.errors import InputError

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"\n\s*\n")
MOST_BYTES = 5_000_000
MOST_CHARACTERS = 2_000_000
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Overlap:
    """A run that two texts share: the names of both, its words, and the run as it stands in the first."""

    first: str
    second: str
    words: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"first": self.first, "second": self.second, "words": self.words, "text": self.text}


@dataclass(frozen=True, slots=True)
class _Words:
    """A text cut into words: compared without regard to case, each with its place; runs end where a part ends."""

    text: str
    plain: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def sameness(texts: Mapping[str, str]) -> tuple[Overlap, ...]:
    """Every longest run of eight words or more shared by two of the named texts, in the order of the names.

    Case, punctuation and line breaks do not matter; an empty line ends a run.
    """
    size = load_rules().limits["same_run_words"]
    read = {name: _words(name, text) for name, text in sorted(texts.items())}
    places: dict[tuple[str, ...], dict[str, int]] = {}
    for name, words in read.items():
        for start in range(len(words.plain) - size + 1):
            places.setdefault(words.plain[start : start + size], {}).setdefault(name, start)
    found: list[Overlap] = []
    for second in read:
        found += _shared_with_earlier(read, places, second, size)
    return tuple(sorted(found, key=lambda overlap: (overlap.first, overlap.second, -overlap.words, overlap.text)))


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of eight words in a text; two texts are the same somewhere where these sets meet."""
    size, words = load_rules().limits["same_run_words"], _words("", text).plain
    runs = (words[start : start + size] for start in range(len(words) - size + 1))
    return frozenset(run for run in runs if not any(word.startswith("\0") for word in run))


def _shared_with_earlier(
    read: Mapping[str, _Words], places: Mapping[tuple[str, ...], Mapping[str, int]], second: str, size: int
) -> list[Overlap]:
    """The longest runs that one text shares with those named before it, each run once."""
    words, found = read[second], []
    done: dict[str, int] = {}  # for each earlier text: the word of `second` up to which a run has been reported
    for start in range(len(words.plain) - size + 1):
        for first, other in places[words.plain[start : start + size]].items():
            if first >= second or start < done.get(first, 0):
                continue
            run = _run(read[first].plain, other, words.plain, start)
            done[first] = start + run
            begin, end = read[first].spans[other][0], read[first].spans[other + run - 1][1]
            found.append(Overlap(first, second, run, " ".join(read[first].text[begin:end].split())))
    return list(dict.fromkeys(found))


def _run(first: tuple[str, ...], at: int, second: tuple[str, ...], start: int) -> int:
    most = min(len(first) - at, len(second) - start)
    return next((n for n in range(most) if first[at + n] != second[start + n]), most)


def _words(name: str, text: str) -> _Words:
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for number, part in enumerate(_BREAK.split(text)):
        at = text.index(part, at)
        if number:
            plain.append(f"\0{name}\0{len(plain)}")  # a word that no other text has: no run crosses the break
            spans.append((at, at))
        for match in _WORD.finditer(part):
            plain.append(match[0].casefold())
            spans.append((at + match.start(), at + match.end()))
        at += len(part)
    return _Words(text, tuple(plain), tuple(spans))


def read_text(path: Path | str) -> str:
    """The text of a .txt, .md, .docx or .pdf file, for the check of several files.

    Raises:
        InputError: not there, too large, of another kind, or without readable text (a scan).
    """
    file = Path(path)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise InputError(f"{file.name}: is larger than {MOST_BYTES // 1_000_000} MB; is this the right file?")
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file.name}: cannot be read: {error.strerror or error}") from None
    readers = {".txt": _plain_text, ".md": _plain_text, ".docx": _docx_text, ".pdf": _pdf_text}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise InputError(f"{file.name}: must be one of {', '.join(readers)}")
    try:
        text = reader(data)
    except InputError:
        raise
    except Exception as error:  # whatever a broken file makes a parser raise
        raise InputError(f"{file.name}: cannot be read: {type(error).__name__}; save it again as text") from None
    if not text.strip():
        raise InputError(f"{file.name}: holds no readable text; a scanned page must be typed or recognised first")
    return text[:MOST_CHARACTERS]


def _plain_text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES * 4:
            raise InputError("the Word file unpacks to more than it may; save it again as text")
    import docx

    return "\n\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _pdf_text(data: bytes) -> str:
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "\n".join(page.extract_text() for page in pages[:MOST_PAGES])
