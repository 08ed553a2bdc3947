"""Reading the programs file: a CSV from any spreadsheet, strictly, every fault in one pass and on one line.

Understood: commas, semicolons or tabs; a byte-order mark; Excel's `sep=;` line, its "Unicode text" (UTF-16), its `4.0`
for 4 and its empty columns and rows. Refused, never guessed at: other encodings, formulas, unknown columns. Rows are
counted as the spreadsheet shows them: the header is row 1.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.domain import Program
from assistant.domain.fields import shown
from assistant.domain.parsing import MAX_BYTES, decode, key_text
from assistant.domain.vocabulary import nearest, plain
from assistant.errors import InputError

COLUMNS = tuple(Program.model_fields)
MAX_PROGRAMS, MAX_FAULTS = 2_000, 200
_COUNTS = frozenset({"max_letters", "min_letters", "min_specialty_letters", "min_us_letters"})
_ANSWERS = frozenset({"chair_letter", "accepts_international"})
_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})
_NUMBER = re.compile(r"([-+]?[0-9]{1,9})(?:[.,]0+)?")
_FORMULA = re.compile(r"[=@\uff1d\uff20]|[-+\uff0b\uff0d]\S")
_EXCEL_DATE = re.compile(r"[0-9]{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-[0-9]{2}")
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[;,\t|]*\r?\n', re.IGNORECASE)
_SEPARATORS = (",", ";", "\t", "|")
_WORKBOOK = b"PK\x03\x04"

Row = tuple[int, list[str]]


def read_programs(path: Path | str) -> tuple[Program, ...]:
    """The programs in a CSV file, in its order.

    Raises:
        InputError: one line a fault, `FILE: row 3: max_letters: must be 0 or more, got -1`; at most 200 lines.
    """
    file = Path(path)
    name = key_text(file.name) or "."
    try:
        if file.exists() and not file.is_file():
            raise InputError(f"{name}: is no file; name the CSV file with your programs")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: is not there; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be read: {reason}; check the file") from None
    return parse_programs(data, name)


def parse_programs(data: bytes | str, name: str = "programs.csv") -> tuple[Program, ...]:
    """The programs in the bytes or the text of a CSV file; `name` stands for the file in fault lines.

    Raises:
        InputError: one line a fault; at most 200 lines.
    """
    text = data if isinstance(data, str) else _decoded(data, name)
    faults: list[str] = []
    programs: list[Program] = []
    try:
        rows = _rows(text)
        number, cells = next(rows, (0, []))
        if not number:
            raise InputError(f"{name}: is empty; its first row must name the columns {', '.join(COLUMNS)}")
        columns = _columns(cells, faults)
        places: dict[tuple[str, str | None], int] = {}
        for number, cells in rows:
            if len(programs) + len(faults) >= MAX_PROGRAMS:
                faults.append(f"row {number}: there are more than {MAX_PROGRAMS} rows; is this the right file?")
                break
            if program := _program(cells, columns, number, faults):
                programs.append(program)
                first = places.setdefault((plain(program.program), program.specialty), number)
                if first != number:
                    faults.append(f"row {number}: program: stands in row {first} as well; keep one")
    except csv.Error as error:
        faults.append(f"is not CSV: {error}; look for a quotation mark that is not closed, or for an overlong cell")
    if not faults and not programs:
        faults.append("holds no program; write one in each row below the header")
    if faults:
        raise InputError(*_lines(name, faults))
    return tuple(programs)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(_WORKBOOK):
        raise InputError(f"{name}: is a workbook, not CSV; save it as CSV UTF-8 and name that file")
    if len(data) <= MAX_BYTES and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise InputError(f"{name}: is not whole UTF-16 text; save it as CSV UTF-8") from None
    return decode(data, name)


def _rows(text: str) -> Iterator[Row]:
    """Each row that is not blank, with its number. csv.Error: the text is no CSV."""
    text = text.removeprefix("\ufeff")
    separator = ""
    if told := _SEPARATOR_LINE.match(text):
        separator, text = told[1], text[told.end() :]
    separator = separator or _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    for number, cells in enumerate(reader, 1):
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield number, stripped


def _separator(text: str) -> str:
    """The separator under which the header names the most columns."""
    header = next((line for line in text.splitlines() if line.strip()), "")

    def known(separator: str) -> int:
        return sum(_column_name(cell.strip(' "')) in COLUMNS for cell in header.split(separator))

    return max(_SEPARATORS, key=known)


def _column_name(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def _columns(cells: list[str], faults: list[str]) -> list[str]:
    """The column of each place, empty where the header names none that is known."""
    names = [_column_name(cell) for cell in cells]
    if not set(names) & set(COLUMNS):
        faults.append(f"row 1: must name the columns {', '.join(COLUMNS)}, got {shown(', '.join(cells))}")
        return []
    for place, name in enumerate(names):
        if len(faults) > MAX_FAULTS:
            break
        if name and name not in COLUMNS:
            near = nearest(name, COLUMNS)
            advice = f"did you mean {near}?" if near else f"take it out; the columns are {', '.join(COLUMNS)}"
            faults.append(f"row 1: {key_text(cells[place])}: is no column here; {advice}")
        elif name and name in names[:place]:
            faults.append(f"row 1: {name}: stands twice; keep one")
    if "program" not in names:
        faults.append("row 1: program: is missing; every program needs a name")
    return [name if name in COLUMNS else "?" if name else "" for name in names]


def _program(cells: list[str], columns: list[str], number: int, faults: list[str]) -> Program | None:
    """One row as a program, or None with its faults noted."""
    if not columns:
        return None
    before = len(faults)
    if any(cells[len(columns) :]) or any(cell for cell, name in zip(cells, columns, strict=False) if not name):
        faults.append(f"row {number}: has a value in a column without a name; name the column or empty the cell")
    if "program" in columns and not any(cell for name, cell in zip(columns, cells, strict=False) if name == "program"):
        faults.append(f"row {number}: program: is missing; every program needs a name")
    values: dict[str, Any] = {}
    for name, cell in zip(columns, cells, strict=False):
        if cell and name in COLUMNS:
            try:
                values[name] = _value(name, cell)
            except ValueError as error:
                faults.append(f"row {number}: {name}: {error}")
    program = None
    try:
        program = Program.model_validate({"program": "unnamed", **values})
        faults += [f"row {number}: {line}" for line in _contradictions(program)]
    except ValidationError as error:
        for item in error.errors(include_url=False):
            problem = str(item["ctx"]["error"]) if item["type"] == "value_error" else item["msg"]
            faults.append(f"row {number}: {'.'.join(map(str, item['loc']))}: {problem}")
    return program if len(faults) == before else None


def _value(name: str, cell: str) -> Any:
    """A cell's value. ValueError: `must be ..., got ...`."""
    number = _NUMBER.fullmatch(cell) if cell.isascii() else None
    if _FORMULA.match(cell) and not (number and name in _COUNTS):
        raise ValueError(f"must not begin like a formula, got {shown(cell)}; write the value itself")
    if name in _COUNTS:
        if not number:
            dated = _EXCEL_DATE.fullmatch(cell)
            advice = "; Excel has made a date of it: write the number alone" if dated else ""
            raise ValueError(f"must be a whole number, got {shown(cell)}{advice}")
        return int(number[1])
    if name in _ANSWERS:
        answer = cell.casefold()
        if answer not in _YES | _NO:
            raise ValueError(f"must be yes or no, or empty where unknown, got {shown(cell)}")
        return answer in _YES
    return cell


def _contradictions(program: Program) -> Iterator[str]:
    """What a program cannot ask for: more letters of a kind than it takes."""
    most = program.max_letters
    for name in ("min_letters", "min_specialty_letters", "min_us_letters"):
        asked = getattr(program, name)
        if most is not None and asked is not None and asked > most:
            yield f"{name}: must not be more than max_letters ({most}), got {asked}; correct one of them"


def _lines(name: str, faults: list[str]) -> list[str]:
    lines = [f"{name}: {fault}" for fault in dict.fromkeys(faults)]
    more = [f"{name}: there are more faults; correct these first"] if len(lines) > MAX_FAULTS else []
    return lines[:MAX_FAULTS] + more
