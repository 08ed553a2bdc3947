"""The choice of a model on the page: told before it is used, tested on request, and left again with one click."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.endpoint import Act, Handler, says, searching, serving, unused_address
from tests.web.visit import Server, Visitor, watch

NAME = "openai:made-up"
LETTERS = "how many letters do i need?"


@contextmanager
def visiting(home: Path, context: BrowserContext, address: str, **settings: str) -> Iterator[tuple[Visitor, Server]]:
    server = Server(home, OPENAI_BASE_URL=address, **settings).start()
    try:
        yield watch(context.new_page()).open(server.url), server
    finally:
        assert "Traceback" not in server.stop()


def test_without_a_choice_there_is_no_panel(visitor: Visitor) -> None:
    expect(visitor.page.get_by_role("tab", name="Write")).to_be_visible()
    expect(visitor.page.get_by_role("tab", name="Model")).to_have_count(0)


def test_a_model_is_told_tested_used_and_left_again(home: Path, context: BrowserContext) -> None:
    with serving(searching("Aim for 4 strong letters uploaded to ERAS. [[NUM-2]]")) as endpoint:  # noqa: SIM117
        with visiting(home, context, endpoint.address, VOUCH_MODELS=NAME) as (visitor, server):
            panel = visitor.tab("Model")
            expect(panel).to_contain_text("Answering now: Built-in model")
            panel.get_by_label(NAME).click()
            expect(panel).to_contain_text("Your messages, your case and the guide's passages go to the language model made-up")
            assert endpoint.requests == []  # looking sends nothing
            visitor.page.get_by_role("button", name="Test the connection").click()
            expect(panel).to_contain_text("answers, and uses the tools")
            visitor.page.get_by_role("button", name="Use this model").click()
            expect(visitor.page.locator("#vouch-header")).to_contain_text(NAME)
            expect(visitor.page.locator("#vouch-note")).to_contain_text("go to the language model made-up")
            asked = len(endpoint.requests)
            assert "Aim for 4" in visitor.ask(LETTERS)
            assert len(endpoint.requests) > asked
            visitor.page.get_by_role("button", name="Back to the built-in model").click()
            expect(visitor.page.locator("#vouch-header")).to_contain_text("nothing leaves this machine")
            asked = len(endpoint.requests)
            visitor.ask("when should i ask for a letter?")
            assert len(endpoint.requests) == asked
            visitor.leave()
            server.stop()
            server.start()
            visitor.open(server.url)
            expect(visitor.page.locator("#vouch-header")).to_contain_text("nothing leaves this machine")


def test_a_dead_endpoint_is_said_by_the_test_and_the_answer_comes_all_the_same(
    home: Path, context: BrowserContext
) -> None:
    with visiting(home, context, unused_address(), VOUCH_MODEL=NAME) as (visitor, _):
        expect(visitor.page.locator("#vouch-note")).to_contain_text("go to the language model made-up")  # before first use
        panel = visitor.tab("Model")
        visitor.page.get_by_role("button", name="Test the connection").click()
        expect(panel.get_by_role("alert")).to_contain_text("could not be reached")
        answer = visitor.ask(LETTERS)
        assert "built-in model's answer" in answer and "[1]" in answer


@pytest.mark.parametrize("chosen", ["openai:other", "builtin"])
def test_a_choice_that_is_no_longer_allowed_falls_back_to_the_built_in_model(tmp_path: Path, chosen: str) -> None:
    from assistant.settings import Settings
    from assistant.web.desk import CaseView, Desk
    from assistant.web.engine import Engine
    from assistant.web.identity import Identity, Register, new_browser, new_conversation
    from assistant.web.texts import page_texts

    settings = Settings(home=tmp_path, model=NAME, openai_base_url="http://127.0.0.1:9")
    register, browser = Register(tmp_path), new_browser()
    desk = Desk(Engine(settings), register, page_texts(), settings)
    view = CaseView(Identity(browser, new_conversation(browser)))
    assert desk.model(view) == NAME
    register.choose_model(browser, chosen)
    assert desk.model(view) == "builtin"


def test_a_conversation_is_left_and_entered_again_while_its_answer_is_long_in_coming(
    home: Path, context: BrowserContext
) -> None:
    def script(request: dict[str, Any]) -> Act:
        def hangs(_: Handler) -> None:
            assert endpoint.release.wait(300)

        return hangs if "waive" in json.dumps(request["messages"][-1]) else says("Hello.")

    with serving(script) as endpoint:  # noqa: SIM117
        with visiting(home, context, endpoint.address, VOUCH_MODEL=NAME, VOUCH_SILENCE_SECONDS="300",
                      VOUCH_TURN_SECONDS="300") as (visitor, _):  # fmt: skip
            visitor.ask(LETTERS)
            visitor.page.get_by_role("button", name="New conversation").click()
            expect(visitor.asked).to_have_count(0)
            visitor.box.fill("should i waive?")
            visitor.box.press("Enter")
            expect(visitor.asked).to_have_text("should i waive?")
            picker = visitor.page.get_by_role("combobox", name="Your conversations")
            for name in (LETTERS, "should i waive?", LETTERS):
                picker.click()
                visitor.page.get_by_role("option", name=name).click()
                expect(visitor.asked).to_have_text(name)
            endpoint.release.set()
