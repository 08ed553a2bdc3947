"""What all tests share: a home folder with a built index, and the promise that nothing leaves the machine."""

from __future__ import annotations

import ipaddress
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # a busy machine is no failure
settings.load_profile("no clock")


def _only_loopback(event: str, details: tuple[Any, ...]) -> None:
    """Refuse every connection that a test opens to another machine."""
    if event != "socket.connect" or not isinstance(details[1], tuple):
        return
    host = str(details[1][0])
    try:
        local = ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        local = host == "localhost"
    if not local:
        raise AssertionError(f"a test connects to {host}; only loopback is allowed")


def pytest_configure() -> None:
    """Begin from defaults, whatever the developer's environment holds."""
    for name in [name for name in os.environ if name.startswith(("VOUCH_", "OPENAI_"))]:
        del os.environ[name]
    sys.addaudithook(_only_loopback)


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with a built index, made once per run by the command that people use. Read it, do not write it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home, done = shared / "built-home", shared / "built-home.done"
    with FileLock(shared / "built-home.lock"):
        if not done.exists():
            command = [sys.executable, "-m", "assistant.cli", "index"]
            environment = {**os.environ, "VOUCH_HOME": str(home)}
            made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            assert (made.returncode, made.stderr) == (0, ""), made.stderr
            done.write_text(made.stdout, encoding="utf-8")
    return home


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Path:
    """A test's own copy of the built home."""
    return Path(shutil.copytree(built_home, tmp_path / "home"))
