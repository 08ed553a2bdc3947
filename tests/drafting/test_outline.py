"""Outlines: facts and questions in four areas, no letter, and no two alike."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

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


@pytest.mark.parametrize("area", ["cases", "feedback"])
@pytest.mark.parametrize(
    "note",
    [
        "The most diligent student.",
        "Highest recommendation.",
        "Better than all other interns.",
        "Head and shoulders above her peers.",
        "Top 1% of students this year.",
        "Number one intern.",
        "Second to none in the wards.",
        "Flawless handoffs.",
        "World-class researcher.",
        "Recommend her without reservation.",
        "Exemplary professionalism.",
        "A superstar.",
        "Sincerely, John Smith, MD.",
        "To whom it may concern.",
        "Dear Program Director, I am writing to recommend Amina Rahman.",
        "Best regards, Dr. Smith",
        "Great improvement in presentations.",
        "Impressive knowledge; a gifted learner",
        "It is my pleasure to recommend this student",
    ],
)
def test_praise_and_words_of_a_letter_are_asked_about_and_never_passed_on(area: str, note: str) -> None:
    made = outline(case({"notes": {area: [note]}}), "smith")
    assert not any(item.source.startswith(f"notes.{area}") for item in made.bullets)
    assert any(f"notes.{area}[0]" in question for question in made.questions)


@pytest.mark.parametrize(
    "note",
    [
        "The ECG was remarkable for ST elevation",
        "Named the most common cause of pneumonia and treated it",
        "Marked improvement of dyspnea after diuresis, which I followed daily",
        "Presented the top 5 differentials on rounds",
        "Asked the team whether guidelines recommend a statin",
        "Ejection fraction better than in March",
    ],
)
def test_clinical_facts_are_no_praise(note: str) -> None:
    made = outline(case({"notes": {"cases": [note]}}), "smith")
    assert any(item.source == "notes.cases[0]" for item in made.bullets)


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


def printed(applicant: Applicant, name: str) -> list[str]:
    """What stands in the Word file of an outline, line by line, without the paragraph that is the same in all."""
    made = outline(applicant, name)
    parts = docx.Document(io.BytesIO(outline_to_docx(made))).paragraphs
    return [part.text for part in parts if part.text != made.why]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of eight words, by no code of ours."""
    plain = re.findall(r"\w+", text.casefold())
    return {tuple(plain[at : at + 8]) for at in range(len(plain) - 7)}


def test_short_notes_that_follow_each_other_share_no_run_either() -> None:
    notes = {
        "cases": ["A man with new heart failure", "A woman with septic shock"],
        "responsibilities": ["Six patients a day"],
        "presentations": ["DKA at noon conference"],
        "feedback": ["Speak up on rounds"],
        "strengths": ["clinical reasoning under pressure with the sickest patients of the unit"],
    }
    who = {"smith": "John Smith", "khan": "Ayesha Khan"}
    letters = [merged(SMITH, {"id": name, "writer": {"name": full}, "notes": notes}) for name, full in who.items()]
    applicant = parse_applicant({**APPLICANT, "targets": ["internal_medicine", "family_medicine"], "letters": letters})
    assert not runs(" ".join(printed(applicant, "smith"))) & runs(" ".join(printed(applicant, "khan")))
    for kept in ("notes", "", "experience"):
        joined = [
            " ".join(item.text for item in outline(applicant, name).bullets if item.source.startswith(kept))
            for name in who
        ]
        assert not runs(joined[0]) & runs(joined[1])
    told = [" ".join(outline(applicant, name).questions) for name in who]
    assert "sickest patients" in told[1] and "sickest patients" not in told[0]


def test_the_words_that_two_outlines_would_share_are_shown() -> None:
    letters = [merged(SMITH, {"id": name}) for name in ("khan", "smith")]
    first, second = (outline(parse_applicant({**APPLICANT, "letters": letters}), name) for name in ("khan", "smith"))
    assert first.overlaps == ()
    assert any("new heart failure followed" in item.text.replace(",", "") for item in second.overlaps)
    assert {(item.first, item.second) for item in second.overlaps} == {("khan", "smith")}
    assert all(item.words >= 8 for item in second.overlaps)


@pytest.mark.parametrize("name", ["Amina Rahman", "Ana Maria del Carmen Garcia Lopez de la Vega", "王小明"])
def test_titles_share_no_run(name: str) -> None:
    letters = [merged(SMITH, {"id": who, "writer": {"name": f"{who} Doe"}}) for who in ("khan", "smith")]
    applicant = parse_applicant(
        {**APPLICANT, "name": name, "targets": ["internal_medicine", "family_medicine"], "letters": letters}
    )
    titles = [outline(applicant, who).title for who in ("khan", "smith")]
    assert not runs(titles[0]) & runs(titles[1])
    assert all(
        name.split(maxsplit=1)[0] in title and who in title
        for title, who in zip(titles, ("khan", "smith"), strict=True)
    )


words = st.sampled_from(
    ["the", "patient", "came", "with", "fever", "and", "a", "new", "murmur", "after", "two", "weeks", "abroad"]
)
sentences = st.lists(words, min_size=1, max_size=14).map(" ".join)


@settings(deadline=None)
@given(
    st.lists(st.lists(sentences, max_size=3), min_size=2, max_size=3),
    st.sampled_from(sorted(set(NOTES) - {"strengths"})),
    st.sampled_from(sorted(NOTES)),
)
def test_outlines_of_one_applicant_share_no_run(notes: list[list[str]], area: str, other: str) -> None:
    letters = [{"id": f"w{index}", "notes": {area: texts, other: texts[::-1]}} for index, texts in enumerate(notes)]
    applicant = parse_applicant({"targets": ["IM"], "letters": letters})
    assert compare_outlines(applicant) == ()
    made = [outline(applicant, letter["id"]) for letter in letters]
    for kept in ("notes", ""):
        joined = [" ".join(item.text for item in one.bullets if item.source.startswith(kept)) for one in made]
        assert sameness({str(at): text for at, text in enumerate(joined)}) == ()


dated = st.fixed_dictionaries(
    {
        "start": st.just("2027-03-01"),
        "end": st.sampled_from(["2027-04-25", "2027-05-01"]),
        "setting": st.sampled_from(["hands_on", "research_and_clinic"]),
        "directly_observed": st.booleans(),
    }
)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from([None, "John Smith", "Amy Khan"]), dated, st.lists(sentences, max_size=2)),
        min_size=2,
        max_size=6,
    )
)
def test_no_two_printed_outlines_share_a_run(told: list[tuple[str | None, dict[str, Any], list[str]]]) -> None:
    letters = [
        {"id": f"w{at}", "writer": {"name": name} if name else {}, "experience": seen, "notes": {"cases": texts}}
        for at, (name, seen, texts) in enumerate(told)
    ]
    applicant = parse_applicant({**APPLICANT, "letters": letters})
    whole = {letter["id"]: " ".join(printed(applicant, letter["id"])) for letter in letters}
    assert sameness(whole) == () == compare_outlines(applicant)


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
