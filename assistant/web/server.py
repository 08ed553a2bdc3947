"""The web server: one socket, the page mounted on it, one line that says where."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.settings import Settings
from assistant.web.identity import Register, storage_secret

_GRACE = 2  # seconds for open answers when the server is stopped
_BACKLOG = 128
_SCRIPTS = ("order.js", "tab.js")  # the second one's posts go through the first
# Neither application describes its endpoints to whoever asks.
_NO_DOCS: dict[str, Any] = {"docs_url": None, "redoc_url": None, "openapi_url": None}


def serve(settings: Settings) -> None:
    """Serve the page until it is stopped.

    Raises:
        InputError: the address cannot be used, or the home folder cannot be written.
    """
    listening = open_socket(settings.host, settings.port)
    try:
        _run(settings, listening)
    finally:
        listening.close()


def open_socket(host: str, port: int) -> socket.socket:
    """A listening socket. It is opened before anything heavy is loaded, so that a wrong address is said at once.

    Raises:
        InputError: the port is in use or not allowed, or the host is no address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise InputError(f"VOUCH_HOST: {host!r} is no name or address of this machine; try 127.0.0.1") from None
    try:
        if os.name == "posix":  # elsewhere it would let two programs share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise InputError(_cannot_bind(error, host, port)) from None
    return listening


def _cannot_bind(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"VOUCH_PORT: {port} is in use on {host}; stop what runs there, or choose another with --port"
    if error.errno == errno.EACCES:
        return f"VOUCH_PORT: {port} may not be used by this account; choose one above 1023 with --port"
    return f"VOUCH_HOST: {host!r} is no name or address of this machine; try 127.0.0.1"


def _run(settings: Settings, listening: socket.socket) -> None:
    secret = storage_secret(settings.home)
    gc.disable()  # until the advisor is open: what is loaded now stays
    # Heavy, and so after everything that can refuse to start.
    import gradio
    import langchain.agents  # noqa: F401 - here, since beside the work of the page it takes twice as long
    import uvicorn
    from fastapi import FastAPI

    from assistant.extra import most_bytes
    from assistant.web.downloads import PATH as DOWNLOADS
    from assistant.web.engine import Engine
    from assistant.web.page import build_page, page_theme
    from assistant.web.security import Gate

    engine = Engine(settings)
    engine.start()
    page, downloads = build_page(settings, engine, Register(settings.home), secret)
    outer = FastAPI(**_NO_DOCS)
    outer.add_route(DOWNLOADS, downloads.serve)
    here = Path(__file__).parent
    app = gradio.mount_gradio_app(
        outer, page, path="/", app_kwargs=_NO_DOCS,
        server_name=settings.host, server_port=settings.port, theme=page_theme(),
        css_paths=[here / "style.css", here / "panels.css"],
        head="".join(f"<script>{(here / name).read_text(encoding='utf-8')}</script>" for name in _SCRIPTS),
        favicon_path=str(here / "favicon.svg"), footer_links=[], run_history=False, enable_monitoring=False,
        ssr_mode=False, show_error=False, max_file_size=most_bytes(), mcp_server=False, pwa=False,
    )  # fmt: skip
    address = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{settings.port}"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stdout.write(f"Vouch: {address}\n")
            sys.stdout.flush()

    config = uvicorn.Config(
        Gate(app, settings.host), log_level="critical", access_log=False, server_header=False,
        timeout_graceful_shutdown=_GRACE, ws="none",
    )  # fmt: skip
    try:
        Server(config).run(sockets=[listening])
    finally:
        engine.close()
