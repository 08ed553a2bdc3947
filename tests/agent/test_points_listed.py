"""Bullet points told as a list: each of its items is a point, verb or not, in the area that its words call for."""

from __future__ import annotations

import pytest

from assistant import Advisor, Reply
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

HOLLOWAY = "I'm Ahmed, surgery. Dr. Holloway in Ohio, 4 weeks hands-on, agreed. He wants bullet points."


def text_of(reply: Reply) -> str:
    assert written(reply)[0] == "outline"
    return reply.answer.partition("```text\n")[2].partition("```")[0].strip()


@pytest.mark.parametrize(("order", "points"), [
    ("write the outline he asks for: clinic mondays about 300 patients, HS registry built by me, paper JAAD first author",
     ("Clinic Mondays about 300 patients.", "Built HS registry.", "Paper JAAD first author.")),
    ("points: ECMO family, line infections audit, 3 central lines under supervision, presented at M&M, always there 6am",
     ("ECMO family.", "Line infections audit.", "3 central lines under supervision.", "Presented at M&M.", "Always there 6am.")),
    ("the outline please - asthma action plan for the ward; weekly journal club; 5 newborn exams a day",
     ("Asthma action plan for the ward.", "Weekly journal club.", "5 newborn exams a day.")),
    ("also points: taught hand hygiene to new interns, discharge summaries in Russian and English",
     ("Taught hand hygiene to new interns.", "Discharge summaries in Russian and English.")),
])  # fmt: skip
def test_every_item_of_a_list_is_a_point(advisor: Advisor, order: str, points: tuple[str, ...]) -> None:
    *_, reply = talk(advisor, HOLLOWAY, order)
    assert [point for point in points if f"- {point}" not in text_of(reply)] == []
    assert not any("country" in field for field in noted(reply))


def test_an_item_stands_in_the_area_of_its_words(advisor: Advisor) -> None:
    order = (
        "bullets please: I scrubbed in 22 cases, found a missed compartment syndrome, made teaching cards for students, "
        "I speak yoruba and spanish, made a flyer about lithium for patients"
    )
    *_, reply = talk(advisor, HOLLOWAY, order)
    text = text_of(reply)
    reasoning = text.partition("Clinical reasoning")[2].partition("Professionalism")[0]
    work = text.partition("Professionalism")[2].partition("Communication")[0]
    said = text.partition("Communication")[2].partition("Comparison")[0]
    assert "compartment syndrome" in reasoning and "22 cases" in work
    assert all(point in said for point in ("teaching cards", "Speaks Yoruba and Spanish.", "flyer"))


@pytest.mark.parametrize("wish", ["put the compartment syndrome first", "teaching cards before the cases please"])
def test_one_point_comes_first_and_stays_there(advisor: Advisor, wish: str) -> None:
    order = "bullets please: scrubbed in 22 cases, found a missed compartment syndrome, made teaching cards for students"
    *_, moved, more = talk(advisor, HOLLOWAY, order, wish, "and add that i speak yoruba")
    named = "compartment" if "compartment" in wish else "teaching cards"
    for reply in (moved, more):
        first = text_of(reply).split("4 weeks\n", 1)[1].splitlines()[1]
        assert named in first


def test_what_is_still_done_is_noted_once(advisor: Advisor) -> None:
    *_, reply = talk(advisor, HOLLOWAY, "bullets: ran the fracture clinic, wrote the discharge papers",
                     "and one more: I interpret for Portuguese patients")  # fmt: skip
    assert text_of(reply).casefold().count("for portuguese patients") == 1 and "Interprets for" in text_of(reply)


def test_how_a_list_is_to_be_is_no_point(advisor: Advisor) -> None:
    *_, reply = talk(advisor, HOLLOWAY, "bullets for dr holloway: ran the fracture clinic, short please, no fluff")
    assert "- Ran the fracture clinic." in text_of(reply) and "fluff" not in text_of(reply)


def test_no_other_language_is_promised(advisor: Advisor) -> None:
    *_, reply = talk(advisor, HOLLOWAY, "make the outline in spanish")
    assert "English only" in reply.answer
