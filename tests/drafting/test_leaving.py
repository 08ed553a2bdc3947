"""What a person wants left out of a draft: the rest reads well, what must stay stays, and nothing is guessed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.drafting import MARKER, Draft, DraftOptions, check_draft, draft
from assistant.drafting.leaving import LeftOut
from assistant.errors import InputError
from tests.drafting.people import TODAY, case

RESEARCH = {"experience": {"setting": "research"}}
AGREED = {"status": "agreed"}
UPLOADED = {"status": "uploaded"}
# Of each kind what stays, whatever is named.
STAYS = {
    "request": ("strong letter", "please just tell me", "September 1, 2027", "Internal Medicine", "Thank you", "Dear"),
    "script": ("strong letter", "please just tell me", "September 1, 2027", "Internal Medicine", "knows my work better"),
    "packet": ("September 1, 2027", "Internal Medicine", "your own words", "Thank you for agreeing", "Dear"),
    "follow-up": ("September 1, 2027", "Thank you", "Dear"),
    "thank-you": ("Thank you", "Dear"),
}  # fmt: skip


def without(kind: str, *wanted: str, letter: dict[str, Any] | None = None, **options: Any) -> Draft:
    """A draft without what is named, which is as it must be."""
    applicant, chosen = case(letter or {}), DraftOptions(without=wanted, **options)
    made = draft(kind, applicant, "smith", TODAY, options=chosen)
    assert check_draft(made, applicant, "smith", TODAY, options=chosen) == ()
    assert not re.search(r" {2}| \.|,,|,\.|\n{3}|^-?\s*$\n\n", made.body), made.body
    return made


def told(made: Draft) -> LeftOut:
    return made.left_out[-1]


@pytest.mark.parametrize(("kind", "letter", "wanted", "gone", "reads"), [
    ("request", {}, "my CV", "my CV", "I will send you a draft of my personal statement and a one-page summary"),
    ("request", {}, "personal statement", "personal statement", "I will send you my CV and a one-page summary of our"),
    ("request", {}, "the summary", "one-page summary", "I will send you my CV and a draft of my personal statement."),
    ("request", RESEARCH, "clinical thinking", "clinical thinking", "Would you feel comfortable"),
    ("request", {}, "whatever you decide", "whatever", "Thank you for your time."),
    ("packet", AGREED, "personal statement", "personal statement", "- My CV, brought up to date.\n- A one-page"),
    ("packet", AGREED, "the comparison", "how I compare", "how closely you oversaw my work and how far you could rely"),
    ("packet", AGREED, "the waiver", "I waive", "September 1, 2027. Is j.smith@example.edu the best"),
    ("follow-up", AGREED, "so there is time", "there is time", "by September 1, 2027. Is there something"),
    ("follow-up", AGREED, "how busy he is", "full your days", "again.\n\nThank you for doing this for me."),
    ("thank-you", UPLOADED, "I know that it took time and thought", "it took time", "application.\n\n"),
    ("script", {}, "case logs", "case logs", "I can add evaluations."),
    ("script", {}, "my CV", "my CV", "I have a draft of my personal statement."),
])  # fmt: skip
def test_what_is_named_goes_and_the_rest_reads_well(
    kind: str, letter: dict[str, Any], wanted: str, gone: str, reads: str
) -> None:
    plain, made = without(kind, letter=letter), without(kind, wanted, letter=letter)
    assert gone in plain.body and gone not in made.body
    assert reads in made.body, made.body
    assert told(made).out and gone.casefold() in told(made).out.casefold()


def test_it_holds_for_the_shorter_and_the_more_formal_text() -> None:
    assert "CV" not in without("request", "my CV", shorter=True).body
    assert "I will send my personal statement and a one-page summary." in without("request", "CV", shorter=True).body
    assert "CV" not in without("request", "my CV", formal=True).body


@pytest.mark.parametrize(("kind", "letter", "wanted", "why"), [
    ("request", {}, "strong letter", "strong"), ("request", {}, "please just tell me", "easy to say no"),
    ("request", {}, "the deadline", "names the day"), ("request", {}, "thanks", "gives thanks"),
    ("request", {}, "Dear Dr. Smith", "greeting"), ("packet", AGREED, "your own words", "its writer"),
    ("follow-up", AGREED, "the date", "names the day"), ("script", {}, "two minutes", "opens the talk"),
])  # fmt: skip
def test_what_a_draft_must_hold_stays_and_says_why(
    kind: str, letter: dict[str, Any], wanted: str, why: str
) -> None:
    made = without(kind, wanted, letter=letter)
    assert made.body == without(kind, letter=letter).body
    assert not told(made).out and told(made).kept and why in told(made).why


@pytest.mark.parametrize(("kind", "letter"), [
    ("request", {}), ("script", {}), ("packet", AGREED), ("follow-up", AGREED), ("thank-you", UPLOADED),
])  # fmt: skip
def test_whatever_is_named_one_after_the_other_the_needed_stays(kind: str, letter: dict[str, Any]) -> None:
    words = ("CV", "statement", "summary", "request", "strengths", "examples", "professionalism", "e-mail", "waiver",
             "deadline", "strong letter")  # fmt: skip
    body = without(kind, *words, letter=letter).body
    assert all(text in body for text in STAYS[kind]), body
    assert not re.search(r":\n\n(?!- )", body.replace("Dear Dr. Smith:", ""))


def test_where_several_could_be_meant_or_none_nothing_goes() -> None:
    plain = without("packet", letter=AGREED).body
    several = without("packet", "my work", letter=AGREED)
    assert several.body == plain and told(several).several and len(told(several).choices) > 1
    none = without("packet", "the mushrooms", letter=AGREED)
    assert none.body == plain and not told(none).several
    assert any("strengths" in choice for choice in told(none).choices)


def test_a_blank_goes_with_its_sentence() -> None:
    bare = {"notes": ..., "experience": {"setting": "research"}}
    plain, made = without("request", letter=bare), without("request", "what you taught me", letter=bare)
    assert {blank.field for blank in plain.blanks} - {blank.field for blank in made.blanks} == {"notes.feedback"}
    assert made.body.count(MARKER) == len(made.blanks)


def test_a_field_of_the_case_is_not_used_where_its_sentence_went() -> None:
    plain = without("packet", letter=AGREED)
    made = without("packet", "letter request", letter=AGREED)
    assert "aamc_id" in plain.used and "aamc_id" not in made.used


def test_options_take_a_list_of_texts_alone() -> None:
    assert DraftOptions.from_mapping({"without": ["my  CV"]}).without == ("my CV",)
    for wrong in ("CV", [1], ["a"] * 13, ["x" * 500]):
        with pytest.raises(InputError, match="without"):
            DraftOptions.from_mapping({"without": wrong})
