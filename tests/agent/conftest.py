"""One advisor for the tests of the conversation: the built index, and a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Advisor
from assistant.settings import Settings
from tests.endpoint import Endpoint, says, serving


@pytest.fixture(scope="module")
def advisor(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Advisor]:
    database = tmp_path_factory.mktemp("conversations") / "kept.sqlite3"
    made = Advisor(Settings(home=built_home, database=f"sqlite:///{database}"))
    yield made
    made.close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving(lambda _: says("")) as made:
        yield made


@pytest.fixture
def make(built_home: Path, tmp_path: Path, endpoint: Endpoint) -> Iterator[Callable[..., Advisor]]:
    """An advisor with the endpoint of the test as its model, and other settings as given."""
    opened: list[Advisor] = []

    def advisor(**more: Any) -> Advisor:
        given = {
            "home": built_home, "database": f"sqlite:///{tmp_path}/{len(opened)}.sqlite3", "model": "openai:made-up",
            "openai_base_url": endpoint.address, "openai_api_key": "sk-planted-0123456789", **more,
        }  # fmt: skip
        opened.append(Advisor(Settings(**given)))
        return opened[-1]

    yield advisor
    for one in opened:
        one.close()
