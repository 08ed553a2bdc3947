"""What a note tells: facts, praise, bare improvement and lines of a letter, each in many wordings."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting import build_packet, draft, outline
from assistant.drafting.rules import load_rules
from tests.drafting.people import NOTES, TODAY, case
from tests.drafting.test_packet import AGREED

_NOTES = yaml.safe_load(Path(__file__).with_name("note_kinds.yaml").read_text(encoding="utf-8"))
LETTER_LINES, PRAISE, BARE, FACTS = (_NOTES[kind] for kind in ("letter", "praise", "bare", "facts"))


def told(note: str, area: str = "cases") -> bool:
    """Whether an outline holds the note as a bullet."""
    made = outline(case({"notes": {name: [note] if name == area else [] for name in NOTES}}), "smith")
    return any(item.source == f"notes.{area}[0]" for item in made.bullets)


@pytest.mark.parametrize("note", [*LETTER_LINES, *PRAISE, *BARE])
def test_no_bullet_praises_or_speaks_as_a_letter(note: str) -> None:
    assert not told(note) and not told(note.rstrip(".") + ".", "feedback")


@pytest.mark.parametrize("note", FACTS)
def test_facts_are_bullets_whatever_words_they_use(note: str) -> None:
    assert told(note) and told(note.rstrip(".") + ".", "feedback")


@pytest.mark.parametrize("note", BARE)
def test_a_bare_improvement_is_in_no_draft(note: str) -> None:
    assert load_rules().bare_improvement.search(note)


@pytest.mark.parametrize("note", [note for note in FACTS if "mprov" in note or "got better" in note])
def test_what_a_patient_did_and_what_was_changed_is_kept(note: str) -> None:
    applicant = case({**AGREED, "notes": {name: [note] if name == "cases" else [] for name in NOTES}})
    made = draft("request", applicant, "smith", TODAY)
    assert "____" not in made.body
    assert not any("only that you improved" in line for line in made.notes)
    assert "notes.cases" not in build_packet(applicant, "smith", TODAY).missing


words = st.sampled_from(
    [
        "i",
        "I",
        "my",
        "was",
        "told",
        "diagnosed",
        "PE",
        "we",
        "saw",
        "the",
        "patient",
        "i'm",
        ";",
        "me",
        "and",
        "us",
        "did",
    ]
)


@given(st.lists(words, min_size=1, max_size=9).map(" ".join), st.sampled_from(["cases", "feedback"]))
def test_no_bullet_speaks_in_the_first_person(note: str, area: str) -> None:
    made = outline(case({"notes": {name: [note] if name == area else [] for name in NOTES}}), "smith")
    for item in (one for one in made.bullets if one.source.startswith("notes.")):
        own = item.text.split("“")[0].lower().replace("'", " ").split()
        assert not {"i", "my", "me", "we", "us", "our", "mine"} & {word.strip(".;:,") for word in own}


@pytest.mark.parametrize(
    ("note", "bullet"),
    [
        ("i diagnosed PE", "Diagnosed PE."),
        ("i was told to speak up; i did", "Applicant: “I was told to speak up; I did.”"),
        ("ICU rounds, i led them", "Applicant: “ICU rounds, I led them.”"),
        ("gave i.v. fluids to an ill man", "Gave i.v. fluids to an ill man."),
        ("MY patient had DKA", "Applicant: “MY patient had DKA.”"),
    ],
)
def test_a_small_i_is_the_first_person_too(note: str, bullet: str) -> None:
    made = outline(case({"notes": {"cases": [note]}}), "smith")
    assert bullet in [item.text for item in made.bullets]
