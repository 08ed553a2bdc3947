"""Files of the page: each answers its owner only, and none stays for ever."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.errors import InputError
from assistant.web.downloads import PATH, Downloads
from assistant.web.identity import COOKIE, Identity, new_browser, new_conversation


def person() -> Identity:
    browser = new_browser()
    return Identity(browser, new_conversation(browser))


def client(downloads: Downloads, who: Identity) -> TestClient:
    app = Starlette()
    app.add_route(PATH, downloads.serve)
    return TestClient(app, cookies={COOKIE: who.browser})


def test_a_file_answers_its_owner_and_is_made_anew_each_time() -> None:
    downloads, mine, other = Downloads("gone"), person(), person()
    made = iter([b"one", b"two"])
    address = downloads.offer(mine, "case.yaml", lambda: next(made))
    assert [client(downloads, mine).get(address).content for _ in range(2)] == [b"one", b"two"]
    reply = client(downloads, other).get(address)
    assert (reply.status_code, reply.text) == (404, "gone")
    assert client(downloads, mine).get(address.replace("case.yaml", "plan.ics")).status_code == 404


def test_a_file_is_never_shown_in_the_page_and_never_cached() -> None:
    downloads, mine = Downloads("gone"), person()
    reply = client(downloads, mine).get(downloads.offer(mine, "draft.txt", lambda: b"<script>"))
    assert reply.headers["content-disposition"] == 'attachment; filename="draft.txt"'
    assert (reply.headers["cache-control"], reply.headers["content-type"]) == ("no-store", "text/plain; charset=utf-8")


def test_the_same_file_keeps_its_address_and_a_withdrawn_one_is_gone() -> None:
    downloads, mine = Downloads("gone"), person()
    first = downloads.offer(mine, "plan.ics", lambda: b"a")
    assert downloads.offer(mine, "plan.ics", lambda: b"b") == first
    assert downloads.offer(mine, "plan.ics", lambda: b"c", "other") != first
    assert client(downloads, mine).get(first).content == b"b"
    downloads.withdraw(mine)
    assert client(downloads, mine).get(first).status_code == 404


def test_one_persons_many_files_push_out_only_their_own() -> None:
    downloads, mine, other = Downloads("gone"), person(), person()
    kept = downloads.offer(other, "case.yaml", lambda: b"kept")
    addresses = [downloads.offer(mine, "draft.txt", lambda: b"x", str(n)) for n in range(200)]
    assert client(downloads, other).get(kept).content == b"kept"
    found = [client(downloads, mine).get(address).status_code for address in (addresses[0], addresses[-1])]
    assert found == [404, 200]


def test_what_can_no_longer_be_made_is_gone() -> None:
    downloads, mine = Downloads("gone"), person()

    def fails() -> bytes:
        raise InputError("letter: there is none")

    assert client(downloads, mine).get(downloads.offer(mine, "packet.zip", fails)).status_code == 404
