"""Outlines: facts and questions in four areas, no letter, and no two alike."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from assistant.domain import Applicant, parse_applicant
from assistant.drafting import compare_outlines, outline, outline_to_docx, sameness
from assistant.drafting.rules import load_rules
from assistant.errors import InputError
from tests.drafting.people import APPLICANT, EMPTY, NOTES, SMITH, any_case, case, merged

AREAS = ["clinical reasoning", "professionalism", "communication", "improvement over time"]
LETTER_TALK = re.compile(r"\b(Dear|To whom|Sincerely|Regards|I recommend|It is my pleasure|Yours)\b", re.IGNORECASE)


def test_full_and_empty_outline_read_well(snapshot: SnapshotAssertion) -> None:
    assert outline(case(), "smith").to_dict() == snapshot(name="full")
    assert outline(parse_applicant(EMPTY), "smith").to_dict() == snapshot(name="empty")


def test_every_area_has_an_example_or_a_question() -> None:
    for applicant in (case(), parse_applicant(EMPTY)):
        made = outline(applicant, "smith")
        areas = {item.area for item in made.bullets}
        assert {"how you know each other", *AREAS, "comparison"} <= areas


def test_improvement_is_feedback_and_what_changed() -> None:
    told = outline(case(), "smith").bullets
    assert any(item.text.startswith("Feedback, then change:") for item in told)
    untold = outline(case({"notes": {"feedback": ["Speak up on rounds"]}}), "smith")
    assert any(item.text == "What changed after that feedback?" for item in untold.bullets)
    assert any("What did you change" in question for question in untold.questions)


def test_praise_is_left_out_and_asked_about() -> None:
    made = outline(case({"notes": {"cases": ["I was the best student", "She showed improvement"]}}), "smith")
    assert not any("best" in item.text or "improvement" in item.text for item in made.bullets)
    assert sum("holds praise" in question for question in made.questions) == 2


def test_first_person_is_quoted_or_dropped() -> None:
    made = outline(case({"notes": {"cases": ["I presented DKA", "DKA that I saw on my first day"]}}), "smith")
    texts = [item.text for item in made.bullets if item.source.startswith("notes.cases")]
    assert texts == ["Presented DKA.", "Applicant: “DKA that I saw on my first day.”"]


def test_two_writers_never_get_the_same_words() -> None:
    letters = [merged(SMITH, {"id": name, "writer": {"name": f"Ann {name}"}}) for name in ("khan", "lee", "smith")]
    applicant = parse_applicant({**APPLICANT, "letters": letters})
    assert compare_outlines(applicant) == ()
    whole = {
        name: "\n\n".join(item.text for item in outline(applicant, name).bullets) for name in ("khan", "lee", "smith")
    }
    assert sameness(whole) == ()
    assert any("also in the notes of another letter" in question for question in outline(applicant, "smith").questions)
    assert any(item.source == "notes.cases[0]" for item in outline(applicant, "khan").bullets)


words = st.sampled_from(
    ["the", "patient", "came", "with", "fever", "and", "a", "new", "murmur", "after", "two", "weeks", "abroad"]
)
sentences = st.lists(words, min_size=1, max_size=14).map(" ".join)


@settings(deadline=None)
@given(
    st.lists(st.lists(sentences, max_size=3), min_size=2, max_size=3),
    st.sampled_from(sorted(set(NOTES) - {"strengths"})),
)
def test_outlines_of_one_applicant_share_no_run(notes: list[list[str]], area: str) -> None:
    letters = [{"id": f"w{index}", "notes": {area: texts}} for index, texts in enumerate(notes)]
    assert compare_outlines(parse_applicant({"targets": ["IM"], "letters": letters})) == ()


@settings(deadline=None)
@given(any_case())
def test_any_outline_is_bullets_and_no_letter(applicant: Applicant) -> None:
    try:
        made = outline(applicant, "smith")
    except InputError:
        assert applicant.letter("smith").status in {"declined", "uploaded"}
        return
    own = str(applicant.model_dump())
    for item in made.bullets:
        assert item.source.split("[")[0].split(".")[0] in {"experience", "notes", "question", "writer"}
        assert not load_rules().superlatives.search(item.text) or item.source == "writer" or "experience" in item.source
        assert "{{" not in item.text
        if not LETTER_TALK.search(own):
            assert not LETTER_TALK.search(item.text)
    assert made.why.startswith("Why bullets")
    assert outline(applicant, "smith") == made


def test_docx_holds_the_bullets_and_the_reason() -> None:
    made = outline(case(), "smith")
    text = "\n".join(part.text for part in docx.Document(io.BytesIO(outline_to_docx(made))).paragraphs)
    assert made.why in text
    assert all(item.text in text for item in made.bullets)
    assert not re.search(r"^(Dear|Sincerely)", text, re.MULTILINE)


@pytest.mark.parametrize("status", ["declined", "uploaded"])
def test_outline_of_a_settled_letter_is_refused(status: str) -> None:
    with pytest.raises(InputError, match=status):
        outline(case({"status": status}), "smith")


def test_unknown_letter_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean smith"):
        outline(case(), "smit", date(2027, 1, 1))
