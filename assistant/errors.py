"""What can go wrong, as a small tree; each message is one line that names the place and the remedy.

VouchError
├── InputError        bad usage or bad input (exit code 2)
│   └── KnowledgeError  a fault in a knowledge file: file, line, field, remedy
├── ServiceError      a configured service could not be reached (exit code 3)
└── IndexFolderError  the knowledge index cannot be built or read here
"""

from __future__ import annotations


class VouchError(Exception):
    """Base of every error that Vouch raises on purpose; `str()` is fit for a person."""

    exit_code = 2


class InputError(VouchError):
    """Bad input. `faults` holds one line a fault."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class KnowledgeError(InputError):
    """A knowledge file does not hold what it must."""


class ServiceError(VouchError):
    """A service that the settings name (model, vector server, database) does not answer."""

    exit_code = 3


class IndexFolderError(VouchError):
    """The knowledge index cannot be built or kept in its folder (read-only, full)."""
