"""Files of the applicant's own that go along in a packet, the CV and the personal statement: which ones a writer can
open, and how large they may be. The kinds and the limit stand in knowledge/drafting.yaml.

A module of its own, so that the page, which asks for them while it starts, need not load all of drafting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from assistant.errors import InputError
from assistant.places import data_root
from assistant.yamlfile import read_yaml

Role = Literal["cv", "personal_statement"]
ExtraFault = Literal["empty", "kind", "other"]
ROLES: tuple[Role, ...] = ("cv", "personal_statement")
_FILE = Path("knowledge") / "drafting.yaml"
_MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class ExtraFile:
    """A file of the applicant's own: its role, its name (only the suffix is kept) and its bytes."""

    role: Role
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Rules:
    kinds: Mapping[str, bytes]  # how a file begins, by its suffix
    megabytes: int


def extra_kinds() -> tuple[str, ...]:
    """The suffixes of files that a writer can open."""
    return tuple(_rules().kinds)


def most_megabytes() -> int:
    """The largest size of such a file in megabytes, for a person to read."""
    return _rules().megabytes


def most_bytes() -> int:
    """The largest size of such a file in bytes."""
    return most_megabytes() * _MEGABYTE


def refuse_too_large(name: str, size: int) -> None:
    """Raise for a file of more bytes than are allowed.

    Raises:
        InputError: it is too large.
    """
    if size > most_bytes():
        raise InputError(f"{name}: must be {most_megabytes()} MB or smaller, has {size // _MEGABYTE}")


def extra_fault(name: str, data: bytes) -> ExtraFault | None:
    """What is wrong with a file: it is empty, of a kind that writers cannot open, or of another than its name says."""
    suffix, kinds = Path(name).suffix.lower(), _rules().kinds
    if not data.strip():
        return "empty"
    if suffix not in kinds:
        return "kind"
    begins = data.lstrip().startswith(kinds[suffix])
    return None if begins and not (suffix == ".txt" and b"\0" in data) else "other"


def read_extra_file(role: Role, path: Path | str) -> ExtraFile:
    """A file of the applicant's own, read from disk.

    Raises:
        InputError: it is not there, is a folder, is empty, is too large, is of a kind that writers cannot open or of
            another kind than its name says, or cannot be read.
    """
    file = Path(path)
    try:
        refuse_too_large(file.name, file.stat().st_size)
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{file.name}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if fault := extra_fault(file.name, data):
        raise InputError(f"{file.name}: {_said(fault, file.suffix.lower())}")
    return ExtraFile(role, file.name, data)


def _said(fault: ExtraFault, suffix: str) -> str:
    if fault == "empty":
        return "is empty; is this the right file?"
    if fault == "kind":
        return f"must be one of {', '.join(extra_kinds())}, which a writer can open"
    return f"is no {suffix} file, whatever its name says; save it again as one"


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    tree = read_yaml(data_root() / _FILE)
    kinds = {suffix: bytes.fromhex(str(node.value)) for suffix, node in tree["extra_files"].items()}
    return _Rules(kinds, int(tree["limits"]["extra_file_megabytes"]["value"].value))
