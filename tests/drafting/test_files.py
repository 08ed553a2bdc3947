"""Writing a file whole or not at all, and only where an ordinary file may stand."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assistant.drafting import write_file
from assistant.errors import InputError


def test_paths_that_cannot_be_written_leave_nothing(tmp_path: Path) -> None:
    old = tmp_path / "old.zip"
    old.write_bytes(b"old")
    for path, words in (
        (old, "exists already"),
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "x.zip", "folder is not there"),
        (tmp_path / ("x" * 300), "cannot be written"),
        (Path("a\0b"), "cannot be written"),
    ):
        with pytest.raises(InputError, match=words):
            write_file(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["old.zip"]
    assert old.read_bytes() == b"old"
    write_file(old, b"new", force=True)
    assert old.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["old.zip"]


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    real, link, loose = tmp_path / "real.zip", tmp_path / "link.zip", tmp_path / "loose.zip"
    real.write_bytes(b"old")
    real.chmod(0o600)
    link.symlink_to(real)
    loose.symlink_to(tmp_path / "new.zip")
    for path in (link, loose):
        with pytest.raises(InputError, match="exists already"):
            write_file(path, b"new")
    for path in (link, loose):
        write_file(path, b"new", force=True)
        assert path.is_symlink() and path.read_bytes() == b"new"
    assert real.read_bytes() == b"new" and stat.S_IMODE(real.stat().st_mode) == 0o600
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    with pytest.raises(InputError, match="circle: "):
        write_file(circle, b"new", force=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(InputError, match="no ordinary file"):
            write_file(path, b"new", force=True)
    assert pipe.is_fifo() and link.is_symlink() and len(list(tmp_path.iterdir())) == 2
