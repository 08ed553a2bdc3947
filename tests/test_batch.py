"""Many applicants: every case in its place, faulty ones apart, and a second run that goes on where the first ended."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.audit import audit
from assistant.batch import Inputs, Item, find_inputs, read_held, run_batch
from assistant.domain import dump_applicant, parse_applicant, read_applicant
from assistant.errors import InputError
from tests.audit.letters import applicant_from

TODAY = date(2027, 7, 21)
EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"


def case(number: int) -> dict:
    letters = [{"like": "us" if place % 2 else "home", "id": f"l{place}"} for place in range(number % 6)]
    return dump_applicant(applicant_from({"name": f"Nº {number}", "letters": letters}))


def lines_file(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps(case(number), ensure_ascii=False) + "\n" for number in range(count)), "utf-8")
    return path


def report_lines(path: Path, workers: int | None = 1, **given_options) -> bytes:
    return b"".join(item.line for item in run_batch(find_inputs(path), TODAY, workers=workers, **given_options))


def test_each_line_is_the_report_of_its_case(tmp_path: Path) -> None:
    lines = report_lines(lines_file(tmp_path / "c.jsonl", 7)).splitlines()
    for number, line in enumerate(lines):
        told = json.loads(line)
        head = {name: told.pop(name) for name in ("source", "applicant", "today")}
        assert head == {"source": f"c.jsonl: line {number + 1}", "applicant": f"Nº {number}", "today": "2027-07-21"}
        assert told == json.loads(audit(parse_applicant(case(number)), TODAY).as_json())
    assert len(lines) == 7


def test_a_folder_gives_its_case_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.JSON", "c.yml"):
        (tmp_path / name).write_text('{"targets": ["IM"]}', "utf-8")
    for name in ("notes.txt", ".hidden.yaml", "old.jsonl"):
        (tmp_path / name).write_text("nothing", "utf-8")
    sources = [json.loads(line)["source"] for line in report_lines(tmp_path).splitlines()]
    assert sources == ["a.JSON", "b.yaml", "c.yml"]
    examples = [json.loads(line)["applicant"] for line in report_lines(EXAMPLES).splitlines()]
    assert examples == [read_applicant(path).name for path in sorted(EXAMPLES.glob("*.yaml"))]


def test_several_workers_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "c.jsonl", 230)
    assert report_lines(file, workers=2) == report_lines(file, workers=1)


@pytest.mark.parametrize("workers", [1, 2])
def test_faulty_cases_are_reported_and_the_others_done(tmp_path: Path, workers: int) -> None:
    good = json.dumps(case(1))
    bad = ['{"targets": ["IM"], "aamc": 1}', "{no json", "[1]", '{"targets": ["IM"], "targets": ["FM"]}', "\xff"]
    whole = [good] * 60 + [bad[0], good, "", *bad[1:], good]
    (tmp_path / "c.jsonl").write_bytes("\n".join(whole).encode("latin-1"))
    outcomes = list(run_batch(find_inputs(tmp_path / "c.jsonl"), TODAY, workers=workers))
    faults = [fault for item in outcomes for fault in item.faults]
    assert sum(bool(item.line) for item in outcomes) == 62
    assert [fault.split(": ")[1] for fault in faults] == [f"line {number}" for number in (61, 64, 65, 66, 67)]
    assert faults[0].startswith("c.jsonl: line 61: aamc: is no field here, got 1; did you mean aamc_id?")
    assert faults[1].startswith("c.jsonl: line 64: is not JSON") and "0xff" in faults[4]


def test_a_line_of_any_length_does_no_harm(tmp_path: Path) -> None:
    good = json.dumps(case(1)).encode()
    for size, fault in ((2_000_000, "is not JSON"), (2_000_001, "must be 2000000 bytes"), (5_000_000, "must be 20000")):
        (tmp_path / "c.jsonl").write_bytes(b"x" * size + b"\n" + good + b"\n")
        outcomes = list(run_batch(find_inputs(tmp_path / "c.jsonl"), TODAY))
        assert outcomes[0].faults[0].startswith(f"c.jsonl: line 1: {fault}")
        assert json.loads(outcomes[1].line)["source"] == "c.jsonl: line 2"
        assert sum(item.size for item in outcomes) == find_inputs(tmp_path / "c.jsonl").total


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("no.jsonl", None, "is not there"),
        ("case.yaml", b"targets: [IM]", "must be a folder or a .jsonl file"),
        ("c.jsonl", b"", "is empty"),
        ("folder", "folder", "holds no .yaml, .yml, .json file"),
    ],
)
def test_an_input_that_is_none_is_told(tmp_path: Path, name: str, content: bytes | str | None, fault: str) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    with pytest.raises(InputError, match=fault):
        find_inputs(path)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_run_cut_off_anywhere_is_gone_on_with(tmp_path: Path, data: st.DataObject) -> None:
    file, out = lines_file(tmp_path / "c.jsonl", 6), tmp_path / "out.jsonl"
    whole = report_lines(file)
    out.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    held = read_held(out, TODAY)
    assert held.length == whole.rfind(b"\n", 0, out.stat().st_size) + 1
    outcomes = list(run_batch(find_inputs(file), TODAY, held, workers=1))
    assert out.read_bytes()[: held.length] + b"".join(item.line for item in outcomes) == whole
    assert sum(item.held for item in outcomes) == len(held.sources) == whole.count(b"\n", 0, held.length)


def test_held_cases_are_left_alone_by_several_workers_too(tmp_path: Path) -> None:
    file, out = lines_file(tmp_path / "c.jsonl", 120), tmp_path / "out.jsonl"
    whole = report_lines(file).splitlines(keepends=True)
    out.write_bytes(b"".join(whole[:70]))
    assert report_lines(file, workers=2, held=read_held(out, TODAY)) == b"".join(whole[70:])


@pytest.mark.parametrize(
    "content", [b"my thesis", b"my thesis\n", b'{"source": 1}\n', b"{}\n", b"\n", b'{"source": "a", "applicant": null']
)
def test_a_file_that_holds_something_else_is_left_alone(tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(content)
    if content.startswith(b'{"source": "a"'):
        assert read_held(out, TODAY).length == 0  # a first line that was cut off
        return
    with pytest.raises(InputError, match="is no report of vouch batch"):
        read_held(out, TODAY)


def test_reports_of_another_day_are_not_mixed(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(report_lines(lines_file(tmp_path / "c.jsonl", 1)))
    with pytest.raises(InputError, match="holds reports of 2027-07-21, not of 2027-07-22"):
        read_held(out, date(2027, 7, 22))


def test_the_input_is_read_only_as_fast_as_it_is_done() -> None:
    line, taken = json.dumps(case(2)).encode(), 0

    def items() -> Iterator[Item]:
        nonlocal taken
        for number in range(3000):
            taken += 1
            yield Item(f"line {number}", None, line, 1)

    furthest = 0
    for done, _ in enumerate(run_batch(Inputs(3000, items), TODAY, workers=2), 1):
        furthest = max(furthest, taken - done)
    assert (taken, done) == (3000, 3000) and furthest < 500
