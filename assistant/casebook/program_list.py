"""The applicant's own list of programs in a message: a pasted table, or "my programs: Mayo IM wants 3 letters, ..."

What a program asks for is no fact of the applicant's case, so these stretches are left out of its reading.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.casebook.lexicon import Lexicon, read_lexicon
from assistant.casebook.program_wishes import Wishes, read_wishes
from assistant.casebook.tables import fold_words
from assistant.casebook.text import fold

COLUMNS = (
    "program", "specialty", "max_letters", "min_letters", "min_specialty_letters", "min_us_letters", "chair_letter",
    "accepts_international", "notes",
)  # fmt: skip
_MOST_PROGRAMS = 200
_SIGNS = ("|", "\t", ";", ",", "  ")
_PERSON = re.compile(r"\b(?:drs?|prof|professor|doctor|i|my|me)\b", re.IGNORECASE)
_RULE = re.compile(r"^[\s|:+=-]*$")
_ENTRY = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-*•]\s*)?(?:and\s+)?(?P<name>[A-Za-z][\w.&'’/ -]{1,60}?)\s*$")
_CUT = re.compile(r"[;\n]|,|(?<=[a-z0-9)])(?<!\bSt)(?<!\bMt)\.\s+(?=[A-Z])")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class ProgramList:
    """The programs as CSV text with the programs file's header, and the characters of the message that told of them."""

    csv: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    held: dict[str, Any] = read_lexicon("programs")
    held["columns"] = {fold_words(head): name for name, heads in held["columns"].items() for head in heads}
    held["opens"] = [re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in held["opens"]]
    verbs = "|".join(sorted(map(re.escape, held["verbs"]), key=len, reverse=True))
    number = r"\d+(?:\s*[-–]\s*\d+)?\s*(?:\w+\s+)?(?:letters?|lors?|recs?)\b"
    held["verb"] = re.compile(rf"\s*\b(?:{verbs})\b\s*", re.IGNORECASE)
    held["split"] = re.compile(rf"\s*(?:[:(–=]|\s-\s|\s(?={number})|\b(?:{verbs})\b)\s*", re.IGNORECASE)
    return held


def find_programs(text: str, book: Lexicon, people: frozenset[str] = frozenset()) -> ProgramList | None:
    """The list of programs in a message, or None. `people`: folded surnames of writers, who are no programs."""
    return _table(text, book) or _told(text, book, people)


def _table(text: str, book: Lexicon) -> ProgramList | None:
    """A table whose heading names programs and what they want."""
    lines = text.split("\n")
    at = 0
    for number, line in enumerate(lines):
        for sign in _SIGNS:
            names = [_words()["columns"].get(fold_words(cell), "") for cell in _cells(line, sign)]
            wanted = set(names) - {"", "program", "specialty", "notes"}
            if "program" not in names or not wanted or len(set(filter(None, names))) != len([*filter(None, names)]):
                continue
            rows, end = _rows(lines[number + 1 :], sign, names, book)
            if rows:
                return ProgramList(_csv(rows), at, at + len(line) + end)
        at += len(line) + 1
    return None


def _cells(line: str, sign: str) -> list[str]:
    if sign == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in (re.split(r" {2,}", line.strip()) if sign == "  " else line.split(sign))]


def _rows(lines: list[str], sign: str, names: list[str], book: Lexicon) -> tuple[list[Row], int]:
    rows: list[Row] = []
    length = 0
    for line in lines:
        cells = _cells(line, sign)
        if not _RULE.match(line) and not 2 <= len(cells) <= len(names):
            break
        if not line.strip() and rows:
            break
        length += len(line) + 1
        row = {name: _cell(name, cell, book) for name, cell in zip(names, cells, strict=False) if name}
        if row.get("program") and not row.get("specialty"):
            row["specialty"] = specialty_of(row["program"], book)
        if row.get("program") and not _RULE.match(line):
            rows.append(row)
    return rows[:_MOST_PROGRAMS], length


def _cell(name: str, cell: str, book: Lexicon) -> str:
    """A cell as the programs file writes it; what cannot be read stays unknown."""
    plain = " ".join(cell.casefold().split())
    if name in {"program", "notes"}:
        return cell
    if name == "specialty":
        return specialty_of(cell, book)
    if name in {"chair_letter", "accepts_international"}:
        return "yes" if plain in _words()["yes_words"] else "no" if plain in _words()["no_words"] else ""
    numbers = [int(number) for number in re.findall(r"\d{1,2}", plain)]
    if not numbers and fold(plain) in book.numbers:
        numbers = [book.numbers[fold(plain)]]
    return str(max(numbers) if name == "max_letters" else min(numbers)) if numbers else ""


def specialty_of(text: str, book: Lexicon) -> str:
    """The specialty that a program's name or a cell ends or begins with; a subspecialty is no program here."""
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", text)]
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size, -1, -1):
            meant = book.phrases.meaning(words[start : start + size])
            found = [e.value for e in meant if e.group == "specialty" and e.value in book.specialties]
            if found and (size > 1 or start in {0, len(words) - 1}):
                return str(found[0])
    return ""


def _told(text: str, book: Lexicon, people: frozenset[str]) -> ProgramList | None:
    """A list in words, after "my programs:" or as sentences such as "Mayo IM wants 3 letters"."""
    opened = min((m for p in _words()["opens"] if (m := p.search(text))), key=lambda m: m.start(), default=None)
    start = opened.end() if opened else 0
    end = _end_of_list(text, start)
    rows: list[Row] = []
    first = last = -1
    for piece, at in _pieces(text, start, end):
        row = _entry(piece, book, people, listed=opened is not None)
        if row is not None:
            rows.append(row)
            first, last = at if first < 0 else first, at + len(piece)
        elif rows and (more := read_wishes(piece, book)).said:
            _add(rows[-1], more)
            last = at + len(piece)
        elif rows and not opened:
            break
    told = [row for row in rows if set(row) - {"program", "specialty"}]
    if not rows or not (told or (opened and len(rows) > 1)):
        return None
    return ProgramList(_csv(rows[:_MOST_PROGRAMS]), opened.start() if opened else first, last)


def _end_of_list(text: str, start: int) -> int:
    """A list ends at an empty line behind its entries, or where a question begins."""
    blank = re.search(r"\S[^\n]*\n\s*\n", text[start:])
    end = start + blank.end() if blank else len(text)
    question = re.search(r"[^.\n;]*\?", text[start:end])
    return start + question.start() if question else end


def _pieces(text: str, start: int, end: int) -> list[tuple[str, int]]:
    found, at = [], start
    for cut in [*_CUT.finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        if text[at:stop].strip():
            found.append((text[at:stop], at))
        at = cut.end() if cut else end
    return found


def _entry(piece: str, book: Lexicon, people: frozenset[str], *, listed: bool) -> Row | None:
    """One program with what it wants; None where the piece names no program."""
    split = _words()["split" if listed else "verb"].search(piece)
    if not listed and (split is None or _PERSON.search(piece)):
        return None
    name, rest = (piece[: split.start()], piece[split.end() :]) if split else (piece, "")
    named = _ENTRY.match(name)
    first = named["name"].split()[0] if named else ""
    capital = first[:1].isupper()
    if named is None or fold(first) in _words()["no_program"] or fold(named["name"].split()[-1]) in people:
        return None
    if not capital and not (listed and specialty_of(named["name"], book)):
        return None
    wishes = read_wishes(piece[split.start() :] if split else rest, book)
    if not wishes.said and (not listed or (split is not None and not specialty_of(named["name"], book))):
        return None
    row = {"program": " ".join(named["name"].split())}
    if field := specialty_of(row["program"], book) or specialty_of(rest.split(")")[0], book):
        row["specialty"] = field
    _add(row, wishes)
    return row


def _add(row: Row, wishes: Wishes) -> None:
    for name, value in wishes.values.items():
        row.setdefault(name, value)


def _csv(rows: list[Row]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([[row.get(name, "") for name in COLUMNS] for row in rows])
    return stream.getvalue()
