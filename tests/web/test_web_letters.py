"""My letters as a person meets it: the case beside the chat, edited, in step both ways, down and up as one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from tests.web.visit import Server, Visitor, watch

STORY = (
    "I apply to internal medicine, I'm from Pakistan, application year 2027. Dr. John Smith, cardiologist in the US, "
    "8 weeks hands-on, agreed. Dr. Ayesha Khan, internist in Lahore."
)


def case_of(visitor: Visitor) -> dict[str, object]:
    visitor.tab("My letters")
    return yaml.safe_load(visitor.file("Download"))  # type: ignore[no-any-return]


def test_what_is_told_in_the_chat_stands_in_the_panel_and_an_edit_is_used_by_the_next_turn(visitor: Visitor) -> None:
    panel = visitor.tab("My letters")
    expect(panel).to_contain_text("Nothing here yet")
    visitor.ask(STORY)
    expect(panel.locator("#vouch-letters label")).to_have_count(2)
    expect(panel).not_to_contain_text("Nothing here yet")
    visitor.letter("John Smith")
    expect(visitor.field("Weeks")).to_have_value("8")
    expect(visitor.field("Academic title")).to_have_value("Not known")
    visitor.field("Name").fill("Jonathan Quill")
    visitor.choose("Status", "Uploaded")
    visitor.page.get_by_role("button", name="Save letter").click()
    expect(panel.locator("#vouch-letters label", has_text="Jonathan Quill")).to_contain_text("uploaded")
    assert "Jonathan Quill" in visitor.ask("who should i ask first?")
    expect(visitor.tab("Audit")).to_contain_text("Jonathan Quill")


def test_a_correction_in_the_chat_reaches_the_open_form_and_spares_what_is_typed(visitor: Visitor) -> None:
    visitor.ask(STORY)
    visitor.tab("My letters")
    visitor.letter("John Smith")
    visitor.field("Writer's e-mail").fill("typed@example.org")
    visitor.ask("no, it was 6 weeks with Dr. Smith, not 8")
    expect(visitor.field("Weeks")).to_have_value("6")
    expect(visitor.field("Writer's e-mail")).to_have_value("typed@example.org")


def test_faults_are_shown_and_nothing_is_changed(visitor: Visitor) -> None:
    visitor.ask(STORY)
    before = case_of(visitor)
    visitor.letter("John Smith")
    visitor.field("From").fill("13/04/2027")
    visitor.field("Weeks").fill("-3")
    visitor.field("Works in").fill("Atlantis")
    visitor.page.get_by_role("button", name="Save letter").click()
    faults = visitor.page.get_by_role("alert").filter(visible=True)
    for told in ("From: must be a date", "Weeks: must be 0 or more", "Works in: must be a country"):
        expect(faults).to_contain_text(told)
    expect(visitor.field("From")).to_have_value("13/04/2027")  # what was typed can be corrected
    assert case_of(visitor) == before


def test_a_letter_is_added_by_hand_and_removed_again(visitor: Visitor) -> None:
    panel = visitor.tab("My letters")
    visitor.page.get_by_role("button", name="About you").click()
    visitor.field("Applying to, first choice first").click()
    visitor.page.get_by_role("option", name="Psychiatry").click()
    visitor.page.keyboard.press("Escape")
    visitor.field("Application year").fill("2027")
    visitor.page.get_by_role("button", name="Save", exact=True).click()
    expect(panel.locator(".vouch-said:visible")).to_have_text("Saved.")
    visitor.page.get_by_role("button", name="Add a letter").click()
    visitor.field("Name").fill("Mary O'Neil")
    visitor.choose("Kind of experience", "Hands on")
    visitor.choose("Right to view waived", "No")
    visitor.page.get_by_role("button", name="Save letter").click()
    expect(panel.locator("#vouch-letters label")).to_have_text("Mary O'Neil · hands on")
    told = {"targets": ["psychiatry"], "application_year": 2027}
    letter = {"id": "o-neil", "writer": {"name": "Mary O'Neil"}, "experience": {"setting": "hands_on"}, "waived": False}
    assert case_of(visitor) == {**told, "letters": [letter]}  # nothing else is filled in
    visitor.page.reload()
    visitor.tab("My letters")
    visitor.letter("Mary O'Neil")
    visitor.page.get_by_role("button", name="Remove", exact=True).click()
    visitor.page.get_by_role("button", name="Remove for good").click()
    expect(panel.locator("#vouch-letters label")).to_have_count(0)
    assert case_of(visitor) == told


def test_two_tabs_edit_one_letter_and_neither_takes_back_the_other(
    visitor: Visitor, open_tab: Callable[[], Visitor]
) -> None:
    visitor.ask(STORY)
    other = open_tab()
    for tab in (visitor, other):
        tab.tab("My letters")
        tab.letter("John Smith")
    other.choose("Attitude", "Supportive")
    other.page.get_by_role("button", name="Save letter").click()
    expect(other.page.locator(".vouch-said:visible")).to_have_text("Saved.")
    visitor.field("Writer's e-mail").fill("smith@example.org")
    visitor.page.get_by_role("button", name="Save letter").click()
    expect(visitor.page.locator(".vouch-said:visible")).to_have_text("Saved.")
    letter = case_of(visitor)["letters"][0]  # type: ignore[index]
    assert (letter["attitude"], letter["writer"]["email"]) == ("supportive", "smith@example.org")


def test_the_case_goes_down_as_one_file_and_up_again(visitor: Visitor, tmp_path: Path) -> None:
    visitor.ask(STORY)
    case = case_of(visitor)
    file = tmp_path / "mine.yaml"
    file.write_text(yaml.safe_dump({**case, "name": "Amina Rahman"}), encoding="utf-8")
    visitor.page.get_by_role("button", name="New conversation").click()
    panel = visitor.tab("My letters")
    expect(panel).to_contain_text("Nothing here yet")
    visitor.bring("Load a case file", file)
    expect(panel).to_contain_text("The case is loaded: 2 letters.")
    expect(panel.locator("#vouch-letters label")).to_have_count(2)
    assert case_of(visitor) == {**case, "name": "Amina Rahman"}
    assert "Smith" in visitor.ask("who should i ask first?")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("targets: [internal_medicin]\nletters: [{id: a, experience: {weeks: -3}}]\n", "weeks: must be 0 or more, got -3"),
        ("targets: [IM\n", "is not YAML"),
        ("targets: !!python/object/apply:os.system [id]\n", "the tag"),
        ("", "is empty"),
    ],
)
def test_a_wrong_file_shows_its_faults_and_changes_nothing(
    visitor: Visitor, server: Server, tmp_path: Path, text: str, told: str
) -> None:
    visitor.ask(STORY)
    before = case_of(visitor)
    file = tmp_path / "wrong.yaml"
    file.write_text(text, encoding="utf-8")
    visitor.bring("Load a case file", file)
    expect(visitor.page.get_by_role("alert").filter(visible=True)).to_contain_text(told)
    assert case_of(visitor) == before


def test_a_stranger_sees_nothing_of_anothers_case(chromium: Browser, visitor: Visitor, server: Server) -> None:
    visitor.ask(STORY)
    visitor.tab("My letters")
    address = visitor.page.get_by_role("link", name="Download").get_attribute("href")
    kept = visitor.page.evaluate("sessionStorage.getItem('vouch')")
    assert address is not None
    made = chromium.new_context()
    stranger = watch(made.new_page()).open(server.url)
    stranger.page.evaluate("kept => sessionStorage.setItem('vouch', kept)", kept)
    stranger.page.reload()
    expect(stranger.box).to_be_enabled()
    expect(stranger.tab("My letters")).to_contain_text("Nothing here yet")
    for path in (address, address.replace("case.yaml", "plan.ics"), "/files/" + "A" * 32 + "/case.yaml"):
        answer = made.request.get(server.url.rstrip("/") + path)
        assert (answer.status, "Smith" in answer.text()) == (404, False)
    assert visitor.page.context.request.get(server.url.rstrip("/") + address).status == 200
    made.close()


def test_deleting_the_conversation_takes_the_case_and_its_file_along(visitor: Visitor, server: Server) -> None:
    visitor.ask(STORY)
    panel = visitor.tab("My letters")
    address = visitor.page.get_by_role("link", name="Download").get_attribute("href")
    visitor.page.get_by_role("button", name="Delete my conversation").click()
    visitor.page.get_by_role("button", name="Delete for good").click()
    expect(panel).to_contain_text("Nothing here yet")
    assert address is not None
    assert visitor.page.context.request.get(server.url.rstrip("/") + address).status == 404


def test_a_case_without_a_word_in_the_chat_is_kept_listed_and_can_be_deleted(visitor: Visitor) -> None:
    visitor.tab("My letters")
    visitor.page.get_by_role("button", name="Add a letter").click()
    visitor.field("Name").fill("Zebulon Marmaduke")
    visitor.page.get_by_role("button", name="Save letter").click()
    expect(visitor.page.get_by_role("button", name="Delete my conversation")).to_be_visible()
    visitor.page.get_by_role("button", name="New conversation").click()
    visitor.page.get_by_role("combobox", name="Your conversations").click()
    visitor.page.get_by_role("option", name="Letters without a conversation yet").click()
    expect(visitor.page.locator("#vouch-letters label")).to_have_text("Zebulon Marmaduke")
