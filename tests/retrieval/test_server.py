"""The same search with a real Chroma server, and what happens when it goes away."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import ServiceError
from assistant.knowledge import Knowledge
from assistant.retrieval.index import open_index
from assistant.retrieval.search import Searcher
from assistant.settings import Settings
from tests.ports import free_port

CHROMA = Path(sys.executable).with_name("chroma")


@contextmanager
def chroma_server(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server that listens, and is gone afterwards."""
    command = [str(CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        rest = threading.Thread(target=deque, args=(server.stdout, 0))  # a full pipe would stop the server
        try:
            assert any("server listening" in line for line in server.stdout), "the server did not start"
            rest.start()
            yield server
        finally:
            server.kill()
            rest.join()


@pytest.fixture
def own_home(small_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_home, tmp_path / "home"))


def test_a_server_gives_the_same_answers_and_its_end_is_one_clear_line(
    own_home: Path, small: Knowledge, tmp_path: Path
) -> None:
    port = free_port()
    settings = Settings(home=own_home, chroma=f"http://127.0.0.1:{port}")
    embedded = Searcher(open_index(Settings(home=own_home), small), small)
    asked = [fact.text for fact in small.facts.values()][::3]
    asked += ["how many letters do i need", "who shud i ask", "what is the weather in Paris", "zzz", ""]
    with chroma_server(tmp_path / "server", port):
        filled: list[str] = []
        served = Searcher(open_index(settings, small, lambda stage, _share: filled.append(stage)), small)
        assert set(filled) == {"server"}
        for query in asked:
            ours, theirs = embedded.search(query), served.search(query)
            is_inside = embedded.assess(query).is_inside
            assert served.assess(query).is_inside == is_inside, query
            if is_inside:  # what nothing answers has no best passage to agree on: a server's search is approximate
                assert [hit.id for hit in ours][:1] == [hit.id for hit in theirs][:1], query
            assert all(0 <= fact.similarity <= 1 for hit in theirs for fact in hit.facts)
        assert sum(embedded.assess(query).is_inside for query in asked) >= len(asked) // 2
        filled.clear()
        open_index(settings, small, lambda stage, _share: filled.append(stage))
        assert filled == []  # the rows are there already
    with pytest.raises(ServiceError) as caught:
        served.search("is a letter from a chief resident worth anything")
    assert "VOUCH_CHROMA" in str(caught.value) and "\n" not in str(caught.value)
    with pytest.raises(ServiceError, match="does not answer"):
        open_index(settings, small)


def test_an_address_at_which_nobody_or_somebody_silent_listens_is_a_service_error(
    own_home: Path, small: Knowledge
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (silent.getsockname()[1], free_port()):
            with pytest.raises(ServiceError, match=r"VOUCH_CHROMA.*does not answer") as caught:
                open_index(Settings(home=own_home, chroma=f"http://127.0.0.1:{port}"), small)
            assert "\n" not in str(caught.value)
