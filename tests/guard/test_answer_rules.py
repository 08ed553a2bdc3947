"""The rules over a whole answer: broken, and kept by what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard import (
    advertising,
    advice_from_a_waived_letter,
    answer_breaches,
    letter_in_a_writers_name,
    promises_of_matching,
    unknown_links,
)

LETTER = """Dear Program Director,
I am pleased to recommend Amina Rahman for your residency. I have supervised her for eight weeks.
She is one of the best students I have taught.
Sincerely,
John Smith, MD"""


@pytest.mark.parametrize(
    "text", [
        "With four letters you will match.", "This guarantees you an interview.", "You're going to get in.", "Matching is guaranteed.",
        "You can't fail to match.", "There is no way you won't match.", "You have a 95% chance of matching.", "These letters will get you matched.",
        "If you do this, you will certainly be interviewed.", "Your odds of matching are 80%.", "With that, a residency position is yours.",
    ]
)
def test_a_promise_is_found(text: str) -> None:
    assert [breach.rule for breach in promises_of_matching(text)][:1] == ["promise"]


@pytest.mark.parametrize(
    "text",
    ["No letter guarantees an interview.", "I cannot promise that you will match.", "Match your letters to the specialty.", "Letters are important.",
     "The guide never promises a match.", "A strong letter doesn't guarantee that you'll match.", "Whether you'll match depends on many things.",
     "It isn't true that four letters guarantee an interview.", "When you match, tell your writers."],
)
def test_a_denied_promise_is_none(text: str) -> None:
    assert promises_of_matching(text) == []


def test_a_letter_in_a_writers_name_is_found() -> None:
    assert [breach.rule for breach in letter_in_a_writers_name(LETTER)] == ["letter"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Dr. Smith,\nI would be honoured to ask you for a strong letter.\nSincerely,\nAmina",
        "- Clinical reasoning: presented 40 cases\n- Professionalism: on time every day",
        "A good letter says: how long the writer has known you.",
        "Dear Dr. Smith,\nI have worked with you for eight weeks and would be honoured to ask for a letter.\nSincerely,\nAmina",
    ],
)
def test_a_request_or_an_outline_is_no_letter(text: str) -> None:
    assert letter_in_a_writers_name(text) == []


def test_advice_from_a_waived_letter() -> None:
    text = "You waived it, but Dr. Smith's letter says that you were late, so ask someone else."
    assert advice_from_a_waived_letter(text)
    assert advice_from_a_waived_letter("Dr. Smith's letter says that you were late.", waived=True)
    assert advice_from_a_waived_letter("Dr. Smith's letter says that you were late.") == []
    assert advice_from_a_waived_letter("You waived the letter, but it says you were late.")
    assert advice_from_a_waived_letter("Dr. Smith wrote in the waived letter that you lack confidence, so pick someone else.")
    assert advice_from_a_waived_letter("Since your letter is waived, nobody may tell you what it says.") == []
    assert advice_from_a_waived_letter("For almost all IMGs, waiving is the safest choice.") == []


def test_advertising() -> None:
    assert advertising("Sign up today for our premium service.")
    assert advertising("Use promo code MATCH20.")
    assert advertising("Hire our consultants.")
    assert advertising("Check out MatchCoach Premium for $99.")
    assert advertising("Register your e-mail with ERAS, and book a time to meet your attending.") == []
    assert advertising("Order your letters by strength.") == []
    assert advertising("Ask your attending for a strong letter.") == []


def test_links_must_stand_in_a_source() -> None:
    held = [{"id": "x", "text": "See https://example.org/letters for more."}]
    assert unknown_links("See https://example.org/letters.", held) == []
    assert [breach.text for breach in unknown_links("See https://evil.example.com/x", held)] == ["https://evil.example.com/x"]
    assert unknown_links("Read the timeline at students-residents.aamc.org.", []) == []
    assert unknown_links("Write to a.rahman@example.com, e.g. today.", []) == []


def test_all_rules_together() -> None:
    text = LETTER + "\nYou will match. Visit our website www.buy-letters.com."
    assert [breach.rule for breach in answer_breaches(text, [])] == ["promise", "letter", "advertising", "link"]


@given(st.text(max_size=300))
def test_any_text_gives_a_result(text: str) -> None:
    assert answer_breaches(text, []) == answer_breaches(text, [])
