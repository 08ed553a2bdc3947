"""Whoever is faster than the server sees what they asked for last: every click counts, in the order of the clicks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import yaml
from playwright.sync_api import Page, Route, expect

from tests.web.visit import Server, Visitor

QUESTIONS = ["how many letters do i need?", "should i waive my right to see it?", "when should i ask for a letter?"]
STORY = (
    "I apply to internal medicine, application year 2027. Dr. John Smith, cardiologist in the US, 8 weeks hands-on, "
    "agreed. Dr. Ayesha Khan, internist in Lahore."
)


@contextmanager
def held_up(page: Page, after: int = 0) -> Iterator[None]:
    """One event that is posted meanwhile, after so many others, reaches the server at the end only."""
    seen: list[Route] = []

    def hold(route: Route) -> None:
        seen.append(route)
        if len(seen) != after + 1:
            route.continue_()

    page.route("**/queue/join*", hold)
    yield
    while len(seen) <= after:
        page.context.cookies()  # any call lets Playwright hand on what was posted
    seen[after].continue_()


def test_no_event_of_the_page_is_dropped(server: Server) -> None:
    """Gradio hands the first choice on once more where only the last of several events is kept."""
    config = json.loads(server.get("config")[2])
    modes = {(event["trigger_mode"], target[1]) for event in config["dependencies"] for target in event["targets"]}
    assert modes <= {("multiple", name) for name in ("load", "click", "select", "submit", "example_select")} | {
        ("always_last", name) for name in ("click", "upload", "input", "change", "then")
    }  # fmt: skip


def test_the_last_of_several_clicks_on_answers_counts(visitor: Visitor) -> None:
    for question in QUESTIONS:
        visitor.ask(question)
    with held_up(visitor.page):
        for place in (2, 1, 0):
            visitor.answers.nth(place).click()
    expect(visitor.passage.locator(".vouch-for")).to_have_text(QUESTIONS[0])
    visitor.answers.nth(1).click()
    expect(visitor.passage.locator(".vouch-for")).to_have_text(QUESTIONS[1])


def test_the_last_of_several_clicks_on_sources_counts_and_the_panel_stays_where_one_went(visitor: Visitor) -> None:
    visitor.ask(STORY + " who should i ask first?")
    labels = visitor.chips.all_inner_texts()
    assert len(labels) > 1
    with held_up(visitor.page):
        for chip in (visitor.chips.last, visitor.chips.first, visitor.chips.nth(1)):
            chip.click()
        visitor.tab("Plan")
    expect(visitor.page.locator(".vouch-number")).to_have_text(labels[1].split(" · ")[0])
    expect(visitor.page.get_by_role("tab", name="Plan")).to_have_attribute("aria-selected", "true")


def test_an_example_clicked_twice_is_sent_once(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="How many letters do I need").dblclick()
    expect(visitor.chips.first).to_be_visible()
    visitor.page.reload()
    expect(visitor.asked).to_have_count(1)


def test_what_is_typed_while_a_letter_is_saved_stays_and_is_saved_next(visitor: Visitor) -> None:
    panel = visitor.tab("My letters")
    visitor.page.get_by_role("button", name="Add a letter").click()
    visitor.field("Name").fill("Mary O'Neil")
    with held_up(visitor.page):
        visitor.page.get_by_role("button", name="Save letter").click()
        visitor.field("Weeks").fill("8")
        visitor.page.get_by_role("button", name="Save letter").click()
        visitor.field("Title").fill("Dr.")
    expect(panel.locator("#vouch-letters label")).to_have_text("Dr. Mary O'Neil")
    expect(visitor.field("Title")).to_have_value("Dr.")
    letters = yaml.safe_load(visitor.file("Download"))["letters"]
    assert letters == [{"id": "o-neil", "writer": {"name": "Mary O'Neil", "title": "Dr."}, "experience": {"weeks": 8}}]


def test_what_is_typed_while_the_page_opens_stays(visitor: Visitor) -> None:
    visitor.ask(STORY)
    with held_up(visitor.page, after=1):  # the first one shows the conversation, the next one the case
        visitor.page.reload()
        panel = visitor.tab("My letters")
        visitor.page.get_by_role("button", name="About you").click()
        visitor.field("Your name").fill("Amina")
    expect(panel.locator("#vouch-letters label")).to_have_count(2)
    expect(visitor.field("Application year")).to_have_value("2027")
    expect(visitor.field("Your name")).to_have_value("Amina")


def test_messages_of_one_moment_are_taken_in_their_order_over_a_reload(visitor: Visitor) -> None:
    with held_up(visitor.page):
        for question in QUESTIONS:
            visitor.box.fill(question)
            visitor.box.press("Enter")
            expect(visitor.box).to_have_value("")
        visitor.page.reload(wait_until="commit")
    expect(visitor.asked).to_have_text(QUESTIONS)
    expect(visitor.answers).to_have_count(3)
    expect(visitor.page.locator(".vouch-for")).to_have_text(QUESTIONS[2])
    visitor.page.reload()
    expect(visitor.asked).to_have_text(QUESTIONS)
    expect(visitor.answers).to_have_count(3)
