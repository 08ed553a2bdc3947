"""A word that is not to be said although its sentence is needed gives way to other words."""

from __future__ import annotations

import pytest

from assistant.drafting import DraftOptions, check_draft, draft
from assistant.drafting.recall import Recalled, recalled, speaks_of_another
from tests.drafting.people import TODAY, case


@pytest.mark.parametrize(("setting", "wanted", "reads"), [
    ("hands_on", "rotation", "y time with you"), ("observership", "observership", "y time with you"),
    ("observership", "the word observership", "y time with you"),
])  # fmt: skip
def test_other_words_stand_for_one_that_is_not_wanted(setting: str, wanted: str, reads: str) -> None:
    applicant, options = case({"experience": {"setting": setting}}), DraftOptions(without=(wanted,))
    made = draft("request", applicant, "smith", TODAY, options=options)
    assert reads in made.body and wanted.rsplit(maxsplit=1)[-1] not in made.body.replace("letter", "")
    assert made.left_out[0].put
    assert check_draft(made, applicant, "smith", TODAY, options=options) == ()


@pytest.mark.parametrize("wanted", ["observership", "externship", "stronger", "rotations of others"])
def test_a_word_that_is_not_there_changes_nothing(wanted: str) -> None:
    plain, made = (draft("request", case({}), "smith", TODAY, options=DraftOptions(without=words))
                   for words in ((), (wanted,)))  # fmt: skip
    assert made.body == plain.body and not made.left_out[0].out


@pytest.mark.parametrize(("kind", "note", "form", "text"), [
    ("feedback", "she told me i was the hardest working student she had seen", "said",
     "told me I was the hardest working student you had seen"),
    ("feedback", "he said my notes were the best he read this year lol", "said",
     "said my notes were the best you read this year"),
    ("case", "Followed diabetic patients by phone, spoke Yoruba with two families, and once i caught an interaction",
     "deed", "followed diabetic patients by phone, spoke Yoruba with two families, and once I caught an interaction"),
    ("presentation", "presented the case of the boy with measles", "thing",
     "my presentation of the case of the boy with measles"),
])  # fmt: skip
def test_a_note_is_turned_towards_the_writer(kind: str, note: str, form: str, text: str) -> None:
    assert recalled(kind, note) == Recalled(form, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(("area", "kind", "note", "another"), [
    ("responsibilities", "work", "Did with her 40 lumbar punctures", True),
    ("feedback", "feedback", "he said the nurse told him that she liked it", True),
    ("cases", "case", "Worked up with him a stroke at night", True),
    ("cases", "case", "Her dyspnea improved after furosemide", False),
    ("cases", "case", "a patient with DKA, she walked home", False),
    ("responsibilities", "work", "came early every day", False),
])  # fmt: skip
def test_a_note_of_the_writer_that_cannot_be_turned_is_left_out(
    area: str, kind: str, note: str, another: bool
) -> None:
    assert speaks_of_another(kind, note) == another
    made = draft("request", case({"notes": {area: [note]}}), "smith", TODAY)
    assert not (another and note in made.body)
    assert any("could not turn it safely" in text for text in made.notes) == another


def test_private_characters_of_a_name_are_in_no_draft_and_no_fault() -> None:
    applicant = case({}, name="0\ue0001")
    made = draft("signal", applicant, "smith", TODAY)
    assert "\ue000" not in made.body and check_draft(made, applicant, "smith", TODAY) == ()
