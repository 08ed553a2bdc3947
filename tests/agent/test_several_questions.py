"""Messages that ask several things, or ask of a writer as "he" and "she": each question is answered as asked."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.further import asked_parts
from tests.agent.talks import talk

CASE = (
    "applying internal medicine 2027, from pakistan. dr alan greene internist in chicago 6 weeks hands on agreed. "
    "prof saima raza, professor of medicine in lahore, 52 weeks hands on, not asked. "
    "dr mark lowell cardiologist in houston observership 3 weeks, asked"
)
EMERGENCY = (
    "applying emergency medicine 2027, from india. dr kowalczyk emergency medicine in detroit 4 weeks hands on. "
    "dr sameer bhatia critical care in detroit 4 weeks hands on"
)


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("do i need second sloe, is bhatia good instead", 2),
        ("so what is missing and is it late to get it?", 2),
        ("is it good idea and whose letter would you drop then", 2),
        ("should i ask kim or should i wait", 1),
        ("bhatia agreed today", 0),
    ],
)
def test_the_questions_of_a_message_stand_apart(message: str, parts: int) -> None:
    assert len(asked_parts(message)) == parts


@pytest.mark.parametrize(
    ("case", "message", "said"),
    [
        (EMERGENCY, "do i need second sloe, is bhatia good instead for my application",
         ("takes the place of a free letter", "Dr. Sameer Bhatia")),
        (CASE, "is it better ask raza to write on hospital letterhead and who uploads it, him or me?",
         ("no must that I know of", "The writer does, not you")),
        (CASE, "so what is missing and is it late to get it?", ("Still missing", "Not too late")),
        (CASE, "Whom should he approach first, and in what words should he ask for strength?",
         ("best first", "Openly, in one question")),
        (CASE, "When should he ask prof raza, and what should he give to her?", ("Ask Prof. Saima Raza", "packet")),
        (CASE, "is lowell useful and is raza ok as second", ("Dr. Mark Lowell", "Prof. Saima Raza")),
    ],
)  # fmt: skip
def test_each_question_of_a_message_is_answered(
    advisor: Advisor, case: str, message: str, said: tuple[str, ...]
) -> None:
    reply = talk(advisor, case, message)[-1]
    assert reply.status == "answered" and all(words in reply.answer for words in said)


@pytest.mark.parametrize(
    ("before", "message", "said"),
    [
        ("is raza good", "and when do i ask her?", "Ask Prof. Saima Raza"),
        ("how is lowell", 'he answer me: ok but he will write "a standard letter". take or not?', "Not a good sign yet"),
        ("is raza good", "she or lowell if only one place left", "Prof. Saima Raza before Dr. Mark Lowell"),
    ],
)
def test_he_and_she_are_of_whom_a_question_spoke(advisor: Advisor, before: str, message: str, said: str) -> None:
    assert said in talk(advisor, CASE, before, message)[-1].answer


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("should i do one more US rotation in august?", "Not for the number"),
        ("is it realistic to apply this september with this letters or better I wait one year", "yours to decide"),
        ("lowell just said no. now?", "does not count: it was declined"),
        ("what if greene says no? i have nothing else from us", "In the place of Dr. Alan Greene"),
        ("met lowell maybe 3 times, he signs letters for everyone. good idea since chair letters matter?",
         "recognise a generic or template letter"),
        ("i guess lowell is useless no? he is very famous, president", "A name alone does not help"),
        ("should i apply with two first and add lowell after, or wait all together", "Apply on time"),
    ],
)  # fmt: skip
def test_a_question_of_the_own_case_is_answered_as_asked(advisor: Advisor, message: str, said: str) -> None:
    reply = talk(advisor, CASE, message)[-1]
    assert reply.status == "answered" and said in reply.answer


def test_a_fact_put_right_orders_no_text(advisor: Advisor) -> None:
    reply = talk(advisor, CASE, "ah sorry, the one with greene was 8 weeks not 6, and it was in april")[-1]
    assert "```" not in reply.answer
