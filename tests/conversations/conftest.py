"""A real PostgreSQL server, from Debian's package, and a store of each kind."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

from assistant.conversations import ConversationStore, open_store
from assistant.settings import Settings
from tests.ports import free_port

_NUMBERS = count(1)


@dataclass(frozen=True)
class Postgres:
    """A server of our own on loopback; it can be stopped and started."""

    programs: Path
    folder: Path
    port: int
    user: str

    def run(self, program: str, *arguments: str) -> None:
        """One of the server's programs, as its user: PostgreSQL does not run as root."""
        command = [str(self.programs / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", self.user, "--", *command]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off"
        self.run(
            "pg_ctl", "-w", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", options, "start"
        )

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"vouch_{next(_NUMBERS)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql://{self.user}@127.0.0.1:{self.port}/{name}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert found, "these tests need a PostgreSQL server: apt-get install postgresql"
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="vouch-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, user)
    server = Postgres(found[-1], folder, free_port(), user)
    server.run("initdb", "-D", str(folder / "data"), "-U", user, "-A", "trust", "-N", "--locale=C.UTF-8")
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


Opener = Callable[[], ConversationStore]


@pytest.fixture(params=["sqlite", "postgres"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens further stores on one and the same database; they are closed at the end."""
    database = request.getfixturevalue("postgres").new_database() if request.param == "postgres" else ""
    opened: list[ConversationStore] = []

    def another() -> ConversationStore:
        opened.append(open_store(Settings(home=tmp_path / "home", database=database)))
        return opened[-1]

    yield another
    for store in opened:
        store.close()
