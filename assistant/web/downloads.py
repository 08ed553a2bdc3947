"""Files that the page offers: made when they are asked for, kept in memory only, each under an unguessable address.

Gradio's own downloads lie in a folder for an hour, readable by whoever has the path; a case is too private for that.
An address is given out to the browser whose file it is, answers that browser only, and goes when the server stops.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assistant.errors import VouchError
from assistant.web.identity import Identity, read_browser

PATH = "/files/{token}/{name}"
_MOST_KEPT, _MOST_OF_ONE = 4_000, 40  # addresses of all, and of one conversation; the oldest go first
_BYTES = 24
Make = Callable[[], bytes]
_TYPES = {
    "yaml": "application/yaml", "ics": "text/calendar; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "eml": "message/rfc822", "txt": "text/plain; charset=utf-8", "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Offer:
    owner: Identity
    name: str
    key: str
    make: Make


class Downloads:
    """What is offered at the moment. Safe to share between threads."""

    def __init__(self, gone: str) -> None:
        self._gone = gone
        self._guard = threading.Lock()
        self._offers: OrderedDict[str, _Offer] = OrderedDict()
        self._tokens: dict[tuple[Identity, str, str], str] = {}

    def offer(self, owner: Identity, name: str, make: Make, key: str = "") -> str:
        """The address of a file. `name` is one of the page's own, such as `case.yaml`, never a person's words.

        A file of the same owner, name and key keeps its address, and what it holds is new.
        """
        with self._guard:
            token = self._tokens.setdefault((owner, name, key), secrets.token_urlsafe(_BYTES))
            self._offers[token] = _Offer(owner, name, key, make)
            self._offers.move_to_end(token)
            mine = [kept for kept, offer in self._offers.items() if offer.owner == owner]
            spare = mine[:-_MOST_OF_ONE] or list(self._offers)[: max(0, len(self._offers) - _MOST_KEPT)]
            for kept in spare:
                old = self._offers.pop(kept)
                del self._tokens[old.owner, old.name, old.key]
        return PATH.format(token=token, name=name)

    def withdraw(self, owner: Identity) -> None:
        """Nothing of this conversation is offered any more."""
        with self._guard:
            for key in [key for key in self._tokens if key[0] == owner]:
                del self._offers[self._tokens.pop(key)]

    def serve(self, request: Request) -> Response:
        """One file to the browser that it belongs to; to anyone else it does not exist."""
        token, name = request.path_params["token"], request.path_params["name"]
        offer = self._offers.get(token)
        if offer is None or offer.name != name or offer.owner.browser != read_browser(request.cookies):
            return PlainTextResponse(self._gone, status_code=404)
        try:
            data = offer.make()
        except VouchError:  # the letter was removed, or its status no longer allows the file
            return PlainTextResponse(self._gone, status_code=404)
        return Response(data, headers={
            "Content-Type": _TYPES[name.rpartition(".")[2]], "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        })  # fmt: skip
