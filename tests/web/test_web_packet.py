"""The packet beside the draft: the note as it was changed, what is missing asked for where it stands, the page's words."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Locator, expect

from assistant.domain import parse_applicant
from assistant.drafting import KINDS, build_packet, draft
from assistant.web.blanks import ASKED
from tests.web.test_web_writing import load_case, open_packet
from tests.web.visit import Visitor

BARE = {"targets": ["internal_medicine"], "letters": [{"id": "smith", "status": "agreed"}]}
SETTLED = {
    "targets": ["internal_medicine"],
    "letters": [
        {"id": "khan", "writer": {"name": "Ayesha Khan"}, "status": "uploaded"},
        {"id": "lee", "writer": {"name": "Min Lee"}, "status": "declined"},
    ],
}
TERMINAL = re.compile(
    r"vouch packet|fill in: [a-z_.]+ \(|\bwriter\.[a-z]|\bkind: |\bletter: [a-z]+ is|gracious-decline|thank-you|notes\.[a-z]+\["
)


def make_packet(visitor: Visitor, folder: Path, case: dict[str, object] = BARE) -> Locator:
    """The boxes that ask for what the packet lacks."""
    load_case(visitor, folder, case)
    open_packet(visitor)
    visitor.page.get_by_role("button", name="Make the packet").click()
    expect(visitor.page.get_by_role("link", name="Packet (.zip)")).to_be_visible()
    return visitor.page.locator("#vouch-packet-blanks")


def packed(visitor: Visitor) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(visitor.file("Packet (.zip)")))


def cover_note(visitor: Visitor) -> str:
    data = packed(visitor).read("for-your-writer/cover-note.eml")
    return str(email.message_from_bytes(data, policy=email.policy.default).get_content())  # type: ignore[attr-defined]


def change_note(visitor: Visitor, text: str) -> None:
    """Change the draft by hand, and wait until its files hold that."""
    visitor.page.locator("#vouch-body textarea").fill(text)
    mailto = visitor.page.get_by_role("link", name="Open in my mail program")
    expect(mailto).to_have_attribute("href", re.compile(re.escape(text)))


def test_a_cover_note_changed_by_hand_is_in_the_packet_before_and_after_it_is_made(
    visitor: Visitor, tmp_path: Path
) -> None:
    load_case(visitor, tmp_path, BARE)
    open_packet(visitor)
    change_note(visitor, "changed-before")
    visitor.page.get_by_role("button", name="Make the packet").click()
    assert "changed-before" in cover_note(visitor)
    assert b"changed-before" in docx_of(packed(visitor), "for-your-writer/cover-note.docx")
    change_note(visitor, "changed-after")
    assert "changed-after" in cover_note(visitor)


def docx_of(archive: zipfile.ZipFile, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(archive.read(name))).read("word/document.xml")


def test_the_packet_says_where_its_note_comes_from_when_another_kind_is_shown(visitor: Visitor, tmp_path: Path) -> None:
    make_packet(visitor, tmp_path)
    expect(visitor.page.get_by_text("Its cover note is the text above")).to_be_visible()
    note = cover_note(visitor)
    visitor.choose("What to write", "Thank-you")
    expect(visitor.page.get_by_text("Its cover note is the one that Vouch writes")).to_be_visible()
    assert cover_note(visitor) == note


def test_a_note_of_another_conversation_stays_there(visitor: Visitor, tmp_path: Path) -> None:
    load_case(visitor, tmp_path, BARE)
    visitor.tab("Write")
    change_note(visitor, "of-the-first")
    visitor.page.get_by_role("button", name="New conversation").click()
    load_case(visitor, tmp_path, BARE)
    visitor.tab("Write")
    expect(visitor.page.locator("#vouch-body textarea")).to_have_value(re.compile("^Dear"))


def test_a_fault_in_what_is_missing_is_told_in_sight_and_by_the_name_of_its_box(
    visitor: Visitor, tmp_path: Path
) -> None:
    boxes = make_packet(visitor, tmp_path)
    boxes.get_by_label("First day together").fill("2027-13-99")
    boxes.get_by_role("button", name="Keep in my case").click()
    fault = visitor.page.get_by_role("alert").filter(visible=True)
    expect(fault).to_contain_text("Nothing was changed")
    expect(fault).to_contain_text("First day together: must be a date")
    expect(fault).to_be_in_viewport(ratio=0.9)
    expect(boxes.get_by_label("First day together")).to_have_value("2027-13-99")


def test_everything_missing_has_a_box_and_the_rest_stays_when_some_is_kept(visitor: Visitor, tmp_path: Path) -> None:
    boxes = make_packet(visitor, tmp_path)
    expect(boxes.get_by_role("textbox")).to_have_count(len(ASKED))
    boxes.get_by_label("Writer's name", exact=True).fill("John Smith")
    boxes.get_by_label("Cases we shared").fill("a man with DKA\na woman with sepsis")
    boxes.get_by_role("button", name="Keep in my case").click()
    expect(boxes.get_by_role("textbox")).to_have_count(len(ASKED) - 2)
    assert b"sepsis" in docx_of(packed(visitor), "for-your-writer/rotation-summary.docx")
    visitor.tab("My letters")
    letter = yaml.safe_load(visitor.file("Download"))["letters"][0]
    assert letter["writer"] == {"name": "John Smith"}
    assert letter["notes"] == {"cases": ["a man with DKA", "a woman with sepsis"]}


def test_what_was_typed_for_one_letter_is_not_offered_for_another(visitor: Visitor, tmp_path: Path) -> None:
    two = {**BARE, "letters": [{"id": "smith", "status": "agreed"}, {"id": "khan", "status": "agreed"}]}
    load_case(visitor, tmp_path, two)
    visitor.tab("Write")
    visitor.field("Writer's e-mail").fill("smith@example.edu")
    visitor.choose("For", "khan · agreed")
    expect(visitor.field("Writer's e-mail")).to_have_value("")


def test_every_blank_that_a_draft_or_a_packet_can_have_is_asked_for() -> None:
    case = parse_applicant({**BARE, "letters": [{"id": "smith"}]})
    blanks = {blank.field for kind in KINDS for blank in draft(kind, case, "smith", date(2027, 7, 21)).blanks}
    assert blanks | set(build_packet(case, "smith", date(2027, 7, 21)).missing) <= {*ASKED, "cv", "personal_statement"}


@pytest.mark.parametrize(
    ("writer", "told"),
    [
        ("Ayesha Khan · uploaded", "Ayesha Khan has uploaded the letter. What is left to write is “Thank-you”."),
        ("Min Lee · declined", "Min Lee has declined. What is left to write is “Answer to a no”."),
    ],
)
def test_what_does_not_fit_a_letter_is_told_once_and_in_the_words_of_the_page(
    visitor: Visitor, tmp_path: Path, writer: str, told: str
) -> None:
    load_case(visitor, tmp_path, SETTLED)
    open_packet(visitor)
    visitor.page.get_by_role("button", name="Bullet points, if the writer asks").click()
    visitor.choose("For", writer)
    visitor.choose("What to write", "Request")
    alert = visitor.page.get_by_role("alert").filter(visible=True)
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text(told)
    expect(visitor.page.get_by_role("button", name="Make the packet")).to_be_hidden()
    expect(visitor.page.get_by_text(told).filter(visible=True)).to_have_count(3)  # for the draft, outline and packet
    expect(visitor.page.locator("#vouch-write")).not_to_contain_text(TERMINAL)


@pytest.mark.parametrize("kind", ["Early interest", "Request", "Note with the packet", "Reminder 1", "Answer to a no"])
def test_notes_beside_a_draft_are_in_the_words_of_the_page(visitor: Visitor, tmp_path: Path, kind: str) -> None:
    load_case(visitor, tmp_path, BARE)
    panel = visitor.tab("Write")
    visitor.choose("What to write", kind)
    visitor.page.get_by_role("button", name="Bullet points, if the writer asks").click()
    expect(panel.get_by_text("Questions for you")).to_be_visible()
    expect(visitor.page.locator("#vouch-write")).not_to_contain_text(TERMINAL)
