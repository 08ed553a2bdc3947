"""After a small fact the answer says what changed; what the last turns said of the case comes again only when asked."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk

TOLD = "psychiatry 2027, from Peru. Dr Green psychiatrist Boston hands on 4 weeks. Dr Osei IM attending Ohio 6 weeks"
PLAN = "Plan for 4 strong letters"


def test_the_table_holds_what_changed(advisor: Advisor) -> None:
    first, second = talk(advisor, TOLD, "Dr Green agreed")
    assert "| Dr. Green |" in first.answer and "| Dr. Osei |" in first.answer and "home country: Peru" in first.answer
    assert "| Dr. Green | psychiatry | US | hands on 4 weeks | agreed |" in second.answer
    assert "Dr. Osei |" not in second.answer and "home country" not in second.answer


def test_a_fact_of_oneself_brings_no_table(advisor: Advisor) -> None:
    reply = talk(advisor, TOLD, "i graduated in 2019")[-1]
    assert "Noted: graduated: 2019." in reply.answer and "| letter |" not in reply.answer


def test_advice_is_said_once_until_it_is_asked_for(advisor: Advisor) -> None:
    first, second, asked = talk(advisor, TOLD, "Dr Green agreed", "is that enough?")
    assert PLAN in first.answer and PLAN not in second.answer and "to reach 4" in asked.answer
    assert "Psychiatry: critical" in first.answer and "Psychiatry:" not in second.answer


def test_of_a_new_count_only_the_count_is_new(advisor: Advisor) -> None:
    reply = talk(advisor, "psychiatry 2027. Dr Green psychiatrist Boston hands on 4 weeks",
                 "also Dr Osei IM attending Ohio 6 weeks hands on")[-1]  # fmt: skip
    assert "you have 2 possible letters" in reply.answer and PLAN not in reply.answer


def test_a_step_is_said_once_until_the_plan_is_asked_for(advisor: Advisor) -> None:
    told = "psychiatry 2027. Dr Green psychiatrist Boston hands on 4 weeks, agreed"
    first, second, week = talk(advisor, told, "i graduated in 2019", "what to do this week?")
    packet = "Send Dr. Green the letter packet"
    assert packet in first.answer and packet not in second.answer and packet in week.answer


def test_of_letters_that_are_only_counted_it_is_asked_who_writes(advisor: Advisor) -> None:
    reply = talk(advisor, "pathology 2027, i have 2 letters")[-1]
    assert "Who could write for you?" in reply.answer and "In which country" not in reply.answer


def test_what_is_taken_back_is_said(advisor: Advisor) -> None:
    assert "taken out: osei" in talk(advisor, TOLD, "delete Dr Osei")[-1].answer


@pytest.mark.parametrize("asked", ["rank my letters", "show my letters"])
def test_the_whole_stands_where_it_is_asked_for(advisor: Advisor, asked: str) -> None:
    answer = talk(advisor, TOLD, "Dr Green agreed", asked)[-1].answer
    assert "Dr. Green" in answer and "Dr. Osei" in answer


def test_a_question_that_is_passed_over_is_not_asked_for_ever(advisor: Advisor) -> None:
    told = "IM 2027. dr Smith IM Chicago hands on 6 weeks agreed, prof Khan surgery Lahore uploaded"
    replies = talk(advisor, told, "i graduated 2016", "i am from pakistan", "no failed exams", "who is the weakest?")
    asked = ["What was it with Prof. Khan" in reply.answer for reply in replies]
    assert asked[0] and sum(asked) == 2


def test_days_that_can_be_read_in_two_ways_are_asked_each_time(advisor: Advisor) -> None:
    told = "IM 2027. dr Smith IM Chicago hands on, agreed"
    _, second, third = talk(advisor, told, "it began 03/04/27", "i mean 03/04/27")
    assert all("03/04/27" in reply.answer for reply in (second, third))


def test_a_day_whose_year_was_not_said_is_told_as_it_was_read(advisor: Advisor) -> None:
    [reply] = talk(advisor, "dr Nair IM houston 14 june to 23 july 2027 hands on, IM 2027")
    assert "2028" not in reply.answer


def test_letters_that_cannot_be_placed_yet_are_not_clear_and_one_that_can_is_critical(advisor: Advisor) -> None:
    unplaced = talk(advisor, "Applying pediatrics 2027. Dr. Mbeki may write. is my set enough?")[-1]
    placed = talk(advisor, "Applying pediatrics 2027. Dr. Mbeki, pediatrician in Ohio, 6 weeks hands on. is it enough?")[-1]
    assert "not clear yet" in unplaced.answer and "critical" not in unplaced.answer
    assert "not clear yet" not in placed.answer
