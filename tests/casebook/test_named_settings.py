"""How a stay was and what a writer is: settings that are named or said once for two, fields, strength and answers."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import TODAY, case_after

from assistant.casebook import understand_case

WARSAME = "one observership in minneapolis 4 weeks with Dr Abdi Warsame, family doctor"
FOSS = "i want anesthesia, Dr Gerald Foss, a surgeon in Buffalo, 4 weeks"


def letters(*messages: str) -> list[dict[str, Any]]:
    """The letters once all messages were told."""
    return list(case_after(messages)["letters"])


@pytest.mark.parametrize(("messages", "setting"), [
    ([WARSAME, "he let me take histories sometimes"], "observership"),
    ([WARSAME, "and not observe, he let me examine patients"], "hands_on"),
    (["Dr Priya Raman endocrinologist in ohio research 26 weeks", "she is kind"], "research"),
    (["Dr Priya Raman endocrinologist in ohio research 26 weeks", "raman: saw patients and wrote notes"], "research_and_clinic"),
    (["Dr. James Whitfield, neurologist, Baylor, 4 wk elective as final year student"], "hands_on"),
    (["i have one SLOE from dr Jason Pruitt in EM rotation at toledo, 4 weeks in may"], "hands_on"),
    (["dr Ramesh Shrestha who trained me in kathmandu in internship, general surgeon"], "hands_on"),
    (["dr Rohit Deshmukh peds pune my internship guide"], "hands_on"),
    (["i did elective with Dr Cole in Boston, 4 weeks, only observing"], "observership"),
    (["dr Melissa Carter, hospitalist at university of toledo, 4 weeks, just finished on friday"], None),
    (["dr omar popal boss of the clinic"], None),
])  # fmt: skip
def test_the_setting_of_a_stay(messages: list[str], setting: str | None) -> None:
    assert letters(*messages)[0].get("experience", {}).get("setting") == setting


@pytest.mark.parametrize(("message", "second"), [
    ("4 weeks externship with Dr Jennings, and then 4 weeks with Dr Nasser", "hands_on"),
    ("4 weeks externship with Dr Jennings, and then 4 weeks observership with Dr Nasser", "observership"),
    ("4 weeks externship with Dr Jennings. Dr Nasser has known me for 4 weeks", None),
])  # fmt: skip
def test_a_setting_said_once_for_two(message: str, second: str | None) -> None:
    assert letters(message)[1].get("experience", {}).get("setting") == second


@pytest.mark.parametrize(("message", "fields"), [
    ("my psych attendings: dr Nabil Haddad in Amman, dr Elena Vasquez in miami, dr Thomas Greer in Philadelphia",
     ["psychiatry"] * 3),
    ("Dr Samira Benjelloun, anesthesia and ICU, Rabat", ["anesthesiology"]),
    ("Dr Paul Cole, pulmonary and ICU, Boston", ["internal_medicine"]),
])  # fmt: skip
def test_the_fields_of_writers(message: str, fields: list[str]) -> None:
    assert [letter["writer"].get("specialty") for letter in letters(message)] == fields


def test_the_field_of_a_newcomer_is_no_target_that_was_told() -> None:
    held = letters("IM applicant", "2. dr Farhana Islam dhaka med college internal medicine 1 year")
    assert held[0]["writer"]["specialty"] == "internal_medicine"


@pytest.mark.parametrize(("messages", "told"), [
    (["dr Steven Malik hospitalist NY 4 weeks hands on strong."], {"attitude": "supportive"}),
    (["Dr Deborah Klein, psychiatrist in Baltimore, hands-on 8 weeks, strong and waived"], {"attitude": "supportive"}),
    (["my boss is Dr Omar Popal, family doctor. he say he write me best letter"],
     {"attitude": "supportive", "status": "agreed"}),
    (["dr Ramesh Shrestha general surgeon, he agreed and sent already"], {"status": "uploaded"}),
    (["dr Christine Dufresne IM in boston, i asked her and she said she is busy but will try"], {"attitude": "hesitant"}),
    ([FOSS, "He (Foss) told me \"I don't write strong letters for people I've known just a month\"."], {"status": "declined"}),
])  # fmt: skip
def test_what_a_writer_said(messages: list[str], told: dict[str, str]) -> None:
    assert told.items() <= letters(*messages)[0].items()


@pytest.mark.parametrize("message", [
    "i need a strong letter from Dr Lee IM", "Dr Lee IM, agreed but not sure if strong", "he agreed, not strong, Dr Lee IM",
    'Dr Lee IM said "sure i can write you something"', "I try to reach Dr Lee IM, he is busy",
])  # fmt: skip
def test_a_wish_for_a_strong_letter_is_none(message: str) -> None:
    assert "attitude" not in letters(message)[0]


def test_last_years_letters_are_asked_for_no_day() -> None:
    update = understand_case("last year letters: Dr William Harper IM ohio (clerkship 8 weeks)", {}, today=TODAY)
    assert not update.questions
