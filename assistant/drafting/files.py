"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assistant.errors import InputError


def write_file(path: Path | str, data: bytes, *, force: bool = False) -> Path:
    """Write `data` to `path` by way of a temporary file beside it, so that nothing half-written is ever left.

    Raises:
        InputError: the path exists (and no `force`), is a folder, its folder is missing, or it cannot be written.
    """
    target = Path(path)
    shown = target.name or str(target)
    try:
        if target.is_dir():
            raise InputError(f"{shown}: is a folder; name a file in it")
        if target.exists() and not force:
            raise InputError(f"{shown}: exists already; name another file or use --force")
        if not target.parent.is_dir():
            raise InputError(f"{shown}: its folder is not there; make it first")
        handle, temporary = tempfile.mkstemp(prefix=".vouch-", dir=target.parent)
    except (OSError, ValueError) as error:
        raise InputError(f"{shown}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except (OSError, ValueError) as error:
        Path(temporary).unlink(missing_ok=True)
        raise InputError(f"{shown}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
    return target
