"""A real server process, and a person who looks at it with a real browser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 90_000  # milliseconds; an upper bound for a busy machine, never a pause
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--disable-sync", "--no-first-run", "--disable-domain-reliability", "--no-pings",
]  # fmt: skip
expect.set_options(timeout=PATIENCE)


class Server:
    """`python app.py` on a loopback port of its own."""

    def __init__(self, home: Path, port: int | None = None, **settings: str) -> None:
        self.home, self.port, self.settings = home, port or free_port(), settings
        self.url = f"http://127.0.0.1:{self.port}/"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Server:
        """Start, and wait for the one line that says where the page is."""
        environment = {**os.environ, "VOUCH_HOME": str(self.home), **self.settings}
        command = [sys.executable, str(ROOT / "app.py"), "--port", str(self.port)]
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.home
        )
        assert self._process.stdout is not None and self._process.stderr is not None
        line = self._process.stdout.readline()
        assert line == f"Vouch: {self.url.rstrip('/')}\n", line + self._process.stderr.read()
        return self

    def stop(self, how: signal.Signals = signal.SIGTERM) -> str:
        """Stop, and give back what it wrote to standard error."""
        assert self._process is not None
        self._process.send_signal(how)
        _, errors = self._process.communicate(timeout=60)
        self._process = None
        return errors

    def get(self, path: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        """One request without a browser: status, headers by lower-case name, body."""
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return reply.status, {k.lower(): v for k, v in reply.headers.items()}, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read().decode()


@dataclass
class Visitor:
    """One page in one browser, with the few things that a person does there."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your message")

    @property
    def asked(self) -> Locator:
        return self.page.get_by_test_id("user")

    @property
    def answers(self) -> Locator:
        return self.page.get_by_test_id("bot")

    @property
    def chips(self) -> Locator:
        return self.page.locator(".vouch-chip:visible")

    @property
    def passage(self) -> Locator:
        return self.page.locator("#vouch-passage")

    def tab(self, name: str) -> Locator:
        """Bring a panel to the front, and give it back."""
        self.page.get_by_role("tab", name=name, exact=True).click()
        panel = self.page.get_by_role("tabpanel").filter(visible=True)
        expect(panel).to_be_visible()
        return panel

    def letter(self, name: str) -> None:
        """Open a letter of the list under My letters."""
        self.page.locator("#vouch-letters label", has_text=name).click()
        expect(self.page.locator("#vouch-letter .vouch-name")).to_contain_text(name)

    def field(self, label: str) -> Locator:
        """A field of the form that is open."""
        return self.page.get_by_label(label, exact=True).filter(visible=True)

    def choose(self, label: str, choice: str) -> None:
        """Choose from a list of a form."""
        self.field(label).click()
        self.page.get_by_role("option", name=choice, exact=True).click()

    def bring(self, button: str, file: Path) -> None:
        """Choose a file for an upload."""
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("button", name=button).filter(visible=True).click()
        chooser.value.set_files(file)

    def file(self, link: str) -> bytes:
        """Follow a link to a file of the page."""
        with self.page.expect_download() as started:
            self.page.get_by_role("link", name=link).filter(visible=True).click()
        return Path(started.value.path()).read_bytes()

    def open(self, url: str) -> Visitor:
        self.page.goto(url)
        expect(self.box).to_be_enabled()
        return self

    def leave(self) -> None:
        """Go to an empty page: one of Gradio's reloads itself when the server is back, and gets into the way of `open`."""
        self.page.goto("about:blank")

    def ask(self, text: str) -> str:
        """Send a message, wait until its turn is over, and give back the answer."""
        count = self.answers.count()
        self.box.fill(text)
        self.box.press("Enter")
        expect(self.answers).to_have_count(count + 1)
        # A turn empties the sources panel when it begins; the question stands there when it is over.
        expect(self.page.locator(".vouch-for")).to_contain_text(" ".join(text.split())[:40])
        return self.answers.last.inner_text()


def watch(page: Page) -> Visitor:
    """A visitor whose requests and page errors are noted."""
    visitor = Visitor(page)
    page.on("request", lambda request: visitor.hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    page.on("console", lambda said: visitor.errors.append(said.text) if said.type == "error" else None)
    return visitor
