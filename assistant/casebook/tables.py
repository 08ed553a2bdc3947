"""Pasted tables (pipes, tabs, commas, semicolons, wide blanks) and "field: value" lines, read by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import fold

_RULE = re.compile(r"^[\s|:+=-]*$")
_LABEL = re.compile(r"(?:^|(?<=[.,;|] )|(?<=[.,;|]))\s*([A-Za-z][A-Za-z ]{1,20}?)\s*[:=]\s*")
_LEAST_LABELS = 3
_MOST_LINES = 400
_NUMBERING = re.compile(r"^\d{1,2}[.)]\s*")
_BLANKS = "  "
_WIDE = re.compile(r" {2,}|\t+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words and the field of its column."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One letter of a table, or (`own`) one line about the applicant; characters `start` to `end` of the message."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    own: bool = False


def find_rows(text: str, book: Lexicon) -> tuple[list[Row], list[tuple[int, int]]]:
    """The rows of all tables in a message, and the stretches of characters that they and their headings take."""
    rows: list[Row] = []
    taken: list[tuple[int, int]] = []
    lines = list(_lines(text))[:_MOST_LINES]
    place = 0
    while place < len(lines):
        head = _heading(lines[place][0], book)
        if head is None:
            place = _read_pairs(lines, place, book, rows, taken)
            continue
        sign, fields = head
        start = place
        place += 1
        found = []
        while place < len(lines) and (_is_row(lines[place][0], sign, len(fields)) or _RULE.match(lines[place][0])):
            if not _RULE.match(lines[place][0]):
                found.append(_row(lines[place], sign, fields))
            elif not lines[place][0].strip() and not found:
                break
            place += 1
        if found:
            rows.extend(found)
            taken.append((lines[start][1], lines[place - 1][2]))
    return rows, taken


def _lines(text: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for line in text.split("\n"):
        yield line, at, at + len(line)
        at += len(line) + 1


def _cells(line: str, sign: str) -> list[str]:
    if sign == _BLANKS:
        return [cell.strip() for cell in _WIDE.split(line.strip())]
    if sign == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in line.split(sign)]


def _heading(line: str, book: Lexicon) -> tuple[str, list[str]] | None:
    for sign in ("|", "\t", ";", ",", " / ", _BLANKS):
        cells = _cells(line, sign)
        if len(cells) < 2:
            continue
        fields = [book.columns.get(fold_words(cell), "") for cell in cells]
        known = [field for field in fields if field]
        short = all(len(cell.split()) <= 4 for cell in cells)
        enough = len(known) >= 2 and len(known) * 2 >= len([cell for cell in cells if cell])
        twice = len(set(known)) < len([field for field in known if field != "writer.country"]) + (
            "writer.country" in known
        )  # the city and the country may both stand
        if enough and short and "writer.name" in known and not twice:
            return sign, fields
    return None


def fold_words(text: str) -> str:
    """A heading without spaces, signs and capitals."""
    return "".join(fold(part) for part in text.split())


def _is_row(line: str, sign: str, columns: int) -> bool:
    cells = len(_cells(line, sign))
    return bool(line.strip()) and (cells == columns if sign == _BLANKS else 2 <= cells <= columns + 1)


def _row(line: tuple[str, int, int], sign: str, fields: list[str]) -> Row:
    cells = [Cell(field, cell) for field, cell in zip(fields, _cells(line[0], sign), strict=False) if cell]
    return Row(tuple(cells), line[1], line[2])


def _read_pairs(
    lines: list[tuple[str, int, int]], place: int, book: Lexicon, rows: list[Row], taken: list[tuple[int, int]]
) -> int:
    """Lines such as "YOG: 2016"; from "Writer: Dr Kim" on they are about a letter. Gives the next line's place."""
    line, start, end = lines[place]
    whole = _letter_in_line(lines[place], book)
    if whole is not None:
        rows.append(whole)
        taken.append((start, end))
        return place + 1
    if _is_writer_line(line, book):
        cells: list[Cell] = []
        first = place
        while place < len(lines) and (cell := _pair(lines[place][0], book.columns)) is not None:
            if cells and cell.field == "writer.name":
                break
            cells.append(cell)
            place += 1
        if len(cells) > 1:
            rows.append(Row(tuple(cells), start, lines[place - 1][2]))
            taken.append((start, lines[place - 1][2]))
            return place
        return first + 1
    several = _pairs_of_line(lines[place], book)
    if len(several) > 1:
        rows.extend(several)
        taken.append((start, end))
        return place + 1
    found = _pair(line, book.profile)
    if found is not None:
        rows.append(Row((found,), start, end, own=True))
        taken.append((start, end))
    return place + 1


def _letter_in_line(line: tuple[str, int, int], book: Lexicon) -> Row | None:
    """ "Who: Dr. Thornton. Where: Atlanta. How: observership.": a letter by its labels, all in one line."""
    labels = list(_LABEL.finditer(line[0]))
    fields = [book.columns.get(fold_words(label[1]), "") for label in labels]
    if len(labels) < _LEAST_LABELS or line[0][: labels[0].start()].strip(" -*•") or "" in fields:
        return None
    if fields[0] != "writer.name" or fields.count("writer.name") > 1:
        return None
    ends = [*[label.start() for label in labels[1:]], len(line[0])]
    cells = [
        Cell(field, line[0][label.end() : end].strip(" .,;|-"))
        for field, label, end in zip(fields, labels, ends, strict=True)
    ]
    return Row(tuple(cell for cell in cells if cell.text), line[1], line[2])


def _pairs_of_line(line: tuple[str, int, int], book: Lexicon) -> list[Row]:
    """ "name: Ana | country: Ecuador | yog: 2017": all parts of the line are about the applicant, or none is taken."""
    parts = [part for part in re.split(r"[|;]|,(?=[^,:]{2,25}:)", line[0]) if part.strip()]
    found = [_pair(part, book.profile) for part in parts]
    return [Row((cell,), line[1], line[2], own=True) for cell in found if cell is not None] if all(found) else []


def _is_writer_line(line: str, book: Lexicon) -> bool:
    head = fold_words(line.strip("-*• ").partition(":")[0])
    return ":" in line and book.columns.get(head) == "writer.name" and head not in book.profile


def _pair(line: str, fields: Mapping[str, str]) -> Cell | None:
    for sign in (":", "\t", "=", "|", " - ", " – ", "->", "→"):
        head, found, tail = _NUMBERING.sub("", line.strip().strip("|").strip("-*• ")).partition(sign)
        name = fields.get(fold_words(head))
        again = any(fields.get(fold_words(word.removesuffix(sign))) for word in tail.split() if word.endswith(sign))
        if found and name and tail.strip() and len(tail.split()) <= 8 and not again:
            return Cell("attempts" if fold_words(head) == "attempts" else name, tail.strip())
    return None
