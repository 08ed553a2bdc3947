"""What is learned from marked tellings: the marks are well made, the models know them, and hear what no rule names."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.casebook import understand_case
from assistant.casebook.heard.crf import Labeller
from assistant.casebook.heard.tagging import ONE_OF_FEW, read_spans
from assistant.casebook.heard.tellings import Telling, tellings, unmarked
from assistant.casebook.lexicon import load_lexicon
from assistant.domain.applicant import Applicant
from assistant.errors import KnowledgeError
from assistant.places import data_root

FOLDER = data_root() / "knowledge" / "tellings"
TELLINGS = list(tellings(FOLDER))
OF_PERSON = frozenset(
    "own_name home target drop_target switched year grad fails low_score gap deadline old other".split()
)
OF_LETTERS = frozenset(
    "name ref spec prof acad lead country site setting weeks start end observed knows long discussed status attitude "
    "waived template friend recommends asked_on uploaded_on remove".split()
)
TODAY = date(2027, 5, 20)


def values(case: dict[str, Any], letter: str) -> dict[str, Any]:
    held = next(item for item in case["letters"] if item["id"] == letter)
    return {**held, **held.get("experience", {}), **held.get("writer", {})}


def told(*messages: str) -> dict[str, Any]:
    case: dict[str, Any] = {}
    memory: dict[str, Any] | None = None
    for message in messages:
        update = understand_case(message, case, today=TODAY, memory=memory)
        case, memory = update.case, update.memory
    Applicant.model_validate({"targets": ["internal_medicine"], **case})
    return case


def test_marks_stand_where_they_were_made() -> None:
    text, marks = unmarked("got [dr vale|1.name], [both agreed|1+2.status=agreed]. [IM|target=internal_medicine]!")
    assert text == "got dr vale, both agreed. IM!"
    assert [(text[m.start : m.end], m.letters, m.field, m.value) for m in marks] == [
        ("dr vale", (1,), "name", ""), ("both agreed", (1, 2), "status", "agreed"),
        ("IM", (), "target", "internal_medicine"),
    ]  # fmt: skip


def test_every_mark_is_of_a_known_field() -> None:
    marks = [mark for telling in TELLINGS for _, held in telling.turns for mark in held]
    assert len(marks) > 15_000
    assert {mark.field for mark in marks if mark.letters} <= OF_LETTERS
    assert {mark.field for mark in marks if not mark.letters} <= OF_PERSON
    assert all(mark.value for mark in marks if mark.field in ONE_OF_FEW - {"low_score"})


def test_no_mark_is_left_in_a_text() -> None:
    assert not [text for telling in TELLINGS for text, _ in telling.turns if "|" in text and "=" in text and "]" in text]


def test_the_model_knows_the_tellings() -> None:
    """It was learned from them as they are, with the features as they are: else it would know them badly."""
    wanted = found = 0
    for telling in TELLINGS[::25]:
        for text, marks in telling.turns[:1]:
            spans = read_spans(text, load_lexicon(), frozenset())
            wanted += len(marks)
            found += sum(any(s.field == m.field and s.start < m.end and m.start < s.end for s in spans) for m in marks)
    assert wanted > 300
    assert found / wanted > 0.9


@pytest.mark.parametrize(
    ("message", "letter", "field", "value"),
    [
        ("My letter is from Dr. Ines Weller, internist in Omaha. I examined my own patients and wrote the notes.",
         "weller", "setting", "hands_on"),
        ("Dr. Ines Weller is an internist in Omaha, I only stood in the corner and watched", "weller", "setting",
         "observership"),
        ("Dr. Ines Weller, internist in Omaha, I have not had the courage to ask her until now", "weller", "status",
         "idea"),
    ],
)  # fmt: skip
def test_ways_of_telling_that_no_rule_names(message: str, letter: str, field: str, value: str) -> None:
    assert values(told(message), letter)[field] == value


def test_who_is_who_in_a_line_without_verbs() -> None:
    case = told("bukola, lagos. FM. dr basil jawad rad baghdad obs 4wks, dr ann weller psych omaha 6 wks")
    assert (case["home_country"], case["targets"]) == ("NG", ["family_medicine"])
    jawad, weller = values(case, "jawad"), values(case, "weller")
    assert (jawad["name"], jawad["country"], jawad["weeks"], jawad["setting"]) == (
        "Basil Jawad", "IQ", 4, "observership",
    )  # fmt: skip
    assert (weller["country"], weller["weeks"], weller.get("setting")) == ("US", 6, None)


def test_a_friends_letter_is_no_letter_of_the_case() -> None:
    case = told("my friend Aigerim has a letter from a Dr Hollis in Omaha and she failed step 1 too, will they throw it?")
    assert case == {}


def test_a_name_that_comes_later() -> None:
    case = told(
        "letters: Dr Boyle in Miami, agreed, and some nephrologist from Tampa - observership 2 weeks, not asked",
        "The nephrologist is called Dr. Anjali Deshmukh",
    )
    assert [letter["id"] for letter in case["letters"]] == ["boyle", "deshmukh"]
    assert values(case, "deshmukh")["weeks"] == 2


def test_what_describes_a_named_writer_is_nobody_new() -> None:
    case = told("letters from Prof. Kadhim Al-Rubaie, professor of pediatrics Basra, and from a surgeon in Omaha")
    assert len(case["letters"]) == 2
    assert values(case, "al_rubaie")["academic_title"] == "professor"


def test_a_name_that_is_told_as_such() -> None:
    for words in ("sorry, his name is Dr. Peter Lindqvist", "Dr. Peter Lindqvist is his name"):
        case = told("a pediatrician in Omaha, I was 8 weeks with him, he agreed to write", words)
        (letter,) = case["letters"]
        assert (letter["id"], letter["status"]) == ("lindqvist", "agreed")


def test_many_threads_read_alike() -> None:
    texts = [text for telling in TELLINGS[:40] for text, _ in telling.turns]
    alone = [read_spans(text, load_lexicon(), frozenset()) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: read_spans(text, load_lexicon(), frozenset()), texts)) == alone


def test_a_model_that_is_gone_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "tellings.crfsuite"
    broken.write_bytes(b"no model")
    for path in (tmp_path / "none.crfsuite", broken):
        with pytest.raises(KnowledgeError, match=path.name):
            Labeller(path)


def test_conversations_have_names_of_hands() -> None:
    assert len({telling.hand for telling in TELLINGS}) > 15
    assert all(isinstance(telling, Telling) and telling.turns for telling in TELLINGS)
