"""The programs file, and which letters go to which program."""

import csv
import io
import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.audit import audit
from assistant.audit.case import build_case
from assistant.audit.ranking import ranked
from assistant.domain import Program
from assistant.domain.vocabulary import counted_as
from assistant.errors import InputError
from assistant.programs import COLUMNS, assign, neutral, parse_programs, read_programs, to_csv
from assistant.programs.demands import Demands
from tests.audit.letters import applicant_from
from tests.domain.strategies import COMMON, DAYS, applicants, maybe

TODAY = date(2027, 7, 21)
HEADER = ",".join(COLUMNS)
SLOW_OK = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def faults(data: bytes | str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_programs(data, "p.csv")
    assert all("\n" not in line and line.startswith("p.csv: ") for line in caught.value.faults)
    return [line.removeprefix("p.csv: ") for line in caught.value.faults]


def one(row: str) -> Program:
    return parse_programs(f"{HEADER}\n{row}\n")[0]


MAYO = Program(program="Mayo, Rochester", specialty="internal_medicine", max_letters=4, chair_letter=True)
PLAIN = f'{HEADER}\r\n"Mayo, Rochester",IM,4,,,,yes,,\r\n'


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        f'{HEADER.replace(",", ";")}\r\nMayo, Rochester;IM;4;;;;yes;;\r\n'.encode("utf-8-sig"),
        f'sep=;\r\n{HEADER.replace(",", ";")}\r\nMayo, Rochester;IM;4;;;;yes;;\r\n'.encode(),
        f'{HEADER.replace(",", chr(9))}\nMayo, Rochester\tIM\t4\t\t\t\tyes\t\t\n'.encode(),
        b'Program, Specialty, Max Letters, Chair-Letter\n"Mayo, Rochester", IM, 4.0, TRUE\n',
        b'PROGRAM,SPECIALTY,MAX_LETTERS,CHAIR_LETTER,,\r\n"Mayo, Rochester",IM,4,1,,\r\n,,,,,\r\n',
        b'max_letters,chair_letter,specialty,program\n4,y,internal medicine,"Mayo, Rochester"',
    ],
)
def test_what_spreadsheets_write_is_read(data: bytes) -> None:
    assert parse_programs(data) == (MAYO,)


def test_an_empty_cell_is_unknown() -> None:
    assert one("Mayo,,,,,,,,") == Program(program="Mayo")
    assert one("Mayo") == Program(program="Mayo")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A,,-1,,,,,,", "row 2: max_letters: must be 0 or more, got -1"),
        ("A,,101,,,,,,", "row 2: max_letters: must be 100 or less, got 101"),
        ("A,,four,,,,,,", "row 2: max_letters: must be a whole number, got 'four'"),
        ("A,,3.5,,,,,,", "row 2: max_letters: must be a whole number, got '3.5'"),
        ("A,,٣,,,,,,", "row 2: max_letters: must be a whole number, got '٣'"),
        ("A,,3-Apr,,,,,,", "row 2: max_letters: must be a whole number, got '3-Apr'; Excel has made a date of it"),
        ("A,,,,,,maybe,,", "row 2: chair_letter: must be yes or no, or empty where unknown, got 'maybe'"),
        ("A,Cardiology,,,,,,,", "row 2: specialty: must be a specialty, got the subspecialty"),
        ("A,surgeyr,,,,,,,", "row 2: specialty: must be a known specialty, got 'surgeyr'"),
        (",IM,,,,,,,", "row 2: program: is missing"),
        ("=cmd|' /C calc'!A0,IM,,,,,,,", "row 2: program: must not begin like a formula, got"),
        ("A,IM,,,,,,,@SUM(1)", "row 2: notes: must not begin like a formula, got '@SUM(1)'"),
        ("A,IM,,,,,,,-2+3", "row 2: notes: must not begin like a formula, got '-2+3'"),
        ("A,IM,=2,,,,,,", "row 2: max_letters: must not begin like a formula, got '=2'"),
        ("A,IM,2,3,,,,,", "row 2: min_letters: must not be more than max_letters (2), got 3"),
        ("A,IM,1,,2,,,,", "row 2: min_specialty_letters: must not be more than max_letters (1), got 2"),
        ("A,IM,,,,,,,,x", "row 2: has a value in a column without a name"),
        ("A,IM,,,,,,,\nB,,,,,,,,\na ,IM,,,,,,,", "row 4: program: stands in row 2 as well"),
        ("A\x07,IM,,,,,,,", "row 2: program: must be readable text, got the control character U+0007"),
        ('A,"IM', "is not CSV"),
        ("", "holds no program"),
    ],
)
def test_a_fault_names_row_column_value_and_remedy(row: str, fault: str) -> None:
    assert any(line.startswith(fault) for line in faults(f"{HEADER}\n{row}\n")), faults(f"{HEADER}\n{row}\n")


def test_limits_are_met_on_both_sides() -> None:
    assert one("A,,0,,,,,,").max_letters == 0
    assert one("A,,100,,,,,,").max_letters == 100
    assert one("A,IM,2,2,2,2,,,").min_letters == 2
    assert one("A,IM,,,,,,,- ask the chair").notes == "- ask the chair"
    rows = "".join(f"P{number}\n" for number in range(2000))
    assert len(parse_programs(f"program\n{rows}")) == 2000
    assert faults(f"program\n{rows}one more\n") == [
        "row 2002: there are more than 2000 rows; is this the right file?"
    ]


def test_the_same_program_may_stand_under_two_specialties() -> None:
    assert len(parse_programs("program,specialty\nA,IM\nA,FM\n")) == 2


def test_all_faults_come_in_one_pass() -> None:
    found = faults("program,max_leters,max_letters,max_letters\nA,1,x,2\n=1,1,2,2\n")
    assert [line.split(":")[0] for line in found] == ["row 1", "row 1", "row 2", "row 3"]
    assert "did you mean max_letters?" in found[0]
    assert len(faults("program,max_letters\n" + "x,y\n" * 300)) == 201
    assert len(faults("program,max_letters,chair_letter\n,x,y z\n")) == 3


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"program\nCaf\xe9\n", "line 2: is not UTF-8 text (byte 0xe9); save the file as UTF-8"),
        ("program\nCafé\n".encode() + b"Caf\xe9\n", "line 3: is not UTF-8 text"),
        (b"PK\x03\x04rest", "is a workbook, not CSV"),
        (b"\xff\xfea", "is not whole UTF-16 text"),
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"Mayo,IM\n", "row 1: must name the columns program, specialty"),
        (b"specialty\nIM\n", "row 1: program: is missing"),
        (b"program\n" + b"x" * 2_000_000, "must be 2000000 bytes or fewer"),
        (b"program\n" + b"x" * 140_000, "is not CSV: field larger than field limit"),
    ],
)
def test_a_file_that_is_none_is_told(data: bytes, fault: str) -> None:
    assert faults(data)[0].startswith(fault)


def test_a_path_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path, fault in [(tmp_path / "no.csv", "no.csv: is not there"), (tmp_path, "is no file")]:
        with pytest.raises(InputError, match=fault):
            read_programs(path)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"program\n\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbfprogram\nA")
@example(b"sep=\nprogram\nA")
def test_any_bytes_give_programs_or_clear_lines(data: bytes) -> None:
    for whole in (data, HEADER.encode() + b"\n" + data):
        try:
            assert parse_programs(whole, "p.csv")
        except InputError as error:
            assert error.faults and all(line.startswith("p.csv: ") and "\n" not in line for line in error.faults)


counts = maybe(st.integers(0, 4))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    most = draw(counts)
    least = maybe(st.integers(0, 4 if most is None else most))
    return Program(
        program=draw(st.sampled_from(["A", "B", "Ünal Clinic"])), specialty=draw(maybe(COMMON)), max_letters=most,
        min_letters=draw(least), min_specialty_letters=draw(least), min_us_letters=draw(least),
        chair_letter=draw(maybe(st.booleans())), accepts_international=draw(maybe(st.booleans())),
    )  # fmt: skip


@SLOW_OK
@given(st.lists(programs(), min_size=1, max_size=4, unique_by=lambda p: (p.program, p.specialty)), st.sampled_from(",;\t"))
def test_what_was_written_is_read_again(listed: list[Program], separator: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(COLUMNS)
    answers = {None: "", True: "yes", False: "no"}
    for program in listed:
        values = [getattr(program, name) for name in COLUMNS]
        writer.writerow([answers[v] if v is None or isinstance(v, bool) else v for v in values])
    assert parse_programs(stream.getvalue().encode("utf-8-sig")) == tuple(listed)


@SLOW_OK
@given(applicants(9), st.lists(programs(), max_size=5), DAYS)
def test_never_too_many_letters_and_never_a_wrong_one(applicant, listed, today) -> None:
    outcome = assign(applicant, listed, today)
    avoided = {place.letter for place in audit(applicant, today).ranking if place.tier == 9}
    for item in outcome.programs:
        assert len(item.letters) == len(set(item.letters)) <= 4
        for letter in map(applicant.letter, item.letters):
            assert letter.status != "declined" and letter.id not in avoided
            wanted = [item.specialty] if item.specialty else applicant.targets
            named = {counted_as(name) for name in letter.recommends_for or ()}
            assert not named or all(counted_as(name) in named for name in wanted)
    for letter in map(applicant.letter, outcome.general_set):
        named = {counted_as(name) for name in letter.recommends_for or ()}
        assert letter.id not in avoided and (not named or named >= set(map(counted_as, applicant.targets)))
    assert len(outcome.general_set) <= 4
    assert [item.rank for item in outcome.programs] == list(range(1, len(listed) + 1))
    json.loads(outcome.as_json())


@SLOW_OK
@given(applicants(7), programs(), DAYS)
def test_the_choice_is_the_best_of_all_sets_for_the_programs_demands(applicant, program, today) -> None:
    program = program.model_copy(update={"specialty": applicant.targets[0]})
    chosen = assign(applicant, [program], today).programs[0]
    case = build_case(applicant, today)
    demands = Demands.of(program, case.targets[0].counted, 4)
    usable = {view.id: view for view in ranked(case) if view in case.targets[0].usable and demands.takes(view)}
    size = min(demands.cap, len(usable))
    best = min(len(demands.short(four)) for four in combinations(usable.values(), size))
    assert len(chosen.letters) == size
    assert len(chosen.unmet) == len(demands.short(usable[letter] for letter in chosen.letters)) == best
    assert chosen.asked - chosen.met == len(chosen.unmet)


@SLOW_OK
@given(applicants(9), DAYS)
def test_a_program_without_demands_gets_the_audits_set(applicant, today) -> None:
    listed = [Program(program=target, specialty=target) for target in applicant.targets]
    given_letters = {item.program: item.letters for item in assign(applicant, listed, today).programs}
    assert given_letters == {chosen.target: chosen.letters for chosen in audit(applicant, today).sets}


@SLOW_OK
@given(applicants(6), st.lists(programs(), max_size=4), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_letters_changes_nothing(applicant, listed, today, random) -> None:
    shuffled = list(applicant.letters or ())
    random.shuffle(shuffled)
    other = applicant.model_copy(update={"letters": None if applicant.letters is None else tuple(shuffled)})
    assert assign(applicant, listed, today).as_json() == assign(other, listed, today).as_json()


US, HOME = {"like": "us"}, {"like": "home"}


def outcome(program: str, letters: list[dict], **applicant):
    return assign(applicant_from({"letters": letters, **applicant}), parse_programs(f"{HEADER}\n{program}\n"), TODAY)


def sent(program: str, letters: list[dict], **applicant):
    return outcome(program, letters, **applicant).programs[0]


def test_at_most_four_whatever_the_file_says() -> None:
    five = [{**US, "id": f"a{number}"} for number in range(5)]
    found = sent("A,IM,9,,,,,,", five)
    assert found.letters == ("a0", "a1", "a2", "a3")
    assert any("no more than 4" in line and "OFF-CAP" in line for line in found.why)
    assert any(line.startswith("a4: left out") for line in found.why)
    assert sent("A,IM,3,,,,,,", five).letters == ("a0", "a1", "a2")
    assert sent("A,IM,0,,,,,,", five).letters == ()
    assert sent("A,IM,,5,,,,,", five).unmet[0].startswith("min_letters: asks for 5 letters")


def test_the_programs_demands_come_before_the_ranking() -> None:
    letters = [{**US, "id": f"a{number}"} for number in range(4)]
    chair = {**US, "id": "chair", "writer": {"leadership": "department_chair", "academic_title": None}}
    assert "chair" not in sent("A,IM,,,,,,,", [*letters, chair]).letters
    found = sent("A,IM,,,,,yes,,", [*letters, chair])
    assert "chair" in found.letters and found.unmet == () and (found.asked, found.met) == (1, 1)
    family = [{**US, "id": f"f{number}", "writer": {"specialty": "family_medicine"}} for number in range(3)]
    asked = sent("A,FM,3,,2,,,,", [*letters, *family], targets=["internal_medicine", "family_medicine"])
    assert sum(letter.startswith("f") for letter in asked.letters) >= 2


@pytest.mark.parametrize(
    ("change", "met"),
    [
        ({}, True),
        ({"writer": {"leadership": "program_director"}}, False),
        ({"writer": {"leadership": "department_chair", "specialty": "psychiatry"}}, False),
        ({"writer": {"leadership": "department_chair", "specialty": None}}, False),
        ({"writer": {"leadership": "department_chair", "profession": "phd_researcher"}}, False),
    ],
)
def test_a_chairs_letter_is_one_by_the_chair_in_the_specialty(change: dict, met: bool) -> None:
    chair = {**US, "id": "c", "writer": {"leadership": "department_chair"}, **change}
    assert (sent("A,IM,,,,,yes,,", [chair]).unmet == ()) is met


@pytest.mark.parametrize(("asked", "unmet"), [(1, 0), (2, 0), (3, 1)])
def test_counts_are_met_or_not_at_their_boundary(asked: int, unmet: int) -> None:
    letters = [{**US, "id": "a"}, {**US, "id": "b"}, {**HOME, "id": "h", "writer": {"specialty": "psychiatry"}}]
    assert len(sent(f"A,IM,,,,{asked},,,", letters).unmet) == unmet
    assert len(sent(f"A,IM,,,{asked},,,,", letters).unmet) == unmet
    assert len(sent(f"A,IM,,{asked + 1},,,,,", letters).unmet) == unmet


def test_letters_from_abroad_stay_out_where_they_are_not_taken() -> None:
    letters = [{**US, "id": "us"}, {**HOME, "id": "home"}, {**US, "id": "unsaid", "writer": {"country": None}}]
    found = sent("A,IM,,,,,,no,", letters)
    assert set(found.letters) == {"us", "unsaid"} and found.unmet == ()
    assert any(line.startswith("home: left out") for line in found.why)
    assert any(line.startswith("unsaid: ") and "country" in line for line in found.why)
    assert sent("A,IM,,,,,,no,", letters[1:2]).unmet[0].startswith("accepts_international: ")
    assert set(sent("A,IM,,,,,,yes,", letters).letters) == {"us", "home", "unsaid"}


def test_a_letter_for_another_specialty_is_left_out_and_explained() -> None:
    letters = [{**US, "id": "im", "recommends_for": ["IM"]}, {**US, "id": "both", "recommends_for": ["IM", "FM"]}]
    found = outcome("A,FM,,,,,,,", letters, targets=["internal_medicine", "family_medicine"])
    assert found.programs[0].letters == ("both",) == found.general_set
    assert any(line.startswith("im: left out") and "MIST-6" in line for line in found.programs[0].why)
    psychiatry = sent("A,Psychiatry,,,,,,,", letters)
    assert psychiatry.letters == () and any("none of your targets" in line for line in psychiatry.why)


def test_an_unknown_specialty_is_not_guessed() -> None:
    letters = [{**US, "id": "im", "recommends_for": ["IM"]}, {**US, "id": "both", "recommends_for": ["IM", "FM"]}]
    found = sent("A,,,,1,,,,", letters, targets=["internal_medicine", "family_medicine"])
    assert found.letters == ("both",) and found.unmet[0].startswith("min_specialty_letters: ")
    only = sent("A,,,,1,,,,", letters)
    assert set(only.letters) == {"im", "both"} and only.unmet == () and "only target" in only.why[0]


def test_interventional_radiology_counts_as_radiology() -> None:
    letter = {**US, "id": "r", "writer": {"specialty": "radiology"}, "recommends_for": ["radiology"]}
    assert sent("A,IR,,,1,,,,", [letter], targets=["radiology"]).unmet == ()


def test_programs_stand_by_how_well_the_letters_meet_what_they_say() -> None:
    letters = [{**US, "id": "a"}, {**US, "id": "b", "status": "asked"}, {**HOME, "id": "h"}]
    rows = "\n".join(["four,IM,,4,,3,,,", "two,IM,,,,2,,,", "silent,IM,,,,,,,", "one,IM,,,,1,,,", "three,IM,,,,3,,,"])
    found = outcome(rows, letters).programs
    assert [item.program for item in found] == ["one", "two", "silent", "three", "four"]
    assert [(item.met, item.asked, item.met_today) for item in found] == [
        (1, 1, 1), (1, 1, 0), (0, 0, 0), (0, 1, 0), (0, 2, 0),
    ]  # fmt: skip


def test_unknown_letters_are_no_known_none() -> None:
    found = assign(applicant_from({}), parse_programs(f"{HEADER}\nA,IM,,,,1,,,\n"), TODAY)
    assert found.general_set == () and "does not say which letters" in found.programs[0].why[0]


@settings(deadline=None)
@given(st.text(max_size=30))
@example("=cmd|' /C calc'!A0")
@example(" =1")
@example("\t@x")
@example("＝1")
def test_no_exported_cell_begins_like_a_formula(cell: str) -> None:
    written = neutral(cell)
    assert written.endswith(cell) and written.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}
    assert not written or written[0] not in "\t\r\n"


def test_the_export_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    program = Program(program="A", notes="x").model_copy(update={"program": "=HYPERLINK(1)"})
    data = to_csv(assign(applicant_from({"letters": [{**US, "id": "a"}]}), [program], TODAY))
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1][:4] == ["1", "'=HYPERLINK(1)", "", "a"] and len(rows) == 2
