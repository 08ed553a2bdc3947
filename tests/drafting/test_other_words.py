"""A word that is not to be said although its sentence is needed gives way to other words."""

from __future__ import annotations

import pytest

from assistant.drafting import DraftOptions, check_draft, draft
from assistant.drafting.recall import Recalled, recalled, speaks_of_another
from tests.drafting.people import TODAY, case


@pytest.mark.parametrize(("setting", "wanted", "reads"), [
    ("hands_on", "rotation", "y time with you"), ("observership", "observership", "y time with you"),
    ("observership", "the word observership", "y time with you"),
    ("hands_on", "strong", "a letter of recommendation for me that supports my application?"),
    ("hands_on", "strong letter", "a letter of recommendation for me that supports my application?"),
])  # fmt: skip
def test_other_words_stand_for_one_that_is_not_wanted(setting: str, wanted: str, reads: str) -> None:
    applicant, options = case({"experience": {"setting": setting}}), DraftOptions(without=(wanted,))
    made = draft("request", applicant, "smith", TODAY, options=options)
    assert reads in made.body and wanted.rsplit(maxsplit=1)[-1] not in made.body.replace("letter", "")
    assert made.left_out[0].put and bool(made.left_out[0].why) == ("strong" in wanted)
    assert check_draft(made, applicant, "smith", TODAY, options=options) == ()


@pytest.mark.parametrize("wanted", ["observership", "externship", "stronger", "rotations of others"])
def test_a_word_that_is_not_there_changes_nothing(wanted: str) -> None:
    plain, made = (draft("request", case({}), "smith", TODAY, options=DraftOptions(without=words))
                   for words in ((), (wanted,)))  # fmt: skip
    assert made.body == plain.body and not made.left_out[0].out


@pytest.mark.parametrize("kind", ["signal", "request", "packet", "script"])
def test_an_unknown_year_is_not_spoken_of(kind: str) -> None:
    status = {"status": "agreed"} if kind == "packet" else {}
    made = draft(kind, case(status, application_year=None, deadline=None), "smith", TODAY)
    assert " in ____" not in made.body.split("by ____")[0]
    assert "application_year" not in {blank.field for blank in made.blanks}
    assert any("which September" in note for note in made.notes)
    known = draft(kind, case(status, application_year=2027), "smith", TODAY)
    assert "in 2027" in known.body and not any("which September" in note for note in known.notes)


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
