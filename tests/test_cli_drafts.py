"""The commands that write for a letter writer, run as people run them."""

import json
import stat
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest
import yaml

from tests.command import vouch
from tests.drafting.people import APPLICANT

DAY = ("--today", "2027-07-21")
HOSTILE = "Ann\r\nBcc: evil@example.org {{ 7*7 }} <b>x</b> \u202eabc"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path)


def write_case(folder: Path, name: str = "amina.yaml", **changes: object) -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump({**APPLICANT, **changes}, allow_unicode=True), "utf-8")
    return path


def run(*arguments: str | Path, folder: Path, code: int = 0) -> tuple[str, str]:
    plain = {"COLUMNS": "80", "FORCE_COLOR": "", "TTY_COMPATIBLE": ""}
    ended = vouch(*map(str, arguments), home=folder, folder=folder, more=plain)
    assert ended.returncode == code, ended
    assert "Traceback" not in ended.stderr
    return ended.stdout, ended.stderr


def test_a_draft_as_json_is_the_contracts_document(tmp_path: Path, case: Path) -> None:
    printed, complaints = run("draft", "request", case, "--letter", "smith", *DAY, "--json", folder=tmp_path)
    made = json.loads(printed)
    assert list(made) == ["kind", "stage", "to", "subject", "body", "blanks", "notes", "facts"]
    assert made["kind"] == "request" and made["to"] == "j.smith@example.edu" and complaints == ""
    assert "September 1, 2027" in made["body"] and made["blanks"] == []


def test_a_draft_on_screen_can_be_copied_and_names_its_blanks(tmp_path: Path) -> None:
    case = write_case(tmp_path, name="bare.yaml", letters=[{"id": "smith"}])
    printed, _ = run("draft", "request", case, *DAY, folder=tmp_path)
    assert "Subject: A letter for my Internal Medicine application" in printed
    assert "fill in: writer.name." in printed and "fill in: notes.feedback." in printed
    assert "Thank you for your time, whatever you decide." in printed


def test_options_of_the_command_line_shape_the_draft(tmp_path: Path, case: Path) -> None:
    more = ("--formal", "--mention", "my talk on DKA", "--secretary", "--mailto")
    printed, _ = run("draft", "request", case, "--letter", "smith", *DAY, *more, folder=tmp_path)
    assert "my talk on DKA" in printed and "pass this note on to Dr. John Smith" in printed
    assert "mailto:" in printed
    easy, _ = run("draft", "request", case, "--letter", "smith", *DAY, "--casual", folder=tmp_path)
    assert "Hi Dr. Smith," in easy and "Hi Dr. Smith," not in printed


def test_the_stage_of_a_follow_up_is_that_of_the_date_or_the_one_given(tmp_path: Path) -> None:
    asked = write_case(tmp_path, letters=[{**APPLICANT["letters"][0], "status": "asked"}])
    command = ("draft", "follow-up", asked, "--letter", "smith", "--json")
    for more, stage in ((("--today", "2027-08-19"), 2), ((*DAY, "--stage", "3"), 3)):
        made = json.loads(run(*command, *more, folder=tmp_path)[0])
        assert made["stage"] == stage


def test_an_eml_opens_as_an_unsent_message(tmp_path: Path, case: Path) -> None:
    run("draft", "request", case, "--letter", "smith", *DAY, "--eml", "out.eml", folder=tmp_path)
    message = message_from_bytes((tmp_path / "out.eml").read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1" and message["To"] == '"Dr. John Smith" <j.smith@example.edu>'
    assert "strong letter" in message.get_content()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("request", "--letter", "smyth"), "did you mean smith?"),
        (("requst", "--letter", "smith"), "did you mean request?"),
        (("request", "--letter", "smith", "--stage", "2"), "stage: goes with follow-up only"),
        (("follow-up", "--letter", "smith", "--stage", "4"), "stage: must be 1, 2 or 3"),
        (("request", "--letter", "smith", "--today", "soon"), "--today:"),
        (("request", "--letter", "smith", "--mention", "x" * 500), "mention: must be"),
        (("gracious-decline", "--letter", "smith", "--eml", "a.eml"), ""),
        (("script", "--letter", "smith", "--eml", "a.eml"), "a script is said in person"),
    ],
)
def test_what_cannot_be_drafted_ends_with_two_and_one_line(
    tmp_path: Path, case: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    if arguments[0] == "gracious-decline":
        case = write_case(tmp_path, letters=[{**APPLICANT["letters"][0], "attitude": "supportive"}])
    day = () if "--today" in arguments else DAY
    printed, complaints = run("draft", arguments[0], case, *arguments[1:], *day, folder=tmp_path, code=2)
    assert printed == "" and complaint in complaints and complaints.count("\n") == 1
    assert not (tmp_path / "a.eml").exists()


def test_without_a_letter_the_only_one_is_meant_and_several_are_named(tmp_path: Path, case: Path) -> None:
    assert "Dear Dr. Smith" in run("draft", "request", case, *DAY, folder=tmp_path)[0]
    several = write_case(tmp_path, letters=[{"id": "khan"}, {"id": "smith"}])
    assert "name one of khan, smith" in run("draft", "request", several, *DAY, folder=tmp_path, code=2)[1]
    none = write_case(tmp_path, letters=[])
    assert "the case has no letters" in run("outline", none, *DAY, folder=tmp_path, code=2)[1]


def test_a_declined_letter_gets_the_gracious_reply_and_nothing_else(tmp_path: Path) -> None:
    case = write_case(tmp_path, letters=[{**APPLICANT["letters"][0], "status": "declined"}])
    assert "Thank you" in run("draft", "gracious-decline", case, *DAY, folder=tmp_path)[0]
    assert "only gracious-decline fits" in run("draft", "request", case, *DAY, folder=tmp_path, code=2)[1]
    assert "is declined" in run("outline", case, *DAY, folder=tmp_path, code=2)[1]
    assert "declined" in run("packet", case, *DAY, "--out", "p.zip", folder=tmp_path, code=2)[1]
    assert not (tmp_path / "p.zip").exists()


@pytest.mark.parametrize("command", [("outline",), ("packet",), ("draft", "request")])
def test_an_unknown_letter_is_named_with_its_file(tmp_path: Path, case: Path, command: tuple[str, ...]) -> None:
    out = ("--out", tmp_path / "out.zip") if command == ("packet",) else ()
    _, error = run(*command, case, "--letter", "smit", *DAY, *out, folder=tmp_path, code=2)
    assert error.startswith("amina.yaml: letter: ") and "did you mean smith" in error


def test_an_outline_as_json_on_screen_and_as_a_word_file(tmp_path: Path, case: Path) -> None:
    command = ("outline", case, "--letter", "smith", *DAY)
    made = json.loads(run(*command, "--json", folder=tmp_path)[0])
    assert list(made) == ["bullets", "questions", "why", "facts"]
    assert all(set(bullet) == {"area", "text", "from"} for bullet in made["bullets"])
    printed, _ = run(*command, "--docx", "o.docx", folder=tmp_path)
    assert "Clinical reasoning" in printed and "Why bullets" in printed and "o.docx: written" in printed
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "o.docx")).paragraphs]
    assert all(any(bullet["text"] in line for line in words) for bullet in made["bullets"])


def test_a_packet_is_a_zip_with_the_applicants_own_files(tmp_path: Path, case: Path) -> None:
    (tmp_path / "My CV.pdf").write_bytes(b"%PDF-1.4 cv")
    command = ("packet", case, "--letter", "smith", *DAY, "--out", "p.zip", "--cv", "My CV.pdf", "--json")
    made = json.loads(run(*command, folder=tmp_path)[0])
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert [(entry.filename, entry.file_size) for entry in archive.infolist()] == [
            (file["name"], file["bytes"]) for file in made["files"]
        ]
        assert archive.read("for-your-writer/cv.pdf") == b"%PDF-1.4 cv"
    assert made["out"] == "p.zip" and made["missing"] == ["personal_statement"]
    printed, _ = run(*command[:-1], "--force", folder=tmp_path)
    assert "p.zip: written, " in printed and "add it with --personal-statement" in printed


@pytest.mark.parametrize("command", [("draft", "request", "--eml"), ("outline", "--docx"), ("packet", "--out")])
def test_an_output_that_exists_or_cannot_be_written_stays_as_it_was(
    tmp_path: Path, case: Path, command: tuple[str, ...]
) -> None:
    *start, option = command
    out = tmp_path / "out"
    out.mkdir()
    (out / "kept").write_text("kept")
    arguments = (*start, case, "--letter", "smith", *DAY, option)
    for path, complaint in (
        (out / "kept", "exists already"),
        (out, "is a folder"),
        (out / "no" / "x", "folder is not there"),
    ):
        printed, complaints = run(*arguments, path, folder=tmp_path, code=2)
        assert printed == "" and complaint in complaints
    assert (out / "kept").read_text() == "kept" and [path.name for path in out.iterdir()] == ["kept"]
    run(*arguments, out / "kept", "--force", folder=tmp_path)
    assert (out / "kept").read_bytes() != b"kept" and [path.name for path in out.iterdir()] == ["kept"]
    assert stat.S_IMODE((out / "kept").stat().st_mode) == 0o644


def test_a_file_of_ones_own_that_is_not_there_stops_the_packet(tmp_path: Path, case: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    for path, complaint in (("no.pdf", "no.pdf: cannot be read"), ("empty.pdf", "is empty"), (".", "cannot be read")):
        command = ("packet", case, "--letter", "smith", *DAY, "--out", "p.zip", "--cv", path)
        assert complaint in run(*command, folder=tmp_path, code=2)[1]
        assert not (tmp_path / "p.zip").exists()


def test_sameness_shows_the_runs_that_two_files_share(tmp_path: Path) -> None:
    shared = "he led the team through a very long night of admissions"
    (tmp_path / "a.txt").write_text(f"In May {shared}.", "utf-8")
    (tmp_path / "b.md").write_text(f"As I saw, {shared}!", "utf-8")
    (tmp_path / "c.txt").write_text("Nothing in common here at all.", "utf-8")
    found = json.loads(run("sameness", "a.txt", "b.md", "c.txt", "--json", folder=tmp_path)[0])
    assert found["files"] == ["a.txt", "b.md", "c.txt"]
    assert found["overlaps"] == [{"first": "a.txt", "second": "b.md", "words": 11, "text": shared}]
    assert shared in " ".join(run("sameness", "a.txt", "b.md", folder=tmp_path)[0].split())
    assert "No run of eight words" in run("sameness", "a.txt", "c.txt", folder=tmp_path)[0]
    run("sameness", "a.txt", "b.md", "--fail-on", "overlap", folder=tmp_path, code=1)
    for arguments, complaint in (
        (("a.txt",), "two files or more"), (("a.txt", "a.txt"), "named twice"), (("a.txt", "no.txt"), "cannot be read"),
        (("a.txt", "."), "cannot be read"),
    ):  # fmt: skip
        assert complaint in run("sameness", *arguments, folder=tmp_path, code=2)[1]


@pytest.mark.parametrize("name", [HOSTILE, "محمد بن علي", "x" * 10_000])
def test_any_name_goes_through_every_command_or_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    writer = {**APPLICANT["letters"][0]["writer"], "name": name}
    case = write_case(tmp_path, name="odd.yaml", letters=[{**APPLICANT["letters"][0], "writer": writer}])
    commands = [
        ("draft", "request", case, "--eml", "o.eml"), ("draft", "script", case), ("outline", case, "--docx", "o.docx"),
        ("packet", case, "--out", "o.zip"),
    ]  # fmt: skip
    for command in commands:
        plain = {"COLUMNS": "80", "FORCE_COLOR": "", "TTY_COMPATIBLE": ""}
        ended = vouch(*map(str, command), "--letter", "smith", *DAY, home=tmp_path, folder=tmp_path, more=plain)
        assert ended.returncode in {0, 2} and "Traceback" not in ended.stderr
        assert ended.returncode == 0 or ended.stderr.startswith("odd.yaml: letters[0].writer.name")
        assert not {"\u202e", "\x1b"} & set(ended.stdout) and "\nBcc:" not in ended.stdout and "{%" not in ended.stdout
    if (tmp_path / "o.eml").exists():
        message = message_from_bytes((tmp_path / "o.eml").read_bytes(), policy=policy.default)
        assert message["Bcc"] is None and str(message["To"]).count("@") == 1
