"""A note in the applicant's words, as part of a sentence to its writer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.recall import Recalled, as_mention, recalled


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
        ("feedback", "she show me how to read urine sediment", "said", "showed me how to read urine sediment"),
        ("feedback", "He teaches me how to present", "said", "taught me how to present"),
        ("feedback", "she lets me lead the family meeting", "said", "let me lead the family meeting"),
        ("feedback", "She thanked me for the handover", "said", "thanked me for the handover"),
        (
            "feedback",
            "Told me my notes were too long; I cut them",
            "said",
            "told me my notes were too long; I cut them",
        ),
        ("feedback", "he told me i was one of the best students he had", "said", "told me I was one of the best students you had"),
        ("feedback", "he told me his patient liked the notes he had", "own", "he told me his patient liked the notes he had"),
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


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        # Said by others, or of others: half turned, it would be false.
        ("feedback", "Dr. Patel praised my handoffs"), ("feedback", "They said I was kind to them"),
        ("feedback", "She told me her door is always open"), ("feedback", "told me that he was proud of me"),
        ("case", "caught that the patient was on warfarin"), ("case", "follow up of a diabetic patient"),
        ("case", "Helped him with a patient who fell"), ("case", "saw my first patient die"),
        ("case", "Did not miss a case of appendicitis"), ("case", "manage diabetic patients and educate them"),
        ("presentation", "Presented very well"), ("presentation", "Presented with slides to the residents"),
        ("presentation", "presented poorly"), ("presentation", "Presented every morning"),
        ("work", "Gave me 5 patients of my own"), ("work", "Taught me to suture"), ("work", "Did not sleep"),
        ("work", "take history, examine patients, write notes"), ("work", "Write notes and present patients"),
        ("work", "Research assistant in his lab"), ("work", "Covered by the senior at night"),
    ],
)  # fmt: skip
def test_what_a_turn_would_make_false_is_not_turned(kind: str, note: str) -> None:
    assert recalled(kind, note) == Recalled("own", note)


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Told me to check the PT before the tap", "told me to check the PT before the tap"),
        ("She always says my notes are too long", "always said my notes are too long"),
        ("He really was impressed by my notes", "really were impressed by my notes"),
        ('he said "great catch', 'said "great catch"'),
    ],
)
def test_what_is_turned_agrees_and_keeps_every_word(note: str, text: str) -> None:
    assert recalled("feedback", note) == Recalled("said", text)


@pytest.mark.parametrize(
    ("mention", "told"),
    [
        ("he praised my notes", "that you praised my notes"), ("my talk on DKA", "my talk on DKA"),
        ("presented DKA at noon conference", "my presentation on DKA at noon conference"),
        ("ran the clinic list", "that I ran the clinic list"), ("the ECG teaching", "the ECG teaching"),
    ],
)  # fmt: skip
def test_a_mention_is_turned_towards_the_writer(mention: str, told: str) -> None:
    assert as_mention(mention) == told
