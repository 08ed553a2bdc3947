"""Nothing that a person typed or sent is lost: while an answer comes, over a reload, over a restart of the server."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Request, Route, expect

from tests.web.visit import Server, Visitor, watch

SAID = ["how many letters do i need?", "should i waive my right to see it?", "when should i ask for a letter?"]


def send(person: Visitor, text: str) -> None:
    person.box.fill(text)
    person.box.press("Enter")


def expect_answers(person: Visitor, texts: list[str]) -> None:
    expect(person.asked).to_have_text(texts)
    expect(person.answers).to_have_count(len(texts))
    expect(person.page.locator(".vouch-for")).to_have_text(texts[-1])


def test_messages_sent_while_an_answer_comes_are_answered_in_their_order(visitor: Visitor) -> None:
    for text in SAID:
        send(visitor, text)
        expect(visitor.box).to_have_value("")
    expect_answers(visitor, SAID)
    visitor.page.reload()
    expect_answers(visitor, SAID)


def test_each_of_many_messages_one_after_the_other_is_taken(visitor: Visitor) -> None:
    """Right when an answer is over, the page is still busy with it for a moment."""
    texts = [f"should i waive, asked {turn}" for turn in range(12)]
    for text in texts:
        visitor.ask(text)
    expect_answers(visitor, texts)


def test_what_is_typed_while_an_answer_comes_stays(visitor: Visitor) -> None:
    visitor.box.fill(SAID[0])
    visitor.box.press("Enter")
    visitor.box.press_sequentially("and then")
    expect_answers(visitor, SAID[:1])
    expect(visitor.box).to_have_value("and then")


def test_the_box_and_its_button_have_names(visitor: Visitor) -> None:
    expect(visitor.page.get_by_role("textbox", name="Your message", exact=True)).to_be_enabled()
    visitor.box.fill(SAID[0])
    visitor.page.get_by_role("button", name="Send", exact=True).click()
    expect_answers(visitor, SAID[:1])


def test_enter_held_down_sends_once(visitor: Visitor) -> None:
    visitor.box.fill(SAID[0])
    for _ in range(5):
        visitor.page.keyboard.down("Enter")
    visitor.page.keyboard.up("Enter")
    expect_answers(visitor, SAID[:1])
    visitor.page.reload()
    expect_answers(visitor, SAID[:1])


def test_a_reload_keeps_the_draft_and_leaves_nothing_in_storage(visitor: Visitor) -> None:
    visitor.ask(SAID[0])
    visitor.box.fill("dear doctor marmaduke")
    visitor.page.reload()
    expect(visitor.box).to_have_value("dear doctor marmaduke")
    expect(visitor.asked).to_have_text(SAID[:1])
    assert "marmaduke" not in visitor.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def test_a_reload_right_after_sending_shows_the_answer_once(visitor: Visitor) -> None:
    for text in SAID[:2]:
        send(visitor, text)
        expect(visitor.box).to_have_value("")
    visitor.page.reload()
    expect_answers(visitor, SAID[:2])
    visitor.page.reload()
    expect_answers(visitor, SAID[:2])


def test_messages_that_a_reload_cuts_off_stay_as_many_as_they_were(visitor: Visitor) -> None:
    """The posts fail after the page was told to go, and before it has gone."""
    posts: list[Route] = []
    reloads: list[Route] = []

    def cut_off(route: Route) -> None:
        if "x-vouch-message" not in route.request.headers:
            route.continue_()
        elif reloads:
            route.abort()  # the second message, where it is posted at all before the page has gone
        else:
            posts.append(route)

    def go(route: Route) -> None:
        reloads.append(route)  # Gradio asks for a reload as well
        if not posts:
            route.continue_()
        while posts:
            posts.pop().abort()

    def failed(request: Request) -> None:
        if "x-vouch-message" in request.headers and len(reloads) == 1:
            reloads[0].continue_()

    visitor.page.on("requestfailed", failed)
    visitor.page.route("**/queue/join*", cut_off)
    with visitor.page.expect_request(lambda request: "x-vouch-message" in request.headers):
        send(visitor, SAID[0])
    expect(visitor.box).to_have_value("")
    send(visitor, SAID[1])
    expect(visitor.box).to_have_value("")
    visitor.page.route(visitor.page.url, go)
    visitor.page.reload(wait_until="commit")
    visitor.page.unroute("**/queue/join*")
    expect_answers(visitor, SAID[:2])


def test_messages_that_wait_when_the_page_is_reloaded_stay_as_many_as_they_were(visitor: Visitor) -> None:
    """Gradio hears of a reload before the page's own script does, and cuts off at once what waits behind a slow turn."""
    texts = [*SAID, "how long should a rotation be?"]
    visitor.ask(texts[0])
    visitor.page.route("**/queue/data*", lambda _: None)  # no result comes any more
    for text in texts[1:]:
        send(visitor, text)
        expect(visitor.box).to_have_value("")
    visitor.page.unroute("**/queue/data*")
    visitor.page.reload()
    expect_answers(visitor, texts)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_messages_over_a_restart_are_answered(home: Path, context: BrowserContext, how: signal.Signals) -> None:
    """One is on its way when the server stops, and one is sent while it is away."""
    server = Server(home).start()
    person = watch(context.new_page()).open(server.url)
    person.ask("how long should a rotation be?")
    send(person, SAID[0])
    expect(person.box).to_have_value("")
    server.stop(how)
    # What could not even be posted is back in the box, and the person types on behind it.
    person.box.press("Control+End")
    person.box.press_sequentially(SAID[1])
    person.box.press("Enter")
    expect(person.page.get_by_text("Connection to the server was lost")).to_be_visible()
    again = Server(home, server.port).start()
    try:
        expect(person.page.get_by_text("Connection to the server was lost")).to_be_hidden()
        expect(person.asked.last).to_contain_text(SAID[1])
        expect(person.page.locator(".vouch-for")).to_contain_text("waive")
        assert " ".join(person.asked.all_inner_texts()).count(SAID[0]) == 1
        person.page.reload()
        expect(person.asked.last).to_contain_text(SAID[1])
        expect(person.answers).to_have_count(person.asked.count())
    finally:
        assert "Traceback" not in again.stop()


def test_a_message_that_the_server_refuses_comes_back(visitor: Visitor) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503, json={"detail": "full"})

    visitor.page.route("**/queue/join*", refuse)
    visitor.box.fill(SAID[0])
    visitor.box.press("Enter")
    expect(visitor.page.get_by_test_id("toast-body").first).to_be_visible()
    expect(visitor.box).to_have_value(SAID[0])
    visitor.page.unroute("**/queue/join*")
    visitor.box.press("Enter")
    expect_answers(visitor, SAID[:1])
