"""A draft claims no more than the case does: whose words, what was done together, when, and through which portal."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting import (
    KINDS,
    Draft,
    DraftOptions,
    PacketFiles,
    build_packet,
    check_draft,
    draft,
    outline,
    write_file,
)
from assistant.drafting.readability import reading_ease
from assistant.errors import InputError
from tests.drafting.people import TODAY, any_case, case, merged

NEVER: dict[str, Any] = {"experience": {"setting": "none", "start": ..., "end": ...}, "notes": ...}
AHEAD: dict[str, Any] = {"experience": {"start": "2027-09-01", "end": "2027-09-28"}, "notes": ...}
CLAIMS = re.compile(
    r"\b(your teaching (during|on)|for your teaching|you(r)? (taught|teaching that)|letting me learn|learned|our work|"
    r"our (time|rotation)|so far|did I do|with you (ended|:)|rotation with you and|a while since|may have faded|"
    r"remind you|oversaw|gave me|saw me|memory that I keep|daily work|this talk|I still have a note)",
    re.IGNORECASE,
)
OPTIONS = [
    DraftOptions(),
    DraftOptions(shorter=True),
    DraftOptions(formal=True),
    DraftOptions(warmer=True, months_ago=True),
]
ALLOWED = {"gracious-decline": {"attitude": "hesitant"}}


def words_of(packet: PacketFiles, name: str) -> str:
    data = next(file.data for file in packet.files if file.name.endswith(name))
    return "\n".join(part.text for part in docx.Document(io.BytesIO(data)).paragraphs)


def versions(kind: str, letter: dict[str, Any], **fields: Any) -> list[tuple[Draft, DraftOptions]]:
    applicant = case(merged(letter, ALLOWED.get(kind, {})), **fields)
    stages = (1, 2, 3) if kind == "follow-up" else (None,)
    return [
        (draft(kind, applicant, "smith", TODAY, stage, options=chosen), chosen)
        for stage in stages
        for chosen in OPTIONS
    ]


KEPT = "I still have a note from my time with you: "
SAID = "I still remember that you "


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("You told me to start with the one-liner; the next morning I did, and you nodded",
         f"{SAID}told me to start with the one-liner; the next morning I did, and you nodded."),
        ("She praised my discharge summaries.", f"{SAID}praised my discharge summaries."),
        ("Told me my differentials were too short; I listed three per problem from then on",
         f"{SAID}told me my differentials were too short; I listed three per problem from then on."),
        ("I should speak up on rounds.", f"{KEPT}I should speak up on rounds."),
        ("a quiet word on how to break bad news", f"{KEPT}a quiet word on how to break bad news."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["signal", "request", "script", "packet", "thank-you"])
def test_a_note_is_not_quoted_as_the_words_of_the_writer(note: str, told: str, kind: str) -> None:
    only = {"feedback": [note], "cases": [], "presentations": [], "responsibilities": []}
    made = draft(kind, case({"notes": only}), "smith", TODAY)
    assert told in made.body
    assert "“" not in made.body and "has stayed with me" not in made.body


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("letter", [NEVER, AHEAD], ids=["never", "ahead"])
def test_before_any_work_together_none_is_claimed_and_thanks_are_given(kind: str, letter: dict[str, Any]) -> None:
    for made, chosen in versions(kind, letter):
        assert not CLAIMS.search(made.body), CLAIMS.search(made.body)
        assert re.search("thank|grateful", made.body, re.IGNORECASE)
        applicant = case(merged(letter, ALLOWED.get(kind, {})))
        assert check_draft(made, applicant, "smith", TODAY, options=chosen) == ()
        assert any("has not begun" in note for note in made.notes) == (letter is AHEAD)


@pytest.mark.parametrize("shorter", [False, True])
@pytest.mark.parametrize("kind", ["request", "script"])
@pytest.mark.parametrize("letter", [NEVER, AHEAD], ids=["never", "ahead"])
def test_a_mention_comes_after_the_appreciation_of_a_stranger(kind: str, letter: dict[str, Any], shorter: bool) -> None:
    chosen = DraftOptions(mention="my presentation on DKA", shorter=shorter)
    made = draft(kind, case(letter), "smith", TODAY, options=chosen)
    assert "I admire your teaching, above all ____. You may recall my presentation on DKA." in made.body
    assert check_draft(made, case(letter), "smith", TODAY, options=chosen) == ()


@pytest.mark.parametrize("kind", ["request", "script", "thank-you"])
def test_what_a_stranger_said_is_recalled_and_work_with_them_is_left_out(kind: str) -> None:
    letter = {**NEVER, "notes": {"feedback": ["Told me to apply widely"]}}
    made = draft(kind, case(letter), "smith", TODAY)
    assert "I admire your teaching, and I keep this note: Told me to apply widely." in made.body and not made.blanks
    assert any("leaves out your notes on cases" in note for note in made.notes)
    assert check_draft(made, case(letter), "smith", TODAY) == ()


def test_pages_of_the_packet_claim_no_work_before_there_is_any() -> None:
    for letter, dated in ((NEVER, False), (AHEAD, True)):
        packet = build_packet(case({**letter, "status": "agreed"}, exam_failures=1), "smith", TODAY)
        summary, strengths = (words_of(packet, name) for name in ("rotation-summary.docx", "strengths-note.docx"))
        assert summary.startswith("Summary of my clinical work for Dr. John Smith")
        assert ("September 1, 2027" in summary) == dated
        assert "oversaw" not in strengths and "you gave me" not in strengths and "what I changed" not in strengths


@settings(deadline=None)
@given(applicant=any_case(), kind=st.sampled_from(KINDS), today=st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_no_case_without_work_together_has_a_draft_that_claims_it(applicant: Any, kind: str, today: date) -> None:
    seen = applicant.letter("smith").experience
    never = seen.setting == "none" and not seen.knows_me_well and not seen.longitudinal
    if not never and not (seen.first_day and seen.first_day > today):
        return
    bare = applicant.model_copy(
        update={
            "letters": (
                applicant.letter("smith").model_copy(update={"notes": type(applicant.letter("smith").notes)()}),
            )
        }
    )
    try:
        made = draft(kind, bare, "smith", today)
    except InputError:
        return
    assert not CLAIMS.search(made.body)


@pytest.mark.parametrize(("year", "says", "noted"), [(2027, True, False), (2028, False, False), (2026, False, True)])
def test_this_cycle_is_said_of_the_current_one_and_a_past_one_is_noted(year: int, says: bool, noted: bool) -> None:
    made = draft("signal", case(application_year=year), "smith", TODAY)
    assert ("this cycle" in made.body) == says and f"in {year}." in made.body
    assert any(f"application year {year} is past" in note for note in made.notes) == noted


def test_a_second_request_says_asked_and_leaves_out_a_day_that_lies_ahead() -> None:
    past = draft("request", case({"status": "asked", "asked_on": "2027-05-02"}), "smith", TODAY)
    assert "I asked you for a letter on May 2, 2027, and" in past.body and "wrote to you" not in past.body
    ahead = draft("request", case({"status": "asked", "asked_on": "2027-07-28"}), "smith", TODAY)
    assert "I asked you for a letter, and" in ahead.body and "July 28" not in ahead.body
    assert any("July 28, 2027, lies ahead" in note for note in ahead.notes)


@pytest.mark.parametrize("status", [..., "idea"])
def test_a_day_of_asking_counts_as_asked_once_it_has_come(status: Any) -> None:
    for day, asked in (("2027-06-30", True), ("2027-07-21", True), ("2027-07-22", False)):
        applicant = case({"status": status, "asked_on": day})
        assert draft("request", applicant, "smith", TODAY).subject.startswith("A second note") == asked
        follow_up = draft("follow-up", applicant, "smith", TODAY)
        assert any("has been asked: send a request first" in note for note in follow_up.notes) != asked


def test_start_and_weeks_tell_when_a_rotation_ended() -> None:
    letter = {"experience": {"start": "2026-12-07", "end": ..., "weeks": 6}}
    request = draft("request", case(letter), "smith", TODAY)
    assert "It has been a while since my rotation with you" in request.body and "2026" not in request.body
    signal = draft("signal", case(letter), "smith", TODAY)
    assert "How did I do" in signal.body and "by the end of" not in signal.body
    assert any("is over by the dates" in note for note in signal.notes)


@pytest.mark.parametrize("status", ["agreed", "asked", "idea", ...])
def test_a_day_of_upload_counts_as_uploaded_once_it_has_come(status: Any) -> None:
    applicant = case({"status": status, "uploaded_on": "2027-07-20"})
    for kind in KINDS:
        if kind == "thank-you":
            assert "Thank you for writing a letter" in draft(kind, applicant, "smith", TODAY).body
        else:
            with pytest.raises(InputError, match="only thank-you"):
                draft(kind, applicant, "smith", TODAY)
    with pytest.raises(InputError, match="is uploaded"):
        outline(applicant, "smith", TODAY)
    early = date(2027, 7, 19)
    assert draft("request", applicant, "smith", early).kind == "request"
    declined = case({"status": "declined", "uploaded_on": "2027-07-20"})
    assert draft("gracious-decline", declined, "smith", TODAY).kind == "gracious-decline"


@pytest.mark.parametrize("kind", ["request", "script", "packet", "follow-up"])
@pytest.mark.parametrize(
    ("target", "fact"),
    [("obstetrics_gynecology", "OFF-OBGYN"), ("ophthalmology", "OFF-OPHTHO"), ("emergency_medicine", "OFF-EM")],
)
def test_facts_of_the_eras_portal_stand_only_beside_letters_for_eras(kind: str, target: str, fact: str) -> None:
    alone = draft(kind, case({"status": "agreed"}, targets=[target]), "smith", TODAY).facts
    assert fact in alone and not {"OFF-PORTAL", "OFF-WAIVER"} & set(alone)
    both = draft(kind, case({"status": "agreed"}, targets=[target, "internal_medicine"]), "smith", TODAY).facts
    assert fact in both and {"OFF-PORTAL", "OFF-WAIVER"} & set(both)


def test_pages_of_a_packet_for_another_portal_hold_nothing_of_eras() -> None:
    packet = build_packet(case({"status": "agreed"}, targets=["obstetrics_gynecology"]), "smith", TODAY)
    for name in ("letter-request.docx", "request-form-guidance.docx"):
        text = words_of(packet, name)
        assert "ResidencyCAS" in text and "Letter Writer Portal" not in text


@pytest.mark.parametrize(
    "targets", [["physical_medicine_rehabilitation", "obstetrics_gynecology"], ["internal_medicine", "family_medicine"]]
)
@pytest.mark.parametrize("shorter", [False, True])
def test_a_request_that_was_shortened_keeps_what_it_must_hold(targets: list[str], shorter: bool) -> None:
    applicant = case({"status": "asked", "asked_on": "2027-05-02"}, targets=targets)
    made = draft("request", applicant, "smith", TODAY, options=DraftOptions(shorter=shorter))
    assert re.search("The words “.* and/or .*” would suit it best, as I apply in each", made.body)
    assert "one-page summary" in made.body and "ended on April 25, 2027" in made.body
    assert len(made.body.split()) <= 180


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_a_short_follow_up_reads_easily_with_five_targets(stage: int) -> None:
    targets = [
        "physical_medicine_rehabilitation",
        "obstetrics_gynecology",
        "ophthalmology",
        "urology",
        "radiation_oncology",
    ]
    made = draft("follow-up", case(targets=targets), "smith", TODAY, stage, options=DraftOptions(shorter=True))
    assert reading_ease(made.body) >= 60 and "Radiation Oncology" in made.subject


def test_a_link_that_leads_nowhere_is_not_replaced_without_force(tmp_path: Path) -> None:
    link = tmp_path / "out.eml"
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(InputError, match="exists already"):
        write_file(link, b"new")
    assert link.is_symlink()
    assert write_file(link, b"new", force=True).read_bytes() == b"new"


def test_a_long_note_that_says_must_is_the_applicants_word_even_when_cut() -> None:
    applicant = case({"notes": {"feedback": ["I must " + "listen to the patient first " * 40], "cases": []}})
    assert check_draft(draft("signal", applicant, "smith", TODAY), applicant, "smith", TODAY) == ()


@pytest.mark.parametrize(
    ("field", "note", "told"),
    [
        ("cases", "case of kawasaki", "I often think back to the case of kawasaki."),
        ("cases", "manage one patient with dka", "I often think back to the patient with DKA."),
        ("cases", "It was a hard night", "One memory that I keep: It was a hard night."),
        ("presentations", "I presented DKA at noon conference", "You may recall my presentation on DKA at noon conference."),
        ("presentations", "Two talks", "You may remember this talk: Two talks."),
        ("responsibilities", "run the clinic list", "I learned a great deal when I ran the clinic list."),
        ("responsibilities", "Six patients a day", "I learned a lot from the daily work: Six patients a day."),
    ],
)  # fmt: skip
def test_a_detail_reads_well_as_a_sentence_and_as_less(field: str, note: str, told: str) -> None:
    letter = {"notes": {"feedback": [], "cases": [], "presentations": [], "responsibilities": [], field: [note]}}
    assert told in draft("request", case(letter), "smith", TODAY).body


def test_thanks_to_a_writer_who_agreed_say_what_the_case_says() -> None:
    made = draft("packet", case({"status": "agreed"}), "smith", TODAY)
    assert "agreeing to write a letter" in made.body and "strong" not in made.body


def test_the_reply_to_a_no_does_not_end_on_a_mention() -> None:
    chosen = DraftOptions(mention="my talk on DKA")
    made = draft("gracious-decline", case({"status": "declined"}), "smith", TODAY, options=chosen)
    assert made.body.index("my talk on DKA") < made.body.index("I am still grateful")


@pytest.mark.parametrize("kind", ["request", "thank-you", "packet"])
def test_two_details_of_different_kinds_are_recalled_where_there_is_room(kind: str) -> None:
    notes = {"feedback": ["he said good catch"], "cases": ["find one missed tb patient"], "presentations": []}
    applicant = case({"notes": notes})
    both = "I still remember that you said good catch. I often think back to the missed TB patient."
    assert both in draft(kind, applicant, "smith", TODAY).body
    brief = draft(kind, applicant, "smith", TODAY, options=DraftOptions(shorter=True)).body
    assert "good catch" in brief and "missed TB" not in brief
