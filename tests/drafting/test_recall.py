"""A note in the applicant's words, as part of a sentence to its writer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.recall import Recalled, recalled


@pytest.mark.parametrize(
    ("kind", "note", "form", "text"),
    [
        ("case", "treat one lady with ckd", "thing", "the lady with CKD"),
        ("case", "A 54-year-old man with DKA.", "thing", "the 54-year-old man with DKA"),
        ("case", "found a missed tb patient", "thing", "the missed TB patient"),
        ("presentation", "I gave a short talk on anaphylaxis", "thing", "my short talk on anaphylaxis"),
        ("presentation", "present to him case of lupus", "thing", "my presentation of a case of lupus"),
        ("presentation", "presented sickle cell crisis", "thing", "my presentation on sickle cell crisis"),
        ("presentation", "presented at journal club", "deed", "presented at journal club"),
        ("presentation", "Poster on MALT lymphoma", "thing", "my poster on MALT lymphoma"),
        ("feedback", "he said good catch", "said", "said good catch"),
        ("feedback", "She praised my discharge summaries", "said", "praised my discharge summaries"),
        (
            "feedback",
            "Told me my notes were too long; I cut them",
            "said",
            "told me my notes were too long; I cut them",
        ),
        ("work", "lead the group session", "deed", "led the group session"),
        ("work", "chart review on contrast injury", "thing", "my chart review on contrast injury"),
    ],
)
def test_a_note_becomes_part_of_a_sentence(kind: str, note: str, form: str, text: str) -> None:
    assert recalled(kind, note) == Recalled(form, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "note"),
    [("feedback", "I should speak up on rounds"), ("work", "Six patients a day"), ("case", "It was a hard night")],
)
def test_what_fits_no_sentence_stays_as_it_is(kind: str, note: str) -> None:
    assert recalled(kind, note) == Recalled("own", note)


@given(st.sampled_from(["case", "presentation", "feedback", "work"]), st.text(min_size=1))
def test_any_text_gives_words_that_it_holds(kind: str, note: str) -> None:
    said = recalled(kind, note)
    lead = {"my", "the", "presentation", "of", "a", "on", "presented"}
    if said.form != "own":
        plain = note.casefold()
        kept = [word for word in said.text.casefold().split() if word not in lead]
        assert sum(word in plain for word in kept) >= len(kept) - 1  # a verb may be put in the past
