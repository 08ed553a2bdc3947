"""Drafts for a case that is still being told: blanks for what is unknown, and nothing of the stand-ins."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import parse_applicant
from assistant.drafting import (
    KINDS,
    MARKER,
    UNNAMED,
    build_packet,
    check_draft,
    draft,
    letter_id_of,
    outline,
    outline_to_docx,
    packet_zip,
    partial_applicant,
)
from assistant.errors import InputError
from tests.drafting.people import TODAY, applicants, letters


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_known_gives_a_draft_of_announced_blanks(kind: str) -> None:
    applicant = partial_applicant({}, TODAY)
    made = draft(kind, applicant, UNNAMED, TODAY)
    assert check_draft(made, applicant, UNNAMED, TODAY) == ()
    assert f"{made.subject}\n{made.body}".count(MARKER) == len(made.blanks)
    assert "Internal" not in made.subject + made.body and UNNAMED not in made.used
    assert all(blank.question != "Please fill this in." for blank in made.blanks)


def test_nothing_known_gives_an_outline_of_questions_and_a_packet_with_blanks() -> None:
    applicant = partial_applicant({}, TODAY)
    made = outline(applicant, UNNAMED, TODAY)
    assert {bullet.source for bullet in made.bullets} <= {"question", "writer"} and "Internal" not in made.title
    assert outline_to_docx(made).startswith(b"PK")
    packet = build_packet(applicant, UNNAMED, TODAY)
    assert "targets" in packet.missing and packet_zip(packet, TODAY).startswith(b"PK")


@settings(deadline=None, max_examples=60)
@given(
    case=applicants, letter=letters, known=st.booleans(), kind=st.sampled_from(KINDS),
    today=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)  # fmt: skip
def test_any_part_of_a_case_gives_a_draft_that_keeps_every_promise(
    case: dict, letter: dict, known: bool, kind: str, today: date
) -> None:
    given_letters = {"letters": [{**letter, "id": "smith"}]} if known else {}
    applicant = partial_applicant({**case, **given_letters}, date.max)
    chosen = letter_id_of(applicant, None)
    try:
        made = draft(kind, applicant, chosen, today)
    except InputError as error:
        assert len(error.faults) == 1
        return
    faults = check_draft(made, applicant, chosen, today)
    assert not [fault for fault in faults if not fault.startswith("body: must have")]


def test_a_letter_is_found_by_its_id_or_because_it_is_the_only_one() -> None:
    one = partial_applicant({"targets": ["pediatrics"], "letters": [{"id": "smith"}]}, TODAY)
    assert letter_id_of(one, None) == letter_id_of(one, "smith") == "smith" and one.targets == ("pediatrics",)
    with pytest.raises(InputError, match="did you mean smith"):
        letter_id_of(one, "smiht")
    two = parse_applicant({"targets": ["pediatrics"], "letters": [{"id": "b"}, {"id": "a"}]}, "case", TODAY)
    with pytest.raises(InputError, match="name one of a, b"):
        letter_id_of(two, None)
