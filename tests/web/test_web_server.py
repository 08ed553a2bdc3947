"""The server's life: starting, preparing the index, stopping, starting again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import BrowserContext, expect

from tests.ports import free_port
from tests.web.visit import ROOT, Server, watch

LETTERS = "how many letters do i need?"


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "VOUCH_HOME": str(home)}
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *arguments], env=environment, cwd=home.parent, capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip


def assert_refused(done: subprocess.CompletedProcess[str], beginning: str) -> None:
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(rf"{re.escape(beginning)}[^\n]+\n", done.stderr), done.stderr


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_refused(run("--port", str(port), home=tmp_path / "home"), f"VOUCH_PORT: {port} is in use on 127.0.0.1; ")


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.name.invalid", "not a host", "x" * 300])
def test_a_bad_host_is_one_line(tmp_path: Path, host: str) -> None:
    assert_refused(run("--host", host, "--port", str(free_port()), home=tmp_path / "home"), "VOUCH_HOST: ")


def test_a_home_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", encoding="utf-8")
    assert_refused(run("--port", str(free_port()), home=tmp_path / "home"), f"{tmp_path / 'home'}: ")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_restart_keeps_history_list_and_sources(home: Path, context: BrowserContext, how: signal.Signals) -> None:
    server = Server(home).start()
    person = watch(context.new_page()).open(server.url)
    answer = person.ask(LETTERS)
    chips = person.chips.all_inner_texts()
    person.leave()
    server.stop(how)
    again = Server(home, server.port).start()
    try:
        person.open(again.url)
        expect(person.asked).to_have_text([LETTERS])
        expect(person.chips).to_have_text(chips)
        assert person.answers.inner_text() == answer
        person.ask("when should i ask for a letter?")
        expect(person.asked).to_have_count(2)
    finally:
        assert "Traceback" not in again.stop()


def test_a_page_left_open_over_a_restart_goes_on(home: Path, context: BrowserContext) -> None:
    server = Server(home).start()
    person = watch(context.new_page()).open(server.url)
    person.ask(LETTERS)
    server.stop()
    again = Server(home, server.port).start()
    try:
        expect(person.box).to_be_enabled()
        person.ask("when should i ask for a letter?")
        person.page.reload()
        expect(person.asked).to_have_text([LETTERS, "when should i ask for a letter?"])
    finally:
        again.stop()


def test_a_message_sent_while_the_index_is_prepared_is_answered(tmp_path: Path, context: BrowserContext) -> None:
    (tmp_path / "home").mkdir()
    server = Server(tmp_path / "home").start()
    try:
        person = watch(context.new_page()).open(server.url)
        person.box.fill(LETTERS)
        person.box.press("Enter")
        expect(person.asked).to_have_text([LETTERS])
        expect(person.answers).to_have_text(re.compile(r"^\s*Preparing the knowledge index… \d+ %\s*$"))
        expect(person.chips.first).to_be_visible(timeout=180_000)
        expect(person.asked).to_have_text([LETTERS])
        expect(person.answers).to_contain_text("[1]")
    finally:
        assert "Traceback" not in server.stop()


def test_a_reload_while_the_index_is_prepared_says_so_too(home: Path, context: BrowserContext) -> None:
    server = Server(home).start()
    person = watch(context.new_page()).open(server.url)
    person.ask(LETTERS)
    person.leave()
    server.stop()
    manifest = home / "index" / "manifest.json"
    aside = manifest.rename(home / "manifest.aside")
    # While another process holds the build lock, this one waits for the index.
    with FileLock(home / "index.lock"):
        again = Server(home, server.port).start()
        person.page.goto(again.url)
        expect(person.answers).to_have_text(re.compile(r"^\s*Preparing the knowledge index…\s*$"))
        aside.rename(manifest)
    try:
        expect(person.asked).to_have_text([LETTERS])
        expect(person.chips.first).to_be_visible()
    finally:
        again.stop()


def test_a_failing_start_is_one_friendly_line_and_is_tried_again(home: Path, context: BrowserContext) -> None:
    (home / "vouch.sqlite3").unlink(missing_ok=True)
    (home / "vouch.sqlite3").mkdir()
    server = Server(home).start()
    try:
        person = watch(context.new_page()).open(server.url)
        person.box.fill(LETTERS)
        person.box.press("Enter")
        expect(person.answers).to_contain_text("Vouch cannot open its knowledge index")
        expect(person.box).to_have_value(LETTERS)
        assert "Traceback" not in person.page.content()
        (home / "vouch.sqlite3").rmdir()
        person.box.press("Enter")
        expect(person.chips.first).to_be_visible()
    finally:
        errors = server.stop()
    assert "Traceback" not in errors
    assert LETTERS not in errors
