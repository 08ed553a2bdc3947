"""The commands on case files, run as people run them."""

import json
import re
import signal
import subprocess
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar

from assistant.audit import audit
from assistant.domain import read_applicant
from tests.command import VOUCH, environment, vouch

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
CASE, READY = EXAMPLES / "internal_medicine.yaml", EXAMPLES / "family_medicine.yaml"
DAY = ("--today", "2027-07-21")
PROGRAMS = "program;specialty;max_letters;min_us_letters\r\nMayo;IM;4;1\r\nRiverside;FM;3;3\r\n"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    path = tmp_path / "programs.csv"
    path.write_bytes(PROGRAMS.encode("utf-8-sig"))
    return path


def run(*arguments: str | Path, folder: Path, code: int = 0) -> tuple[str, str]:
    plain = {"COLUMNS": "80", "FORCE_COLOR": "", "TTY_COMPATIBLE": ""}  # whatever the terminal of the tests is
    ended = vouch(*map(str, arguments), home=folder, folder=folder, more=plain)
    assert ended.returncode == code, ended
    assert "Traceback" not in ended.stderr
    return ended.stdout, ended.stderr


def test_audit_as_json_is_the_report_and_nothing_else(tmp_path: Path) -> None:
    printed, complaints = run("audit", CASE, *DAY, "--json", folder=tmp_path)
    day = date(2027, 7, 21)
    assert printed == audit(read_applicant(CASE, day), day).as_json() + "\n" and complaints == ""


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_report_on_screen_says_everything_that_the_json_says(tmp_path: Path, example: Path) -> None:
    printed, complaints = run("audit", example, *DAY, folder=tmp_path)
    report = audit(read_applicant(example), date(2027, 7, 21))
    words = " ".join(re.sub(r"[│┃┏┓━─]", " ", printed).split())
    for finding in report.findings:
        assert " ".join(finding.message.split()) in words
        assert finding.severity == "ok" or all(
            text in words for text in (finding.fix, finding.quote, finding.not_checked)
        )
    for place in report.ranking:
        assert place.letter in words
    for chosen in report.sets:
        assert all(left.why in words for left in chosen.left_out)
    assert "\x1b" not in printed and complaints == ""
    assert all(len(line) <= 80 for line in printed.splitlines())


def test_fail_on_ends_with_one(tmp_path: Path) -> None:
    worst = {path.stem: audit(read_applicant(path), date(2027, 7, 21)).worst() for path in EXAMPLES.glob("*.yaml")}
    assert {"critical", "warning", "ready"} <= set(worst.values())
    for verdict, codes in {"critical": (1, 1), "warning": (0, 1), "ready": (0, 0)}.items():
        path = EXAMPLES / f"{next(stem for stem, found in worst.items() if found == verdict)}.yaml"
        for level, code in zip(("critical", "warning"), codes, strict=True):
            run("audit", path, *DAY, "--json", "--fail-on", level, folder=tmp_path, code=code)


def test_a_case_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(
        'name: "[bold]Ann\\u009b31m\\u202e"\ntargets: [IM]\nletters: [{id: a, writer: {name: "[link=x]Bo[/]"}}]\n', "utf-8"
    )
    printed, _ = run("audit", "c.yaml", *DAY, folder=tmp_path)
    assert "[bold]Ann31m" in printed and "[link=x]Bo[/]" in printed
    assert not {"\x9b", "\u202e", "\x1b"} & set(printed)


@pytest.mark.parametrize("command", ["audit", "plan"])
def test_a_faulty_case_is_told_in_lines(tmp_path: Path, command: str) -> None:
    (tmp_path / "amina.yaml").write_text(
        "targets: [IM]\nletters:\n  - {id: a}\n  - {experience: {weeks: -3}, statuss: idea}\n", "utf-8"
    )
    printed, complaints = run(command, "amina.yaml", *DAY, folder=tmp_path, code=2)
    assert printed == ""
    assert "amina.yaml: letters[1].experience.weeks: must be 0 or more, got -3" in complaints.splitlines()
    assert "did you mean status?" in complaints


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("audit",), "vouch: Missing argument"),
        (("audit", "no.yaml"), "no.yaml: is not there"),
        (("audit", CASE, "--today", "21/07/2027"), "--today: must be a date written as 2027-09-01"),
        (("audit", CASE, "--today", "0001-01-01"), "--today: must be between the years"),
        (("audit", CASE, "--today", "9999-12-31"), "--today: must be between the years"),
        (("audit", CASE, "--fail-on", "advice"), "vouch: Invalid value for '--fail-on'"),
        (("plan", CASE, *DAY, "--ics", "no/plan.ics"), "plan.ics: its folder is not there"),
        (("plan", CASE, *DAY, "--ics", "."), "is a folder"),
        (("assign", CASE, "no.csv", *DAY), "no.csv: is not there"),
        (("batch", "no", *DAY), "no: is not there"),
        (("schema", "letter"), "schema: must be one of applicant, program, report, reply"),
    ],
)
def test_bad_usage_ends_with_two_and_one_line(tmp_path: Path, arguments: tuple[str | Path, ...], complaint: str) -> None:
    printed, complaints = run(*arguments, folder=tmp_path, code=2)
    assert printed == "" and complaint in complaints and complaints.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_audit_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    ended = vouch(
        "audit", str(CASE), *DAY, home=tmp_path, command=(VOUCH[0], "-X", "importtime", *VOUCH[1:]), folder=tmp_path
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.splitlines()}
    assert "assistant" in loaded
    assert not loaded & {"langchain", "langchain_core", "langgraph", "chromadb", "gradio", "pandas", "numpy", "openai"}


def test_plan_on_screen_as_json_and_in_the_calendar(tmp_path: Path) -> None:
    printed, _ = run("plan", CASE, *DAY, "--ics", "plan.ics", folder=tmp_path)
    assert printed.index("Ask Dr. John Smith") < printed.index("Later") < printed.index("Deadline for your letters")
    whole = json.loads(run("plan", CASE, *DAY, "--json", folder=tmp_path)[0])
    assert len(Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")) == len(whole["steps"])
    assert whole["steps"][0]["on"] == "2027-07-21" and whole["questions"] == []
    unknown, _ = run("plan", EXAMPLES / "first_steps.yaml", *DAY, folder=tmp_path)
    assert "In which year do you apply" in " ".join(unknown.split())


def test_an_existing_file_is_replaced_only_when_told(tmp_path: Path, programs: Path) -> None:
    for arguments in (("plan", CASE, *DAY, "--ics", "out"), ("assign", CASE, programs, *DAY, "--csv", "out")):
        (tmp_path / "out").write_text("mine", "utf-8")
        printed, complaints = run(*arguments, folder=tmp_path, code=2)
        assert (printed, complaints) == ("", "out: exists already; name another file or use --force\n")
        assert (tmp_path / "out").read_text("utf-8") == "mine"
        run(*arguments, "--force", folder=tmp_path)
        assert (tmp_path / "out").read_text("utf-8") != "mine"


def test_a_calendar_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "plan.ics"
    out.touch()  # an empty file, as a program makes to hold the name, has nothing to lose
    run("plan", CASE, *DAY, "--ics", out, folder=tmp_path)
    first = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    run("plan", CASE, "--today", "2027-07-22", "--ics", out, folder=tmp_path)
    second = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert {event["uid"] for event in second} <= {event["uid"] for event in first}
    out.write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//Somebody//EN\r\nEND:VCALENDAR\r\n")
    run("plan", CASE, *DAY, "--ics", out, folder=tmp_path, code=2)
    assert b"Somebody" in out.read_bytes()


def test_without_a_dated_step_no_calendar_is_written(tmp_path: Path) -> None:
    printed, told = run("plan", EXAMPLES / "first_steps.yaml", *DAY, "--ics", "plan.ics", "--json", folder=tmp_path)
    assert json.loads(printed)["steps"] == [] and not (tmp_path / "plan.ics").exists()
    assert told == "plan.ics: not written, since no step has a date yet\n"


def test_assign_on_screen_as_json_and_as_csv(tmp_path: Path, programs: Path) -> None:
    whole = json.loads(run("assign", CASE, programs, *DAY, "--json", folder=tmp_path)[0])
    assert [item["program"] for item in whole["programs"]] == ["Mayo", "Riverside"]
    assert whole["programs"][0]["letters"] == ["lopez", "smith", "khan"] and not whole["programs"][0]["unmet"]
    assert "smith" not in whole["programs"][1]["letters"] and whole["programs"][1]["unmet"]
    printed, _ = run("assign", CASE, programs, *DAY, "--csv", "out.csv", folder=tmp_path)
    assert "Mayo" in printed and "never of a chance of matching" in " ".join(printed.split())
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfrank,program,")


def test_assign_tells_every_fault_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(b"\xef\xbb\xbfprogram;max_letters\r\nA;-1\r\n=cmd;2\r\n")
    printed, complaints = run("assign", CASE, "p.csv", *DAY, folder=tmp_path, code=2)
    assert printed == "" and complaints.splitlines() == [
        "p.csv: row 2: max_letters: must be 0 or more, got -1",
        "p.csv: row 3: program: must not begin like a formula, got '=cmd'; write the value itself",
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on this system")
@pytest.mark.parametrize("arguments", [("audit", "--json"), ("audit",), ("plan",)], ids=" ".join)
def test_an_answer_that_cannot_be_written_is_told_in_a_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    command = [*VOUCH, arguments[0], str(CASE), *DAY, *arguments[1:]]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(tmp_path), check=False)
    assert (ended.returncode, ended.stderr.count(b"\n")) == (2, 1)
    assert ended.stderr.startswith(b"vouch: the answer cannot be written: ")
    ended = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], stderr=subprocess.PIPE, env=environment(tmp_path), check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def cases(folder: Path) -> Path:
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.yaml").write_bytes(CASE.read_bytes())
    (folder / "bad.json").write_text('{"targets": []}', "utf-8")
    return folder


def test_batch_writes_a_line_each_and_goes_on(tmp_path: Path) -> None:
    folder, out = cases(tmp_path / "cases"), tmp_path / "out.jsonl"
    printed, complaints = run("batch", folder, "--jsonl", out, *DAY, folder=tmp_path)
    whole = out.read_bytes()
    assert printed == "" and [json.loads(line)["source"] for line in whole.splitlines()] == ["0.yaml", "1.yaml", "2.yaml"]
    assert complaints.splitlines() == [
        "bad.json: targets: must name at least one specialty, got an empty list",
        "3 cases audited, 1 faulty and skipped, 0 done before",
    ]
    out.write_bytes(whole[: len(whole) // 2])
    assert "2 cases audited, 1 faulty and skipped, 1 done before" in run(
        "batch", folder, "--jsonl", out, *DAY, folder=tmp_path
    )[1]  # fmt: skip
    assert out.read_bytes() == whole
    run("batch", folder, "--jsonl", out, "--today", "2027-07-22", folder=tmp_path, code=2)
    assert out.read_bytes() == whole
    run("batch", folder, "--jsonl", out, "--today", "2027-07-22", "--force", folder=tmp_path)
    assert b'"today": "2027-07-22"' in out.read_bytes()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_batch_goes_on_after_it_was_stopped(tmp_path: Path, sign: signal.Signals) -> None:
    lines, out, whole = tmp_path / "c.jsonl", tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    lines.write_text("faulty\n" + '{"targets": ["IM"], "letters": []}\n' * 600, "utf-8")
    run("batch", lines, "--jsonl", whole, *DAY, folder=tmp_path)
    arguments = ("batch", str(lines), "--jsonl", str(out), *DAY)
    with subprocess.Popen([*VOUCH, *arguments], env=environment(tmp_path), stderr=subprocess.PIPE) as process:
        assert process.stderr and b"line 1: is not JSON" in process.stderr.readline()  # it has begun
        process.send_signal(sign)
        assert b"Traceback" not in process.stderr.read()  # read to the end: no worker is left that holds it open
    run(*arguments, folder=tmp_path)
    assert out.read_bytes() == whole.read_bytes()


def test_batch_without_a_file_prints_the_lines(tmp_path: Path) -> None:
    lines = tmp_path / "c.jsonl"
    lines.write_text('{"targets": ["IM"]}\n{"targets": ["FM"]}\n', "utf-8")
    printed, _ = run("batch", lines, *DAY, folder=tmp_path)
    assert [json.loads(line)["targets"][0]["specialty"] for line in printed.splitlines()] == [
        "internal_medicine", "family_medicine",
    ]  # fmt: skip


def test_batch_of_faulty_cases_alone_ends_with_two_and_writes_nothing(tmp_path: Path) -> None:
    lines = tmp_path / "c.jsonl"
    lines.write_text("{}\n", "utf-8")
    _, complaints = run("batch", lines, "--jsonl", "out.jsonl", *DAY, folder=tmp_path, code=2)
    assert complaints.startswith("c.jsonl: line 1: targets: is missing") and not (tmp_path / "out.jsonl").exists()
    for out in ("c.jsonl", ".", "no/out.jsonl", "/dev/null"):
        assert run("batch", lines, "--jsonl", out, *DAY, folder=tmp_path, code=2)[0] == ""
    assert lines.read_text("utf-8") == "{}\n"


@pytest.mark.parametrize("name", ["applicant", "program", "report", "reply"])
def test_every_schema_is_one(tmp_path: Path, name: str) -> None:
    schema = json.loads(run("schema", name, folder=tmp_path)[0])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema") and schema["properties"]


def test_what_the_commands_print_fits_the_schemas(tmp_path: Path) -> None:
    schema = json.loads(run("schema", "report", folder=tmp_path)[0])
    report = json.loads(run("audit", READY, *DAY, "--json", folder=tmp_path)[0])
    assert not list(jsonschema.Draft202012Validator(schema).iter_errors(report))
