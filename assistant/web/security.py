"""What every response of the page carries, and which requests are heard at all."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.identity import COOKIE, new_browser, read_browser

# Even with Gradio's sanitiser a message can name a remote image, sound, video or background; this lets none be fetched.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; "
    "frame-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_COOKIE_SECONDS = 365 * 24 * 3600
LARGEST_BODY = 5_000_000  # bytes of one request; a message of a megabyte passes and is answered with a clear line


def is_loopback(host: str) -> bool:
    """Whether a server bound to `host` can be reached from this machine only."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Gate:
    """Wraps the whole application: refuses foreign names and large bodies, and sets the headers on what goes out.

    Bound to loopback, only this machine's own names are answered: a web page elsewhere that points its name at
    127.0.0.1 (DNS rebinding), or posts to it, gets nothing.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._names = LOCAL_NAMES | {host} if is_loopback(host) else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        refusal = self._refusal(Headers(scope=scope))

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                sent.update(HEADERS)
                if scope["path"] == "/" and refusal is None:
                    sent.append("Set-Cookie", _cookie(scope))
            await send(message)

        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        if self._names is not None:
            if _name(f"//{headers.get('host', '')}") not in self._names:
                return PlainTextResponse("Unknown host name", status_code=400)
            if "origin" in headers and _name(headers["origin"]) not in self._names:
                return PlainTextResponse("Foreign origin", status_code=403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return PlainTextResponse("Too large", status_code=413)
        return None


def _cookie(scope: Scope) -> str:
    """The browser's id: the one that it brought, or a new one. No script reads it, and no other site has it sent."""
    brought: SimpleCookie = SimpleCookie()
    with suppress(CookieError):
        brought.load(Headers(scope=scope).get("cookie", ""))
    browser = read_browser({name: morsel.value for name, morsel in brought.items()}) or new_browser()
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    return f"{COOKIE}={browser}; Max-Age={_COOKIE_SECONDS}; Path=/; HttpOnly; SameSite=Strict{secure}"


def _name(address: str) -> str:
    """The host name in an address, without its port; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
