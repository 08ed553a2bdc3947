"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from assistant.errors import InputError

_MODE = 0o644  # of a new file; one that is replaced keeps its own


def write_file(path: Path | str, data: bytes, *, force: bool = False) -> Path:
    """Write `data` to `path` by way of a temporary file beside it, so that nothing half-written is ever left.

    A link is followed: the file that it leads to is written, and the link stays. Gives the path as it was named.

    Raises:
        InputError: the path exists (and no `force`), is a folder, a device or anything else but an ordinary file, its
            folder is missing, or it cannot be written.
    """
    named = Path(path)
    shown, temporary = named.name or str(named), None
    try:
        target, mode = _target(named, shown, force=force)
        handle, temporary = tempfile.mkstemp(prefix=".vouch-", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise InputError(f"{shown}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
    return named


def _target(named: Path, shown: str, *, force: bool) -> tuple[Path, int]:
    """The file that is to be written, links followed, and the mode that it is to have."""
    linked = named.is_symlink()
    target = named.resolve() if linked else named
    found = target.stat().st_mode if target.exists() else None
    if found is not None and stat.S_ISDIR(found):
        raise InputError(f"{shown}: is a folder; name a file in it")
    if found is not None and not stat.S_ISREG(found):
        raise InputError(f"{shown}: is no ordinary file; name another")
    if (found is not None or linked) and not force:  # a link that leads nowhere is there all the same
        raise InputError(f"{shown}: exists already; name another file or use --force")
    if not target.parent.is_dir():
        raise InputError(f"{shown}: its folder is not there; make it first")
    return target, _MODE if found is None else stat.S_IMODE(found)
