"""Sameness between texts: runs of eight words or more that two of them share (PUB-SAMENESS)."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.drafting.own_words import own_texts
from assistant.drafting.rules import load_rules
from assistant.errors import InputError

# Letters of scripts that are written without spaces: Thai to Lao, Burmese, Khmer, kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\\W_])+(?:['’](?:(?![{_UNSPACED}])[^\\W_])+)*")
_LETTER = re.compile(f"[{_UNSPACED}]")
_WHOLE, _HALF = 2, 1  # what a word and an unspaced letter count for: two such letters are taken for a word
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
    """A text cut into words: compared without regard to case, each with its place; runs end where a part ends.

    `ends` holds, for each word, the word behind the shortest run that begins with it; None where the text ends first.
    """

    text: str
    plain: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    ends: tuple[int | None, ...]

    def run_at(self, start: int) -> tuple[str, ...] | None:
        """The shortest run that begins with a word."""
        end = self.ends[start]
        return None if end is None else self.plain[start:end]


def sameness(texts: Mapping[str, str]) -> tuple[Overlap, ...]:
    """Every longest run of eight words or more shared by two of the named texts, in the order of the names.

    Case, punctuation and line breaks do not matter; an empty line ends a run, and so does a sentence of Vouch's own
    outlines. Where a script knows no spaces, two letters count as a word.
    """
    read = {name: _words(name, text) for name, text in sorted(texts.items())}
    places: dict[tuple[str, ...], dict[str, int]] = {}
    for name, words in read.items():
        for start in range(len(words.plain)):
            if run := words.run_at(start):
                places.setdefault(run, {}).setdefault(name, start)
    found: list[Overlap] = []
    for second in read:
        found += _shared_with_earlier(read, places, second)
    return tuple(sorted(found, key=lambda overlap: (overlap.first, overlap.second, -overlap.words, overlap.text)))


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every shortest run of a text; two texts are the same somewhere where these sets meet."""
    words = _words("", text)
    runs = (words.run_at(start) for start in range(len(words.plain)))
    return frozenset(run for run in runs if run and not any(word.startswith("\0") for word in run))


def shared_places(text: str, runs: Set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where each run of a text that stands among `runs` begins and ends, in characters."""
    words = _words("", text)
    for start in range(len(words.plain)):
        run = words.run_at(start)
        if run and run in runs:
            yield words.spans[start][0], words.spans[start + len(run) - 1][1]


def _shared_with_earlier(
    read: Mapping[str, _Words], places: Mapping[tuple[str, ...], Mapping[str, int]], second: str
) -> list[Overlap]:
    """The longest runs that one text shares with those named before it, each run once."""
    words, found = read[second], []
    done: dict[str, int] = {}  # for each earlier text: the word of `second` up to which a run has been reported
    for start in range(len(words.plain)):
        for first, other in places.get(words.run_at(start) or (), {}).items():
            if first >= second or start < done.get(first, 0):
                continue
            run = _run(read[first].plain, other, words.plain, start)
            done[first] = start + run
            begin, end = read[first].spans[other][0], read[first].spans[other + run - 1][1]
            counted = sum(map(_weight, words.plain[start : start + run])) // _WHOLE
            found.append(Overlap(first, second, counted, " ".join(read[first].text[begin:end].split())))
    return list(dict.fromkeys(found))


def _run(first: tuple[str, ...], at: int, second: tuple[str, ...], start: int) -> int:
    most = min(len(first) - at, len(second) - start)
    return next((n for n in range(most) if first[at + n] != second[start + n]), most)


def _weight(word: str) -> int:
    return _HALF if _LETTER.fullmatch(word) else _WHOLE


def _words(name: str, text: str) -> _Words:
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for number, part in enumerate(_BREAK.split(text)):
        at = text.index(part, at)
        if number:
            plain.append(_wall(name, len(plain)))
            spans.append((at, at))
        for match in _WORD.finditer(part):
            plain.append(match[0].casefold())
            spans.append((at + match.start(), at + match.end()))
        at += len(part)
    _wall_off_own_words(name, plain)
    return _Words(text, tuple(plain), tuple(spans), tuple(_ends(plain)))


def _wall(name: str, number: int) -> str:
    """A word that no other text has: no run crosses it."""
    return f"\0{name}\0{number}"


def _wall_off_own_words(name: str, plain: list[str]) -> None:
    """Put walls in the place of Vouch's own sentences: every outline has them, whoever it is about."""
    at = 0
    while at < len(plain):
        for sentence in _own_sentences().get(plain[at], ()):
            if tuple(plain[at : at + len(sentence)]) == sentence:
                plain[at : at + len(sentence)] = [_wall(name, at + number) for number in range(len(sentence))]
                at += len(sentence) - 1
                break
        at += 1


@lru_cache(maxsize=1)
def _own_sentences() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The words of each fixed sentence of an outline, by the first, longest first."""
    least, found = load_rules().limits["own_sentence_words"], dict[str, set[tuple[str, ...]]]()
    for text in own_texts():
        words = tuple(match[0].casefold() for match in _WORD.finditer(text))
        if len(words) >= least:
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(some, key=lambda words: (-len(words), words))) for first, some in found.items()}


def _ends(plain: Sequence[str]) -> Iterator[int | None]:
    need = load_rules().limits["same_run_words"] * _WHOLE
    weights = [_weight(word) for word in plain]
    end = held = 0
    for weight in weights:
        while held < need and end < len(weights):
            held += weights[end]
            end += 1
        yield end if held >= need else None
        held -= weight


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
    except InputError as error:
        raise InputError(f"{file.name}: {error}") from None
    except Exception as error:  # whatever a broken file makes a parser raise
        raise InputError(f"{file.name}: cannot be read; it seems to be damaged: save it again") from error
    if not text.strip():
        raise InputError(f"{file.name}: holds no readable text; a scanned page must be typed or recognised first")
    return text[:MOST_CHARACTERS]


def _plain_text(data: bytes) -> str:
    """Text in UTF-8, UTF-16 (as Notepad calls Unicode) or the Western code page of Windows."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError("cannot be read as text; save it again as UTF-8")


def _docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES * 4:
            raise InputError("unpacks to more than it may; save it again as text")
    import docx
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document = docx.Document(io.BytesIO(data))
    found = document.element.body.iter(qn("w:p"))  # wherever it stands: in a table or a text box too
    return "\n\n".join(Paragraph(part, document).text for part in found)


def _pdf_text(data: bytes) -> str:
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "\n".join(page.extract_text() for page in pages[:MOST_PAGES])
