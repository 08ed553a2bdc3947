"""Drafts of every kind: what people read (snapshots), what must hold of each, and the edges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from assistant.domain import parse_applicant
from assistant.drafting import KINDS, Draft, DraftOptions, check_draft, draft
from assistant.drafting.readability import reading_ease
from assistant.errors import InputError
from tests.drafting.people import EMPTY, SMITH, TODAY, case

HOME = {"writer": {"country": "PK"}, "status": "idea"}
STRANGER = {"writer": {"leadership": "department_chair"}, "experience": {"setting": "none"}, "notes": ...}
AHEAD = {"experience": {"start": "2027-09-06", "end": "2027-10-01"}, "notes": ...}
CHAIR = {"writer": {"leadership": "department_chair"}, "experience": {"knows_me_well": False}}
# name: kind, changes to the letter, changes to the applicant, stage, options
VARIANTS: dict[str, tuple[str, dict[str, Any], dict[str, Any], int | None, dict[str, Any]]] = {
    "signal": ("signal", {"experience": {"end": "2027-08-15"}}, {}, None, {}),
    "signal-no-notes": ("signal", {"notes": ...}, {}, None, {}),
    "request": ("request", {"experience": {"end": "2027-07-25", "start": "2027-06-01"}}, {}, None, {}),
    "request-months-ago": ("request", {}, {}, None, {}),
    "request-two-targets": ("request", {}, {"targets": ["internal_medicine", "family_medicine"]}, None, {}),
    "request-secretary": ("request", {}, {}, None, {"secretary": True}),
    "request-second": ("request", {"status": "asked", "asked_on": "2027-05-02"}, {}, None, {}),
    "request-home-mentor": ("request", HOME, {}, None, {}),
    "request-chair-barely-known": ("request", CHAIR, {}, None, {}),
    "request-never-taught": ("request", STRANGER, {}, None, {}),
    "request-never-taught-shorter-mention": (
        "request",
        STRANGER,
        {},
        None,
        {"shorter": True, "mention": "my presentation on DKA"},
    ),
    "script-never-taught": ("script", STRANGER, {}, None, {}),
    "signal-never-taught": ("signal", STRANGER, {}, None, {}),
    "packet-never-taught": ("packet", {**STRANGER, "status": "agreed"}, {}, None, {}),
    "follow-up-3-never-taught": ("follow-up", {**STRANGER, "status": "agreed"}, {}, 3, {}),
    "thank-you-never-taught": ("thank-you", STRANGER, {}, None, {}),
    "gracious-decline-never-taught": ("gracious-decline", {**STRANGER, "status": "declined"}, {}, None, {}),
    "request-told-by-a-stranger": (
        "request",
        {**STRANGER, "notes": {"feedback": ["Told me to apply widely"]}},
        {},
        None,
        {},
    ),
    "request-not-begun": ("request", AHEAD, {"application_year": 2028}, None, {}),
    "signal-not-begun": ("signal", AHEAD, {"application_year": 2028}, None, {}),
    "packet-not-begun": ("packet", {**AHEAD, "status": "agreed"}, {"application_year": 2028}, None, {}),
    "signal-over": ("signal", {}, {}, None, {}),
    "request-second-two-targets": (
        "request",
        {"status": "asked", "asked_on": "2027-05-02"},
        {"targets": ["physical_medicine_rehabilitation", "obstetrics_gynecology"]},
        None,
        {},
    ),
    "request-research": (
        "request",
        {"writer": {"profession": "phd_researcher"}, "experience": {"setting": "research"}},
        {},
        None,
        {},
    ),
    "request-career-change": (
        "request",
        {"writer": {"specialty": "general_surgery", "subspecialty": ...}},
        {"targets": ["family_medicine"], "switched_from": "general_surgery"},
        None,
        {},
    ),
    "request-shorter": ("request", {}, {}, None, {"shorter": True}),
    "request-formal": ("request", {}, {}, None, {"formal": True}),
    "request-warmer": ("request", {}, {}, None, {"warmer": True}),
    "script-shorter": ("script", {}, {}, None, {"shorter": True}),
    "follow-up-warmer-secretary": (
        "follow-up",
        {"status": "agreed"},
        {},
        2,
        {"warmer": True, "secretary": True, "secretary_name": "Ms. Lee", "secretary_email": "lee@example.edu"},
    ),
    "request-case": ("request", {"notes": {"feedback": []}}, {}, None, {}),
    "request-talk": ("request", {"notes": {"feedback": [], "cases": []}}, {}, None, {}),
    "request-work": ("request", {"notes": {"feedback": [], "cases": [], "presentations": []}}, {}, None, {}),
    "request-mention": ("request", {}, {}, None, {"mention": "my presentation on DKA"}),
    "request-advised-against": ("request", {"writer": {"profession": "nurse"}}, {}, None, {}),
    "script": ("script", {}, {}, None, {}),
    "packet": ("packet", {"status": "agreed"}, {}, None, {}),
    "packet-red-flags": (
        "packet",
        {"status": "agreed"},
        {"exam_failures": 1, "graduation_year": 2016, "clinical_gap_months": 14},
        None,
        {},
    ),
    "follow-up-1": ("follow-up", {"status": "agreed"}, {}, 1, {}),
    "follow-up-2": ("follow-up", {"status": "agreed"}, {}, 2, {}),
    "follow-up-3": ("follow-up", {"status": "agreed"}, {}, 3, {}),
    "follow-up-asked": ("follow-up", {"status": "asked"}, {}, 2, {}),
    "follow-up-late": ("follow-up", {"status": "agreed"}, {"deadline": "2027-07-01"}, None, {}),
    "thank-you": ("thank-you", {"status": "uploaded"}, {}, None, {}),
    "thank-you-agreed": ("thank-you", {"status": "agreed"}, {}, None, {}),
    "gracious-decline": ("gracious-decline", {"status": "declined"}, {}, None, {}),
    "gracious-decline-mention": (
        "gracious-decline",
        {"status": "declined"},
        {},
        None,
        {"mention": "my presentation on DKA"},
    ),
    "gracious-decline-formal": ("gracious-decline", {"attitude": "hesitant"}, {}, None, {"formal": True}),
}


class TextFile(SingleFileSnapshotExtension):
    """One readable file a snapshot."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def as_text(made: Draft) -> str:
    blanks = "".join(f"\nfill in: {blank.field} ({blank.question})" for blank in made.blanks)
    notes = "".join(f"\n* {note}" for note in made.notes)
    words, ease = len(made.body.split()), round(reading_ease(made.body))
    return (
        f"To: {made.to}\nSubject: {made.subject}\n\n{made.body}\n\n----{blanks}{notes}\n"
        f"facts: {' '.join(made.facts)}\nwords: {words}, reading ease: {ease}\n"
    )


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_reads_well_and_obeys_every_fact(name: str, snapshot: SnapshotAssertion) -> None:
    kind, letter, fields, stage, options = VARIANTS[name]
    applicant, chosen = case(letter, **fields), DraftOptions(**options)
    made = draft(kind, applicant, "smith", TODAY, stage, options=chosen)
    assert check_draft(made, applicant, "smith", TODAY, options=chosen) == ()
    assert reading_ease(made.body) >= 60
    assert as_text(made) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("kind", KINDS)
def test_empty_case_is_all_announced_blanks(kind: str, snapshot: SnapshotAssertion) -> None:
    applicant = parse_applicant(EMPTY)
    made = draft(kind, applicant, "smith", TODAY)
    assert check_draft(made, applicant, "smith", TODAY) == ()
    assert {"name", "writer.name"} - {blank.field for blank in made.blanks} <= ({"name"} if kind == "script" else set())
    assert as_text(made) == snapshot(extension_class=TextFile)


def test_json_document_has_the_shape_of_the_contract() -> None:
    made = draft("request", parse_applicant(EMPTY), "smith", TODAY).to_dict()
    assert list(made) == ["kind", "stage", "to", "subject", "body", "blanks", "notes", "facts"]
    assert {"field": "deadline", "marker": "____"} in made["blanks"]


def test_two_targets_use_and_or_wording() -> None:
    made = draft("request", case(targets=["internal_medicine", "family_medicine"]), "smith", TODAY)
    assert "“Internal Medicine and/or Family Medicine”" in made.body


@pytest.mark.parametrize(("days", "stage"), [(-60, 1), (-42, 1), (-15, 1), (-14, 2), (-8, 2), (-7, 3), (0, 3), (1, 3)])
def test_follow_up_takes_the_stage_of_the_date(days: int, stage: int) -> None:
    today = date(2027, 9, 1) + timedelta(days=days)
    assert draft("follow-up", case({"status": "agreed"}), "smith", today).stage == stage


@pytest.mark.parametrize(
    ("days", "early", "late"), [(-43, True, False), (-42, False, False), (0, False, False), (1, False, True)]
)
def test_follow_up_before_its_window_and_after_the_deadline_has_a_note(days: int, early: bool, late: bool) -> None:
    today = date(2027, 9, 1) + timedelta(days=days)
    notes = " ".join(draft("follow-up", case({"status": "agreed"}), "smith", today).notes)
    assert ("opens on July 21, 2027" in notes) == early
    assert ("backup" in notes) == late


def test_months_ago_begins_at_sixty_days() -> None:
    for end, says in (("2027-05-22", True), ("2027-05-23", False)):
        made = draft("request", case({"experience": {"end": end}}), "smith", TODAY)
        assert ("may have faded" in made.body) == says


def test_declined_letter_gets_the_gracious_reply_and_nothing_else() -> None:
    applicant = case({"status": "declined"})
    for kind in KINDS:
        if kind == "gracious-decline":
            assert "knows my work better" in draft(kind, applicant, "smith", TODAY).body
        else:
            with pytest.raises(InputError, match="only gracious-decline"):
                draft(kind, applicant, "smith", TODAY)


def test_uploaded_letter_gets_thanks_and_nothing_else() -> None:
    applicant = case({"status": "uploaded"})
    for kind in KINDS:
        if kind != "thank-you":
            with pytest.raises(InputError, match="only thank-you"):
                draft(kind, applicant, "smith", TODAY)


@pytest.mark.parametrize(
    ("letter", "allowed"),
    [
        ({"attitude": "hesitant"}, True),
        ({"attitude": "supportive"}, False),
        ({"status": "agreed"}, False),
        ({}, True),
        ({"status": "agreed", "attitude": "hesitant"}, True),
    ],
)
def test_gracious_decline_answers_only_who_may_hesitate(letter: dict[str, Any], allowed: bool) -> None:
    if allowed:
        assert draft("gracious-decline", case(letter), "smith", TODAY).facts
        return
    with pytest.raises(InputError, match="hesitates or declines"):
        draft("gracious-decline", case(letter), "smith", TODAY)


@pytest.mark.parametrize(
    ("kind", "letter", "stage", "words"),
    [
        ("letter", "smith", None, "must be one of"),
        ("reqest", "smith", None, "did you mean request"),
        ("request", "smyth", None, "did you mean smith"),
        ("request", "smith", 1, "follow-up only"),
        ("follow-up", "smith", 4, "must be 1, 2 or 3"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(kind: str, letter: str, stage: int | None, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        draft(kind, case(), letter, TODAY, stage)
    assert "\n" not in str(error.value)


def test_writer_to_avoid_gets_a_request_with_advice_against_it() -> None:
    made = draft("request", case({"experience": {"setting": "shadowing"}}), "smith", TODAY)
    assert "advises against" in made.notes[0]
    assert {"AVOID-3", "RULING-3"} <= set(made.facts)


def test_leader_who_hardly_knows_the_applicant_brings_advice_first() -> None:
    made = draft("request", case(CHAIR), "smith", TODAY)
    assert made.notes[0].startswith("First think about whether to ask")
    assert "RULING-9" in made.facts


def test_bare_improvement_is_never_repeated() -> None:
    made = draft("request", case({"notes": {"feedback": ["I showed great improvement"], "cases": []}}), "smith", TODAY)
    assert "improvement" not in made.body
    assert any("what you changed next" in note for note in made.notes)


def test_dated_facts_carry_season_and_source_and_age() -> None:
    fresh = draft("packet", case({"status": "agreed"}), "smith", date(2027, 5, 31)).notes
    stale = draft("packet", case({"status": "agreed"}), "smith", date(2027, 6, 1)).notes
    assert any("season: 2027 ERAS season; source: students-residents.aamc.org" in note for note in fresh)
    assert not any("was true for" in note for note in fresh)
    assert any(
        note.startswith("This was true for the 2027 ERAS season; check the source (students-residents.aamc.org")
        for note in stale
    )
    assert any(note.startswith("This was true for the time from 2026-06-01; check the source") for note in stale)


def test_other_services_are_named_in_place_of_eras() -> None:
    made = draft("request", case(targets=["emergency_medicine"]), "smith", TODAY)
    assert "ResidencyCAS" in made.body
    assert "ERAS" not in made.body
    assert any("eSLOE" in note for note in made.notes)


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "N/A", "____", "{% x %}"])
def test_value_that_cannot_be_meant_is_a_blank_with_a_note(name: str) -> None:
    made = draft("request", case(name=name), "smith", TODAY)
    assert [blank.field for blank in made.blanks] == ["name"]
    assert any(note.startswith("name:") for note in made.notes)


def test_long_notes_are_cut_to_fit_and_said_so() -> None:
    long = {"notes": {"feedback": ["word " * 900], "cases": [], "presentations": [], "responsibilities": []}}
    made = draft("request", case(long), "smith", TODAY)
    assert len(made.body.split()) <= 180
    assert any("was cut" in note for note in made.notes)


def test_options_from_a_form_are_checked() -> None:
    assert DraftOptions.from_mapping({"shorter": True, "mention": " my  talk "}).mention == "my talk"
    for values, words in (
        ({"shortr": True}, "did you mean shorter"),
        ({"formal": "yes"}, "true or false"),
        ({"mention": "x" * 201}, "200 characters"),
        ({"mention": "a\x00b"}, "control character"),
    ):
        with pytest.raises(InputError, match=words):
            DraftOptions.from_mapping(values)


@pytest.mark.parametrize(
    ("name", "title", "greeting"),
    [
        ("John Smith", "Dr.", "Dr. Smith"),
        ("Dr. John Smith", None, "Dr. Smith"),
        ("John A. Smith, MD", "Dr.", "Dr. Smith"),
        ("Nguyen Van Anh", "Dr.", "Dr. Nguyen Van Anh"),
        ("Smith", "Prof.", "Prof. Smith"),
        ("محمد علي", "Dr.", "Dr. محمد علي"),
    ],
)
def test_greeting_shortens_a_name_only_where_it_is_sure(name: str, title: str | None, greeting: str) -> None:
    made = draft("thank-you", case({"writer": {"name": name, "title": title or ...}}), "smith", TODAY)
    assert made.body.startswith(f"Dear {greeting},")


def test_the_letter_of_the_case_is_not_changed() -> None:
    before = dict(SMITH)
    draft("request", case(), "smith", TODAY)
    assert before == SMITH


@pytest.mark.parametrize("kind", ["request", "follow-up"])
def test_every_variant_at_once_still_fits_its_limit(kind: str) -> None:
    applicant = case(
        {"status": "asked", "asked_on": "2027-05-02", "writer": {"subspecialty": ..., "specialty": "general_surgery"}},
        targets=["internal_medicine", "family_medicine"], switched_from="general_surgery",
    )  # fmt: skip
    every = DraftOptions(
        formal=True, mention="my presentation on hyponatremia in cirrhosis", months_ago=True, second_request=True,
        home_mentor=True, barely_known=True, secretary=True,
    )  # fmt: skip
    for day in (date(2027, 7, 21), date(2027, 8, 20), date(2027, 8, 30), date(2027, 10, 1)):
        assert (
            check_draft(draft(kind, applicant, "smith", day, options=every), applicant, "smith", day, options=every)
            == ()
        )
