"""The applicant's own name: told alone where a text lacks it, whole, and never made of an order about the text."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

REQUEST = "request email for Dr. Marchetti, IM, 4 weeks hands on in Dayton"


@pytest.mark.parametrize(("wish", "name"), [
    ("Tran Thi Bich", "Tran Thi Bich"), ("Abd El Rahman Saleh", "Abd El Rahman Saleh"), ("ngozi eze", "Ngozi Eze"),
    ("Jean-Luc Desrosiers", "Jean-Luc Desrosiers"), ("Ifeoma (Ify) Chukwu", "Ifeoma (Ify) Chukwu"),
    ("sign as T. Boateng", "T. Boateng"), ("sign it: Mei-Hua (May) Lin", "Mei-Hua (May) Lin"),
    ("sign it 'Ana Soares'", "Ana Soares"), ("sign as Md. Rakibul Karim", "Md. Rakibul Karim"),
])  # fmt: skip
def test_the_whole_name_signs_the_text(advisor: Advisor, wish: str, name: str) -> None:
    _, reply = talk(advisor, REQUEST, wish)
    assert noted(reply) == {"name": name}
    assert written(reply)[1].rstrip().splitlines()[-1] == name


@pytest.mark.parametrize("wish", [
    "take out the summary", "drop the thing about cv", "leave the thanks away", "Heart Failure Clinic", "Family Medicine",
    "no address yet", "he said yes", "Dr. Lopez",
])  # fmt: skip
def test_what_is_no_name_signs_nothing(advisor: Advisor, wish: str) -> None:
    _, reply = talk(advisor, REQUEST, wish)
    assert "name" not in noted(reply)


def test_an_order_behind_the_question_for_a_name_is_no_name(advisor: Advisor) -> None:
    *_, reply = talk(advisor, REQUEST, "also say sorry that i write so late", "take out the apology")
    assert noted(reply) == {} and "sorry" not in written(reply)[1]
