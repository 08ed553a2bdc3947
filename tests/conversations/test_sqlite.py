"""The SQLite store's own faults: each a clear line and never a traceback."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.conversations import Turn, open_store
from assistant.errors import InputError
from assistant.settings import Settings


def complaint(settings: Settings) -> str:
    with pytest.raises(InputError) as caught:
        open_store(settings)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    settings.database_file.write_bytes(b"this is no database, but somebody's notes " * 100)
    before = settings.database_file.read_bytes()
    assert complaint(settings).startswith(str(settings.database_file))
    assert settings.database_file.read_bytes() == before


@pytest.mark.parametrize("place", ["", "file/below.sqlite3"])
def test_a_place_that_is_a_folder_or_below_a_file_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert str(tmp_path) in complaint(Settings(home=tmp_path / "home", database=f"sqlite:///{tmp_path / place}"))


def test_a_full_disk_is_one_clear_line_and_what_was_kept_stays(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    store = open_store(settings)
    store.append("one", Turn("user", "kept"))
    with sqlite3.connect(settings.database_file) as other:
        pages = int(other.execute("PRAGMA page_count").fetchone()[0])
    other.close()
    store.checkpointer.conn.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(InputError, match="cannot be kept here"):
        store.append("one", Turn("user", "x" * 100_000))
    assert store.history("one") == [Turn("user", "kept")]
    store.close()


def test_lock_files_do_not_pile_up_with_the_conversations(tmp_path: Path) -> None:
    store = open_store(Settings(home=tmp_path))
    for number in range(300):
        with store.lock(f"once-{number}"):
            pass
    store.close()
    names = {path.name for path in (tmp_path / "locks").iterdir()}
    assert len(names) <= 300 and all(len(name) == len("abcd.lock") for name in names)
