"""Programs and Write as a person meets them, and every panel under hostile values and on a narrow screen."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, expect

from tests.web.visit import Server, Visitor, watch

PANELS = ("Sources", "My letters", "Audit", "Plan", "Programs", "Write")
CASE = {
    "name": "Amina Rahman", "email": "amina@example.org", "application_year": 2027, "home_country": "PK",
    "targets": ["internal_medicine", "family_medicine"],
    "letters": [
        {"id": "smith", "writer": {"name": "John Smith", "title": "Dr.", "profession": "physician", "country": "US",
                                   "specialty": "internal_medicine", "email": "smith@example.edu"},
         "experience": {"setting": "hands_on", "weeks": 8}, "status": "idea", "waived": True,
         "notes": {"cases": ["a patient with DKA whom we followed for two weeks"]}},
        {"id": "khan", "writer": {"name": "Ayesha Khan", "country": "PK"}, "status": "uploaded"},
    ],
}  # fmt: skip
PROGRAMS = "program;specialty;min_letters;notes\nMercy General;IM;3;\nLakeside;FM;1;\n"


def load_case(visitor: Visitor, folder: Path, case: dict[str, object]) -> None:
    file = folder / "case.yaml"
    file.write_text(yaml.safe_dump(case, allow_unicode=True), encoding="utf-8")
    panel = visitor.tab("My letters")
    visitor.bring("Load a case file", file)
    expect(panel).to_contain_text("The case is loaded")


def load_programs(visitor: Visitor, folder: Path, text: str) -> None:
    file = folder / "programs.csv"
    file.write_text(text, encoding="utf-8-sig")
    visitor.tab("Programs")
    visitor.bring("Load my programs", file)


def test_audit_and_plan_show_the_case_and_its_calendar(visitor: Visitor, tmp_path: Path) -> None:
    load_case(visitor, tmp_path, CASE)
    audit = visitor.tab("Audit")
    expect(audit.locator(".vouch-verdict")).to_have_count(2)
    finding = audit.locator("details.vouch-finding").first
    finding.locator("summary").click()
    expect(finding.locator("blockquote")).to_be_visible()
    expect(audit).to_contain_text("The one letter that would help most")
    plan = visitor.tab("Plan")
    expect(plan.locator(".vouch-chart .vouch-who")).to_have_text(["Dr. John Smith"])
    assert b"BEGIN:VCALENDAR" in visitor.file("Add to my calendar")


def test_programs_come_in_as_csv_and_go_out_as_a_table_and_as_csv(visitor: Visitor, tmp_path: Path) -> None:
    load_case(visitor, tmp_path, CASE)
    load_programs(visitor, tmp_path, PROGRAMS)
    rows = visitor.page.locator("#vouch-programs tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Mercy General")).to_contain_text("Internal Medicine")
    assert b"Mercy General" in visitor.file("Download as CSV")
    load_programs(visitor, tmp_path, PROGRAMS.replace(";3;", ";three;"))
    expect(visitor.page.get_by_role("alert").filter(visible=True)).to_contain_text("row 2: min_letters")
    expect(rows).to_have_count(2)


def test_the_list_and_own_files_outlive_a_restart_and_go_with_the_conversation(
    home: Path, context: BrowserContext, tmp_path: Path
) -> None:
    server = Server(home).start()
    person = watch(context.new_page()).open(server.url)
    load_case(person, tmp_path, CASE)
    load_programs(person, tmp_path, PROGRAMS)
    rows = person.page.locator("#vouch-programs tbody tr")
    expect(rows).to_have_count(2)
    open_packet(person)
    bring_own(person, "Add my CV", tmp_path / "cv.pdf", b"%PDF-1.4 of marmaduke")
    expect(person.page.get_by_text("In the packet: your CV (.pdf).")).to_be_visible()
    person.leave()
    server.stop()
    again = Server(home, server.port).start()
    try:
        person.open(again.url)
        person.tab("Programs")
        expect(rows).to_have_count(2)
        open_packet(person)
        expect(person.page.get_by_text("In the packet: your CV (.pdf).")).to_be_visible()
        person.page.get_by_role("button", name="Delete my conversation").click()
        person.page.get_by_role("button", name="Delete for good").click()
        person.tab("Programs")
        expect(rows).to_have_count(0)
        kept = [file.read_bytes() for file in home.rglob("*") if file.is_file()]
        assert not any(b"marmaduke" in data or b"Lakeside" in data for data in kept)
    finally:
        assert "Traceback" not in again.stop()


def test_own_files_go_along_in_the_packet_and_wrong_ones_get_one_line(visitor: Visitor, tmp_path: Path) -> None:
    load_case(visitor, tmp_path, CASE)
    open_packet(visitor)
    fault = visitor.page.get_by_role("alert").filter(visible=True)
    bring_own(visitor, "Add my CV", tmp_path / "cv.pdf", b"MZ no PDF at all")
    expect(fault.locator("li")).to_have_text("cv.pdf: is no .pdf file inside; open it and save it again as PDF")
    bring_own(visitor, "Add my CV", tmp_path / "cv.txt", b"  ")
    expect(fault.locator("li")).to_contain_text("is empty")
    bring_own(visitor, "Add my CV", tmp_path / "cv.pdf", b"%PDF-1.4 mine")
    expect(fault).to_have_count(0)
    bring_own(visitor, "Add my personal statement", tmp_path / "ps.docx", b"PK mine")
    expect(visitor.page.get_by_text("your CV (.pdf), your personal statement (.docx)")).to_be_visible()
    packed = zipfile.ZipFile(io.BytesIO(visitor.file("Packet (.zip)")))
    assert packed.read("for-your-writer/cv.pdf") == b"%PDF-1.4 mine"
    assert packed.read("for-your-writer/personal-statement.docx") == b"PK mine"
    visitor.page.get_by_role("button", name="Take them out").click()
    expect(visitor.page.get_by_role("button", name="Take them out")).to_be_hidden()
    names = zipfile.ZipFile(io.BytesIO(visitor.file("Packet (.zip)"))).namelist()
    assert "for-your-writer/cv.pdf" not in names
    bring_own(visitor, "Add my CV", tmp_path / "cv.pdf", b"%PDF-" + b"x" * 4_200_000)
    expect(visitor.page.get_by_test_id("toast-body").first).to_contain_text("exceed the maximum")


def open_packet(visitor: Visitor) -> None:
    visitor.tab("Write")
    visitor.page.get_by_role("button", name="The letter packet").click()


def bring_own(visitor: Visitor, button: str, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    visitor.bring(button, file)


def test_a_formula_is_neutral_in_the_csv(visitor: Visitor, tmp_path: Path) -> None:
    writer = {"name": "=HYPERLINK(1)", "country": "US", "profession": "physician"}
    case = {**CASE, "letters": [{"id": "a", "writer": writer}]}
    load_case(visitor, tmp_path, case)
    load_programs(visitor, tmp_path, "program,specialty\n%1 General,IM\n")
    expect(visitor.page.locator("#vouch-programs tbody tr")).to_have_count(1)
    cells = [cell for line in visitor.file("Download as CSV").decode("utf-8-sig").splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.strip('" ')[:1] in {"=", "+", "@", "%"}]


def test_a_draft_is_written_changed_and_taken_away(visitor: Visitor, tmp_path: Path) -> None:
    load_case(visitor, tmp_path, CASE)
    visitor.tab("Write")
    body = visitor.page.locator("#vouch-body textarea")
    expect(body).to_have_value(re.compile("Dear Dr. Smith"))
    body.fill("Dear Dr. Smith,\n\nplease, ñ & 100%?")
    visitor.page.locator("#vouch-subject input").fill("A letter\tfor me")
    expect(visitor.page.get_by_role("link", name="Open in my mail program")).to_have_attribute(
        "href", re.compile("100%25")
    )
    message = email.message_from_bytes(visitor.file("E-mail file"), policy=email.policy.default)
    assert (message["Subject"], message["X-Unsent"]) == ("A letter for me", "1")
    assert message["To"].addresses[0].addr_spec == "smith@example.edu"
    assert "please, ñ & 100%?" in message.get_content()
    assert "please, ñ & 100%?" in visitor.file("Text (.txt)").decode()
    link = visitor.page.get_by_role("link", name="Open in my mail program").get_attribute("href") or ""
    assert parse_qs(urlsplit(link).query)["body"] == ["Dear Dr. Smith,\r\n\r\nplease, ñ & 100%?"]
    visitor.choose("For", "Ayesha Khan · PK · uploaded")
    expect(visitor.field("What to write")).to_have_value("Thank-you")
    expect(body).to_have_value(re.compile("Dear Dr. Khan|Dear .*Khan"))


def test_what_is_missing_is_asked_and_goes_to_the_case(visitor: Visitor, tmp_path: Path) -> None:
    nameless = {name: value for name, value in CASE.items() if name != "name"}
    load_case(visitor, tmp_path, nameless)
    panel = visitor.tab("Write")
    expect(visitor.page.locator("#vouch-body textarea")).to_have_value(re.compile("____"))
    visitor.field("Your name").fill("Amina Rahman")
    visitor.page.get_by_role("button", name="Keep in my case").click()
    expect(visitor.page.locator("#vouch-body textarea")).to_have_value(re.compile("Amina Rahman"))
    expect(panel.get_by_label("Your name")).to_have_count(0)
    visitor.tab("My letters")
    assert yaml.safe_load(visitor.file("Download"))["name"] == "Amina Rahman"


def test_outline_and_packet_stand_beside_the_draft(visitor: Visitor, tmp_path: Path) -> None:
    load_case(visitor, tmp_path, CASE)
    panel = visitor.tab("Write")
    visitor.page.get_by_role("button", name="Bullet points, if the writer asks").click()
    expect(panel).to_contain_text("DKA")
    assert zipfile.is_zipfile(io.BytesIO(visitor.file("Outline (.docx)")))
    visitor.page.get_by_role("button", name="The letter packet").click()
    visitor.page.get_by_role("button", name="Make the packet").click()
    archive = zipfile.ZipFile(io.BytesIO(visitor.file("Packet (.zip)")))
    assert any(name.endswith(".pdf") for name in archive.namelist())


HOSTILE = (
    "![x](LISTENER/a.png)", "<img src=LISTENER/b.png onerror=\"fetch('LISTENER/c')\">", "<script>fetch('LISTENER/d')</script>",
    "</p><iframe src=LISTENER/e></iframe>", "[click](javascript:fetch('LISTENER/f'))", "{{7*7}} {% raw %}",
    "\u202eמכתב <style>body{background:url(LISTENER/g)}</style>", "x" * 290,
)  # fmt: skip


def test_hostile_values_in_every_panel_run_nothing_and_reach_nobody(
    visitor: Visitor, server: Server, listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, seen = listener
    texts = [text.replace("LISTENER", address) for text in HOSTILE]
    letters = [
        {"id": f"w{n}", "writer": {"name": text, "title": text[:200], "country": "US", "profession": "physician"},
         "experience": {"setting": "hands_on", "weeks": 8}, "status": "agreed", "notes": {"cases": [text], "feedback": [text]}}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    load_case(visitor, tmp_path, {**CASE, "name": texts[1], "letters": letters})
    rows = "".join('"' + text.replace('"', '""') + '",IM\n' for text in texts)
    load_programs(visitor, tmp_path, "program,specialty\n" + rows)
    expect(visitor.page.locator("#vouch-programs tbody tr")).to_have_count(len(texts))
    for name in PANELS:
        visitor.tab(name)
        active = "img,audio,video,iframe,object,embed,form,script,meta,base,link,image,[onerror],[style*=url]"
        assert visitor.page.locator(f"#vouch-panels .prose :is({active})").count() == 0, name
        assert visitor.page.locator("#vouch-panels a[href^='javascript' i]").count() == 0
    visitor.page.get_by_role("button", name="Bullet points, if the writer asks").click()
    visitor.tab("My letters")
    visitor.page.locator("#vouch-letters label").nth(1).click()
    expect(visitor.page.locator("#vouch-letter .vouch-name")).to_contain_text("<img src=")
    visitor.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done)))")
    assert seen == []
    assert visitor.hosts == {f"127.0.0.1:{server.port}"}
    assert visitor.page.url == server.url


@pytest.mark.parametrize("width", [390, 1280])
def test_no_panel_overflows_sideways(chromium: Browser, server: Server, tmp_path: Path, width: int) -> None:
    made = chromium.new_context(viewport={"width": width, "height": 800})
    person = watch(made.new_page()).open(server.url)
    long = {"writer": {"name": "W" * 250, "country": "US"}, "status": "agreed", "experience": {"setting": "hands_on"}}
    load_case(person, tmp_path, {**CASE, "letters": [{"id": "long", **long}, *CASE["letters"]]})  # type: ignore[misc]
    load_programs(person, tmp_path, f"program,specialty,min_letters\n{'P' * 200},IM,4\n")
    expect(person.page.locator("#vouch-programs tbody tr")).to_have_count(1)
    for name in PANELS:
        person.tab(name)
        sideways = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert person.page.evaluate(sideways) <= 0, name
        inside = "() => { const e = document.querySelector('#vouch-panels'); return e.scrollWidth - e.clientWidth; }"
        assert person.page.evaluate(inside) <= 0, name
    made.close()
