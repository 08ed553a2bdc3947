"""Settings: the environment wins over vouch.toml, and a value that cannot be used is named with what can."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.settings import load_settings


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def faults(**overrides: object) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        load_settings(**overrides)
    return caught.value.faults


def test_defaults_need_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")  # a key that happens to be there sends nothing anywhere
    settings = load_settings()
    assert (settings.model, settings.chroma, settings.database, settings.embeddings) == ("builtin", "", "", "wordllama")
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert settings.database_file == settings.home / "vouch.sqlite3" and not settings.uses_postgres
    assert "sk-secret" not in repr(settings)


def test_arguments_win_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("vouch.toml").write_text('port = 1001\nhost = "0.0.0.0"\nhome = "kept"\n', encoding="utf-8")
    assert (load_settings().port, load_settings().home) == (1001, Path("kept").resolve())
    monkeypatch.setenv("VOUCH_PORT", "1002")
    assert (load_settings().port, load_settings().host) == (1002, "0.0.0.0")
    assert load_settings(port=1003).port == 1003
    assert load_settings(port=None).port == 1002


def test_an_empty_variable_is_as_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load_settings()
    for name in ("VOUCH_HOME", "VOUCH_MODEL", "VOUCH_PORT", "VOUCH_CHROMA", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "")
    assert load_settings() == whole


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("model", "gpt", "VOUCH_MODEL: must be builtin or provider:model, such as openai:NAME, got 'gpt'"),
        ("model", "openai: ", "VOUCH_MODEL: must be builtin or provider:model"),
        ("chroma", "localhost:8000", "VOUCH_CHROMA: must be empty or http://host:port, got 'localhost:8000'"),
        ("database", "mysql://me:pw@h/x", "got 'mysql://...@h/x'"),
        ("embeddings", "magic", "VOUCH_EMBEDDINGS: must be wordllama or openai:MODEL, got 'magic'"),
        ("port", 0, "VOUCH_PORT: "),
        ("port", 65536, "VOUCH_PORT: "),
        ("home", "~no-such-user-here/x", "VOUCH_HOME: must be a folder"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: object, says: str) -> None:
    (fault,) = faults(**{name: value})
    assert says in fault and "\n" not in fault and "pw" not in fault


@pytest.mark.parametrize("port", [1, 65535])
def test_ports_at_the_edge_are_fine(port: int) -> None:
    assert load_settings(port=port).port == port


def test_every_fault_is_told_at_once_and_a_broken_file_is_one() -> None:
    assert len(faults(port=0, chroma="x", model="y")) == 3
    Path("vouch.toml").write_text("port = [", encoding="utf-8")
    (fault,) = faults()
    assert fault.startswith("vouch.toml: cannot be read")


@pytest.mark.parametrize(
    ("database", "file"), [("sqlite:///kept.db", "kept.db"), ("sqlite:////var/kept.db", "/var/kept.db")]
)
def test_a_database_file_may_be_named(database: str, file: str) -> None:
    assert load_settings(database=database).database_file == Path(file)
    assert load_settings(database="postgres://h/x").uses_postgres
