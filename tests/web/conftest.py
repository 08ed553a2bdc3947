"""What the page's tests share: Chromium, one server a module, a foreign listener."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.web.visit import PATIENCE, QUIET, Server, Visitor, watch


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("the page's tests need Chromium: install it (Debian: apt-get install chromium)", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for a module's tests; each test brings a browser of its own."""
    home = tmp_path_factory.mktemp("web") / "home"
    shutil.copytree(built_home, home)
    running = Server(home).start()
    yield running
    assert "Traceback" not in running.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser with storage of its own."""
    made = chromium.new_context(viewport={"width": 1280, "height": 800})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def visitor(context: BrowserContext, server: Server) -> Visitor:
    return watch(context.new_page()).open(server.url)


@pytest.fixture
def open_tab(context: BrowserContext, server: Server) -> Callable[[], Visitor]:
    """Opens another tab of the same browser."""
    return lambda: watch(context.new_page()).open(server.url)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A foreign server: its address, and the requests that reached it."""
    seen: list[str] = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return None

    with ThreadingHTTPServer(("127.0.0.1", 0), Notes) as foreign:
        thread = Thread(target=foreign.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{foreign.server_port}", seen
        foreign.shutdown()
        thread.join()
