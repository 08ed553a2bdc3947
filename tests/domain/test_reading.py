"""Reading a case: what is understood, what is refused, and that every fault is told at once, a line each."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from assistant.domain import (
    Applicant,
    applicant_schema,
    dump_applicant,
    parse_applicant,
    program_schema,
    read_applicant,
)
from assistant.domain.vocabulary import find_country, find_specialty
from assistant.errors import InputError
from assistant.knowledge import load_knowledge
from assistant.yamlfile import read_yaml
from tests.domain.strategies import applicants

FULL = """
name: Amina Rahman
email: amina@example.org
aamc_id: "12345678"
application_year: 2027
deadline: 2027-09-01
home_country: PK
targets: [internal_medicine, family_medicine]
letters:
  - id: smith
    writer: {name: John Smith, title: Dr., specialty: internal_medicine, subspecialty: cardiology, country: US}
    experience: {setting: hands_on, site: academic, start: 2027-03-01, end: 2027-04-25, weeks: 8, longitudinal: false}
    status: idea
    recommends_for: [internal_medicine]
    uploaded_on: null
    notes: {cases: [A man with DKA], presentations: [], feedback: [], responsibilities: [], strengths: []}
"""


def faults(case, name: str = "amina.yaml", today: date | None = None) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        parse_applicant(case, name, today)
    assert all("\n" not in line and line.startswith(f"{name}: ") for line in caught.value.faults)
    return caught.value.faults


def one_letter(**fields) -> dict:
    return {"targets": ["IM"], "letters": [{"id": "a", **fields}]}


def test_a_full_case_is_read_as_it_stands() -> None:
    applicant = parse_applicant(FULL)
    letter = applicant.letter("smith")
    assert applicant.primary == "internal_medicine" and applicant.deadline == date(2027, 9, 1)
    assert (letter.writer_label, letter.experience.length_weeks, letter.uploaded_on) == ("Dr. John Smith", 8, None)
    assert letter.notes.cases == ("A man with DKA",) and letter.writer.profession is None


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(applicants(4))
def test_a_dumped_case_reads_back_the_same_and_fits_the_schema(applicant: Applicant) -> None:
    dumped = json.loads(json.dumps(dump_applicant(applicant)))
    assert parse_applicant(dumped) == applicant
    jsonschema.validate(dumped, applicant_schema())


def test_schemas_are_schemas_and_ask_for_targets_alone() -> None:
    for schema in (applicant_schema(), program_schema()):
        jsonschema.Draft202012Validator.check_schema(schema)
    assert applicant_schema()["required"] == ["targets"]


def test_absent_letters_differ_from_none() -> None:
    assert parse_applicant("targets: [IM]").letters is None
    assert parse_applicant("targets: [IM]\nletters: null").letters is None
    assert parse_applicant("targets: [IM]\nletters: []").letters == ()
    assert dump_applicant(parse_applicant("targets: [IM]\nletters: []")) == {
        "targets": ["internal_medicine"],
        "letters": [],
    }


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("IM", "internal_medicine"),
        ("FM", "family_medicine"),
        ("Peds", "pediatrics"),
        ("ortho", "orthopedic_surgery"),
        ("ENT", "otolaryngology"),
        ("gas", "anesthesiology"),
        ("Internal Medicine", "internal_medicine"),
        ("OB/GYN", "obstetrics_gynecology"),
        ("PM&R", "physical_medicine_rehabilitation"),
        ("O&G", "obstetrics_gynecology"),
        ("general practice", "family_medicine"),
    ],
)
def test_everyday_names_of_specialties_are_understood(said: str, meant: str) -> None:
    assert parse_applicant({"targets": [said]}).targets == (meant,)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("UK", "GB"),
        ("England", "GB"),
        ("USA", "US"),
        ("u.s.", "US"),
        ("Pakistan", "PK"),
        ("PAK", "PK"),
        ("NO", "NO"),
        ("Saint Lucia", "LC"),
        ("South Korea", "KR"),
        ("St. Lucia", "LC"),
        ("Ivory Coast", "CI"),
    ],
)
def test_everyday_names_of_countries_are_understood(said: str, code: str) -> None:
    assert parse_applicant({"targets": ["IM"], "home_country": said}).home_country == code


def test_no_name_means_two_specialties_and_each_is_understood() -> None:
    knowledge = load_knowledge()
    for entry in (*knowledge.specialties.values(), *knowledge.subspecialties.values()):
        for name in (entry.id, entry.name, *entry.aliases):
            meaning = find_specialty(name)
            assert meaning and (meaning.subspecialty or meaning.specialty) == entry.id, name


def test_no_name_means_two_countries_and_each_is_understood() -> None:
    for code, names in read_yaml(load_knowledge().root / "countries.yaml").items():
        assert {find_country(name) for name in (code, *names.strings())} == {code}


def test_norway_is_no_truth_value_and_yes_is_one_where_due() -> None:
    applicant = parse_applicant("targets: [IM]\nhome_country: NO\nlow_score: no\n")
    assert (applicant.home_country, applicant.low_score) == ("NO", False)
    assert "must be true or false, got 'no'" in faults("targets: [IM]\nlow_score: 'no'\n")[0]


def test_a_subspecialty_given_as_specialty_keeps_both() -> None:
    writer = parse_applicant(one_letter(writer={"specialty": "cardio"})).letter("a").writer
    assert (writer.specialty, writer.subspecialty) == ("internal_medicine", "cardiology")
    assert "did you mean its field, internal_medicine?" in faults({"targets": ["cardiology"]})[0]


def test_weeks_are_derived_from_dates_and_not_rounded() -> None:
    seen = parse_applicant(one_letter(experience={"start": "2027-03-01", "end": "2027-03-15"})).letter("a").experience
    assert seen.weeks is None and seen.length_weeks == 15 / 7


def test_every_fault_is_told_in_one_pass() -> None:
    text = """
targets: [IM, astrology]
speciality: x
email: "a b"
letters:
  - id: Smith
    writer: {profesion: nurse, country: Englnd, waived: true}
    experience: {weeks: -3, start: 2027-02-30, setting: hands-on}
  - id: x
    experience: {start: 2027-02-01, end: 2027-01-01}
    status: pending
  - id: x
    experience: {weeks: 3, start: 2027-01-01, end: 2027-02-01}
    uploaded_on: 2029-01-01
  - 12
"""
    told = "\n".join(faults(text, today=date(2028, 1, 1)))
    for line in (
        "amina.yaml: targets[1]: must be a known specialty, got 'astrology'",
        "amina.yaml: speciality: is no field here",
        "amina.yaml: email: must be one e-mail address",
        "amina.yaml: letters[0].id: must be lower-case letters, digits, - and _, got 'Smith'; write smith",
        "amina.yaml: letters[0].writer.profesion: is no field here, got 'nurse'; did you mean profession?",
        "amina.yaml: letters[0].writer.country: must be a country's ISO 3166 code or name, got 'Englnd'; did you mean",
        "amina.yaml: letters[0].writer.waived: is no field here, got true; it belongs under letters[]",
        "amina.yaml: letters[0].experience.weeks: must be 0 or more, got -3",
        "amina.yaml: letters[0].experience.start: must be a date written as 2027-09-01, got '2027-02-30'",
        "amina.yaml: letters[0].experience.setting: must be one of",
        "amina.yaml: letters[1].experience.end: must not be before start (2027-02-01), got 2027-01-01",
        "amina.yaml: letters[1].status: must be one of idea, asked, agreed, declined, uploaded, got 'pending'",
        "amina.yaml: letters[2].id: must be unique, got 'x', as letters[1] has",
        "amina.yaml: letters[2].experience.weeks: must agree with start and end, which make 4.6",
        "amina.yaml: letters[2].uploaded_on: must not be after today (2028-01-01), got 2029-01-01",
        "amina.yaml: letters[3]: must be a mapping of fields, got 12",
    ):
        assert line in told


@pytest.mark.parametrize(("weeks", "wrong"), [(5, False), (5.1, True), (3, False), (2.9, True)])
def test_given_weeks_may_differ_from_the_dates_by_one(weeks: float, wrong: bool) -> None:
    case = one_letter(experience={"start": "2027-01-01", "end": "2027-01-28", "weeks": weeks})
    if wrong:
        assert "letters[0].experience.weeks: must agree" in faults(case)[0]
    else:
        assert parse_applicant(case).letter("a").experience.length_weeks == weeks


def test_an_upload_is_in_the_future_only_against_a_given_day() -> None:
    case = one_letter(status="uploaded", uploaded_on="2027-05-02")
    assert parse_applicant(case).letters and parse_applicant(case, today=date(2027, 5, 2)).letters
    assert "must not be after today" in faults(case, today=date(2027, 5, 1))[0]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("deadline", "0001-01-01", "between the years"),
        ("deadline", "9999-12-31", "between the years"),
        ("deadline", "01/09/2027", "written as"),
        ("deadline", "2027-W09-6", "written as"),
        ("deadline", "2027-13-01", "no calendar has"),
        ("deadline", "٢٠٢٧-٠٩-٠١", "written as"),
        ("deadline", 20270901, "written as"),
        ("application_year", 2027.0, "whole number"),
        ("application_year", True, "whole number"),
        ("application_year", 10**400, "too large to show"),
        ("exam_failures", -1, "0 or more"),
        ("clinical_gap_months", float("nan"), "must be a number, got NaN"),
        ("clinical_gap_months", float("inf"), "number"),
        ("name", 7, "must be text"),
        ("name", "\ud800", "U+D800"),
        ("name", "a\x00b", "U+0000"),
        ("name", " ", "blank"),
        ("name", "x" * 301, "300 characters"),
        ("targets", [], "at least one"),
        ("targets", "IM", "must be a list"),
        ("targets", ["IM", "internal medicine"], "named twice"),
        ("letters", {}, "must be a list"),
        ("letters", [{}] * 10_000, "200 entries or fewer, got 10000"),
        ("low_score", 1, "true or false"),
    ],
)
def test_values_that_cannot_be(field: str, value, says: str) -> None:
    told = faults({"targets": ["IM"], field: value})
    assert len(told) == 1 and f"amina.yaml: {field}" in told[0] and says in told[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("- a", "must be a mapping"),
        ("a: b: c", "is not YAML"),
        ("{", "is not YAML"),
        ("a: [1, 2", "is not YAML"),
        ("targets: [IM]\n---\ntargets: [FM]", "second document"),
        ("? [a]\n: b", "must be a word"),
        ("[" * 100_000, "levels deep"),
        ("a: {" * 30, "levels deep"),
        ("targets: [IM]\nname: !!python/object/apply:os.system [ls]", "the tag"),
        ("targets: [IM]\nname: !!str x", "the tag"),
        ("a: &a [x]\nb: [*a, *a]\ntargets: [IM]", "alias"),
        ("targets: [IM]\ntargets: [FM]", "stands twice; keep one (line 2)"),
        ("targets: [IM]\nname: \x07", "not YAML"),
        ("x" * 2_000_001, "or fewer"),
    ],
)
def test_yaml_that_is_refused(text: str, says: str) -> None:
    assert says in " ".join(faults(text))


def test_a_yaml_bomb_is_not_expanded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert any("alias" in line for line in faults("\n".join(lines)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "line 1: is not JSON"),
        ('{"targets": ["IM"], "targets": ["FM"]}', "targets: stands twice"),
        ('{"a":' * 50_000, "deep"),
        ('{"targets": ["IM"], "exam_failures": ' + "9" * 5_000 + "}", "number too long"),
        ('{"targets": ["IM"], "clinical_gap_months": NaN}', "NaN"),
        ('{"targets": ["IM"], "waived": 1}', "belongs under letters[]"),
        ('{"letters": [{"id": "a", "status": "idea", "status": "asked"}]}', "letters[0].status: stands twice"),
    ],
)
def test_json_that_is_refused(text: str, says: str) -> None:
    assert says in " ".join(faults(text, "amina.json"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"targets: [IM]\nname: Jos\xe9\n", "line 2: is not UTF-8 text (byte 0xe9)"),
        ("targets: [IM]".encode("utf-16"), "is not UTF-8"),
        (b"\x00\x01", "not YAML"),
        (b"x" * 2_000_001, "bytes or fewer"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "amina.yaml"
    file.write_bytes(data)
    with pytest.raises(InputError, match=r"^amina\.yaml: ") as caught:
        read_applicant(file)
    assert says in caught.value.faults[0]


def test_a_file_is_read_with_a_byte_order_mark_and_missing_ones_are_told(tmp_path: Path) -> None:
    file = tmp_path / "amina.yaml"
    file.write_bytes(b"\xef\xbb\xbftargets: [IM]\r\nname: Jos\xc3\xa9\r\n")
    assert read_applicant(file).name == "José"
    with pytest.raises(InputError, match=r"no\.yaml: is not there"):
        read_applicant(tmp_path / "no.yaml")
    with pytest.raises(InputError, match="is no file"):
        read_applicant(tmp_path)


def test_letters_without_an_id_get_one_from_the_surname_whatever_their_order() -> None:
    nameless = [
        {"writer": {"name": "José Núñez"}},
        {"writer": {"name": "Ana Núñez"}},
        {"status": "idea"},
        {"status": "asked"},
    ]
    ids = {}
    for order in (nameless, nameless[::-1]):
        applicant = parse_applicant({"targets": ["IM"], "letters": order})
        found = {(letter.writer.name, letter.status): letter.id for letter in applicant.letters or ()}
        ids = ids or found
        assert found == ids
    assert set(ids.values()) == {"nunez", "nunez-2", "letter", "letter-2"}


def test_an_unknown_letter_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean smith"):
        parse_applicant(FULL).letter("smyth")
    with pytest.raises(InputError, match="no letters"):
        parse_applicant("targets: [IM]").letter("smith")


def test_a_case_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        parse_applicant(FULL).name = "x"  # type: ignore[misc]


def test_a_flood_of_faults_is_cut_short() -> None:
    told = faults({"targets": ["IM"], **{f"field{number}": 1 for number in range(5_000)}})
    assert len(told) == 201 and told[-1] == "amina.yaml: there are more faults; correct these first"
