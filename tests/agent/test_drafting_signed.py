"""With which name a text is signed: one's own name is no wish to sign for the writer, and a writer's name is."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_signed import own_name_told
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

REQUEST = "Dr. Patel (IM) supervised my 2 week observership in Houston. Write a request to him for IM 2027 please"
WRITERS = frozenset({"patel"})


@pytest.mark.parametrize(("wish", "name"), [
    ("sign it as Omar Farouk", "Omar Farouk"), ("sign Sofia Petrova pls", "Sofia Petrova"),
    ("From: Mariana Costa", "Mariana Costa"), ("sign it Bo Chen MD", "Bo Chen"), ("signed, Ana Ruiz", "Ana Ruiz"),
    ("please sign it as leila haddad", "Leila Haddad"), ("end it with Best, Ravi Kumar", "Ravi Kumar"),
    ("use my full name Maria del Carmen Ortiz to sign", "Maria del Carmen Ortiz"),
    ("ok the kind one. sign as Abena. family medicine", "Abena"),
    ("make it shorter and sign it Tomasz Nowak", "Tomasz Nowak"),
    ("Name is Hernán Quiroga, applying FM this year, aamc 14789632", "Hernán Quiroga"),
    ("sign it Leila Haddad. and say he taught me a lot about motivational interviewing", "Leila Haddad"),
])  # fmt: skip
def test_ones_own_name_signs_the_text(advisor: Advisor, wish: str, name: str) -> None:
    _, reply = talk(advisor, REQUEST, wish)
    assert noted(reply)["name"] == name and reply.status == "answered"
    assert written(reply)[1].rstrip().splitlines()[-1] == name
    assert not [field for field in noted(reply) if field.startswith("letters[") and "patel" not in field]
    assert "letters[patel].writer.country" not in noted(reply)


@pytest.mark.parametrize("wish", ["sign it as Dr. Patel", "sign the letter for him", "sign it in Dr. Patel's name"])
def test_to_sign_for_the_writer_is_declined_and_tells_nothing(advisor: Advisor, wish: str) -> None:
    _, reply = talk(advisor, REQUEST, wish)
    assert reply.status == "refused" and "name" not in noted(reply) and "letters[patel]" not in noted(reply)


@pytest.mark.parametrize("text", [
    "sign as soon as possible", "sign it with kind regards", "she will sign it as soon as she can", "sign up with ERAS",
    "he agreed to sign the letter in Boston", "should I sign as Omar?", "sign the LoR as Omar", "put Boston in the email",
    "sign it for Dr. Patel", "Please sign Anil Patel", "write Kim to request",
])  # fmt: skip
def test_what_names_no_signature_stays_as_it_was_said(text: str) -> None:
    assert own_name_told(text, WRITERS) == text
