"""What a note tells as deeds of one's own, each a bullet point; a note of one thing stays as it is."""

from __future__ import annotations

import pytest

from assistant.drafting.deeds_told import deeds_in


@pytest.mark.parametrize(("note", "deeds"), [
    ("She saw me counsel a smoker and run the vaccine clinic", ["Counseled a smoker and ran the vaccine clinic"]),
    ("he watched me carry the pager at night", ["Carried the pager at night"]),
    ("Did with her 40 lumbar punctures and ran the clinic", ["Did 40 lumbar punctures and ran the clinic"]),
    ("Followed patients by phone, spoke Yoruba with two families, and once i caught a drug interaction",
     ["Followed patients by phone", "Spoke Yoruba with two families", "Caught a drug interaction"]),
    ("managed a patient with DKA, admitted to the ICU", ["managed a patient with DKA, admitted to the ICU"]),
    ("patient with HIV, fever, and cough", ["patient with HIV, fever, and cough"]),
    ("he saw me working late", ["he saw me working late"]), ("she let me suture", ["she let me suture"]),
    ("I ran the clinic", ["I ran the clinic"]),
])  # fmt: skip
def test_deeds_of_a_note(note: str, deeds: list[str]) -> None:
    assert deeds_in(note) == deeds
