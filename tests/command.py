"""Runs the `vouch` command as people do: another process, its own folder, only the given settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

VOUCH = (sys.executable, "-m", "assistant.cli")
CHECKOUT = Path(__file__).parent.parent


def environment(home: Path | str, **more: str) -> dict[str, str]:
    """This process's environment with the home folder and what else is given."""
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), "VOUCH_HOME": str(home), **more}


def vouch(
    *arguments: str | bytes, home: Path | str, folder: Path | None = None, typed: bytes = b"",
    more: Mapping[str, str] | None = None, command: Sequence[str] = VOUCH,
) -> subprocess.CompletedProcess[str]:
    """One command to its end; what it printed is read as UTF-8, strictly."""
    ended = subprocess.run(
        [*command, *arguments], input=typed, cwd=folder, env=environment(home, **(more or {})), capture_output=True,
        check=False,
    )  # fmt: skip
    return subprocess.CompletedProcess(ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode())
