"""Who a browser is to Vouch, and which conversations are its own.

A browser is known by a cookie with an unguessable id, which all its tabs share and which every request brings anew.
Each tab keeps which conversation it shows. A conversation's id is unguessable too, and made so that the server can tell
whose it is: nobody opens another browser's, even with its id in hand. The list of a browser's conversations is kept
here in the home folder, so that two tabs cannot overwrite it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.errors import InputError

COOKIE = "vouch_browser"
_BYTES = 24
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_KEY = re.compile(r"[0-9a-f]{16,32}")
# Names given on a command line (`vouch chat --session me`) are guessable; the prefix keeps the page away from them.
_PREFIX = "web-"
_OWN, _SIGN = 16, 16  # characters of a conversation's id: its own, and those that say whose it is
MOST_CONVERSATIONS = 50  # of one browser in its list; older ones stay on disk


def new_browser() -> str:
    """An unguessable id for a browser that brings none."""
    return secrets.token_urlsafe(_BYTES)


def read_browser(cookies: Mapping[str, str]) -> str | None:
    """The id that a browser brought; None for anything that this server cannot have made."""
    value = cookies.get(COOKIE, "")
    return value if _TOKEN.fullmatch(value) else None


def read_key(headers: Mapping[str, str]) -> str:
    """The key under which a tab sent a message; empty for anything that no tab makes."""
    key = headers.get("x-vouch-message", "")
    return key if _KEY.fullmatch(key) else ""


def new_conversation(browser: str) -> str:
    """An unguessable id for a conversation of a browser."""
    own = secrets.token_urlsafe(_BYTES)[:_OWN]
    return f"{_PREFIX}{own}{_sign(browser, own)}"


def is_conversation(value: Any, browser: str) -> bool:
    """Whether `value` names a conversation of this browser."""
    if not isinstance(value, str) or not value.startswith(_PREFIX):
        return False
    token = value[len(_PREFIX) :]
    return bool(_TOKEN.fullmatch(token)) and hmac.compare_digest(token[_OWN:], _sign(browser, token[:_OWN]))


def _sign(browser: str, own: str) -> str:
    # The browser's id is itself the key: who does not have it can neither make nor open its conversations.
    return hmac.new(browser.encode(), own.encode(), hashlib.sha256).hexdigest()[:_SIGN]


@dataclass(frozen=True, slots=True)
class Identity:
    """A browser, and the conversation that one of its tabs shows."""

    browser: str
    conversation: str


def read_identity(cookies: Mapping[str, str], conversation: Any) -> Identity | None:
    """Who asks, by the cookies of the request and what the tab keeps; None without a browser's id.

    A tab that keeps no conversation of this browser is given a new one.
    """
    browser = read_browser(cookies)
    if browser is None:
        return None
    known = is_conversation(conversation, browser)
    return Identity(browser, conversation if known else new_conversation(browser))


class Register:
    """Each browser's conversations, newest first, as one small file a browser."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "browsers"
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = FileLock(home / "browsers.lock")

    def conversations(self, browser: str) -> list[str]:
        """The ids of a browser's conversations, newest first."""
        try:
            kept = json.loads(self._file(browser).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [item for item in kept if is_conversation(item, browser)] if isinstance(kept, list) else []

    def add(self, browser: str, conversation: str) -> None:
        """Put a conversation on top of the list, unless it is there."""
        if conversation not in self.conversations(browser):
            self._change(browser, lambda kept: [conversation, *_without(conversation, kept)][:MOST_CONVERSATIONS])

    def remove(self, browser: str, conversation: str) -> None:
        """Take a conversation off the list."""
        self._change(browser, lambda kept: _without(conversation, kept))

    def model(self, browser: str) -> str | None:
        """The model that a browser chose; None where it never did."""
        try:
            return self._model_file(browser).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    def choose_model(self, browser: str, name: str) -> None:
        """Keep which model a browser chose."""
        with self._lock:
            _write_whole(self._model_file(browser), name)

    def _change(self, browser: str, change: Callable[[list[str]], list[str]]) -> None:
        with self._lock:
            file = self._file(browser)
            kept = change(self.conversations(browser))
            if not kept:
                file.unlink(missing_ok=True)
                return
            _write_whole(file, json.dumps(kept))

    def _model_file(self, browser: str) -> Path:
        return self._file(browser).with_suffix(".model")

    def _file(self, browser: str) -> Path:
        return self._folder / f"{hashlib.blake2b(browser.encode(), digest_size=16).hexdigest()}.json"


def _write_whole(file: Path, text: str) -> None:
    draft = file.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def _without(conversation: str, kept: list[str]) -> list[str]:
    return [item for item in kept if item != conversation]


def storage_secret(home: Path) -> str:
    """The key of the browsers' storage; made once, so that what they keep can be read after a restart.

    Raises:
        InputError: the home folder cannot be written.
    """
    file = home / "page.secret"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "browsers.lock"):
            if not file.exists():
                draft = file.with_suffix(".new")
                draft.touch(mode=0o600)
                draft.write_text(secrets.token_urlsafe(_BYTES), encoding="ascii")
                draft.replace(file)
            return file.read_text(encoding="ascii")
    except OSError as error:
        raise InputError(
            f"{home}: cannot be written ({error.strerror}); point VOUCH_HOME at a folder that can be written"
        ) from None
